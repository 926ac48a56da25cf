import type {EntryReason, OpenedBy, Suppressed} from '../incident/reason.ts';
import {incidentKey, type Evidence, type Finding} from '../detection/finding.ts';
import {
  endOf,
  type Incident,
  type LinkedSymptom,
  move,
  standing,
  type EntryReasons,
  undoOf,
} from '../incident/incident.ts';
import {shortHash} from '../incident/plan.ts';
import type {TimeScale} from '../lib/time-scale.ts';

/** How many hashes of entries an incident keeps, and memory for each key. */
export const seenLimit = 256;
const evidenceLimit = 5;
/** So many places are listed with their counts; more are explained and looked at all the same. */
export const symptomLimit = 50;

/** A problem that comes back within this time of its end is the same incident, again. */
export const reopenSeconds = 30 * 60;

/** What is told among others that nobody knows is only counted for so long, and then looked at again. */
const togetherSeconds = 10 * 60;

/** Entries that were counted in memory and not stored. */
export interface Counted {
  readonly count: number;
  /** Hashes of as many of them as are remembered: one that also came another way counts once. */
  readonly entries: readonly string[];
}

type Entries = Incident['intake']['entries'];

/** Nothing was counted. */
export const noneCounted: Counted = {count: 0, entries: []};

/** A finding with the facts of its arrival. */
export interface Arrival {
  readonly finding: Finding;
  /** Short hash of the entry's identity (log name, insertId, timestamp). */
  readonly entry: string;
  /** When the entry says it was received, not after `now`; epoch ms. */
  readonly at: number;
  /** Like entries that were counted in memory since the last arrival that was stored. */
  readonly alsoCounted: Counted;
  readonly now: number;
  /** Why it is opened, where no log entry is the reason; then none is counted. */
  readonly reason?: OpenedBy;
}

/** The id of an incident: its key's hash and its epoch. */
export function incidentId(key: string, epoch: number): string {
  return `${shortHash(key).slice(0, 10)}-${epoch}`;
}

/** A new incident, to be diagnosed at once. */
export function open(arrival: Arrival, epoch: number): Incident {
  const {finding, at, now} = arrival;
  const key = incidentKey(finding);
  const reason = arrival.reason ?? {kind: 'detected', symptom: finding.symptom};
  const status = {state: 'detected', reason} as const;
  const fresh: Incident = {
    id: incidentId(key, epoch),
    key,
    epoch,
    version: 1,
    runbook: finding.runbook,
    symptom: finding.symptom,
    ...(finding.variant === undefined ? {} : {variant: finding.variant}),
    target: finding.target,
    causes: finding.causes,
    openedAt: now,
    ...status,
    intake: {
      entries: grown({count: 0, firstAt: at, lastAt: at, seen: []}, arrival),
      reasons: {},
      evidence: keep([], finding.evidence),
      symptoms: [],
    },
    work: {
      run: 0,
      beganAt: now,
      changedAt: now,
      confirmed: false,
      proof: [],
      actions: [],
      blindLooks: 0,
      repairs: [],
      rechecks: 0,
      nextLook: now,
    },
    outbox: {revision: 1, milestone: 1, channels: {}, failures: 0},
    timeline: [{...status, at: now}],
  };
  return countedAs(fresh, {kind: 'limited'}, arrival.alsoCounted.count, now);
}

/** A closed incident of the same key opened as its next epoch. */
export function openNext(last: Incident, arrival: Arrival): Incident {
  const {repairs, contestedAt} = last.work;
  const fresh = open(arrival, last.epoch + 1);
  const contested = contestedAt === undefined ? {} : {contestedAt};
  return {...fresh, work: {...fresh.work, repairs, ...contested}};
}

/**
 * Suppresses an incident at birth: recorded with its reason. What another one explains is looked at again
 * at `nextLook`; without one nobody touches it.
 */
export function suppress(
  incident: Incident,
  reason: Suppressed,
  now: number,
  nextLook?: number,
): Incident {
  const more = Math.max(1, incident.intake.entries.count);
  const counted = countedAs(incident, reason, more, now);
  return move(counted, {state: 'suppressed', reason, now, nextLook});
}

/** What an arrival does to the newest incident of its key. */
export type Joined =
  | {readonly kind: 'duplicate'}
  | {readonly kind: 'joined'; readonly incident: Incident; readonly reason: EntryReason}
  | {readonly kind: 'reopened'; readonly incident: Incident}
  | {readonly kind: 'next'; readonly incident: Incident};

/**
 * Joins an arrival to the newest incident of its key. An entry that was counted before changes
 * nothing; an entry older than the end of a closed incident is late and is only counted; a newer one
 * opens the incident again, or anew when it ended longer ago or was handed to a person.
 */
export function join(incident: Incident, arrival: Arrival, timing: TimeScale): Joined {
  if (incident.intake.entries.seen.includes(arrival.entry)) return {kind: 'duplicate'};
  const {state} = incident;
  const end = endOf(incident);
  const together = incident.work.gathered === true ? timing.seconds(togetherSeconds) : 0;
  const late = end !== undefined && (arrival.at <= end || arrival.now - end < together);
  if (!late && end !== undefined && arrival.now - end > timing.seconds(reopenSeconds)) {
    return {kind: 'next', incident: openNext(incident, arrival)};
  }
  // A failed one is a person's: entries that go on are counted, not tried again.
  if (late || end === undefined || state === 'failed') {
    const reason = {kind: late ? 'late' : 'joined', state} as const;
    const known = joined(incident, arrival, reason);
    return {kind: 'joined', incident: lookedAtSoon(known, arrival), reason};
  }
  const again = {kind: 'again', times: incident.work.run + 1} as const;
  const quote = arrival.finding.evidence.quote || undefined;
  const counted = joined(incident, arrival, again);
  return {
    kind: 'reopened',
    incident: reopen(counted, arrival.now, arrival.reason ?? again, quote),
  };
}

/**
 * Somebody changed the world just now: what waits for a person may have become another problem. So may what is to be taken
 * back, by any sign of it.
 */
function lookedAtSoon(incident: Incident, {finding, now}: Arrival): Incident {
  const isNews = finding.occurrence !== undefined || undoOf(incident) !== undefined;
  if (standing(incident.state) !== 'parked' || !isNews) return incident;
  const {nextLook} = incident.work;
  return {...incident, work: {...incident.work, nextLook: Math.min(now, nextLook ?? now)}};
}

/** Opens a closed incident again: a new run with a budget of its own on the same message. */
export function reopen(
  incident: Incident,
  now: number,
  reason: OpenedBy,
  quote?: string,
): Incident {
  return withoutLook(openedAgain(incident, incident.work.run + 1, now, reason, quote));
}

/** People hear of it with what its own look finds: until then only entries say that it is broken. */
function withoutLook(incident: Incident): Incident {
  const {lookedAt: _before, ...work} = incident.work;
  return {...incident, work};
}

/** Opens a suppressed incident again in the same run: the incident of `runbook` did not explain it. */
export function freed(incident: Incident, runbook: string, now: number): Incident {
  // What its cause's look said is not its own.
  return withoutLook(openedAgain(incident, incident.work.run, now, {kind: 'released', runbook}));
}

function openedAgain(
  incident: Incident,
  run: number,
  now: number,
  reason: OpenedBy,
  quote?: string,
): Incident {
  const {
    plan: _plan,
    actedAt: _acted,
    busy: _busy,
    gathered: _gathered,
    explains: _told,
    found: _found,
    undo: _undo,
    approval,
    ...rest
  } = incident.work;
  const work = {
    ...rest,
    // An approval was for the run that is over; a refusal of a plan stays.
    ...(approval?.answer === 'declined' ? {approval} : {}),
    rechecks: 0,
    blindLooks: 0,
    confirmed: false,
    beganAt: now,
    run,
  };
  const known = {...incident, work};
  return move(known, {state: 'detected', reason, now, nextLook: now, code: quote});
}

/**
 * Links another runbook's sign to the incident that explains it, for people to read and for its diagnosis
 * to look where they are; what has to be looked at again at its end is found without this list. Nobody
 * comes back to a closed one by itself, so that a new sign is due to be told at once.
 */
export function link(incident: Incident, symptom: LinkedSymptom, evidence?: Evidence): Incident {
  const {intake, outbox, work, state} = incident;
  const known = intake.symptoms.find(one => one.key === symptom.key);
  const merged: LinkedSymptom =
    known === undefined
      ? symptom
      : {
          ...known,
          // The sign counts its own entries; what is told once more counts once.
          count: Math.max(known.count, symptom.count),
          lastAt: Math.max(known.lastAt, symptom.lastAt),
        };
  const others = intake.symptoms.filter(one => one.key !== symptom.key);
  if (known === undefined && others.length >= symptomLimit) return countUnlisted(incident);
  const linked = {
    ...incident,
    intake: {
      ...intake,
      symptoms: [...others, merged],
      evidence: evidence === undefined ? intake.evidence : keep(intake.evidence, evidence),
    },
  };
  if (known !== undefined) return linked;
  const due = standing(state) === 'closed' ? {dueAt: work.changedAt} : {};
  return {...linked, outbox: {...outbox, revision: outbox.revision + 1, ...due}};
}

/** One more place than are listed. */
function countUnlisted(incident: Incident): Incident {
  const {intake, outbox} = incident;
  return {
    ...incident,
    intake: {...intake, unlisted: (intake.unlisted ?? 0) + 1},
    outbox: {...outbox, revision: outbox.revision + 1},
  };
}

/** Counts an arrival and keeps why. An arrival without an entry (a poll's) is nobody's to explain. */
export function joined(incident: Incident, arrival: Arrival, reason: EntryReason): Incident {
  const {alsoCounted, now} = arrival;
  const more = arrival.reason === undefined ? 1 : 0;
  const counted = countedAs(count(incident, arrival), reason, more, now);
  return countedAs(counted, {kind: 'limited'}, alsoCounted.count, now);
}

function count(incident: Incident, arrival: Arrival): Incident {
  const {entries, evidence} = incident.intake;
  return {
    ...incident,
    intake: {
      ...incident.intake,
      entries: grown(entries, arrival),
      evidence: keep(evidence, arrival.finding.evidence),
    },
  };
}

/** Adds what memory has counted; what is known already is not added again. */
export function countMore(entries: Entries, {count: more, entries: hashes}: Counted): Entries {
  const fresh = hashes.filter(hash => !entries.seen.includes(hash));
  return {
    ...entries,
    count: entries.count + more - (hashes.length - fresh.length),
    seen: [...entries.seen, ...fresh].slice(-seenLimit),
  };
}

function grown(entries: Entries, arrival: Arrival): Entries {
  const {entry, at, alsoCounted, reason} = arrival;
  const more = reason === undefined ? 1 : 0;
  const also = countMore(entries, alsoCounted);
  return {
    count: also.count + more,
    firstAt: Math.min(entries.firstAt, at),
    lastAt: Math.max(entries.lastAt, at),
    seen: [...also.seen, entry].slice(-seenLimit),
  };
}

/** Keeps the first piece of evidence and the newest ones, without repeating a quote; no empty one. */
function keep(all: readonly Evidence[], one: Evidence): readonly Evidence[] {
  if (one.quote === '' || all.some(known => known.quote === one.quote)) return all;
  return [...all.slice(0, 1), ...all.slice(1).slice(-(evidenceLimit - 2)), one];
}

/** The same incident with `more` entries counted under a reason. */
export function countedAs(
  incident: Incident,
  reason: EntryReason,
  more: number,
  now: number,
): Incident {
  if (more <= 0) return incident;
  const {reasons} = incident.intake;
  const count = (reasons[reason.kind]?.count ?? 0) + more;
  const counted: EntryReasons = {...reasons, [reason.kind]: {count, lastAt: now, reason}};
  return {...incident, intake: {...incident.intake, reasons: counted}};
}

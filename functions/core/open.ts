import {incidentKey, type Evidence, type Finding} from './finding.ts';
import {type Incident, type LinkedSymptom, move, standing} from './incident.ts';
import type {Phrase} from './phrase.ts';
import {phrase} from './texts.ts';
import {shortHash} from './plan.ts';
import {limited, reasoned} from './reasons.ts';
import {type Timing} from './timing.ts';

/** How many hashes of entries an incident keeps, and memory for each key. */
export const seenLimit = 256;
const evidenceLimit = 5;
const symptomLimit = 50;

/** A problem that comes back within this time of its end is the same incident, again. */
export const reopenSeconds = 30 * 60;

/** Entries that were counted in memory and not stored. */
export interface Counted {
  readonly count: number;
  /** Hashes of as many of them as are remembered: one that also came another way counts once. */
  readonly entries: readonly string[];
}

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
  readonly reason?: Phrase;
}

/** The id of an incident: its key's hash and its epoch. */
export function incidentId(key: string, epoch: number): string {
  return `${shortHash(key).slice(0, 10)}-${epoch}`;
}

/** A new incident, to be diagnosed at once. */
export function open(arrival: Arrival, epoch: number): Incident {
  const {finding, at, now, reason: why} = arrival;
  const key = incidentKey(finding);
  const reason = why ?? phrase('reason.detected', {symptom: finding.symptom});
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
    state: 'detected',
    reason,
    openedAt: now,
    beganAt: now,
    changedAt: now,
    confirmed: false,
    reopened: 0,
    entries: grown({count: 0, firstAt: at, lastAt: at, seen: []}, arrival),
    evidence: keep([], finding.evidence),
    symptoms: [],
    proof: [],
    actions: [],
    attempts: 0,
    blindLooks: 0,
    repairs: [],
    rechecks: 0,
    nextLook: now,
    timeline: [{at: now, state: 'detected', reason}],
    revision: 1,
    milestone: 1,
    told: {},
    silentTries: 0,
  };
  return reasoned(fresh, limited, arrival.alsoCounted.count, now);
}

/** A closed incident of the same key opened as its next epoch. */
export function openNext(last: Incident, arrival: Arrival): Incident {
  const {repairs, contestedAt} = last;
  return {
    ...open(arrival, last.epoch + 1),
    repairs,
    ...(contestedAt === undefined ? {} : {contestedAt}),
  };
}

/** Suppresses an incident at birth: recorded with its reason, never touched. */
export function suppress(incident: Incident, reason: Phrase, now: number): Incident {
  const counted = reasoned(incident, reason, Math.max(1, incident.entries.count), now);
  return move(counted, {state: 'suppressed', reason, now});
}

/** What an arrival does to the newest incident of its key. */
export type Joined =
  | {readonly kind: 'duplicate'}
  | {readonly kind: 'joined'; readonly incident: Incident; readonly reason: Phrase}
  | {readonly kind: 'reopened'; readonly incident: Incident}
  | {readonly kind: 'next'; readonly incident: Incident};

/**
 * Joins an arrival to the newest incident of its key. An entry that was counted before changes
 * nothing; an entry older than the end of a closed incident is late and is only counted; a newer one
 * opens the incident again, or anew when it ended longer ago or was handed to a person.
 */
export function join(incident: Incident, arrival: Arrival, timing: Timing): Joined {
  if (incident.entries.seen.includes(arrival.entry)) return {kind: 'duplicate'};
  const {state} = incident;
  const closedAt = incident.closedAt ?? incident.changedAt;
  const isClosed = standing(state) === 'closed';
  const late = isClosed && arrival.at <= closedAt;
  if (!late && isClosed && arrival.now - closedAt > timing.seconds(reopenSeconds)) {
    return {kind: 'next', incident: openNext(incident, arrival)};
  }
  // A failed one is a person's: signs that go on are counted, not tried again.
  if (late || !isClosed || state === 'failed') {
    const reason = phrase(late ? 'join.late' : 'join.open', {state});
    const known = joined(incident, arrival, reason);
    return {kind: 'joined', incident: lookedAtSoon(known, arrival), reason};
  }
  const reason = arrival.reason ?? phrase('reason.again', {times: incident.reopened + 1});
  const quote = arrival.finding.evidence.quote || undefined;
  return {
    kind: 'reopened',
    incident: reopen(joined(incident, arrival, reason), arrival.now, reason, quote),
  };
}

/** Somebody changed the world just now: what waits for a person may have become another problem. */
function lookedAtSoon(incident: Incident, {finding, now}: Arrival): Incident {
  const waits = standing(incident.state) === 'parked' && finding.occurrence !== undefined;
  return waits ? {...incident, nextLook: Math.min(now, incident.nextLook ?? now)} : incident;
}

/** Opens a closed incident again: a new run with a budget of its own on the same message. */
export function reopen(incident: Incident, now: number, reason: Phrase, quote?: string): Incident {
  const {plan: _plan, actedAt: _acted, approval, ...rest} = incident;
  return move(
    {
      ...rest,
      // A yes was for the run that is over; a no to a plan stays.
      ...(approval?.answer === 'declined' ? {approval} : {}),
      attempts: 0,
      rechecks: 0,
      blindLooks: 0,
      confirmed: false,
      beganAt: now,
      reopened: incident.reopened + 1,
    },
    {state: 'detected', reason, now, nextLook: now, ...(quote === undefined ? {} : {code: quote})},
  );
}

/**
 * Links another runbook's sign to the incident that explains it. Nobody comes back to a closed one by
 * itself, so that a new sign is due to be told at once.
 */
export function link(incident: Incident, symptom: LinkedSymptom, evidence?: Evidence): Incident {
  const known = incident.symptoms.find(one => one.key === symptom.key);
  const merged: LinkedSymptom =
    known === undefined
      ? symptom
      : {
          ...known,
          count: known.count + symptom.count,
          lastAt: Math.max(known.lastAt, symptom.lastAt),
        };
  const others = incident.symptoms.filter(one => one.key !== symptom.key);
  return {
    ...incident,
    symptoms: [...others, merged].slice(-symptomLimit),
    evidence: evidence === undefined ? incident.evidence : keep(incident.evidence, evidence),
    revision: known === undefined ? incident.revision + 1 : incident.revision,
    ...(known === undefined && standing(incident.state) === 'closed' && {tellAfter: 0}),
  };
}

/** Counts an arrival and keeps why. An arrival without an entry (a poll's) is nobody's to explain. */
export function joined(incident: Incident, arrival: Arrival, reason: Phrase): Incident {
  const {alsoCounted, now} = arrival;
  const more = arrival.reason === undefined ? 1 : 0;
  const counted = reasoned(count(incident, arrival), reason, more, now);
  return reasoned(counted, limited, alsoCounted.count, now);
}

/** Counts an arrival and nothing else. */
export function count(incident: Incident, arrival: Arrival): Incident {
  return {
    ...incident,
    entries: grown(incident.entries, arrival),
    evidence: keep(incident.evidence, arrival.finding.evidence),
  };
}

/** Adds what memory has counted; what is known already is not added again. */
export function countMore(
  entries: Incident['entries'],
  {count: more, entries: hashes}: Counted,
): Incident['entries'] {
  const fresh = hashes.filter(hash => !entries.seen.includes(hash));
  return {
    ...entries,
    count: entries.count + more - (hashes.length - fresh.length),
    seen: [...entries.seen, ...fresh].slice(-seenLimit),
  };
}

function grown(entries: Incident['entries'], arrival: Arrival): Incident['entries'] {
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

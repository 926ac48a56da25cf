import {incidentKey} from '../detection/finding.ts';
import {endOf, type Incident, type LinkedSymptom} from '../incident/incident.ts';
import {type Arrival, joined, open, openNext, reopen, reopenSeconds} from './arrivals.ts';
import type {TimeScale} from '../lib/time-scale.ts';

/**
 * An entry that was received longer ago than this, milliseconds of real time, is no reason to act: it
 * comes from an outage's backlog or is replayed.
 */
export const staleMs = 60 * 60 * 1000;

/** The runbook word of the incident that sums up a backlog; no folder has it, no log announces it. */
export const backlog = 'stale-backlog';

/** A backlog is collected for this long before its problems are looked at. */
export const collectSeconds = 60;

/** Problems of one backlog; entries of more are counted only. The allow-list bounds them anyway. */
export const problemLimit = 500;

/** Whether an entry that was received at a time is too old to act on. */
export function isStale(at: number, now: number): boolean {
  return now - at >= staleMs;
}

/** Whether an incident is the digest of a backlog. */
export function isBacklog({runbook}: Pick<Incident, 'runbook'>): boolean {
  return runbook === backlog;
}

/** The one key of all backlogs: `home` is the fleet of the first project in the configuration. */
export function backlogKey(home: string): string {
  return incidentKey({runbook: backlog, target: {project: home}});
}

/** What a backlog becomes with one more stale entry, or `known` when it was counted before. */
export type Noted =
  {readonly kind: 'known'} | {readonly kind: 'created' | 'changed'; readonly incident: Incident};

/**
 * Counts a stale entry for the digest. Within half an hour of a digest the same one is made anew when
 * there is a problem that it has not looked at; later it is another outage.
 */
export function noted(
  latest: Incident | undefined,
  stale: Arrival,
  home: string,
  timing: TimeScale,
): Noted {
  if (latest?.intake.entries.seen.includes(stale.entry) === true) return {kind: 'known'};
  const arrival = forBacklog(stale, home);
  const nextLook = stale.now + timing.seconds(collectSeconds);
  if (latest === undefined || isAnother(latest, stale.now, timing)) {
    const fresh = latest === undefined ? open(arrival, 1) : openNext(latest, arrival);
    return {
      kind: 'created',
      incident: withProblem({...fresh, work: {...fresh.work, nextLook}}, stale),
    };
  }
  const known = latest.intake.symptoms.some(one => one.key === incidentKey(stale.finding));
  const counted = withProblem(joined(latest, arrival, {kind: 'stale'}), stale);
  if (endOf(latest) === undefined || known || latest.intake.symptoms.length >= problemLimit) {
    return {kind: 'changed', incident: counted};
  }
  const again = reopen(counted, stale.now, {kind: 'backlog-more'});
  return {kind: 'changed', incident: {...again, work: {...again.work, nextLook}}};
}

function isAnother(digest: Incident, now: number, timing: TimeScale): boolean {
  const end = endOf(digest);
  if (end === undefined) return false;
  return digest.state === 'failed' || now - end > timing.seconds(reopenSeconds);
}

/** The same entry as an arrival at the digest. */
function forBacklog({finding, ...facts}: Arrival, home: string): Arrival {
  const {evidence} = finding;
  const target = {project: home};
  return {...facts, finding: {runbook: backlog, target, symptom: 'stale', causes: [], evidence}};
}

function withProblem(incident: Incident, {finding, at, alsoCounted}: Arrival): Incident {
  const key = incidentKey(finding);
  const before = incident.intake.symptoms.find(one => one.key === key);
  if (before === undefined && incident.intake.symptoms.length >= problemLimit) return incident;
  const {runbook, target, symptom} = finding;
  const problem: LinkedSymptom = {
    ...{key, runbook, target, symptom},
    count: (before?.count ?? 0) + 1 + alsoCounted.count,
    lastAt: Math.max(before?.lastAt ?? 0, at),
  };
  const others = incident.intake.symptoms.filter(one => one.key !== key);
  return {...incident, intake: {...incident.intake, symptoms: [...others, problem]}};
}

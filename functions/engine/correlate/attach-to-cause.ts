import {endOf, explainedBy, type Incident} from '../../core/incident/incident.ts';
import {type Arrival, joined, open, openNext, suppress} from '../../core/intake/arrivals.ts';
import {confirmSeconds} from '../../core/lifecycle/explained-sign.ts';
import type {Project} from '../../core/config/settings.ts';
import type {CauseContext, Deps} from '../lib/context.ts';
import {explainingCause} from './explaining-cause.ts';
import {linkSign} from './link-sign.ts';

/** What adoption did with an arrival. */
export type Adopted =
  | {readonly kind: 'adopted'; readonly incident: string; readonly cause: Incident}
  | {readonly kind: 'late'; readonly incident: Incident}
  | {readonly kind: 'duplicate'; readonly incident: string}
  | {readonly kind: 'raced'}
  | {readonly kind: 'no-cause'};

/**
 * Lets the incident of a causing runbook adopt a sign, where live state said of that cause that it breaks
 * the sign's very target: the sign's own incident is recorded as explained, and linked to the cause, which
 * tells it. No log entry makes a cause. A sign that is older than the end of the cause that explained it is
 * only counted.
 * @param latest the newest incident of the sign's key, closed, or undefined.
 */
export async function attachToCause(
  deps: CauseContext,
  latest: Incident | undefined,
  arrival: Arrival,
  project: Project,
): Promise<Adopted> {
  if (latest?.intake.entries.seen.includes(arrival.entry) === true) {
    return {kind: 'duplicate', incident: latest.id};
  }
  // Older than what its own incident ended with: it tells nothing new, and joins that one.
  if (
    latest !== undefined &&
    latest.state !== 'suppressed' &&
    arrival.at <= (endOf(latest) ?? -Infinity)
  ) {
    return {kind: 'no-cause'};
  }
  const over = await causeOf(deps, latest);
  const end = over === undefined ? undefined : endOf(over);
  if (end !== undefined && latest !== undefined && arrival.at <= end) {
    const reason = {kind: 'late', state: latest.state} as const;
    return {kind: 'late', incident: joined(latest, arrival, reason)};
  }
  const cause = await explainingCause(deps, arrival.finding, project);
  if (cause === undefined) return {kind: 'no-cause'};
  const nextLook = arrival.now + deps.timing.seconds(confirmSeconds);
  const own = explainedSign(latest, arrival, cause.id, nextLook);
  if (!(await put(deps, latest, own))) return {kind: 'raced'};
  await linkSign(deps, cause.id, own);
  return {kind: 'adopted', incident: own.id, cause};
}

/** The incident that a sign was last explained by. */
export async function causeOf(
  {store}: Pick<Deps, 'store'>,
  latest: Incident | undefined,
): Promise<Incident | undefined> {
  const id = latest === undefined ? undefined : explainedBy(latest);
  return id === undefined ? undefined : store.read(id);
}

/** The sign's own incident as it is recorded: explained by the cause. */
function explainedSign(
  latest: Incident | undefined,
  arrival: Arrival,
  cause: string,
  nextLook: number,
): Incident {
  const reason = {kind: 'symptom-of', incident: cause} as const;
  if (latest?.state === 'suppressed') {
    const known = joined(latest, arrival, reason);
    return {...known, state: 'suppressed', reason, work: {...known.work, nextLook}};
  }
  const fresh = latest === undefined ? open(arrival, 1) : openNext(latest, arrival);
  return suppress(fresh, reason, arrival.now, nextLook);
}

async function put(
  deps: Pick<Deps, 'store'>,
  latest: Incident | undefined,
  own: Incident,
): Promise<boolean> {
  if (latest?.id !== own.id) return (await deps.store.create(own)) === 'created';
  return (await deps.store.replace({...own, version: latest.version + 1})) === 'stored';
}

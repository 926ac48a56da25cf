import {incidentKey} from '../../core/detection/finding.ts';
import {endOf, explainedBy, type Incident, standing} from '../../core/incident/incident.ts';
import {
  type Arrival,
  joined,
  link,
  open,
  openNext,
  suppress,
  freed,
} from '../../core/lifecycle/arrivals.ts';
import type {Project} from '../../core/config/settings.ts';
import {target} from '../../core/detection/target.ts';
import {type Deps, runbookById, type CauseContext} from '../lib/context.ts';
import {change} from '../lib/compare-and-set.ts';
import {enqueue} from './enqueue.ts';

/** What adoption did with an arrival. */
export type Adopted =
  | {readonly kind: 'adopted'; readonly incident: string; readonly cause: Incident}
  | {readonly kind: 'late'; readonly incident: Incident}
  | {readonly kind: 'duplicate'; readonly incident: string}
  | {readonly kind: 'raced'}
  | {readonly kind: 'no-cause'};

/**
 * Lets an open incident of a causing runbook adopt a sign: the sign's own incident is recorded as
 * explained, and linked to the cause, which tells it. A sign that is older than the end of the cause
 * that explained it is only counted.
 * @param latest the newest incident of the sign's key, closed, or undefined.
 */
export async function attachToCause(
  deps: CauseContext,
  latest: Incident | undefined,
  arrival: Arrival,
  project: Project,
): Promise<Adopted> {
  if (latest?.intake.entries.seen.includes(arrival.entry) === true) {
    await attachAgain(deps, latest, arrival);
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
  const cause = await openCauseOf(deps, arrival, project);
  if (cause === undefined) return {kind: 'no-cause'};
  const own = explainedSign(latest, arrival, cause.id);
  if (!(await put(deps, latest, own))) return {kind: 'raced'};
  const before = latest?.id === own.id ? latest.intake.entries.count : 0;
  // What was polled is a sign as well, although no entry was counted.
  await linkTo(deps, cause.id, arrival, Math.max(1, own.intake.entries.count - before));
  return {kind: 'adopted', incident: own.id, cause};
}

/** Links a sign to its cause; `more` entries of it were counted. */
async function linkTo(
  deps: Pick<Deps, 'store' | 'queue' | 'clock' | 'log'>,
  cause: string,
  {finding, at}: Pick<Arrival, 'finding' | 'at'>,
  more: number,
): Promise<void> {
  const symptom = {
    key: incidentKey(finding),
    runbook: finding.runbook,
    target: finding.target,
    count: more,
    lastAt: at,
  };
  const linked = await change(deps.store, cause, it => link(it, symptom, finding.evidence));
  // It may have been closed meanwhile, and its own release did not know of this sign.
  if (linked !== undefined) await detachFromCause(deps, linked);
}

/** Whoever recorded the sign as explained may have ended before it was linked. */
export async function attachAgain(
  deps: Pick<Deps, 'store' | 'queue' | 'clock' | 'log'>,
  latest: Incident,
  arrival: Pick<Arrival, 'finding' | 'at'>,
): Promise<void> {
  const cause = await causeOf(deps, latest);
  if (cause === undefined || cause.intake.symptoms.some(one => one.key === latest.key)) return;
  await linkTo(deps, cause.id, arrival, 1);
}

/** The incident that a sign was last explained by. */
export async function causeOf(
  {store}: Pick<Deps, 'store'>,
  latest: Incident | undefined,
): Promise<Incident | undefined> {
  const id = latest === undefined ? undefined : explainedBy(latest);
  return id === undefined ? undefined : store.read(id);
}

/**
 * An open incident where a cause of the sign would have to sit: at its suspects, or on the whole
 * project or fleet.
 */
async function openCauseOf(
  deps: Pick<Deps, 'runbooks' | 'store'>,
  {finding}: Arrival,
  project: Project,
): Promise<Incident | undefined> {
  const wide = [project.id, project.fleet].map(id => target({project: id}));
  for (const runbook of finding.causes) {
    const places = [...runbookById(deps, runbook).suspects(project, finding.target), ...wide];
    for (const key of new Set(places.map(place => incidentKey({runbook, target: place})))) {
      const found = await deps.store.latest(key);
      if (found !== undefined && standing(found.state) !== 'closed') return found;
    }
  }
  return undefined;
}

/** The sign's own incident as it is recorded: explained by the cause. */
function explainedSign(latest: Incident | undefined, arrival: Arrival, cause: string): Incident {
  const reason = {kind: 'symptom-of', incident: cause} as const;
  if (latest?.state === 'suppressed') {
    return {...joined(latest, arrival, reason), state: 'suppressed', reason};
  }
  const fresh = latest === undefined ? open(arrival, 1) : openNext(latest, arrival);
  return suppress(fresh, reason, arrival.now);
}

async function put(
  deps: Pick<Deps, 'store'>,
  latest: Incident | undefined,
  own: Incident,
): Promise<boolean> {
  if (latest?.id !== own.id) return (await deps.store.create(own)) === 'created';
  return (await deps.store.replace({...own, version: latest.version + 1})) === 'stored';
}

/**
 * Signs were adopted by an incident whose live state turned out to be healthy: it explains nothing,
 * so each of them goes its own way and is diagnosed.
 */
export async function detachFromCause(
  deps: Pick<Deps, 'store' | 'queue' | 'clock' | 'log'>,
  cause: Incident,
): Promise<void> {
  if (cause.state !== 'no-action') return;
  for (const {key} of cause.intake.symptoms) {
    const own = await deps.store.latest(key);
    if (own === undefined || explainedBy(own) !== cause.id) continue;
    const now = deps.clock.now();
    await change(deps.store, own.id, it =>
      explainedBy(it) === cause.id ? freed(it, cause.runbook, now) : it,
    );
    await enqueue(deps, own.id);
  }
}

/**
 * Looks at a cause once more, after an incident was closed as explained by it.
 * @returns its runbook where it turned out meanwhile to explain nothing; undefined: it stands.
 */
export async function deniedBy(
  {store}: Pick<Deps, 'store'>,
  cause: string,
): Promise<string | undefined> {
  const now = await store.read(cause);
  return now?.state === 'no-action' ? now.runbook : undefined;
}

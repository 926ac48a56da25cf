import {begin, park} from '../core/conclude.ts';
import {dueAt, type Incident, standing} from '../core/incident.ts';
import {phrase} from '../core/phrase.ts';
import type {Store} from '../core/ports.ts';
import {announce} from './announce.ts';
import {attempt, type Commit, timeOf} from './attempt.ts';
import type {Deps} from './deps.ts';
import {save, StaleError} from './save.ts';
import {countSimilar} from './similar.ts';
import {verify} from './verify.ts';
import {watch} from './watch.ts';

/** A lease outlasts the longest run of the function that takes it, with a margin. */
const leaseSeconds = 180;
/** However fast time runs, a lease outlasts a request, whose deadline is real time. */
const shortestLeaseMs = 3_000;
/** One call goes on by itself when the next look is this near. */
const patienceSeconds = 20;
/** Steps of one call; more means that an incident runs in circles. */
const stepLimit = 40;

/** What became of a call to advance an incident. */
export type Advanced =
  | {readonly kind: 'advanced'; readonly incident: Incident}
  /** Somebody else works on it; the sweep looks again. */
  | {readonly kind: 'busy'}
  | {readonly kind: 'unknown-incident'};

/** What this process works on right now, by store: a lease that ran out early cannot fool itself. */
const working = new WeakMap<Store, Set<string>>();

/**
 * Works on one incident, at most once in this process; see `underLease`.
 */
export async function advance(deps: Deps, id: string): Promise<Advanced> {
  const mine = working.get(deps.store) ?? new Set<string>();
  working.set(deps.store, mine);
  if (mine.has(id)) return {kind: 'busy'};
  mine.add(id);
  try {
    return await underLease(deps, id);
  } finally {
    mine.delete(id);
  }
}

/**
 * Works on one incident under a lease, one durable step at a time, until it has to wait longer
 * than is worth staying for.
 */
async function underLease(deps: Deps, id: string): Promise<Advanced> {
  const found = await deps.store.read(id);
  if (found === undefined) return {kind: 'unknown-incident'};
  if ((found.lease?.until ?? 0) > deps.clock.now()) return {kind: 'busy'};
  let current = found;
  const commit: Commit = async incident => {
    // Each step renews the lease: it has to outlast a step, not the whole run.
    current = await save(deps.store, current, {...incident, lease: leaseOf(deps)});
    return current;
  };
  try {
    current = await take(deps, found);
    await run(deps, () => current, commit);
    return {kind: 'advanced', incident: await save(deps.store, current, withoutLease(current))};
  } catch (error) {
    if (error instanceof StaleError) return {kind: 'busy'};
    if (current.lease !== undefined) await save(deps.store, current, withoutLease(current));
    throw error;
  }
}

function withoutLease(incident: Incident): Incident {
  const {lease: _released, ...free} = incident;
  return free;
}

async function take(deps: Deps, found: Incident): Promise<Incident> {
  const taken = {...found, lease: leaseOf(deps), version: found.version + 1};
  if ((await deps.store.replace(taken)) === 'stored') return taken;
  throw new StaleError(`incident ${found.id}: somebody else was faster`);
}

async function run(deps: Deps, current: () => Incident, commit: Commit): Promise<void> {
  const began = deps.clock.now();
  for (let steps = 0; steps < stepLimit; steps += 1) {
    const before = current();
    if (isDue(before, deps.clock.now())) await step(deps, before, commit);
    const stepped = current();
    const told = await announce(deps, await countSimilar(deps, stepped));
    if (told !== stepped) await commit(told);
    const due = dueAt(current());
    if (due === undefined || standing(current().state) === 'closed') return;
    const now = deps.clock.now();
    const patience = deps.timing.seconds(patienceSeconds);
    if (due - now > patience || due - began > 3 * patience) return;
    if (due > now) await deps.clock.sleep(due - now);
    await commit(current());
  }
}

function isDue(incident: Incident, now: number): boolean {
  return incident.nextLook !== undefined && incident.nextLook <= now;
}

/** One durable step; an error that nobody expected parks the incident with its words. */
async function step(deps: Deps, incident: Incident, commit: Commit): Promise<void> {
  let latest = incident;
  const tracked: Commit = async next => (latest = await commit(next));
  try {
    await stepOf(deps, incident, tracked);
    if (latest !== incident) report(deps, incident, latest);
  } catch (error) {
    if (error instanceof StaleError || standing(latest.state) === 'closed') throw error;
    const said = error instanceof Error ? error.message : String(error);
    deps.log.error('a step failed unexpectedly', {incident: incident.id, error: said});
    const at = timeOf(deps);
    await commit(park(begin(latest, at), 'blocked', phrase('reason.internal', {said}), at, []));
  }
}

async function stepOf(deps: Deps, incident: Incident, commit: Commit): Promise<void> {
  switch (incident.state) {
    case 'detected':
    case 'diagnosing':
    case 'planned':
    case 'acting':
      await attempt(deps, incident, commit);
      return;
    case 'verifying':
      await verify(deps, incident, commit);
      return;
    case 'awaiting-approval':
    case 'blocked':
    case 'flapping':
      await watch(deps, incident, commit);
      return;
    case 'resolved':
    case 'no-action':
    case 'suppressed':
    case 'failed':
      return;
  }
}

function report(deps: Deps, before: Incident, after: Incident): void {
  if (before.state === after.state && before.reason.code === after.reason.code) return;
  deps.log.info('incident moved', {
    incident: after.id,
    runbook: after.runbook,
    target: after.target,
    from: before.state,
    to: after.state,
    reason: after.reason,
  });
}

function leaseOf({clock, timing, holder}: Deps): {readonly holder: string; readonly until: number} {
  const length = Math.max(timing.seconds(leaseSeconds), shortestLeaseMs);
  return {holder, until: clock.now() + length};
}

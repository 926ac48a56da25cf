import {escalated, withAsking} from '../../core/announcement/escalation.ts';
import {isBacklog} from '../../core/intake/backlog.ts';
import {decide} from '../../core/lifecycle/decide.ts';
import {errorText, StoreError} from '../../core/lib/error.ts';
import {
  dueAt,
  explainedBy,
  type Incident,
  type Lease,
  standing,
  type Told,
} from '../../core/incident/incident.ts';
import type {Silence} from '../../core/guard/silence.ts';
import type {Store} from '../../core/ports/ports.ts';
import {announce, behindOf, doubtsAfter, dueAgain, unawareOf} from '../announce/announce.ts';
import type {Deps} from '../lib/context.ts';
import {takeUp} from './answer-inbox.ts';
import {takeWords} from './word-inbox.ts';
import {LookNotes} from './look-notes.ts';
import {type Beside, type Commit, decideContext, timeOf, workOn} from './perform.ts';
import {releaseSigns} from '../correlate/release-signs.ts';
import {released, releasing} from '../../core/lifecycle/explanation.ts';
import {mutingSilence, raised, silenced} from '../../core/lifecycle/silenced.ts';
import {change, save, StaleError} from '../lib/compare-and-set.ts';
import {silencesNow} from '../lib/silences-now.ts';
import {messageContext} from '../announce/message-context.ts';

/** A lease outlasts the longest run of the function that takes it, with a margin. */
const leaseSeconds = 180;
/** However fast time runs, a lease outlasts a request, whose deadline is real time. */
const shortestLeaseMs = 3_000;
/** One call goes on by itself when the next look is this near. */
const patienceSeconds = 20;
/** After a lease ran out, what is true is told once more this much later. */
const tellAgainSeconds = 600;
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
  const notes = new LookNotes();
  const done = await underLease(deps, id, notes).finally(() => mine.delete(id));
  // Behind everything that somebody waits for; where the store has failed, nothing more is asked of it.
  await notes.keep(deps);
  return done;
}

/**
 * Works on one incident under a lease, one durable step at a time, until it has to wait longer
 * than is worth staying for.
 */
async function underLease(deps: Deps, id: string, notes: LookNotes): Promise<Advanced> {
  const found = await deps.store.read(id);
  if (found === undefined) return {kind: 'unknown-incident'};
  if ((found.lease?.until ?? 0) > deps.clock.now()) return {kind: 'busy'};
  let current = found;
  // Until it is ours, the lease that is there says what the run before has left.
  let mayTell = true;
  const noted = (incident: Incident): Incident =>
    outboxed(deps, isBacklog(incident) ? incident : releasing(current, incident));
  const commit: Commit = async incident => {
    // Each step renews the lease: it has to outlast a step, not the whole run.
    const next = noted(incident);
    mayTell ||= behindOf(deps, next).length > 0;
    current = await save(deps.store, current, {...next, lease: leaseOf(deps, mayTell)});
    return current;
  };
  try {
    current = await take(deps, found);
    mayTell = current.lease?.silent !== true;
    await takeWords(deps, () => current, commit);
    await takeUp(deps, current, commit);
    // What was told last is stored with the end of the lease.
    const last = withoutLease(noted(await run(deps, () => current, commit, notes)));
    return {kind: 'advanced', incident: await save(deps.store, current, last)};
  } catch (error) {
    await giveUp(deps, id, mayTell);
    if (error instanceof StaleError) return {kind: 'busy'};
    throw error;
  }
}

/**
 * Announces a state with the very write that makes it true: until it is told, and what it explains no
 * longer is looked at again, it is due.
 */
function outboxed(
  deps: Pick<Deps, 'settings' | 'channels' | 'formerChannel' | 'clock' | 'timing'>,
  next: Incident,
): Incident {
  const incident = withAsking(next, deps.settings.escalation ?? [], deps.timing);
  const owes = incident.work.releases === true || behindOf(deps, incident).length > 0;
  return owes && incident.outbox.dueAt === undefined
    ? {...incident, outbox: {...incident.outbox, dueAt: deps.clock.now()}}
    : incident;
}

function withoutLease(incident: Incident): Incident {
  const {lease: _released, ...free} = incident;
  return free;
}

/**
 * Ends a run that failed. The lease is over and stays where people may have been told something: whoever
 * takes the incident next has to know that what was told may not have been stored.
 */
async function giveUp(
  deps: Pick<
    Deps,
    'settings' | 'store' | 'channels' | 'formerChannel' | 'clock' | 'timing' | 'holder'
  >,
  id: string,
  mayTell: boolean,
): Promise<void> {
  const now = deps.clock.now();
  await change(deps.store, id, incident => {
    if (incident.lease?.holder !== deps.holder) return incident;
    const left = outboxed(deps, incident);
    return mayTell ? {...left, lease: {...incident.lease, until: now}} : withoutLease(left);
  });
}

/**
 * Takes the lease. One that was never given back leaves doubts about what its holder has told, and
 * whether it goes on telling.
 */
async function take(
  deps: Pick<Deps, 'store' | 'channels' | 'formerChannel' | 'clock' | 'timing' | 'holder'>,
  found: Incident,
): Promise<Incident> {
  const known = inheriting(deps, found);
  const lease = leaseOf(deps, behindOf(deps, known).length > 0);
  const taken = {...known, lease, version: found.version + 1};
  if ((await deps.store.replace(taken)) === 'stored') return taken;
  throw new StaleError(`incident ${found.id}: somebody else was faster`);
}

function inheriting(
  deps: Pick<Deps, 'channels' | 'formerChannel' | 'clock' | 'timing'>,
  found: Incident,
): Incident {
  if (found.lease === undefined || found.lease.silent === true) return found;
  // Also what is not to be told now: it may have been, before it was opened again.
  const doubted = unawareOf(deps, found).map(({id}): [string, Told] => [
    id,
    {
      revision: 0,
      ...found.outbox.channels[id],
      doubts: doubtsAfter(found.outbox.channels[id] ?? {}),
    },
  ]);
  const told = {...found.outbox.channels, ...Object.fromEntries(doubted)};
  return {
    ...found,
    outbox: {
      ...found.outbox,
      channels: told,
      againAt: deps.clock.now() + deps.timing.seconds(tellAgainSeconds),
    },
  };
}

/** @returns the incident as it is to be stored with the end of the lease. */
async function run(
  deps: Deps,
  current: () => Incident,
  commit: Commit,
  notes: LookNotes,
): Promise<Incident> {
  const began = deps.clock.now();
  const context = messageContext(deps);
  for (let steps = 0; steps < stepLimit; steps += 1) {
    const silence = await silenceOf(deps, current());
    const noted = silenced(current(), silence, timeOf(deps));
    if (noted !== current()) await commit(noted);
    const before = current();
    if (isDue(before, deps.clock.now())) {
      const foresee = (one: Incident): void => {
        context.foresee(one);
      };
      await step(deps, before, commit, {foresee, notes});
    }
    // Behind the look: what was over by then is not told.
    const free = raised(current(), timeOf(deps));
    if (free !== current()) await commit(free);
    if (current().work.releases === true) {
      await releaseSigns(deps, current());
      await commit(released(current()));
    }
    const further = escalated(current(), deps.clock.now());
    if (further !== current()) {
      await commit(further);
      deps.log.warn('escalated: nobody has acknowledged it', {
        incident: further.id,
        step: further.outbox.asking?.steps,
      });
    }
    const again = dueAgain(current(), deps.clock.now());
    if (again !== current()) await commit(again);
    // The lease says that people may be told before they are: whoever inherits it has to know.
    if (current().lease?.silent === true && behindOf(deps, current()).length > 0)
      await commit(current());
    const told = await announce(deps, await context.add(current()));
    const due = dueAt(told);
    if (due === undefined || standing(told.state) === 'closed') return told;
    const now = deps.clock.now();
    const patience = deps.timing.seconds(patienceSeconds);
    if (due - now > patience || due - began > 3 * patience) return told;
    if (told !== current()) await commit(told);
    if (due > now) await deps.clock.sleep(due - now);
    await commit(current());
  }
  return current();
}

/**
 * The silence that keeps it untold now. Where nobody knows what is silenced it is none: a silence never hides by
 * accident, and the guard changes nothing meanwhile.
 */
async function silenceOf(
  deps: Pick<Deps, 'settings' | 'guardStore' | 'clock' | 'log'>,
  incident: Incident,
): Promise<Silence | undefined> {
  try {
    const context = {settings: deps.settings, now: deps.clock.now()};
    return mutingSilence((await silencesNow(deps)) ?? [], incident, context);
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    const {message} = error;
    deps.log.warn('what is silenced cannot be read: all is told', {
      incident: incident.id,
      error: message,
    });
    return undefined;
  }
}

function isDue(incident: Incident, now: number): boolean {
  return incident.work.nextLook !== undefined && incident.work.nextLook <= now;
}

/** Works on an incident that is due; an error that nobody expected parks it with its words. */
async function step(deps: Deps, incident: Incident, commit: Commit, beside: Beside): Promise<void> {
  let latest = incident;
  const tracked: Commit = async next => (latest = await commit(next));
  try {
    await workOn(deps, incident, tracked, beside);
    if (latest !== incident) report(deps, incident, latest);
  } catch (error) {
    const isOver = standing(latest.state) === 'closed' && explainedBy(latest) === undefined;
    if (isOfStore(error) || isOver) throw error;
    const said = errorText(error);
    deps.log.error('a step failed unexpectedly', {incident: incident.id, error: said});
    await commit(decide(latest, {kind: 'broke', said}, decideContext(deps)).incident);
  }
}

/** What the store says is not the incident's fault: it stays due and is taken up again. */
function isOfStore(error: unknown): boolean {
  return error instanceof StaleError || error instanceof StoreError;
}

function report(deps: Pick<Deps, 'timing' | 'log'>, before: Incident, after: Incident): void {
  if (before.state === after.state && before.reason.kind === after.reason.kind) return;
  const lived = (since: number): number => deps.timing.asLived(after.work.changedAt - since) / 1000;
  deps.log.info('incident moved', {
    incident: after.id,
    runbook: after.runbook,
    target: after.target,
    from: before.state,
    to: after.state,
    reason: after.reason,
    openSeconds: lived(after.work.beganAt),
    ...(after.work.actedAt === undefined ? {} : {actedSeconds: lived(after.work.actedAt)}),
  });
}

function leaseOf(
  {clock, timing, holder}: Pick<Deps, 'clock' | 'timing' | 'holder'>,
  mayTell: boolean,
): Lease {
  const length = Math.max(timing.seconds(leaseSeconds), shortestLeaseMs);
  return {holder, until: clock.now() + length, ...(!mayTell && {silent: true})};
}

import type {Action, PlannedAction} from '../core/action.ts';
import {decided, ended, heldBack, intend, stampOf, verifying, wouldAct} from '../core/attempt.ts';
import {
  begin,
  blind,
  explained,
  healthy,
  lookAgain,
  needsPerson,
  park,
  refused,
  unsure,
  waiting,
} from '../core/conclude.ts';
import {cutShort, type UnderWay, underWay} from '../core/progress.ts';
import type {Now} from '../core/timing.ts';
import type {Diagnosis} from '../core/diagnosis.ts';
import {CallError, passes} from '../core/error.ts';
import type {Verdict} from '../core/guard.ts';
import type {Incident} from '../core/incident.ts';
import {type Plan, planOf, waveOf} from '../core/plan.ts';
import type {Written} from '../core/ports.ts';
import {closeBreakers, openBreaker} from './breakers.ts';
import {actionById, type Deps} from './deps.ts';
import {diagnose} from './diagnose.ts';
import {openCause} from './open-cause.ts';
import {mayAct, permit} from './permit.ts';
import {unlessOver} from './release.ts';
import {fightOver} from './undoer.ts';

/** Stores the next version of the incident at hand. */
export type Commit = (incident: Incident) => Promise<Incident>;

/** Somebody else's write in between is read again at most so often before the attempt gives up. */
const conflictBudget = 5;

/**
 * One attempt: diagnose, plan, guard, act. Every change rests on reads made in this very call;
 * whoever finds an attempt cut short starts again from the reads.
 */
export async function attempt(deps: Deps, incident: Incident, commit: Commit): Promise<Incident> {
  const at = timeOf(deps);
  // Nothing follows in a plan before what was made of it took.
  if (cutShort(incident)) return commit(verifying(incident, at));
  const begun = begin(incident, at);
  const looked = await look(deps, begun);
  if (looked instanceof CallError) return commit(blind(begun, looked, timeOf(deps)));
  return conclude(deps, begun, looked, commit);
}

/** What live state said, and since when that was looked at. */
export interface Looked {
  readonly since: number;
  readonly diagnosis: Diagnosis;
}

/** Diagnoses; a read without an answer is a value here, because it decides what comes next. */
export async function look(deps: Deps, incident: Incident): Promise<Looked | CallError> {
  const since = deps.clock.now();
  try {
    return {since, diagnosis: await diagnose(deps, incident)};
  } catch (error) {
    if (error instanceof CallError) return error;
    throw error;
  }
}

/** What a diagnosis leads to. */
export async function conclude(
  deps: Deps,
  incident: Incident,
  {since, diagnosis}: Looked,
  commit: Commit,
): Promise<Incident> {
  const at = timeOf(deps);
  switch (diagnosis.kind) {
    case 'healthy':
      return commit(healthy(incident, diagnosis.proof, at));
    case 'person':
      return commit(needsPerson(incident, diagnosis, at));
    case 'waiting':
      return commit(waiting(incident, diagnosis, at));
    case 'symptom': {
      const cause = await openCause(deps, incident, diagnosis, since);
      if (cause === undefined) return commit(lookAgain(incident, at));
      const told = await commit(explained(incident, cause, diagnosis.proof, at));
      const known = await unlessOver(deps, told, cause);
      return known === told ? told : commit(known);
    }
    case 'broken': {
      const {verdict, ...going} = await judge(deps, incident, diagnosis);
      const {plan, rest} = going;
      const {cause, proof} = diagnosis;
      const shown = rest.map(one => actionById(deps, one.action).describe(one.params));
      const fights = verdict.kind === 'hold' && verdict.state === 'flapping';
      const fight = fights ? {fight: await fightOver(deps, rest)} : {};
      const next = await commit(
        decided(incident, {plan, shown, verdict, cause, proof, ...fight}, at),
      );
      // A person may have answered meanwhile: then it begins anew.
      const goesOn = verdict.kind === 'act' && next.state === 'planned';
      return goesOn ? carryOut(deps, next, going, commit) : next;
    }
  }
}

/**
 * The plan for a diagnosis, or what is left of one that a person approved and that is being carried out,
 * and the guard's word on its next part.
 */
export async function judge(
  deps: Deps,
  incident: Incident,
  diagnosis: Extract<Diagnosis, {kind: 'broken'}>,
): Promise<UnderWay & {readonly verdict: Verdict}> {
  const fresh = planOf(incident.key, diagnosis.actions);
  const going = underWay(incident, fresh.actions, timeOf(deps)) ?? {
    plan: fresh,
    rest: fresh.actions,
    attempt: incident.attempts + 1,
  };
  const {plan, rest, attempt} = going;
  const verdict = await mayAct(deps, incident, {plan, actions: wave(deps, rest), attempt});
  return {...going, verdict};
}

/**
 * Carries out the next part of a plan, and has it verified; what is left then goes on from there. A dry
 * run waits for nothing: it shows every part.
 */
export async function carryOut(
  deps: Deps,
  incident: Incident,
  {plan, rest, attempt}: UnderWay,
  commit: Commit,
): Promise<Incident> {
  let current = incident;
  const part = wave(deps, rest);
  for (const planned of part) {
    const done = await one(deps, current, {plan, planned, attempt}, commit);
    current = done.incident;
    if (done.kind === 'stop') return current;
  }
  const at = timeOf(deps);
  if (!isDry(current)) return commit(verifying(current, at));
  const left = rest.slice(part.length);
  return left.length === 0
    ? commit(wouldAct(current, at))
    : carryOut(deps, current, {plan, rest: left, attempt}, commit);
}

/** Whether anything of the attempt under way was only recorded: then there is nothing to wait for. */
function isDry({actions, attempts, reopened}: Incident): boolean {
  return actions.some(
    one => one.result === 'would-change' && one.attempt === attempts && (one.run ?? 0) === reopened,
  );
}

function wave(deps: Deps, rest: readonly PlannedAction[]): readonly PlannedAction[] {
  return waveOf(rest, id => actionById(deps, id).manifest.atOnce);
}

interface Done {
  readonly kind: 'go-on' | 'stop';
  readonly incident: Incident;
}

interface Step {
  readonly plan: Plan;
  readonly planned: PlannedAction;
  readonly attempt: number;
}

/** One action: its own look, the guard's last word, the intent, the effect, what became of it. */
async function one(
  deps: Deps,
  incident: Incident,
  {plan, planned, attempt}: Step,
  commit: Commit,
): Promise<Done> {
  const action = actionById(deps, planned.action);
  try {
    const before = await action.precheck(planned.params, deps.readers);
    if (before.kind === 'refused') {
      const parked = park(incident, 'blocked', before.reason, timeOf(deps), []);
      return {kind: 'stop', incident: await commit(parked)};
    }
    const shown = action.describe(planned.params);
    if (before.kind === 'already') {
      const at = timeOf(deps);
      // In one write: after a crash nobody is to wonder whether something was sent.
      const known = ended(intend(incident, planned, shown, attempt, at), {result: 'already'}, at);
      return {kind: 'go-on', incident: await commit(known)};
    }
    const permitted = await permit(deps, incident, {plan, actions: [planned], attempt});
    if (permitted.kind !== 'act') {
      const held = heldBack(incident, permitted, timeOf(deps));
      return {kind: 'stop', incident: await commit(held)};
    }
    const intended = await commit(intend(incident, planned, shown, attempt, timeOf(deps)));
    const done = await effect(deps, intended, action, planned, commit);
    if (done.kind === 'go-on') await closeBreakers(deps, permitted);
    return done;
  } catch (error) {
    if (!(error instanceof CallError)) throw error;
    return {kind: 'stop', incident: await commit(blind(incident, error, timeOf(deps)))};
  }
}

async function effect(
  deps: Deps,
  intended: Incident,
  action: Action,
  planned: PlannedAction,
  commit: Commit,
): Promise<Done> {
  const {params} = planned;
  const written = await write(deps, action, params, stampOf(intended));
  if (written instanceof CallError && !passes(written.facts.failure)) {
    await openBreaker(deps, intended, planned, written);
  }
  const at = timeOf(deps);
  if (written instanceof CallError) {
    const detail = written.message;
    const next = passes(written.facts.failure)
      ? unsure(ended(intended, {result: 'unknown', detail}, at), written, at)
      : refused(ended(intended, {result: 'failed', detail}, at), written, at);
    return {kind: 'stop', incident: await commit(next)};
  }
  switch (written.kind) {
    case 'recorded': {
      const end = {result: 'would-change', detail: written.request} as const;
      return {kind: 'go-on', incident: await commit(ended(intended, end, at))};
    }
    case 'unchanged':
      return {kind: 'go-on', incident: await commit(ended(intended, {result: 'already'}, at))};
    case 'accepted': {
      const {operation} = written;
      const end = {result: 'changed', ...(operation === undefined ? {} : {operation})} as const;
      deps.log.warn('changed', {
        incident: intended.id,
        action: action.manifest.id,
        ...action.shown(params),
      });
      return {kind: 'go-on', incident: await commit(ended(intended, end, at))};
    }
  }
}

/**
 * Makes the effect. Somebody else's write in between (a conflict) changed nothing: the effect reads
 * again and decides again, after a jittered wait.
 */
async function write(
  deps: Deps,
  action: Action,
  params: PlannedAction['params'],
  stamp: string,
): Promise<Written | CallError> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await action.effect(params, deps.readers, deps.writers, stamp);
    } catch (error) {
      if (!(error instanceof CallError)) throw error;
      if (error.facts.failure !== 'conflict' || tries >= conflictBudget) return error;
      await deps.clock.sleep(deps.random() * deps.timing.seconds(2 ** tries));
    }
  }
}

/** The time of a conclusion. */
export function timeOf({clock, timing}: Deps): Now {
  return {now: clock.now(), timing};
}

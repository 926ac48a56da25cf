import {besideOf, diagnose, projectsOf} from './diagnose.ts';
import type {Took} from '../../core/contract/action.ts';
import type {Diagnosis} from '../../core/contract/diagnosis.ts';
import {
  type ActionRecord,
  explainedBy,
  type Incident,
  standing,
} from '../../core/incident/incident.ts';
import {CallError, isAmbiguous, passes} from '../../core/lib/error.ts';
import type {Now} from '../../core/lib/time-scale.ts';
import {symptomLimit} from '../../core/intake/arrivals.ts';
import {stampOf} from '../../core/lifecycle/action-records.ts';
import {decide} from '../../core/lifecycle/decide.ts';
import type {
  Checked,
  Effect,
  DecideContext,
  Made,
  Proposal,
  Seen,
  Step,
} from '../../core/lifecycle/decision.ts';
import {findProject} from '../../core/config/settings.ts';
import {lastActions} from '../../core/lifecycle/plan-progress.ts';
import type {Written} from '../../core/ports/ports.ts';
import {explainingCause} from '../correlate/explaining-cause.ts';
import {gather} from '../correlate/gather.ts';
import {linkSign} from '../correlate/link-sign.ts';
import {explains} from '../../core/lifecycle/explanation.ts';
import {openCause} from '../correlate/open-cause.ts';
import {actionById, type Deps} from '../lib/context.ts';
import {LookRecording} from '../lib/looks/look-recording.ts';
import {memoizedReaders} from '../lib/memoized-readers.ts';
import {mayAct, admit, type Permit} from './admit.ts';
import {digestBacklog} from './backlog-digest.ts';
import {giveTurnsBack, takeTurn} from './change-turns.ts';
import {closeBreakers, openBreaker} from './circuit-breakers.ts';
import {findReverters} from './find-reverter.ts';
import {LookNotes} from './look-notes.ts';
import {previewUndo} from './preview-undo.ts';

/** Stores the next version of the incident at hand. */
export type Commit = (incident: Incident) => Promise<Incident>;

/** What goes on beside the work on an incident, and holds it up nowhere. */
export interface Beside {
  /** Told of an incident whose live state is about to be looked at: what its message will need can be asked for beside it. */
  readonly foresee: (incident: Incident) => void;
  /** Where its looks are noted, to be remembered behind it. */
  readonly notes: LookNotes;
}

/** Somebody else's write in between is read again at most so often before the attempt gives up. */
const conflictBudget = 5;

/**
 * Works on an incident that is due: performs what was decided, stores each decision before its effect,
 * and decides anew by what came of it, until nothing is left but to wait. Every change rests on reads
 * made in this very call; whoever finds it cut short starts again from the reads.
 * @throws StoreError, StaleError; what else goes wrong parks the incident.
 */
export async function workOn(
  deps: Deps,
  due: Incident,
  commit: Commit,
  beside: Beside = {foresee: () => undefined, notes: new LookNotes()},
): Promise<void> {
  let incident = due;
  let seen: Seen = {kind: 'due'};
  // What an effect was admitted with: its breakers' trials.
  let admitted: Permit | undefined;
  for (;;) {
    const decision = decide(incident, seen, decideContext(deps));
    if (decision.incident !== incident) {
      const stored = await commit(decision.incident);
      // What was made is stored before anything else may fail.
      if (seen.kind === 'changed' && seen.made.kind === 'written' && admitted?.kind === 'act') {
        await closeBreakers(deps, admitted);
      }
      // A person has answered meanwhile, or it was opened again: then it begins anew.
      if (isTheirs(stored, decision.incident)) return;
      incident = stored;
    }
    const {effect} = decision;
    switch (effect.kind) {
      case 'wait': {
        const cause = explainedBy(incident);
        if (seen.kind === 'cause-stands' && cause !== undefined) {
          // Whoever ended the cause since it was read found this sign due, and left it to us.
          const still = await confirmCause(deps, incident, cause);
          if (still.kind === 'cause-gone') {
            seen = still;
            break;
          }
        }
        // Whatever was under way is over, or nobody goes on with it.
        if (incident !== due && standing(incident.state) !== 'open') {
          await giveTurnsBack(deps, incident, incident.work.plan?.actions ?? []);
        }
        return;
      }
      case 'admit': {
        const {plan, action, attempt} = effect.step;
        admitted = await admit(deps, incident, {plan, actions: [action], attempt});
        const {step, shown} = effect;
        const by = admitted.kind === 'act' ? await takeTurn(deps, incident, action) : undefined;
        seen =
          by === undefined
            ? {kind: 'admitted', step, shown, verdict: admitted}
            : {kind: 'turn-taken', by};
        break;
      }
      case 'change': {
        const made = await change(deps, incident, effect.step);
        seen = {kind: 'changed', step: effect.step, made};
        break;
      }
      case 'diagnose':
      case 'preview-undo':
      case 'open-cause':
      case 'gather':
      case 'confirm-cause':
      case 'ask-guard':
      case 'find-reverter':
      case 'precheck':
      case 'check':
      case 'digest':
        seen = await look(deps, incident, effect, beside);
        break;
    }
  }
}

/** Whether a write gave back somebody else's state in the place of ours. */
function isTheirs(stored: Incident, ours: Incident): boolean {
  return stored.state !== ours.state || stored.work.run !== ours.work.run;
}

/** The time of a conclusion. */
export function timeOf({clock, timing}: Pick<Deps, 'clock' | 'timing'>): Now {
  return {now: clock.now(), timing};
}

/** What a decision rests on beside the incident. */
export function decideContext(deps: Pick<Deps, 'clock' | 'timing' | 'actions'>): DecideContext {
  return {...timeOf(deps), atOnce: id => actionById(deps, id).manifest.atOnce};
}

type Looking = Exclude<Effect, {kind: 'wait' | 'admit' | 'change'}>;

/** Performs an effect that changes nothing outside of the store; a read without an answer is an answer. */
async function look(
  deps: Deps,
  incident: Incident,
  effect: Looking,
  beside: Beside,
): Promise<Seen> {
  try {
    return await seenBy(deps, incident, effect, beside);
  } catch (error) {
    if (!(error instanceof CallError)) throw error;
    const elsewhere = isElsewhere(deps, incident, error);
    return {kind: 'no-answer', to: effect.kind, error: error.facts, elsewhere};
  }
}

/** Whether an API is off in a project that is neither the incident's own nor the host of its fleet. */
function isElsewhere({settings}: Deps, {target}: Incident, {facts}: CallError): boolean {
  const {consumer} = facts;
  const project = findProject(settings, target.project);
  if (consumer === undefined || project === undefined) return false;
  const found = findProject(settings, consumer);
  return found === undefined || (found.id !== project.id && found.id !== project.fleet);
}

async function seenBy(
  deps: Deps,
  incident: Incident,
  effect: Looking,
  {foresee, notes}: Beside,
): Promise<Seen> {
  switch (effect.kind) {
    case 'diagnose': {
      const cause = await causeInHand(deps, incident);
      if (cause !== undefined) return {kind: 'cause-open', incident: cause, proof: []};
      foresee(incident);
      const since = deps.clock.now();
      const {over} = effect;
      const diagnosis = await noted(deps, incident, notes);
      return {kind: 'diagnosed', diagnosis, since, ...(over === undefined ? {} : {over})};
    }
    case 'preview-undo': {
      const since = deps.clock.now();
      const preview = await previewUndo(deps, incident);
      return {kind: 'undo-previewed', preview, since};
    }
    case 'open-cause': {
      const {cause, since} = effect;
      const id = await openCause(deps, incident, cause, since);
      if (id === undefined) return {kind: 'cause-over'};
      return {kind: 'cause-open', incident: id, proof: cause.proof};
    }
    case 'gather': {
      const {told} = effect;
      const by = await gather(deps, incident);
      return {kind: 'gathered', told, ...(by === undefined ? {} : {incident: by})};
    }
    case 'confirm-cause':
      return confirmCause(deps, incident, effect.cause);
    case 'ask-guard': {
      const {proposal} = effect;
      const {plan, part, attempt} = proposal;
      const word = await mayAct(deps, incident, {plan, actions: part, attempt});
      notes.guarded(word);
      const {verdict} = word;
      return {kind: 'guarded', proposal, verdict, commands: commandsOf(deps, proposal)};
    }
    case 'find-reverter': {
      const {proposal, hold} = effect;
      const {fight, remedy} = await findReverters(deps, proposal.rest);
      const commands = commandsOf(deps, proposal);
      return {kind: 'reverter', proposal, hold, commands, fight, remedy};
    }
    case 'precheck': {
      const {step} = effect;
      const {action, params} = step.action;
      const known = actionById(deps, action);
      const answer = await known.precheck(params, deps.readers);
      return {kind: 'prechecked', step, answer, shown: known.describe(params)};
    }
    case 'check': {
      const checked = await check(deps, incident);
      await keepTurns(deps, incident, checked);
      return {kind: 'checked', ...checked};
    }
    case 'digest':
      return digestBacklog(deps, incident);
  }
}

/** Diagnoses an incident, and notes what that rests on and came to. @throws CallError as `diagnose`. */
async function noted(deps: Deps, incident: Incident, notes: LookNotes): Promise<Diagnosis> {
  const recording = new LookRecording();
  const at = deps.clock.now();
  const readers = recording.readers(deps.readers);
  const beside = recording.beside(besideOf(deps));
  try {
    const diagnosis = await diagnose({...deps, readers, beside}, incident);
    notes.made(incident, at, recording.reads(), diagnosis);
    return diagnosis;
  } catch (error) {
    if (error instanceof CallError) notes.made(incident, at, recording.reads(), error.facts);
    throw error;
  }
}

/**
 * An incident that is at work on what explains a new sign. What it has repaired by now may look healthy
 * already; what the mesh makes of that is its to wait for and to tell.
 */
async function causeInHand(deps: Deps, incident: Incident): Promise<string | undefined> {
  const isNew = standing(incident.state) === 'open' && incident.state !== 'verifying';
  if (!isNew) return undefined;
  const {project} = projectsOf(deps, incident.target);
  const cause = await explainingCause(deps, incident, project);
  if (cause !== undefined) await linkSign(deps, cause.id, incident);
  return cause?.id;
}

/** Whether the cause of a sign explains it, as it is stored; then the sign is in its list as well. */
async function confirmCause(
  deps: Pick<Deps, 'store'>,
  sign: Incident,
  id: string,
): Promise<Extract<Seen, {kind: 'cause-stands' | 'cause-gone'}>> {
  const cause = await deps.store.read(id);
  if (cause === undefined) return {kind: 'cause-gone', over: {}};
  if (explains(cause, sign.target)) {
    const isListed = cause.intake.symptoms.some(one => one.key === sign.key);
    const hasRoom = cause.intake.symptoms.length < symptomLimit;
    if (!isListed && hasRoom) await linkSign(deps, id, sign);
    return {kind: 'cause-stands'};
  }
  const {runbook, state, work} = cause;
  return {kind: 'cause-gone', over: {runbook, state, changedAt: work.changedAt}};
}

/** Each action that is left, as a command; what has to be run once before it stands in front of the first. */
function commandsOf(deps: Pick<Deps, 'actions'>, {rest}: Proposal): readonly string[] {
  const all = rest.flatMap(({action, params}) => {
    const {prepare, command} = actionById(deps, action).describe(params);
    return prepare === undefined ? [command] : [prepare, command];
  });
  return [...new Set(all)];
}

/** Asks each action that was made whether it took; what several of them look at is read once. */
async function check(
  deps: Pick<Deps, 'actions' | 'readers'>,
  incident: Incident,
): Promise<Checked> {
  const readers = memoizedReaders(deps.readers);
  let worst: Exclude<Took, 'not-taken'> = 'took';
  for (const record of lastActions(incident)) {
    const {params, operation, stamp = stampOf(incident)} = record;
    const action = actionById(deps, record.action);
    const took = await action.check(params, readers, operation, stamp);
    if (took === 'not-taken') return {took, gone: record};
    if (took === 'pending') worst = took;
  }
  return {took: worst};
}

/** What is under way keeps its turn; the turn of what is over is for others. */
async function keepTurns(
  deps: Pick<Deps, 'actions' | 'guardStore' | 'clock' | 'timing' | 'log'>,
  incident: Incident,
  {took}: Checked,
): Promise<void> {
  const made = lastActions(incident);
  if (took !== 'pending') return giveTurnsBack(deps, incident, made);
  for (const one of made) await takeTurn(deps, incident, one);
}

/** Makes the change. A refusal opens its breaker before the incident itself knows of it. */
async function change(
  deps: Pick<
    Deps,
    'actions' | 'guardStore' | 'readers' | 'writers' | 'clock' | 'timing' | 'log' | 'random'
  >,
  incident: Incident,
  {action}: Step,
): Promise<Made> {
  const written = await write(deps, incident, action);
  if (written instanceof CallError) {
    const {facts: error, message: detail} = written;
    if (!passes(error.failure)) await openBreaker(deps, incident, action, written);
    if (!isAmbiguous(error.failure)) await giveTurnsBack(deps, incident, [action]);
    if (error.failure !== 'busy') return {kind: 'failed', error, detail};
    const {call, failure, said} = error;
    return {kind: 'busy', other: {kind: 'service', call, failure, said}, detail};
  }
  if (written.kind !== 'accepted') await giveTurnsBack(deps, incident, [action]);
  if (written.kind === 'accepted') {
    const shown = actionById(deps, action.action).shown(action.params);
    deps.log.warn('changed', {incident: incident.id, action: action.action, ...shown});
  }
  return {kind: 'written', written};
}

function isLeaseOver({clock}: Pick<Deps, 'clock'>, {lease}: Incident): boolean {
  return lease !== undefined && lease.until <= clock.now();
}

/**
 * Makes the effect. Somebody else's write in between (a conflict) changed nothing: the effect reads
 * again and decides again, after a jittered wait.
 */
async function write(
  deps: Pick<Deps, 'actions' | 'readers' | 'writers' | 'clock' | 'timing' | 'random'>,
  incident: Incident,
  {action, params}: Pick<ActionRecord, 'action' | 'params'>,
): Promise<Written | CallError> {
  const known = actionById(deps, action);
  for (let tries = 1; ; tries += 1) {
    try {
      return await known.effect(params, deps.readers, deps.writers, stampOf(incident));
    } catch (error) {
      if (!(error instanceof CallError)) throw error;
      if (error.facts.failure !== 'conflict' || tries >= conflictBudget) return error;
      // A process that was frozen may find it in other hands: what is wanted now is theirs to say.
      if (isLeaseOver(deps, incident)) return error;
      await deps.clock.sleep(deps.random() * deps.timing.seconds(2 ** tries));
    }
  }
}

import type {ActionWords} from '../contract/action.ts';
import {type Incident, standing} from '../incident/incident.ts';
import {actionKey, type PlannedAction} from '../incident/plan.ts';
import type {Reason} from '../incident/reason.ts';
import {patienceSeconds} from '../lifecycle/parked.ts';
import {lastActions, restOf} from '../lifecycle/plan-progress.ts';
import type {TimeScale} from '../lib/time-scale.ts';
import type {Ask, PlanStep} from '../ports/message.ts';
import type {Phrase} from '../texts/phrase.ts';
import {phrase} from '../texts/texts.ts';

/** What an ask is made of beside the incident. */
export interface AskContext {
  readonly actions: ActionWords;
  readonly timing: Pick<TimeScale, 'seconds'>;
  /** Where people at a command line have the configuration; absent: where MESH_RESPONDER_CONFIG says. */
  readonly config?: string | undefined;
}

/** So many steps of a plan are shown; `incidents show` has them all. */
const stepsShown = 6;
/** So many characters of commands; channels cut what is longer between two steps. */
const stepsRoom = 1_800;

/** What a person is asked to do; undefined: nothing. */
export function askOf(incident: Incident, context: AskContext): Ask | undefined {
  const {state, reason, work} = incident;
  if (state === 'awaiting-approval') return approval(incident, context);
  if (reason.kind === 'flapping') {
    const [first] = reason.fight ?? [];
    if (first === undefined) return undefined;
    const steps = first.code === undefined ? [] : [{command: first.code}];
    return {...plain(first.remedy), steps};
  }
  const advice = 'advice' in reason ? reason.advice : undefined;
  if (advice !== undefined)
    return {...plain(advice), risks: work.found?.risk === undefined ? [] : [work.found.risk]};
  const hands = byHand[reason.kind];
  if (hands !== undefined && work.plan !== undefined) {
    return {...plain(phrase(hands)), ...planSteps(toMake(incident), context.actions)};
  }
  const known = general(incident, context);
  return known === undefined ? undefined : plain(known);
}

/** What of a plan waits for a person: it was planned, and has not been tried. */
export function heldOf(incident: Incident): readonly PlannedAction[] {
  return standing(incident.state) === 'parked' ? restOf(incident) : [];
}

/** What of a plan is still to be made, by whomever: also what was tried and refused. */
export function toMake(incident: Incident): readonly PlannedAction[] {
  const made = lastActions(incident)
    .filter(({result}) => result === 'changed' || result === 'already')
    .map(actionKey);
  return incident.work.plan?.actions.filter(one => !made.includes(actionKey(one))) ?? [];
}

/** When a plan that waits for approval is given up, epoch ms. */
export function expiryOf({work}: Incident, {timing}: Pick<AskContext, 'timing'>): number {
  return work.beganAt + timing.seconds(patienceSeconds);
}

/** So much of a hash is enough to tell plans apart in a sentence. */
export function shortPlan(hash: string): string {
  return hash.slice(0, 7);
}

function approval(incident: Incident, context: AskContext): Ask | undefined {
  const {id, work} = incident;
  if (work.plan === undefined) return undefined;
  const {hash} = work.plan;
  const answer = (verb: string) =>
    `mesh-responder ${verb} ${id} --plan ${hash}${configOf(context)}`;
  return {
    ...plain(
      incident.reason.kind === 'undone-before'
        ? phrase('ask.again', {plan: shortPlan(hash)})
        : phrase('ask.approve', {plan: shortPlan(hash), until: expiryOf(incident, context)}),
    ),
    ...planSteps(toMake(incident), context.actions),
    answers: [answer('approve'), answer('decline')],
  };
}

/** The steps of a plan as people are shown them, and what it costs. */
export function planSteps(
  actions: readonly PlannedAction[],
  words: ActionWords,
): Pick<Ask, 'steps' | 'more' | 'risks'> {
  const steps: PlanStep[] = [];
  const risks = new Map<string, Phrase>();
  const prepared = new Set<string>();
  let room = stepsRoom;
  for (const one of actions) {
    const step = words.step(one);
    if (step === undefined) continue;
    const {prepare} = step;
    const first = prepare === undefined || prepared.has(prepare) ? [] : [prepare];
    const command = [...first, step.command].join('\n');
    room -= command.length;
    // The first is always shown: a plan that nobody sees is none to approve.
    if (steps.length > 0 && (steps.length >= stepsShown || room < 0)) break;
    steps.push({title: step.title, command});
    if (prepare !== undefined) prepared.add(prepare);
    risks.set(one.action, step.risk);
  }
  return {steps, more: actions.length - steps.length, risks: [...risks.values()]};
}

function plain(text: Phrase): Ask {
  return {text, steps: [], more: 0, risks: [], answers: []};
}

function configOf({config}: AskContext): string {
  return config === undefined ? '' : ` --config ${quoted(config)}`;
}

/** A path as one word of a command. */
function quoted(path: string): string {
  return /^[\w./@:+-]+$/.test(path) ? path : `'${path.replaceAll("'", `'\\''`)}'`;
}

/** Where the plan itself is what a person can do. */
const byHand: Readonly<
  Partial<
    Record<
      Reason['kind'],
      'ask.by-hand' | 'ask.by-hand-denied' | 'ask.by-hand-busy' | 'ask.to-repair'
    >
  >
> = {
  'mode-observe': 'ask.to-repair',
  'action-disabled': 'ask.to-repair',
  excluded: 'ask.to-repair',
  'dry-run': 'ask.to-repair',
  denied: 'ask.by-hand-denied',
  'breaker-open': 'ask.by-hand-denied',
  'effect-refused': 'ask.by-hand',
  'attempts-spent': 'ask.by-hand',
  'nobody-came': 'ask.by-hand',
  'busy-too-long': 'ask.by-hand-busy',
};

/** What to do where no runbook has an advice. */
function general({reason}: Incident, context: AskContext): Phrase | undefined {
  if (
    reason.kind === 'read-api-disabled' &&
    reason.project !== undefined &&
    reason.service !== ''
  ) {
    const {service, project} = reason;
    return phrase('advice.enable-api', {service, project});
  }
  if (unread.includes(reason.kind)) return phrase('advice.doctor', {config: configOf(context)});
  return looked.includes(reason.kind) ? phrase('advice.look') : undefined;
}

const unread: readonly Reason['kind'][] = ['read-refused', 'blind', 'read-api-disabled'];
const looked: readonly Reason['kind'][] = ['internal', 'keeps-failing', 'action-refused'];

import {approvalSeconds, carries} from '../incident/approval.ts';
import {type ActionRecord, attemptsOf, type Incident} from '../incident/incident.ts';
import {actionKey, type ActionPlace, type Plan, type PlannedAction} from '../incident/plan.ts';
import type {Now} from '../lib/time-scale.ts';

// How far a plan that is carried out in parts has come, from what an incident has written down.

/**
 * What was made in this run of an incident: of each action with its parameters the last try. What was left
 * alone because another change was under way was not made.
 */
export function lastActions({work: {actions, plan, run}}: Incident): readonly ActionRecord[] {
  if (plan === undefined) return [];
  const own = actions.filter(one => one.run === run && one.result !== 'busy');
  return [...new Map(own.map(one => [actionKey(one), one])).values()];
}

/** Whether anything was made in this run, as far as anybody knows. */
export function madeSomething(incident: Incident): boolean {
  return lastActions(incident).some(one => one.result === 'changed' || one.result === 'unknown');
}

/** What was made in the attempt under way. */
export function madeInAttempt(incident: Incident): readonly ActionRecord[] {
  const {actions, run} = incident.work;
  const attempt = attemptsOf(incident);
  return actions.filter(one => one.run === run && one.attempt === attempt && one.result !== 'busy');
}

/** A change of the plan is gone or never came: nobody knows what became of it, and of what rests on it. */
export function doubted(incident: Incident, gone: ActionRecord): Incident {
  const actions = incident.work.actions.map(one =>
    one === gone && one.result === 'changed' ? {...one, result: 'unknown' as const} : one,
  );
  return {...incident, work: {...incident.work, actions}};
}

/** Whether a plan that a person approved was cut short behind a change that it made. */
export function cutShort(incident: Incident): boolean {
  const {
    state,
    work: {approval},
  } = incident;
  const last = madeInAttempt(incident).at(-1);
  return (
    state === 'acting' &&
    carries(approval, attemptsOf(incident)) &&
    (last?.result === 'changed' || last?.result === 'already')
  );
}

/** What of the plan was not started yet in the attempt under way. */
export function restOf(incident: Incident): readonly PlannedAction[] {
  const made = madeInAttempt(incident).map(actionKey);
  return incident.work.plan?.actions.filter(one => !made.includes(actionKey(one))) ?? [];
}

/** Whether anything of the attempt under way was only recorded, so that there is nothing to wait for. */
export function isDry(incident: Incident): boolean {
  return madeInAttempt(incident).some(one => one.result === 'would-change');
}

/** A plan that is being carried out, and what is left of it. */
export interface UnderWay {
  readonly plan: Plan;
  readonly rest: readonly PlannedAction[];
  readonly attempt: number;
}

/**
 * The plan that a person approved and that is being carried out, and what is left of it that live state
 * asks for; undefined when that is nothing, when something of the plan went wrong (then what follows may
 * rest on what was not made), or when nothing was made of it for as long as an approval is good: who gave
 * it does not expect it any more.
 * @param needed what live state asks for now: where that is of a kind that nobody approved, the world is
 * not the one that the plan was made for; a place that it does not ask for is healthy, or not ready.
 */
export function underWay(
  incident: Incident,
  needed: readonly PlannedAction[],
  {now, timing}: Now,
): UnderWay | undefined {
  const {plan, approval} = incident.work;
  const attempt = attemptsOf(incident);
  const used = attempt > 0 && carries(approval, attempt);
  if (plan === undefined || !used || approval.plan !== plan.hash) return undefined;
  const made = madeInAttempt(incident);
  const went = made.every(({result}) => result === 'changed' || result === 'already');
  const since = Math.max(...made.map(one => one.endedAt ?? one.intendedAt));
  if (!went || now - since > timing.seconds(approvalSeconds)) return undefined;
  const known = plan.actions.map(one => one.action);
  if (needed.some(one => !known.includes(one.action))) return undefined;
  const rest = restOf(incident).filter(one => needed.some(other => isAlike(one, other)));
  return rest.length > 0 ? {plan, rest, attempt} : undefined;
}

/** What of an action says where it is made. */
const place: readonly (keyof ActionPlace)[] = [
  'project',
  'fleet',
  'location',
  'membership',
  'cluster',
];

/** Whether two actions are of one kind and for one place. */
function isAlike(one: PlannedAction, other: PlannedAction): boolean {
  return (
    one.action === other.action && place.every(name => one.params[name] === other.params[name])
  );
}

import {type PlannedAction, planOf} from '../../../core/incident/plan.ts';
import type {ShownParams} from '../../../core/contract/action.ts';
import type {Diagnosis} from '../../../core/contract/diagnosis.ts';
import type {Phrase} from '../../../core/texts/phrase.ts';
import type {Ground} from '../../../core/contract/runbook.ts';
import type {RuleMode} from '../../../core/config/settings.ts';
import {type Target, targetKey} from '../../../core/detection/target.ts';
import {actionById, type Deps, type Looking} from '../../../engine/lib/context.ts';
import {modeOf} from '../../../engine/remediate/admit.ts';
import {memoizedCauses} from '../../../engine/remediate/diagnose.ts';
import {basicFirst, type Sight, diagnosePlaces} from '../../../engine/poll/diagnose-places.ts';

/** One step of a plan, for people. */
export interface Step extends Pick<PlannedAction, 'action'> {
  readonly params: ShownParams;
  readonly text: Phrase;
  readonly command: string;
}

/** What would be done, and who decides. */
export interface Proposal {
  readonly hash: string;
  /**
   * `auto`: at once; `approve`: after a person approves; `observe`: only reported; `exclude` and
   * `disabled`: never, by the configuration.
   */
  readonly how: RuleMode | 'disabled';
  readonly steps: readonly Step[];
}

/** What one runbook says about one place. */
export interface Finding extends Sight {
  /** What explains it. */
  readonly of?: {readonly runbook: string; readonly target: Target};
  /** Only for what is broken. */
  readonly proposal?: Proposal;
}

/** What the runbooks say about a fleet. */
export interface Findings {
  readonly all: readonly Finding[];
  /** Why a runbook may have more places than were diagnosed. */
  readonly hidden: readonly {readonly runbook: string; readonly said?: string}[];
  /** Places of the fleet that are not in the allow-list. */
  readonly outside: readonly Target[];
}

/**
 * Asks every runbook about its own places, and about those that would explain a symptom at one of
 * `places`, as an incident would be judged there. The most basic problems come first.
 */
export async function findingsOf(
  deps: Looking & Pick<Deps, 'actions'>,
  ground: Ground,
  places: readonly Target[],
): Promise<Findings> {
  const sights: Sight[] = [];
  const hidden: {runbook: string; said?: string}[] = [];
  const outside = new Map<string, Target>();
  const askCause = memoizedCauses(deps);
  for (const runbook of basicFirst(deps.runbooks)) {
    const more = places.flatMap(target => {
      const project = ground.projects.find(one => one.id === target.project);
      return project === undefined ? [] : runbook.suspects(project, target);
    });
    const said = await diagnosePlaces(deps, ground, runbook, {more, thorough: true, askCause});
    sights.push(...[...said.sights].sort((a, b) => (a.key < b.key ? -1 : 1)));
    for (const one of said.unsurveyed) hidden.push({runbook: runbook.manifest.id, ...one});
    for (const one of said.outside) outside.set(targetKey(one), one);
  }
  const all = sights.map((sight): Finding => {
    const {answer} = sight;
    if (answer.kind === 'symptom') return {...sight, of: answer.of};
    return answer.kind === 'broken' ? {...sight, proposal: propose(deps, sight, answer)} : sight;
  });
  return {all, hidden, outside: [...outside.values()]};
}

function propose(
  deps: Looking & Pick<Deps, 'actions'>,
  {runbook, target, key}: Sight,
  diagnosis: Extract<Diagnosis, {kind: 'broken'}>,
): Proposal {
  const about = {runbook: runbook.manifest.id, target, key};
  const plan = planOf(key, diagnosis.actions);
  const prepared = new Set<string>();
  const steps = plan.actions.map(({action, params}): Step => {
    const known = actionById(deps, action);
    const {text, command, prepare} = known.describe(params);
    const first = prepare === undefined || prepared.has(prepare) ? [] : [prepare];
    if (prepare !== undefined) prepared.add(prepare);
    return {action, params: known.shown(params), text, command: [...first, command].join('\n')};
  });
  const {settings} = deps;
  const mode = modeOf(deps, about, plan);
  const disabled = plan.actions.some(one => settings.actions?.includes(one.action) === false);
  const risky = plan.actions.some(one => actionById(deps, one.action).manifest.risk === 'high');
  const how = disabled ? 'disabled' : mode === 'auto' && risky ? 'approve' : mode;
  return {hash: plan.hash, how, steps};
}

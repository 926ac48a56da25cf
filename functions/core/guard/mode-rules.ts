import type {RunbookManifest} from '../contract/runbook.ts';
import {isInScope, projectScopeNames} from '../config/project-scope.ts';
import {findProject, type Rule, type RuleMode, type Settings} from '../config/settings.ts';

/** The mode that holds for a plan, and what decided it. */
export interface DecidedMode {
  readonly mode: RuleMode;
  /** Where in the configuration: `mode`, or `rules[2]`. */
  readonly by: string;
}

/** The more careful first: of two answers that are as specific, the first of these holds. */
const careful: readonly RuleMode[] = ['exclude', 'observe', 'approve', 'auto'];

/**
 * The mode for a runbook on all projects that a plan touches. A rule that excludes wins over
 * everything. Else, for each project, the most specific rule holds (one that names the project, then a label,
 * then a folder, then the runbook), and without one the global mode. Of rules as specific, and of several projects,
 * the most careful holds.
 */
export function modeFor(
  settings: Pick<Settings, 'mode' | 'rules' | 'projects'>,
  runbook: string,
  projects: readonly string[],
): DecidedMode {
  const all = projects.map(project => modeOn(settings, runbook, project));
  return mostCareful(all) ?? {mode: 'observe', by: 'no project'};
}

/**
 * The ids of the actions that may ever be taken in a project: those that a runbook may plan whose mode
 * lets it change something there, and where people may have repairs taken back those that do that, as far as the
 * configuration allows them.
 * @param inverse the action that takes one back, by its id; undefined: none does.
 */
export function reachable(
  settings: Pick<Settings, 'mode' | 'rules' | 'projects' | 'actions' | 'undo'>,
  runbooks: readonly Pick<RunbookManifest, 'id' | 'actions'>[],
  project: string,
  inverse: (id: string) => string | undefined,
): readonly string[] {
  const acting = runbooks.filter(({id}) => {
    const {mode} = modeOn(settings, id, project);
    return mode === 'approve' || mode === 'auto';
  });
  const repairs = acting.flatMap(one => one.actions);
  const back = settings.undo === true ? repairs.flatMap(id => inverse(id) ?? []) : [];
  return [...new Set([...repairs, ...back])]
    .filter(id => settings.actions?.includes(id) ?? true)
    .sort();
}

function modeOn(
  settings: Pick<Settings, 'mode' | 'rules' | 'projects'>,
  runbook: string,
  project: string,
): DecidedMode {
  const {mode, rules = []} = settings;
  const place = findProject(settings, project);
  const matching = rules.flatMap((rule, index) =>
    (rule.runbook ?? runbook) === runbook && isInScope(rule, project, place)
      ? [{rule, mode: rule.mode, by: `rules[${index}]`}]
      : [],
  );
  const excluding = matching.find(one => one.mode === 'exclude');
  if (excluding !== undefined) return {mode: 'exclude', by: excluding.by};
  const best = Math.max(0, ...matching.map(one => specificity(one.rule)));
  const decided = mostCareful(matching.filter(one => specificity(one.rule) === best));
  return decided === undefined ? {mode, by: 'mode'} : {mode: decided.mode, by: decided.by};
}

/** Where it is tells more than the runbook: who runs a project decides what may happen there. The least telling first. */
const telling = ['runbook', ...projectScopeNames.toReversed()] as const;

/** Each name outweighs all that tell less together. */
function specificity(rule: Rule): number {
  return telling.reduce(
    (sum, name, index) => (rule[name] === undefined ? sum : sum + 2 ** index),
    0,
  );
}

function mostCareful(all: readonly DecidedMode[]): DecidedMode | undefined {
  return [...all].sort((a, b) => careful.indexOf(a.mode) - careful.indexOf(b.mode))[0];
}

import type {RunbookManifest} from '../contract/runbook.ts';
import type {Rule, RuleMode, Settings} from '../config/settings.ts';

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
 * everything. Else, for each project, the most specific rule holds (both named, the project, the
 * runbook, neither), and without one the global mode. Of rules as specific, and of several projects,
 * the most careful holds.
 */
export function modeFor(
  settings: Pick<Settings, 'mode' | 'rules'>,
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
  settings: Pick<Settings, 'mode' | 'rules' | 'actions' | 'undo'>,
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
  {mode, rules = []}: Pick<Settings, 'mode' | 'rules'>,
  runbook: string,
  project: string,
): DecidedMode {
  const matching = rules.flatMap((rule, index) =>
    matches(rule, runbook, project) ? [{rule, mode: rule.mode, by: `rules[${index}]`}] : [],
  );
  const excluding = matching.find(one => one.mode === 'exclude');
  if (excluding !== undefined) return {mode: 'exclude', by: excluding.by};
  const best = Math.max(0, ...matching.map(one => specificity(one.rule)));
  const decided = mostCareful(matching.filter(one => specificity(one.rule) === best));
  return decided === undefined ? {mode, by: 'mode'} : {mode: decided.mode, by: decided.by};
}

function matches(rule: Rule, runbook: string, project: string): boolean {
  return (
    (rule.runbook === undefined || rule.runbook === runbook) &&
    (rule.project === undefined || rule.project === project)
  );
}

/** A project is the more telling half: who runs it decides what may happen there. */
function specificity({runbook, project}: Rule): number {
  return (project === undefined ? 0 : 2) + (runbook === undefined ? 0 : 1);
}

function mostCareful(all: readonly DecidedMode[]): DecidedMode | undefined {
  return [...all].sort((a, b) => careful.indexOf(a.mode) - careful.indexOf(b.mode))[0];
}

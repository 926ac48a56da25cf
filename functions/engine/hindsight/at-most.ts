import {findProject} from '../../core/config/settings.ts';
import {modeFor} from '../../core/guard/mode-rules.ts';
import {actionById, type Deps} from '../lib/context.ts';
import type {AtMost, Outcome, Unknown} from './decided.ts';

/** What is known of a sign whose live state is not: where the modes let nobody act or ask, it is told. */
export function unseen(
  responder: Parameters<typeof atMost>[0],
  runbook: string,
  project: string,
  why: Unknown,
): Outcome {
  const most = atMost(responder, runbook, project);
  return most === 'tell' ? {kind: 'told', why: 'mode'} : {kind: 'unknown', why, atMost: most};
}

/**
 * How far a responder may go at most about a sign of a runbook in a project, whatever live state is: by the modes that hold for the
 * runbook and for what may explain its signs, and by the actions that these may plan.
 */
function atMost(
  {settings, runbooks, actions}: Pick<Deps, 'settings' | 'runbooks' | 'actions'>,
  runbook: string,
  project: string,
): AtMost | 'tell' {
  const own = runbooks.find(one => one.manifest.id === runbook);
  const fleet = findProject(settings, project)?.fleet ?? project;
  const involved = [runbook, ...(own?.manifest.causes ?? [])];
  const all = runbooks.filter(({manifest}) => involved.includes(manifest.id));
  const steps = all.flatMap(({manifest}) =>
    // A cause may sit in the project that hosts the fleet.
    [project, fleet].flatMap(where => {
      const {mode} = modeFor(settings, manifest.id, [where]);
      const allowed = manifest.actions.filter(id => settings.actions?.includes(id) ?? true);
      if (mode === 'observe' || mode === 'exclude' || allowed.length === 0) return [];
      const isLow = allowed.some(id => actionById({actions}, id).manifest.risk === 'low');
      return mode === 'auto' && isLow ? ['act' as const] : ['ask' as const];
    }),
  );
  if (steps.includes('act')) return 'act';
  return steps.includes('ask') ? 'ask' : 'tell';
}

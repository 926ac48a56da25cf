import type {DangersOf, PlannedEffect, PlanGround} from '../../core/contract/danger.ts';
import {shown, valueOf} from '../../core/planned/value.ts';
import {plannedProject} from '../../mesh/planned-projects.ts';
import {connectGateway, dependentsOf, neededServices} from '../../mesh/required-apis.ts';
import {type TurnedOff, turnedOffBy, turnedOnBy} from '../shared/planned-services.ts';
import {phrase} from './texts.ts';

/** A plan turns an API off that the mesh needs, by itself or as a dependent, or takes the whole project away. */
export const dangers: DangersOf = (change, ground) => {
  if (change.kind === 'project') {
    const {before, changes, kept} = change;
    const isGone = change.after === undefined || change.replaced !== 'no';
    if (!changes || kept || !isGone || before === undefined) return [];
    const at = {project: before.project};
    if (ground.projects === undefined && !ground.speaksOf(valueOf(before.project))) return [];
    const why = phrase('danger.project-gone', {project: shown(before.project)});
    return [{kind: 'danger', at, why, remedy: phrase('remedy.project'), opens: false}];
  }
  return [
    ...turnedOffBy(change).flatMap(one => ofService(one, ground)),
    ...turnedOnBy(change)
      .filter(one => neededIn(one, ground).includes(valueOf(one.service) ?? ''))
      .map(({at}): PlannedEffect => ({kind: 'mend', at})),
  ];
};

function ofService(one: TurnedOff, ground: PlanGround): readonly PlannedEffect[] {
  const needed = neededIn(one, ground);
  const {at} = one;
  const name = valueOf(one.service) ?? '';
  const names = {project: shown(at.project), service: shown(one.service)};
  if (one.dependentsOf !== undefined) return ofDependents(one, needed, names);
  if (!needed.includes(name)) return [];
  if (!one.certain) return [{kind: 'unknown', at, why: phrase('unknown.api', names)}];
  const why = phrase('danger.api-off', names);
  return [{kind: 'danger', at, why, remedy: phrase('remedy.api'), opens: true}];
}

/** What goes off with an API that is not the mesh's own: which APIs rest on it is known of few. */
function ofDependents(
  {at, service}: TurnedOff,
  needed: readonly string[],
  names: {readonly project: string; readonly service: string},
): readonly PlannedEffect[] {
  const name = valueOf(service) ?? '';
  if (needed.includes(name) || name === connectGateway) return [];
  const [dependent] = dependentsOf(name).filter(one => needed.includes(one));
  if (dependent === undefined)
    return [{kind: 'unknown', at, why: phrase('unknown.dependents', names)}];
  const why = phrase('danger.dependent-off', {...names, dependent});
  return [{kind: 'danger', at, why, remedy: phrase('remedy.dependents'), opens: true}];
}

/**
 * The APIs that a project needs, as far as the configuration says what it is for: where nothing says so, all of
 * them. GKE clusters do without the Connect Agent.
 */
function neededIn({at}: TurnedOff, ground: PlanGround): readonly string[] {
  const own = plannedProject(ground, at.project);
  const hosts = own === undefined || own.fleet === own.id;
  return neededServices({hosts, trafficDirector: hosts, attached: false, clusters: true});
}

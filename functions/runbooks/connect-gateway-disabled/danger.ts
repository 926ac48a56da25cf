import type {DangersOf, PlannedEffect, PlanGround} from '../../core/contract/danger.ts';
import {shown, valueOf} from '../../core/planned/value.ts';
import {plannedProject} from '../../mesh/planned-projects.ts';
import {connectGateway as service} from '../../mesh/required-apis.ts';
import {type TurnedOff, turnedOffBy, turnedOnBy} from '../shared/planned-services.ts';
import {phrase} from './texts.ts';

/** A plan turns the Connect Gateway API off in the project that hosts a fleet. */
export const dangers: DangersOf = (change, ground) => [
  ...turnedOffBy(change)
    .filter(one => valueOf(one.service) === service && isNeeded(one, ground))
    .flatMap((one): PlannedEffect[] => {
      if (one.dependentsOf !== undefined) return [];
      const params = {project: shown(one.at.project)};
      if (!one.certain)
        return [{kind: 'unknown', at: one.at, why: phrase('unknown.gateway', params)}];
      const why = phrase('danger.gateway-off', params);
      return [{kind: 'danger', at: one.at, why, remedy: phrase('remedy.gateway'), opens: true}];
    }),
  ...turnedOnBy(change)
    .filter(one => valueOf(one.service) === service)
    .map(({at}): PlannedEffect => ({kind: 'mend', at})),
];

/** The gateway is called in the name of the fleet's host. */
function isNeeded({at}: TurnedOff, ground: PlanGround): boolean {
  const own = plannedProject(ground, at.project);
  return own === undefined || own.fleet === own.id;
}

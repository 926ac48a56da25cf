import type {PlannedAction} from '../../core/action.ts';
import {type Facts, listOf, textsOf} from '../../core/diagnosis.ts';

/** So many workloads are restarted by one action. */
const batch = 5;
/** So many actions are in one plan; what is left comes with the next one. */
const most = 60;

/**
 * Turns the API on where the diagnosis found it off; else does what the outage left to be done: the mesh
 * first, then the workloads, a few at a time.
 *
 * The first plan holds the one urgent step alone. What comes behind it changes by itself once the
 * gateway is back, and with it the plan's hash: a yes to "turn it on" would be void each time that a
 * membership recovers.
 */
export function plan({facts}: {readonly facts: Facts}): readonly PlannedAction[] {
  const {service, project, fleet = '', fleetNumber = ''} = textsOf(facts);
  if (service !== undefined && project !== undefined) {
    return [{action: 'enable-service', params: {service, project}}];
  }
  const all = [
    ...listOf(facts, 'memberships').map(one => manage(one, fleet)),
    ...listOf(facts, 'restarts').flatMap(one => restarts(one, {fleet, fleetNumber})),
  ];
  return all.slice(0, most);
}

function manage(one: string, fleet: string): PlannedAction {
  const [project = '', location = '', membership = ''] = one.split(' ');
  return {action: 'manage-mesh', params: {project, fleet, location, membership}};
}

function restarts(
  one: string,
  fleet: {readonly fleet: string; readonly fleetNumber: string},
): readonly PlannedAction[] {
  const [project = '', cluster = '', location = '', membership = '', collection = '', ...names] =
    one.split(' ');
  const to = {project, cluster, ...fleet, location, membership, collection};
  return Array.from({length: Math.ceil(names.length / batch)}, (_, at) => ({
    action: 'restart-workloads',
    params: {...to, workloads: names.slice(at * batch, (at + 1) * batch).join(', '), pods: '-'},
  }));
}

import {actionKind} from '../../core/contract/action.ts';
import type {PlannedAction} from '../../core/incident/plan.ts';
import {isObject} from '../../core/lib/json.ts';
import {exactly, type Schema, someOf, type Read} from '../../core/lib/schema.ts';
import {projectParam, serviceParam} from '../name-params.ts';

const one = exactly({project: projectParam, service: serviceParam});
const several = exactly({project: projectParam, services: someOf(serviceParam)});

/** An API or several, e.g. `mesh.googleapis.com`, and the project where they are turned on. */
export type EnableService = Read<typeof one> | Read<typeof several>;

const schema: Schema<EnableService> = (value, at) =>
  isObject(value) && Object.hasOwn(value, 'services') ? several(value, at) : one(value, at);

export const enableServiceKind = actionKind('enable-service', schema);

/**
 * As many as one call takes.
 * https://docs.cloud.google.com/service-usage/docs/reference/rest/v1/services/batchEnable
 */
const mostAtOnce = 20;

/** Turns services of a project on, with one call for as many as there may be in one. */
export function enabling(project: string, services: readonly string[]): readonly PlannedAction[] {
  const [service, ...more] = services;
  if (service === undefined) return [];
  if (more.length === 0) return [enableServiceKind.plan({project, service})];
  const batch = services.slice(0, mostAtOnce);
  return [
    enableServiceKind.plan({project, services: batch}),
    ...enabling(project, services.slice(mostAtOnce)),
  ];
}

/** The services that are turned on, in their order: those that others rest on come first. */
export function servicesOf(params: EnableService): readonly string[] {
  return 'services' in params ? params.services : [params.service];
}

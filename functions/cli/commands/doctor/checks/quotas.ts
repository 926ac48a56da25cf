import {quotasOf} from '../../../../adapters/google/project/services.ts';
import {type Check, found, ok} from '../check.ts';
import type {DoctorContext} from '../doctor-context.ts';

/** The services whose limits the engine could reach, with the calls of a minute for each project. */
const used: readonly {readonly service: string; readonly perProject: number}[] = [
  // Each sweep reads states and policies of a project, and an incident reads them again.
  {service: 'serviceusage.googleapis.com', perProject: 4},
  {service: 'cloudresourcemanager.googleapis.com', perProject: 4},
];

/** An enabling and its two or three polls at the same time as everything else. */
const spare = 10;

/** Whether the limits for each minute leave room for what the responder calls. */
export function quotaChecks({deployment, settings}: DoctorContext): readonly Check[] {
  if (deployment === undefined) return [];
  const {project} = deployment;
  return used.map(({service, perProject}) => ({
    check: 'quotas',
    subject: service,
    access: {project, role: 'roles/servicemanagement.quotaViewer'},
    async run(deps) {
      const quotas = await quotasOf(deps, project, service);
      const [least] = quotas.toSorted((one, other) => one.perMinute - other.perMinute);
      if (least === undefined) return [found('unknown', 'no-quota', {})];
      const needs = spare + perProject * settings.projects.length;
      const {metric, perMinute} = least;
      if (perMinute >= needs) return [ok('quota', {metric, perMinute, needs})];
      const page = `open "https://console.cloud.google.com/iam-admin/quotas?project=${project}&service=${service}"`;
      return [found('warning', 'quota-low', {metric, perMinute, needs}, page)];
    },
  }));
}

import {quotasOf} from '../../../../adapters/google/project/services.ts';
import {type Check, found, ok} from '../check.ts';
import type {DoctorContext} from '../doctor-context.ts';

/** The services whose quotas the engine could use up, with its calls a minute for each project. */
const used: readonly {readonly service: string; readonly perProject: number}[] = [
  // Each sweep reads states and policies of a project, and an incident reads them again.
  {service: 'serviceusage.googleapis.com', perProject: 4},
  {service: 'cloudresourcemanager.googleapis.com', perProject: 4},
];

/** Room for enabling a service and the two or three polls of its operation. */
const spare = 10;

/** Whether the quotas for each minute leave room for the responder's calls. */
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

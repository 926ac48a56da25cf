import {projectOf} from '../../../../adapters/google/project/project.ts';
import {CallError} from '../../../../core/lib/error.ts';
import {type Check, found, ok} from '../check.ts';
import type {DoctorContext} from '../doctor-context.ts';
import {meshOf} from '../../../../adapters/google/fleet/mesh-feature.ts';
import {quotasOf} from '../../../../adapters/google/project/services.ts';

/** Whether the project numbers in the allow-list agree with Resource Manager. */
export function projectChecks({settings, config}: DoctorContext): readonly Check[] {
  return settings.projects.map(({id, number}) => ({
    check: 'projects',
    subject: id,
    access: {project: id, role: 'roles/browser'},
    async run(deps) {
      try {
        const live = await projectOf(deps, id);
        if (live.number === number) return [ok('number', {number})];
        const params = {number, live: live.number};
        return [found('broken', 'number-differs', params, `$EDITOR ${config}`)];
      } catch (error) {
        if (!(error instanceof CallError) || error.facts.failure !== 'not-found') throw error;
        const look = `gcloud projects describe ${id}`;
        return [found('broken', 'no-project', {project: id}, look)];
      }
    },
  }));
}

/** Whether the mesh feature of each fleet can be read. The health of the mesh is not doctor's subject: `diagnose` shows it. */
export function fleetChecks({settings}: DoctorContext): readonly Check[] {
  const fleets = [...new Set(settings.projects.map(one => one.fleet))];
  return fleets.map(fleet => ({
    check: 'fleets',
    subject: fleet,
    access: {project: fleet, role: 'roles/gkehub.viewer'},
    async run(deps) {
      const mesh = await meshOf(deps, fleet);
      if (mesh.kind === 'not-enabled') {
        const enable = `gcloud container fleet mesh enable --project=${fleet}`;
        return [found('broken', 'no-mesh', {}, enable)];
      }
      const {memberships, unreachable} = mesh;
      if (unreachable.length > 0) {
        const params = {locations: unreachable.join(', ')};
        const look = `gcloud container fleet mesh describe --project=${fleet}`;
        return [found('warning', 'mesh-partly', params, look)];
      }
      return [ok('mesh', {count: memberships.length})];
    },
  }));
}

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

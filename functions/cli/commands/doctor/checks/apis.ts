import {serviceStates} from '../../../../adapters/google/project/services.ts';
import {names} from '../../../shared/wording.ts';
import {type Check, type Found, found, ok} from '../check.ts';
import type {DoctorContext} from '../doctor-context.ts';
import {fleetApis, ownApis, usefulApis, watchedApis} from '../own-apis.ts';

/** Which APIs a project needs. */
interface Needs {
  readonly needed: Set<string>;
  readonly useful: Set<string>;
}

/** Whether the APIs are on, in the responder's project and in each one that it watches. */
export function apiChecks({settings, deployment}: DoctorContext): readonly Check[] {
  const projects = new Map<string, Needs>();
  const needsOf = (project: string): Needs => {
    const needs = projects.get(project) ?? {needed: new Set(), useful: new Set()};
    projects.set(project, needs);
    return needs;
  };
  if (deployment !== undefined) {
    for (const one of ownApis) needsOf(deployment.project).needed.add(one);
  }
  for (const {id, fleet} of settings.projects) {
    const {needed, useful} = needsOf(id);
    for (const one of id === fleet ? [...watchedApis, ...fleetApis] : watchedApis) needed.add(one);
    for (const one of usefulApis) useful.add(one);
  }
  return [...projects].map(([project, needs]) => ({
    check: 'apis',
    subject: project,
    access: {project, role: 'roles/serviceusage.serviceUsageViewer'},
    async run(deps) {
      const asked = [...new Set([...needs.needed, ...needs.useful])].sort();
      const states = await serviceStates(deps, project, asked);
      const off = asked.filter(one => states.get(one) !== 'ENABLED');
      return judged(project, needs, off, asked.length);
    },
  }));
}

function judged(
  project: string,
  {needed}: Needs,
  off: readonly string[],
  asked: number,
): readonly Found[] {
  const enable = (apis: readonly string[]) =>
    `gcloud services enable ${apis.join(' ')} --project=${project}`;
  const lines: Found[] = [];
  const missing = off.filter(one => needed.has(one));
  const wished = off.filter(one => !needed.has(one));
  if (missing.length > 0) {
    lines.push(found('broken', 'apis-off', {apis: names(missing)}, enable(missing)));
  }
  if (wished.length > 0) {
    lines.push(found('warning', 'apis-wished', {apis: names(wished)}, enable(wished)));
  }
  return lines.length > 0 ? lines : [ok('apis-on', {count: asked})];
}

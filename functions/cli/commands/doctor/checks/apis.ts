import {serviceStates} from '../../../../adapters/google/project/services.ts';
import {actions} from '../../../../actions/index.ts';
import {names} from '../../../shared/wording.ts';
import {type Check, type Found, found, ok} from '../check.ts';
import type {DoctorContext} from '../doctor-context.ts';
import engine from '../../../../engine/engine.json' with {type: 'json'};

/**
 * The APIs that a deployment of infra/ runs on (infra/apis.tf; a test compares them).
 */
const platform = [
  'artifactregistry.googleapis.com',
  'cloudbuild.googleapis.com',
  'cloudfunctions.googleapis.com',
  'cloudscheduler.googleapis.com',
  'firestore.googleapis.com',
  'iam.googleapis.com',
  'logging.googleapis.com',
  'monitoring.googleapis.com',
  'pubsub.googleapis.com',
  'run.googleapis.com',
  'secretmanager.googleapis.com',
  'storage.googleapis.com',
] as const;

/** Every API that must be on in the project of a deployment: calls count against their caller. */
export const ownApis: readonly string[] = [
  ...new Set([...platform, ...engine.apis, ...actions.flatMap(one => one.manifest.apis)]),
].sort();

/** The APIs that only doctor calls: without them it cannot look, and nothing else is worse. */
export const doctorApis: readonly string[] = [
  'iamcredentials.googleapis.com',
  'orgpolicy.googleapis.com',
];

/** The APIs that a watched project needs: the log that the sinks read. */
const watchedApis: readonly string[] = ['logging.googleapis.com'];

/**
 * The APIs that a fleet host needs: the fleet, and the way of its control plane to the clusters.
 * https://docs.cloud.google.com/service-mesh/docs/troubleshooting/troubleshoot-managed-service-mesh
 */
const fleetApis: readonly string[] = [
  'connectgateway.googleapis.com',
  'gkehub.googleapis.com',
  'mesh.googleapis.com',
];

/** Only a person's own calls need these there; the responder's calls use its own project. */
const usefulApis: readonly string[] = [
  'cloudresourcemanager.googleapis.com',
  'serviceusage.googleapis.com',
];

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
    const {needed, useful} = needsOf(deployment.project);
    for (const one of ownApis) needed.add(one);
    for (const one of doctorApis) useful.add(one);
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

import {actions} from '../../actions/index.ts';
import engine from '../../engine/engine.json' with {type: 'json'};
import {runbooks} from '../../runbooks/index.ts';
import {reachable} from '../../core/mode.ts';
import type {Settings} from '../../core/settings.ts';

/** Writing a policy is as good as owning the project. */
export const setIamPolicy = 'resourcemanager.projects.setIamPolicy';

const reading = [...engine.permissions, ...runbooks.flatMap(one => one.manifest.permissions)];
const acting = actions.flatMap(one => one.manifest.permissions);

const manifests = runbooks.map(one => one.manifest);

/** The ids of the actions that can be reached in a project (infra/modes.tf). */
export function actionsIn(settings: Settings, project: string): readonly string[] {
  return reachable(settings, manifests, project);
}

/** What respond needs in a watched project: to read, and what the actions call that can be reached there. */
export function neededPermissions(settings: Settings, project: string): readonly string[] {
  const ids = actionsIn(settings, project);
  const acts = actions.filter(one => ids.includes(one.manifest.id));
  return [...new Set([...reading, ...acts.flatMap(one => one.manifest.permissions)])].sort();
}

/** What lets somebody take over a project, or take away what it runs; none of it is the responder's. */
const dangerous = [
  'cloudbuild.builds.create',
  'cloudfunctions.functions.sourceCodeSet',
  'cloudfunctions.functions.update',
  'compute.instances.setMetadata',
  'container.clusters.delete',
  'container.clusters.update',
  'container.secrets.get',
  'deploymentmanager.deployments.create',
  'iam.roles.update',
  'iam.serviceAccountKeys.create',
  'iam.serviceAccounts.actAs',
  'iam.serviceAccounts.getAccessToken',
  'iam.serviceAccounts.setIamPolicy',
  'iam.serviceAccounts.signJwt',
  'logging.logs.delete',
  'logging.sinks.delete',
  'logging.sinks.update',
  'resourcemanager.projects.delete',
  'run.services.setIamPolicy',
  'run.services.update',
  'serviceusage.services.disable',
] as const;

/** What an account must not hold that needs only this: what changes things, and is not asked for. */
export function excessivePermissions(needed: readonly string[]): readonly string[] {
  const changes = acting.filter(one => !/\.(get|list|getIamPolicy)$/.test(one));
  return [...new Set([...dangerous, ...changes])].filter(one => !needed.includes(one)).sort();
}

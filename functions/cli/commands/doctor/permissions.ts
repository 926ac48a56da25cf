import {actions, inverseId} from '../../../actions/index.ts';
import engine from '../../../engine/engine.json' with {type: 'json'};
import {usesGateway} from '../../../core/contract/action.ts';
import {reachable} from '../../../core/guard/mode-rules.ts';
import type {DoctorContext} from './doctor-context.ts';

/** Whoever may write the policy of a project can make themselves its owner. */
export const setIamPolicy = 'resourcemanager.projects.setIamPolicy';

const acting = actions.flatMap(one => one.manifest.permissions);

const throughGateway = actions.map(one => one.manifest).filter(one => usesGateway(one));

/** What decides what is needed. */
type Needing = Pick<DoctorContext, 'settings' | 'runbooks'>;

/**
 * The ids of the actions whose role is needed in a project (infra/modes.tf): those that can be reached
 * there, and those that lead through its fleet into the clusters of another project.
 */
export function actionsIn({settings, runbooks}: Needing, project: string): readonly string[] {
  const manifests = runbooks.map(one => one.manifest);
  const members = settings.projects.filter(one => one.fleet === project);
  const inside = new Set(members.flatMap(one => reachable(settings, manifests, one.id, inverseId)));
  const led = throughGateway.filter(one => inside.has(one.id)).map(one => one.id);
  return [...new Set([...reachable(settings, manifests, project, inverseId), ...led])].sort();
}

/** What respond needs in a watched project: to read, and what the actions call that can be reached there. */
export function neededPermissions(context: Needing, project: string): readonly string[] {
  const reading = context.runbooks.flatMap(one => one.manifest.permissions);
  const ids = actionsIn(context, project);
  const acts = actions.filter(one => ids.includes(one.manifest.id));
  return [
    ...new Set([
      ...engine.permissions,
      ...reading,
      ...acts.flatMap(one => one.manifest.permissions),
    ]),
  ].sort();
}

/** Permissions to take over a project or to delete what runs in it; the responder needs none of them. */
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

/** The permissions that an account must not hold: they change things, and it does not need them. */
export function excessivePermissions(needed: readonly string[]): readonly string[] {
  const changes = acting.filter(one => !/\.(get|list|getIamPolicy)$/.test(one));
  return [...new Set([...dangerous, ...changes])].filter(one => !needed.includes(one)).sort();
}

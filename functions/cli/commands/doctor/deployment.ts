import type {Settings} from '../../../core/config/settings.ts';
import functions from '../../../../infra/functions.json' with {type: 'json'};

/** A function of infra/functions.json. */
export interface Deployable {
  readonly id: string;
  /** It takes people's clicks, from the internet. */
  readonly takesClicks: boolean;
}

/** What the checks of a function's queue need to know. */
export interface Fed {
  readonly id: string;
  /** Name of the queue that feeds it, e.g. `entries`. */
  readonly topic: string;
  readonly timeoutSeconds: number;
}

/** The functions of a deployment; what takes clicks is there only where the configuration says so. */
export function deployablesOf({interact}: Pick<Settings, 'interact'>): readonly Deployable[] {
  return Object.entries(functions)
    .map(([id, {rights}]) => ({id, takesClicks: rights.includes('clicks')}))
    .filter(one => interact !== undefined || !one.takesClicks);
}

/** The functions that a queue feeds. */
export const fed: readonly Fed[] = Object.entries(functions).flatMap(
  ([id, {topic, timeout_seconds}]) =>
    topic === null ? [] : {id, topic, timeoutSeconds: timeout_seconds},
);

/** A deployment of infra/, whose names all follow from project and name. */
export interface Deployment {
  readonly project: string;
  /** First part of every name: the Terraform variable `name`. */
  readonly name: string;
}

/**
 * The deployment that a configuration belongs to: `workTopic` is `projects/PROJECT/topics/NAME-work`.
 * Undefined without a workTopic, or with one that infra/ did not name: then one process does everything.
 */
export function deploymentOf({workTopic}: Pick<Settings, 'workTopic'>): Deployment | undefined {
  const [, project, name] =
    /^projects\/([^/]+)\/topics\/([a-z][a-z0-9-]{1,15}[a-z0-9])-work$/.exec(workTopic ?? '') ?? [];
  return project === undefined || name === undefined ? undefined : {project, name};
}

/** The service account of a purpose, e.g. `respond` or `push-intake` (infra/identities.tf). */
export function accountOf({project, name}: Deployment, purpose: string): string {
  return `${name}-${purpose}@${project}.iam.gserviceaccount.com`;
}

/** The full name of a queue's topic or, with `-dead`, of its dead letters' (infra/modules/queue). */
export function topicName({project, name}: Deployment, queue: string): string {
  return `projects/${project}/topics/${name}-${queue}`;
}

/** The last part of the id of each custom role (infra/roles.tf): NAME_read, NAME_ACTION. */
export function roleId({name}: Deployment, key: string): string {
  return `${name}_${key}`.replaceAll('-', '_');
}

/** The command that deploys again: the three lines of infra/README.md in one. */
export const deployAgain =
  'terraform -chdir=infra init && terraform -chdir=infra apply -var-file=../responder.tfvars';

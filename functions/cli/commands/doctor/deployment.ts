import type {Settings} from '../../../core/config/settings.ts';
import functions from '../../../../infra/functions.json' with {type: 'json'};

/** A function of infra/functions.json. */
export interface Deployable {
  readonly id: string;
  /** What it is asked for. */
  readonly serves: 'deliveries' | 'clicks' | 'pages';
  /** From where it has to be reached, in the words of Cloud Functions (infra/functions.tf). */
  readonly ingress: 'ALLOW_INTERNAL_ONLY' | 'ALLOW_INTERNAL_AND_GCLB' | 'ALLOW_ALL';
  /** It may publish on the work topic. */
  readonly publishes: boolean;
}

/** What the checks of a function's queue need to know. */
export interface Fed {
  readonly id: string;
  /** Name of the queue that feeds it, e.g. `entries`. */
  readonly topic: string;
  readonly timeoutSeconds: number;
}

/** The functions of a deployment; what people ask is there only where the configuration says so. */
export function deployablesOf(settings: Asked): readonly Deployable[] {
  return Object.entries(functions).flatMap(([id, {rights}]): readonly Deployable[] => {
    const publishes = rights.includes('work');
    if (rights.includes('clicks')) {
      if (settings.interact === undefined) return [];
      return [{id, serves: 'clicks', ingress: 'ALLOW_ALL', publishes}];
    }
    if (rights.includes('pages')) {
      if (settings.console === undefined) return [];
      return [{id, serves: 'pages', ingress: pagesIngress(settings.console), publishes}];
    }
    return [{id, serves: 'deliveries', ingress: 'ALLOW_INTERNAL_ONLY', publishes}];
  });
}

type Asked = Pick<Settings, 'interact' | 'console'>;

/** An address of its own is the load balancer's: without one, people call the function as IAM lets them. */
function pagesIngress({url}: NonNullable<Settings['console']>): Deployable['ingress'] {
  return url === undefined ? 'ALLOW_ALL' : 'ALLOW_INTERNAL_AND_GCLB';
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

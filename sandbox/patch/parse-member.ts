import {type Hook, workloadKinds} from '../cluster/cluster.ts';
import type {
  BudgetSeed,
  ClusterSeed,
  NamespaceSeed,
  RevisionSeed,
  WebhookSeed,
  WorkloadSeed,
} from '../cluster/seed.ts';
import type {MemberPatch} from './patch.ts';
import {
  changes,
  fieldsOf,
  flag,
  named,
  number,
  oneOf,
  optional,
  orNull,
  type Read,
  text,
} from './read.ts';
import {controlPlaneManagements, managements} from '../world/world.ts';

/** Reads what a patch says of a member of a fleet. @throws Error naming the field that is wrong. */
export function parseMember(value: unknown, path: string): MemberPatch {
  const found = fieldsOf(value, path, [
    'management',
    'controlPlane',
    'featured',
    'issuer',
    'lapsed',
    'inside',
  ]);
  return {
    ...optional(found, 'management', oneOf(...managements), path),
    ...optional(found, 'controlPlane', orNull(oneOf(...controlPlaneManagements)), path),
    ...optional(found, 'featured', flag, path),
    ...optional(found, 'issuer', text, path),
    ...optional(found, 'lapsed', flag, path),
    ...optional(found, 'inside', parseCluster, path),
  };
}

const texts: Read<Readonly<Record<string, string>>> = (value, path) => named(value, path, text);

/** Reads what a seed or a patch says of a cluster. @throws Error naming the field that is wrong. */
export function parseCluster(value: unknown, path: string): ClusterSeed {
  const found = fieldsOf(value, path, [
    'status',
    'version',
    'busySeconds',
    'workloadPool',
    'autopilot',
    'nodePools',
    'namespaces',
    'webhooks',
    'revisions',
    'refuses',
  ]);
  const refusals = oneOf(401, 403, 404, 429, 500, 503, 'never', 'normal');
  return {
    ...optional(found, 'status', text, path),
    ...optional(found, 'version', text, path),
    ...optional(found, 'busySeconds', number, path),
    ...optional(found, 'workloadPool', orNull(text), path),
    ...optional(found, 'autopilot', flag, path),
    ...optional(found, 'nodePools', changes(text), path),
    ...optional(found, 'namespaces', changes(parseNamespace), path),
    ...optional(found, 'webhooks', changesBy(hookKey, parseWebhook), path),
    ...optional(found, 'revisions', orNull(changes(parseRevision)), path),
    ...optional(found, 'refuses', refusals, path),
  };
}

function parseNamespace(value: unknown, path: string): NamespaceSeed {
  const found = fieldsOf(value, path, ['labels', 'annotations', 'workloads', 'budgets']);
  return {
    ...optional(found, 'labels', changes(text), path),
    ...optional(found, 'annotations', changes(text), path),
    ...optional(found, 'workloads', changesBy(workloadName, parseWorkload), path),
    ...optional(found, 'budgets', changes(parseBudget), path),
  };
}

function parseWorkload(value: unknown, path: string): WorkloadSeed {
  const found = fieldsOf(value, path, [
    'replicas',
    'paused',
    'labels',
    'podLabels',
    'upgrade',
    'injection',
  ]);
  return {
    ...optional(found, 'replicas', number, path),
    ...optional(found, 'paused', flag, path),
    ...optional(found, 'labels', texts, path),
    ...optional(found, 'podLabels', texts, path),
    ...optional(found, 'upgrade', oneOf('failed'), path),
    ...optional(found, 'injection', oneOf('failed'), path),
  };
}

function parseBudget(value: unknown, path: string): BudgetSeed {
  const found = fieldsOf(value, path, ['selector', 'minAvailable']);
  return {
    selector: texts(found['selector'], `${path}.selector`),
    minAvailable: number(found['minAvailable'], `${path}.minAvailable`),
  };
}

function parseRevision(value: unknown, path: string): RevisionSeed {
  const found = fieldsOf(value, path, ['channel', 'type', 'stall']);
  return {
    ...optional(found, 'channel', text, path),
    ...optional(found, 'type', text, path),
    ...optional(found, 'stall', orNull(parseStall), path),
  };
}

function parseStall(value: unknown, path: string) {
  const found = fieldsOf(value, path, ['reason', 'message']);
  return {
    reason: text(found['reason'], `${path}.reason`),
    message: text(found['message'], `${path}.message`),
  };
}

function parseWebhook(value: unknown, path: string): WebhookSeed {
  const found = fieldsOf(value, path, ['labels', 'hooks']);
  const hooks = found['hooks'];
  if (!Array.isArray(hooks)) throw new Error(`${path}.hooks must be a list of hooks`);
  return {
    ...optional(found, 'labels', texts, path),
    hooks: hooks.map((one, index) => parseHook(one, `${path}.hooks[${index}]`)),
  };
}

function parseHook(value: unknown, path: string): Hook {
  const found = fieldsOf(value, path, ['name', 'url', 'service', 'fails']);
  return {
    name: text(found['name'], `${path}.name`),
    ...optional(found, 'url', text, path),
    ...optional(found, 'service', parseService, path),
    ...optional(found, 'fails', text, path),
  };
}

function parseService(value: unknown, path: string) {
  const found = fieldsOf(value, path, ['namespace', 'name', 'path']);
  return {
    namespace: text(found['namespace'], `${path}.namespace`),
    name: text(found['name'], `${path}.name`),
    path: text(found['path'], `${path}.path`),
  };
}

/** What is wrong with a name, or nothing. */
type Wrong = (name: string) => string | undefined;

const hookKey: Wrong = name =>
  /^(mutating|validating)\/[^/]+$/.test(name)
    ? undefined
    : 'must be mutating/NAME or validating/NAME';

const workloadName: Wrong = name => {
  const [kind = '', own = '', ...more] = name.split('/');
  const known = workloadKinds.some(one => one === kind) && own !== '' && more.length === 0;
  return known ? undefined : `must be KIND/NAME, with KIND one of ${workloadKinds.join(', ')}`;
};

function changesBy<T>(wrong: Wrong, read: Read<T>): Read<Readonly<Record<string, T | null>>> {
  return (value, path) => {
    const found = changes(read)(value, path);
    for (const name of Object.keys(found)) {
      const why = wrong(name);
      if (why !== undefined) throw new Error(`${path}: the name '${name}' ${why}`);
    }
    return found;
  };
}

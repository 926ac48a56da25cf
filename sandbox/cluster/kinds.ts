/** The kinds of objects that a cluster shows, by the plural in their paths. */
export const kinds = {
  namespaces: {group: '', version: 'v1', kind: 'Namespace', scope: 'cluster'},
  pods: {group: '', version: 'v1', kind: 'Pod', scope: 'namespace'},
  deployments: {group: 'apps', version: 'v1', kind: 'Deployment', scope: 'namespace'},
  statefulsets: {group: 'apps', version: 'v1', kind: 'StatefulSet', scope: 'namespace'},
  daemonsets: {group: 'apps', version: 'v1', kind: 'DaemonSet', scope: 'namespace'},
  replicasets: {group: 'apps', version: 'v1', kind: 'ReplicaSet', scope: 'namespace'},
  poddisruptionbudgets: {
    group: 'policy',
    version: 'v1',
    kind: 'PodDisruptionBudget',
    scope: 'namespace',
  },
  mutatingwebhookconfigurations: {
    group: 'admissionregistration.k8s.io',
    version: 'v1',
    kind: 'MutatingWebhookConfiguration',
    scope: 'cluster',
  },
  validatingwebhookconfigurations: {
    group: 'admissionregistration.k8s.io',
    version: 'v1',
    kind: 'ValidatingWebhookConfiguration',
    scope: 'cluster',
  },
  controlplanerevisions: {
    group: 'mesh.cloud.google.com',
    version: 'v1beta1',
    kind: 'ControlPlaneRevision',
    scope: 'namespace',
  },
} as const;

/** A plural of `kinds`. */
export type Plural = keyof typeof kinds;

/** What can be patched. */
const patched = ['namespaces', 'deployments', 'statefulsets', 'daemonsets'] as const;

/** A verb of the Connect Gateway: what is done, and to what. */
export type KubeVerb = `${'get' | 'list'}.${Plural}` | `patch.${(typeof patched)[number]}`;

const plurals = Object.keys(kinds).filter(isPlural);

/** The verbs of the Connect Gateway, for faults. */
export const kubeVerbs: readonly KubeVerb[] = [
  ...plurals.map(one => `list.${one}` as const),
  ...plurals.map(one => `get.${one}` as const),
  ...patched.map(one => `patch.${one}` as const),
];

/** Whether a cluster has objects of this plural. */
export function isPlural(name: string): name is Plural {
  return Object.hasOwn(kinds, name);
}

/** Whether objects of this plural can be patched. */
export function isPatched(name: Plural): name is (typeof patched)[number] {
  return patched.some(one => one === name);
}

/** `apiVersion` of the objects of a plural. */
export function apiVersionOf(plural: Plural): string {
  const {group, version} = kinds[plural];
  return group === '' ? version : `${group}/${version}`;
}

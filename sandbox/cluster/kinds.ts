/** What the API server says of a kind: https://kubernetes.io/docs/reference/using-api/api-concepts/ */
interface Kind {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly scope: 'cluster' | 'namespace';
  readonly short?: readonly string[];
  /** `kubectl get all` shows it. */
  readonly all?: true;
  /** True of a custom resource, whose patches are none of the strategic kind. */
  readonly custom?: true;
}

const core = {group: '', version: 'v1', scope: 'namespace'} as const;
const apps = {group: 'apps', version: 'v1', scope: 'namespace', all: true} as const;
const admission = {
  group: 'admissionregistration.k8s.io',
  version: 'v1',
  scope: 'cluster',
} as const;
const istio = {
  group: 'networking.istio.io',
  version: 'v1',
  scope: 'namespace',
  custom: true,
} as const;

/**
 * The kinds of objects that a cluster shows, by the plural in their paths; of two with one plural, the
 * second has its group behind it, as kubectl writes it. Short names: `kubectl api-resources`.
 */
export const kinds = {
  namespaces: {...core, kind: 'Namespace', scope: 'cluster', short: ['ns']},
  pods: {...core, kind: 'Pod', short: ['po'], all: true},
  events: {...core, kind: 'Event', short: ['ev']},
  configmaps: {...core, kind: 'ConfigMap', short: ['cm']},
  secrets: {...core, kind: 'Secret'},
  serviceaccounts: {...core, kind: 'ServiceAccount', short: ['sa']},
  deployments: {...apps, kind: 'Deployment', short: ['deploy']},
  statefulsets: {...apps, kind: 'StatefulSet', short: ['sts']},
  daemonsets: {...apps, kind: 'DaemonSet', short: ['ds']},
  replicasets: {...apps, kind: 'ReplicaSet', short: ['rs']},
  poddisruptionbudgets: {
    group: 'policy',
    version: 'v1',
    kind: 'PodDisruptionBudget',
    scope: 'namespace',
    short: ['pdb'],
  },
  mutatingwebhookconfigurations: {...admission, kind: 'MutatingWebhookConfiguration'},
  validatingwebhookconfigurations: {...admission, kind: 'ValidatingWebhookConfiguration'},
  controlplanerevisions: {
    group: 'mesh.cloud.google.com',
    version: 'v1beta1',
    kind: 'ControlPlaneRevision',
    scope: 'namespace',
    custom: true,
  },
  virtualservices: {...istio, kind: 'VirtualService', short: ['vs']},
  destinationrules: {...istio, kind: 'DestinationRule', short: ['dr']},
  serviceentries: {...istio, kind: 'ServiceEntry', short: ['se']},
  gateways: {...istio, kind: 'Gateway', short: ['gw']},
  'gateways.gateway.networking.k8s.io': {
    ...istio,
    group: 'gateway.networking.k8s.io',
    kind: 'Gateway',
    short: ['gtw'],
  },
  canonicalservices: {
    group: 'anthos.cloud.google.com',
    version: 'v1beta1',
    kind: 'CanonicalService',
    scope: 'namespace',
    custom: true,
  },
} as const satisfies Readonly<Record<string, Kind>>;

/** A plural of `kinds`. */
export type Plural = keyof typeof kinds;

/** What can be patched. */
const patched = [
  'namespaces',
  'deployments',
  'statefulsets',
  'daemonsets',
  'mutatingwebhookconfigurations',
  'validatingwebhookconfigurations',
  'controlplanerevisions',
] as const;

/** What can be deleted. */
const deleted = [
  'pods',
  'mutatingwebhookconfigurations',
  'validatingwebhookconfigurations',
  'controlplanerevisions',
] as const;

/** A plural whose objects can be patched. */
export type Patched = (typeof patched)[number];

/** A plural whose objects can be deleted. */
export type Deleted = (typeof deleted)[number];

/** A verb of the Connect Gateway: what is done, and to what. */
export type KubeVerb =
  | `${'get' | 'list' | 'watch'}.${Plural}`
  | `patch.${Patched}`
  | `delete.${Deleted}`
  /** What kubectl asks before anything else: which kinds and which version there are. */
  | 'discover'
  | 'generateCredentials';

/** The plurals, in the order in which a cluster lists them. */
export const plurals = Object.keys(kinds).filter(isPlural);

/** The verbs of the Connect Gateway, for faults. */
export const kubeVerbs: readonly KubeVerb[] = [
  ...plurals.map(one => `list.${one}` as const),
  ...plurals.map(one => `get.${one}` as const),
  ...plurals.map(one => `watch.${one}` as const),
  ...patched.map(one => `patch.${one}` as const),
  ...deleted.map(one => `delete.${one}` as const),
  'discover',
  'generateCredentials',
];

/** Whether a cluster has objects of this plural. */
export function isPlural(name: string): name is Plural {
  return Object.hasOwn(kinds, name);
}

/** Whether objects of this plural can be patched. */
export function isPatched(name: Plural): name is Patched {
  return patched.some(one => one === name);
}

/** Whether objects of this plural can be deleted. */
export function isDeleted(name: Plural): name is Deleted {
  return deleted.some(one => one === name);
}

/** What is known of a kind. */
export function kindOf(plural: Plural): Kind {
  return kinds[plural];
}

/** The plural as it stands in a path. */
export function pathName(plural: Plural): string {
  return plural.split('.')[0] ?? plural;
}

/** `apiVersion` of the objects of a plural. */
export function apiVersionOf(plural: Plural): string {
  const {group, version} = kinds[plural];
  return group === '' ? version : `${group}/${version}`;
}

/** The kind that a path of this `apiVersion` and plural means. */
export function findKind(apiVersion: string, name: string): Plural | undefined {
  return plurals.find(one => pathName(one) === name && apiVersionOf(one) === apiVersion);
}

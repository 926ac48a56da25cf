// What a change leaves in the Cloud Audit Log, by names that an action and an entry have in common.

/** One thing of Google Cloud or of a cluster that is changed, as both sides name it. */
export type Thing = string;

/** What a call that changes something leaves: an entry of one of these services about this thing. */
export interface Trace {
  /** The id of the project whose log has it. */
  readonly project: string;
  /** `serviceName` of the entry. */
  readonly service: string;
  /** The end of `methodName`, behind its last dot; any of these. */
  readonly methods: readonly string[];
  readonly thing: Thing;
}

/** Names of things, for those who make traces and for who reads entries. */
export const things = {
  service: (name: string): Thing => `service/${name}`,
  policy: 'policy',
  cluster: (location: string, name: string): Thing => `cluster/${location}/${name}`,
  membership: (location: string, name: string): Thing => `membership/${location}/${name}`,
  /** An object inside a cluster; `namespace` is empty where it lives in none. */
  object: (
    cluster: string,
    {
      plural,
      namespace,
      name,
    }: {readonly plural: string; readonly namespace: string; readonly name: string},
  ): Thing => `object/${cluster}/${plural}/${namespace}/${name}`,
} as const;

/** Services of a project that are turned on or off. https://docs.cloud.google.com/service-usage/docs/audit-logging */
export function servicesTraces(
  kind: 'Enable' | 'Disable',
  project: string,
  services: readonly string[],
): readonly Trace[] {
  const methods = [`${kind}Service`, `Batch${kind}Services`];
  return services.map(one => ({
    ...{project, service: 'serviceusage.googleapis.com', methods},
    thing: things.service(one),
  }));
}

/** The allow policy of a project. https://docs.cloud.google.com/resource-manager/docs/audit-logging */
export function policyTraces(project: string): readonly Trace[] {
  const service = 'cloudresourcemanager.googleapis.com';
  return [{project, service, methods: ['SetIamPolicy'], thing: things.policy}];
}

/** A cluster's own configuration. https://docs.cloud.google.com/kubernetes-engine/docs/how-to/audit-logging */
export function clusterTraces(project: string, location: string, name: string): readonly Trace[] {
  const thing = things.cluster(location, name);
  return [{project, service: 'container.googleapis.com', methods: ['UpdateCluster'], thing}];
}

/**
 * A membership of a fleet, or its mesh feature.
 * https://docs.cloud.google.com/kubernetes-engine/fleet-management/docs/audit-logging
 */
export function membershipTraces(
  fleet: string,
  location: string,
  membership: string,
): readonly Trace[] {
  const methods = ['UpdateMembership', 'UpdateMembershipFeature', 'CreateMembershipFeature'];
  const thing = things.membership(location, membership);
  return [{project: fleet, service: 'gkehub.googleapis.com', methods, thing}];
}

/**
 * An object that is patched through the Connect Gateway. The gateway writes down who called it and where to, in the fleet's
 * project; the cluster writes down the object, in its own:
 * https://docs.cloud.google.com/kubernetes-engine/fleet-management/docs/connect-agent/audit-logging-gateway
 */
export function patchTraces(
  {
    project,
    fleet,
    location,
    membership,
    cluster,
  }: {
    readonly project: string;
    readonly fleet: string;
    readonly location: string;
    readonly membership: string;
    readonly cluster: string;
  },
  object: {readonly plural: string; readonly namespace: string; readonly name: string},
): readonly Trace[] {
  return [
    {
      ...{project: fleet, service: 'connectgateway.googleapis.com', methods: ['PatchResource']},
      thing: things.membership(location, membership),
    },
    {
      ...{project, service: 'k8s.io', methods: ['patch']},
      thing: things.object(cluster, object),
    },
  ];
}

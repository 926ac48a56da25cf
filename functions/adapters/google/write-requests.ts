import type {container_v1} from 'googleapis/build/src/apis/container/v1.js';
import type {gkehub_v1} from 'googleapis/build/src/apis/gkehub/v1.js';
import type {gkehub_v2} from 'googleapis/build/src/apis/gkehub/v2.js';
import type {Deployment} from 'kubernetes-types/apps/v1.js';
import type {Namespace} from 'kubernetes-types/core/v1.js';
import {CallError} from '../../core/lib/error.ts';
import type {JsonObject} from '../../core/lib/json.ts';
import type {Reach} from '../../core/facts/kubernetes.ts';
import type {NamespaceChange, RestartChange} from '../../core/ports/ports.ts';
import {gatewayUrl, misreached} from './cluster/kube-list.ts';
import {plurals, restartedAt} from './cluster/kube-facts.ts';
import {misnamed} from './client/resource-names.ts';

/** A change of a fleet or a cluster as it goes out: what the writers send and a dry run tells. */
export interface WriteRequest {
  readonly kind: 'change';
  /** The verb in words. */
  readonly call: string;
  readonly method: 'PUT' | 'PATCH';
  readonly url: string;
  readonly body: JsonObject;
  /** Name of what is changed. */
  readonly name: string;
}

/** A change that must not be sent. */
export interface RefusedWrite {
  readonly kind: 'refused';
  readonly call: string;
  readonly why: string;
}

/** What a refused change is for its caller, in a dry run as in earnest. */
export function refusal({call, why}: RefusedWrite): CallError {
  return new CallError({call, failure: 'invalid', status: 0, said: why, attempts: 1});
}

/**
 * One update of a cluster; the API takes one at a time.
 * https://docs.cloud.google.com/kubernetes-engine/docs/reference/rest/v1/projects.locations.clusters/update
 */
export function workloadPoolChange(
  project: string,
  location: string,
  cluster: string,
  workloadPool: string,
): WriteRequest | RefusedWrite {
  const call = 'container clusters.update';
  const name = `projects/${project}/locations/${location}/clusters/${cluster}`;
  const why = misnamed({project, location, cluster, workloadPool});
  const body = {
    update: {desiredWorkloadIdentityConfig: {workloadPool}},
  } satisfies container_v1.Schema$UpdateClusterRequest;
  const url = `https://container.googleapis.com/v1/${name}`;
  return why === undefined
    ? {kind: 'change', call, method: 'PUT', url, name, body}
    : {kind: 'refused', call, why};
}

/**
 * https://docs.cloud.google.com/kubernetes-engine/fleet-management/docs/reference/rest/v1/projects.locations.memberships/patch
 */
export function issuerChange(
  fleet: string,
  location: string,
  membership: string,
  issuer: string,
): WriteRequest | RefusedWrite {
  const call = 'gkehub memberships.patch';
  const name = `projects/${fleet}/locations/${location}/memberships/${membership}`;
  const why = misnamed({project: fleet, location, membership, issuer});
  const url = `https://gkehub.googleapis.com/v1/${name}?updateMask=authority`;
  const body = {authority: {issuer}} satisfies gkehub_v1.Schema$Membership;
  return why === undefined
    ? {kind: 'change', call, method: 'PATCH', url, name, body}
    : {kind: 'refused', call, why};
}

/**
 * The mask is the whole spec, as gcloud sends it, so that what is sent is `before` (the spec as it was
 * read) with another management: the API for the mesh's configuration and the channel stay. `origin`
 * does not: an override updates it "to USER implicitly", and FLEET may be said to inherit again (gkehub v2,
 * FeatureSpec.origin). gcloud sends back what it read, FLEET with an override; left out, it can only mean one.
 * `allowMissing` creates the feature of a membership that has none, and the mask is ignored then; gcloud
 * always sends it (HubV2Client.UpdateMembershipFeature).
 * https://docs.cloud.google.com/kubernetes-engine/fleet-management/docs/reference/rest/v2/projects.locations.memberships.features/patch
 */
export function meshChange(
  fleet: string,
  location: string,
  membership: string,
  before: {readonly servicemesh?: object; readonly origin?: unknown} = {},
): WriteRequest | RefusedWrite {
  const call = 'gkehub memberships.features.patch';
  const name = `projects/${fleet}/locations/${location}/memberships/${membership}/features/servicemesh`;
  const why = misnamed({project: fleet, location, membership});
  const servicemesh = {
    ...before.servicemesh,
    management: 'MANAGEMENT_AUTOMATIC',
  } satisfies gkehub_v2.Schema$ServiceMeshSpec;
  const {origin: _inherited, ...kept} = before;
  const body = {spec: {...kept, servicemesh}} satisfies gkehub_v2.Schema$MembershipFeature;
  const url = `https://gkehub.googleapis.com/v2/${name}?allowMissing=true&updateMask=spec`;
  return why === undefined
    ? {kind: 'change', call, method: 'PATCH', url, name, body}
    : {kind: 'refused', call, why};
}

/** A merge patch of an object: any part of it, and null for what is to go. */
type Patch<T> = T extends object ? {readonly [Field in keyof T]?: Patch<T[Field]> | null} : T;

/** Says in the cluster who owns the fields that a patch sets. */
const fieldManager = 'mesh-responder';

/**
 * A merge patch with the version that was read: the API server answers 409 when somebody else wrote
 * in between. https://github.com/kubernetes/kubernetes/issues/63104
 */
export function namespaceChange(
  reach: Reach,
  {namespace, labels, resourceVersion}: NamespaceChange,
): WriteRequest | RefusedWrite {
  const call = 'connectgateway namespaces.patch';
  const why = misreached(reach) ?? misnamed({namespace, resourceVersion});
  if (why !== undefined) return {kind: 'refused', call, why};
  const url = gatewayUrl(reach, ['api', 'v1', 'namespaces', namespace], {fieldManager});
  const body = {metadata: {labels, resourceVersion}} satisfies Patch<Namespace>;
  return {kind: 'change', call, method: 'PATCH', url, name: namespace, body};
}

/**
 * A merge patch of one annotation of the pods' template, which is all that `kubectl rollout restart`
 * does, and of the version that was read: a process that was frozen between its look and its patch restarts
 * nothing that another has restarted meanwhile.
 * https://kubernetes.io/docs/reference/kubectl/generated/kubectl_rollout/kubectl_rollout_restart/
 */
export function restartChange(
  reach: Reach,
  {workload: {kind, namespace, name}, stamp, resourceVersion}: RestartChange,
): WriteRequest | RefusedWrite {
  const call = `connectgateway ${plurals[kind]}.patch`;
  const why = misreached(reach) ?? misnamed({namespace, workload: name, stamp, resourceVersion});
  if (why !== undefined) return {kind: 'refused', call, why};
  const path = ['apis', 'apps', 'v1', 'namespaces', namespace, plurals[kind], name];
  const url = gatewayUrl(reach, path, {fieldManager});
  const body = {
    metadata: {resourceVersion},
    spec: {template: {metadata: {annotations: {[restartedAt]: stamp}}}},
  } satisfies Patch<Deployment>;
  return {kind: 'change', call, method: 'PATCH', url, name, body};
}

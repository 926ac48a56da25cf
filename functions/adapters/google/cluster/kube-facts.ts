import {at, isObject, type JsonObject, textAt} from '../../../core/lib/json.ts';
import type {
  BudgetFact,
  HookFact,
  NamespaceFact,
  OwnedFact,
  OwnerFact,
  RevisionFact,
  WebhookFact,
  WorkloadFact,
  WorkloadKind,
} from '../../../core/facts/kubernetes.ts';
import {redact} from '../../http/redact.ts';
import {
  conditionsOf,
  countAt,
  isObserved,
  labelsAt,
  nameOf,
  objectsAt,
  placeOf,
  quoted,
} from './kube-object.ts';
import {malformed} from '../../http/failed-attempt.ts';

/** The annotation of a rolling restart, as kubectl writes it. */
export const restartedAt = 'kubectl.kubernetes.io/restartedAt';

/** Where each kind stands in the API `apps/v1`. */
export const plurals: Readonly<Record<WorkloadKind, string>> = {
  Deployment: 'deployments',
  StatefulSet: 'statefulsets',
  DaemonSet: 'daemonsets',
};

/**
 * A Deployment, StatefulSet or DaemonSet. Counts that are absent are 0, an absent number of replicas
 * is 1. https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/deployment-v1/
 * @throws FailedAttempt malformed.
 */
export function workloadOf(kind: WorkloadKind, object: JsonObject): WorkloadFact {
  const stamp = textAt(object, 'spec', 'template', 'metadata', 'annotations', restartedAt);
  const failure = failureOf(object);
  return {
    kind,
    resourceVersion: versionOf(kind, object),
    ...placeOf(object),
    labels: labelsAt(object, 'metadata', 'labels'),
    podLabels: labelsAt(object, 'spec', 'template', 'metadata', 'labels'),
    ...podsOf(kind, object),
    observed: isObserved(object),
    ...(kind === 'Deployment' && at(object, 'spec', 'paused') === true ? {paused: true} : {}),
    ...(kind !== 'Deployment' && textAt(object, 'spec', 'updateStrategy', 'type') === 'OnDelete'
      ? {onDelete: true}
      : {}),
    ...(stamp === undefined ? {} : {restartedAt: stamp}),
    ...(failure === undefined ? {} : {failure}),
  };
}

/** What fences a change of an object; every object of an API server has one. @throws FailedAttempt malformed. */
function versionOf(kind: string, object: JsonObject): string {
  const version = textAt(object, 'metadata', 'resourceVersion') ?? '';
  if (version === '')
    throw malformed(`the ${kind} ${quoted(nameOf(object))} has no resource version`);
  return version;
}

function podsOf(
  kind: WorkloadKind,
  object: JsonObject,
): Pick<WorkloadFact, 'wanted' | 'updated' | 'available'> {
  switch (kind) {
    case 'DaemonSet':
      return {
        wanted: countAt(object, 0, 'status', 'desiredNumberScheduled'),
        updated: countAt(object, 0, 'status', 'updatedNumberScheduled'),
        available: countAt(object, 0, 'status', 'numberAvailable'),
      };
    case 'Deployment':
    case 'StatefulSet':
      return {
        wanted: countAt(object, 1, 'spec', 'replicas'),
        updated: countAt(object, 0, 'status', 'updatedReplicas'),
        available: countAt(object, 0, 'status', 'availableReplicas'),
      };
  }
}

function failureOf(object: JsonObject): string | undefined {
  const failed = conditionsOf(object).find(
    one => one.type === 'ReplicaFailure' && one.status === 'True',
  );
  return failed === undefined ? undefined : redact(`${failed.reason}: ${failed.message}`);
}

/**
 * The metadata of a pod or a ReplicaSet. Its owner is the one that controls it: others only wait for
 * its end. https://kubernetes.io/docs/concepts/overview/working-with-objects/owners-dependents/
 * @throws FailedAttempt malformed.
 */
export function ownedOf(object: JsonObject): OwnedFact {
  const owner = ownerOf(object);
  return {
    ...placeOf(object),
    labels: labelsAt(object, 'metadata', 'labels'),
    annotations: labelsAt(object, 'metadata', 'annotations'),
    ...(owner === undefined ? {} : {owner}),
  };
}

function ownerOf(object: JsonObject): OwnerFact | undefined {
  const owners = objectsAt(object, 'metadata', 'ownerReferences');
  const controls = owners.filter(one => one['controller'] === true);
  const [owner] = controls;
  if (owner === undefined) return undefined;
  const [kind, name] = [textAt(owner, 'kind'), textAt(owner, 'name')];
  if (controls.length > 1) throw malformed('an object is controlled by more than one owner');
  if (!kind || !name) throw malformed('the owner of an object has no kind or no name');
  return {kind, name};
}

/**
 * A pod disruption budget; undefined for one without a selector, which is about no pod. What it allows
 * is true only once its newest form was observed: until then it allows nothing.
 * https://kubernetes.io/docs/reference/kubernetes-api/policy-resources/pod-disruption-budget-v1/
 * @throws FailedAttempt malformed.
 */
export function budgetOf(object: JsonObject): BudgetFact | undefined {
  const place = placeOf(object);
  if (!isObject(at(object, 'spec', 'selector'))) return undefined;
  const allowed = countAt(object, 0, 'status', 'disruptionsAllowed');
  return {
    ...place,
    selector: labelsAt(object, 'spec', 'selector', 'matchLabels'),
    allowed: isObserved(object) ? allowed : 0,
  };
}

/**
 * A namespace; undefined for one that is being deleted.
 * https://kubernetes.io/docs/reference/kubernetes-api/cluster-resources/namespace-v1/
 * @throws FailedAttempt malformed, also without the version that fences a change of it.
 */
export function namespaceOf(object: JsonObject): NamespaceFact | undefined {
  const name = nameOf(object);
  const leaving =
    (at(object, 'metadata', 'deletionTimestamp') ?? undefined) !== undefined ||
    textAt(object, 'status', 'phase') === 'Terminating';
  if (leaving) return undefined;
  return {
    name,
    labels: labelsAt(object, 'metadata', 'labels'),
    annotations: labelsAt(object, 'metadata', 'annotations'),
    resourceVersion: versionOf('namespace', object),
  };
}

/**
 * A webhook configuration of either kind.
 * https://kubernetes.io/docs/reference/kubernetes-api/extend-resources/mutating-webhook-configuration-v1/
 * @throws FailedAttempt malformed.
 */
export function webhookOf(kind: WebhookFact['kind'], object: JsonObject): WebhookFact {
  return {
    kind,
    name: nameOf(object),
    labels: labelsAt(object, 'metadata', 'labels'),
    hooks: objectsAt(object, 'webhooks').map(hookOf),
  };
}

function hookOf(data: JsonObject): HookFact {
  const name = textAt(data, 'name') ?? '';
  if (name === '') throw malformed('a webhook has no name');
  const url = textAt(data, 'clientConfig', 'url');
  const service = serviceOf(data);
  return {
    name,
    ...(url === undefined ? {} : {url}),
    ...(service === undefined ? {} : {service}),
    // The API server writes its default down; a cluster that did not would mean the same.
    failurePolicy: textAt(data, 'failurePolicy') ?? 'Fail',
  };
}

function serviceOf(data: JsonObject): string | undefined {
  const service = at(data, 'clientConfig', 'service') ?? undefined;
  if (service === undefined) return undefined;
  const [namespace, name] = [textAt(service, 'namespace'), textAt(service, 'name')];
  if (!namespace || !name) throw malformed('the service of a webhook has no namespace or no name');
  return `${namespace}/${name}`;
}

/**
 * A ControlPlaneRevision; channel and type keep the API's own words.
 * https://docs.cloud.google.com/service-mesh/docs/managed/provision-managed-anthos-service-mesh
 * @throws FailedAttempt malformed.
 */
export function revisionOf(object: JsonObject): RevisionFact {
  return {
    name: nameOf(object),
    channel: textAt(object, 'spec', 'channel') ?? '',
    type: textAt(object, 'spec', 'type') ?? '',
    conditions: conditionsOf(object),
  };
}

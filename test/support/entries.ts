import {existsSync, readFileSync} from 'node:fs';
import type {JsonObject} from '../../functions/core/lib/json.ts';
import {type Cases, readCases} from '../../functions/runbooks/cases.ts';
import {fleet, shop} from './fakes.ts';

let serial = 0;

/** The time at which the fake clock starts. */
export const start = Date.UTC(2026, 10, 22, 3, 0, 0);

/** Parts of an entry that tests choose. */
export interface Written {
  readonly insertId?: string;
  /** Epoch milliseconds; the fake clock's start when absent. */
  readonly at?: number;
  readonly project?: string;
  readonly cluster?: string;
}

function envelope({insertId, at = start}: Written): JsonObject {
  serial += 1;
  const time = new Date(at).toISOString();
  return {insertId: insertId ?? `e${serial}`, timestamp: time, receiveTimestamp: time};
}

/** The managed control plane says that the Connect Gateway API is off in a project. */
export function gatewayEntry(parts: Written & {readonly number?: string} = {}): JsonObject {
  const {project = fleet.id, number = fleet.number} = parts;
  return {
    ...envelope(parts),
    logName: `projects/${project}/logs/istiod`,
    severity: 'ERROR',
    resource: {
      type: 'istio_control_plane',
      labels: {project_id: project, location: 'europe-west4', mesh_uid: `proj-${fleet.number}`},
    },
    jsonPayload: {
      message: `Connect Gateway API has not been used in project ${number} before or it is disabled. Enable it by visiting https://console.developers.google.com/apis/api/connectgateway.googleapis.com/overview?project=${number} then retry.`,
    },
  };
}

/** A workload could not create a pod because the injector could not be called. */
export function webhookEntry(parts: Written & {readonly tail?: string} = {}): JsonObject {
  const {project = shop.id, cluster = 'quay-1'} = parts;
  const tail =
    parts.tail ?? 'an error on the server ("unknown") has prevented the request from succeeding';
  return event(
    parts,
    project,
    cluster,
    {kind: 'ReplicaSet', apiVersion: 'apps/v1', name: 'web-7d4f9c6b5', namespace: 'shop'},
    'FailedCreate',
    `Error creating: Internal error occurred: failed calling webhook "rev.namespace.sidecar-injector.istio.io": failed to call webhook: ${tail}`,
  );
}

/** The managed data plane gave up on a pod. */
export function upgradeEntry(parts: Written = {}): JsonObject {
  const {project = shop.id, cluster = 'quay-1'} = parts;
  return event(
    parts,
    project,
    cluster,
    {kind: 'Pod', apiVersion: 'v1', name: 'web-0', namespace: 'shop'},
    'DataPlaneUpgradeFailure',
    "Cannot evict pod as it would violate the pod's disruption budget.",
  );
}

/** The way a call of a webhook inside the cluster ends. */
export const inClusterTail =
  'Post "https://istiod.istio-system.svc:443/inject?timeout=10s": service "istiod" not found';

/** A ControlPlaneRevision says why it is stalled. */
export function stalledEntry(parts: Written & {readonly message?: string} = {}): JsonObject {
  const {project = shop.id, cluster = 'quay-1', message = 'Provisioning has stalled'} = parts;
  return event(
    parts,
    project,
    cluster,
    {
      kind: 'ControlPlaneRevision',
      apiVersion: 'mesh.cloud.google.com/v1beta1',
      name: 'asm-managed',
      namespace: 'istio-system',
    },
    'Stalled',
    message,
  );
}

/** A build prints a line; `labels` are those of its resource, beside the project. */
export function buildEntry(
  text: string,
  parts: Written & {readonly labels?: Readonly<Record<string, string>>} = {},
): JsonObject {
  const {project = shop.id, labels = {}} = parts;
  return {
    ...envelope(parts),
    logName: `projects/${project}/logs/cloudbuild`,
    severity: 'INFO',
    resource: {type: 'build', labels: {project_id: project, build_id: '5b1f0c2e', ...labels}},
    textPayload: text,
  };
}

/** What asmcli says of a cluster without a workload pool, and of a membership without an issuer. */
export const refusal =
  'asmcli: [ERROR]: Workload identity is not enabled on quay-1. Please enable it and';
export const noProvider =
  'asmcli: [ERROR]: Cluster has memberships.hub.gke.io CRD but no identity provider specified.';

/** Somebody takes the mesh service agent's role away. */
export function unboundEntry(parts: Written = {}): JsonObject {
  const {project = shop.id} = parts;
  return {
    ...envelope(parts),
    logName: `projects/${project}/logs/cloudaudit.googleapis.com%2Factivity`,
    severity: 'NOTICE',
    resource: {type: 'project', labels: {project_id: project}},
    protoPayload: {
      serviceName: 'cloudresourcemanager.googleapis.com',
      methodName: 'SetIamPolicy',
      status: {},
      authenticationInfo: {principalEmail: 'terraform@harbor-ci.iam.gserviceaccount.com'},
      serviceData: {
        policyDelta: {
          bindingDeltas: [
            {
              action: 'REMOVE',
              role: 'roles/anthosservicemesh.serviceAgent',
              member: `serviceAccount:service-${fleet.number}@gcp-sa-servicemesh.iam.gserviceaccount.com`,
            },
          ],
        },
      },
    },
  };
}

/** Somebody turned an API off: the entry of the end, with all that went off with it. */
export function disabledEntry(
  parts: Written & {readonly service?: string; readonly services?: readonly string[]} = {},
): JsonObject {
  const {project = fleet.id, service = 'connectgateway.googleapis.com'} = parts;
  const methodName = 'google.api.serviceusage.v1.ServiceUsage.DisableService';
  const entry = envelope(parts);
  return {
    ...entry,
    logName: `projects/${project}/logs/cloudaudit.googleapis.com%2Factivity`,
    severity: 'NOTICE',
    resource: {
      type: 'audited_resource',
      labels: {project_id: project, service: 'serviceusage.googleapis.com', method: methodName},
    },
    operation: {
      id: `operations/acat.p2-${String(entry['insertId'])}`,
      producer: 'serviceusage.googleapis.com',
      last: true,
    },
    protoPayload: {
      '@type': 'type.googleapis.com/google.cloud.audit.AuditLog',
      serviceName: 'serviceusage.googleapis.com',
      methodName,
      resourceName: `projects/${fleet.number}/services/${service}`,
      status: {},
      authenticationInfo: {principalEmail: 'terraform@harbor-ci.iam.gserviceaccount.com'},
      response: {status: 'DISABLED', services: parts.services ?? [service]},
    },
  };
}

/** A heartbeat of the responder in the log of a project, as the sink exports it. */
export function beatEntry(project: string, at: number): JsonObject {
  const beat = new Date(at).toISOString();
  return {
    ...envelope({insertId: `beat-${at}`, at}),
    logName: `projects/${project}/logs/mesh-responder-heartbeat`,
    severity: 'INFO',
    resource: {type: 'global', labels: {project_id: project}},
    jsonPayload: {heartbeat: 'mesh-responder', beat},
  };
}

function event(
  parts: Written,
  project: string,
  cluster: string,
  involvedObject: JsonObject,
  reason: string,
  message: string,
): JsonObject {
  return {
    ...envelope(parts),
    logName: `projects/${project}/logs/events`,
    severity: 'WARNING',
    resource: {
      type: 'k8s_cluster',
      labels: {project_id: project, location: 'europe-west4', cluster_name: cluster},
    },
    jsonPayload: {kind: 'Event', involvedObject, reason, message, type: 'Warning'},
  };
}

/** The cases in a runbook's folder. */
export function casesOf(id: string): Cases {
  const path = `functions/runbooks/${id}/cases.json`;
  const file = new URL(`../../${path}`, import.meta.url);
  if (!existsSync(file)) {
    throw new Error(`${path} is not there: log entries that are its own, and near misses`);
  }
  return readCases(path, JSON.parse(readFileSync(file, 'utf8')));
}

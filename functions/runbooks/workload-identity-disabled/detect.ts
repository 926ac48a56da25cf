import {at, type JsonObject, textAt} from '../../core/lib/json.ts';
import type {LogEntry} from '../../core/detection/entry.ts';
import {type Detection, foreign, unrelated} from '../../core/detection/finding.ts';
import {type BuildSign, detectInBuild} from '../shared/build-output.ts';
import {phrase} from './texts.ts';

/**
 * What the installer prints of the answer of `:runIstiod`. A wrapped line may end before the second
 * sentence. Source: troubleshooting page, "The install tool generates HTTP 400 errors".
 */
const container =
  /HealthCheckContainerError, message: Cloud Run error:(?: Container failed to start\.| ?$)/;
/** The same error of a service that somebody deploys: who prints it says so. */
const deployer =
  /\(gcloud\.(?:run|functions)\b|google_cloud_?run|google_cloudfunctions|Revision ['"]/;
/**
 * asmcli refuses a cluster; newer ones call it GKE's. Another word before it is another tool's.
 * https://github.com/GoogleCloudPlatform/anthos-service-mesh-packages/blob/main/asmcli/lib/validate.sh
 */
const refusal =
  /(?<![\w,] ?)(?:GKE workload|Workload) identity is not enabled on \S{1,100}\. Please enable it and\b/;
/**
 * What asmcli says where only the node pools lack it: an error of older versions, a warning of today's, which
 * goes on without what it needs.
 * https://github.com/GoogleCloudPlatform/anthos-service-mesh-packages/blob/main/asmcli/components/control-plane/managed.sh
 */
const nodePools =
  /Node ?pool Workload [Ii]dentity is not enabled (?:which is a\b|or only partially enabled\b)/;
const alike = /workload identity is not enabled/i;

const sign: BuildSign = {runbook: 'workload-identity-disabled', mayTell, symptomOf, miss};

/**
 * Recognises what installers print where Workload Identity is off. The same error in a log of Cloud Run is
 * about a service of the user's own.
 */
export function detect(entry: LogEntry): Detection {
  return entry.proto === undefined ? detectInBuild(entry, sign) : takenAway(entry.proto);
}

/**
 * Somebody took the pool of a cluster away. No public entry shows how Cloud Logging exports the empty
 * configuration of such a call, and no filter can be sure of it: the fleet says a moment later what is missing,
 * and the poll looks.
 * https://docs.cloud.google.com/kubernetes-engine/docs/reference/rest/v1/ClusterUpdate
 */
function takenAway(proto: JsonObject): Detection {
  const config = at(proto, 'request', 'update', 'desiredWorkloadIdentityConfig');
  const isUpdate = textAt(proto, 'methodName')?.endsWith('.ClusterManager.UpdateCluster') === true;
  if (!isUpdate || config === undefined) return unrelated;
  const isTaken = (textAt(config, 'workloadPool') ?? '') === '';
  return isTaken ? foreign(phrase('foreign.pool-taken')) : unrelated;
}

function mayTell(text: string): boolean {
  return (
    text.includes('HealthCheckContainerError') ||
    (text.includes('orkload') && text.includes('not') && text.includes('enabled'))
  );
}

function symptomOf(output: string): string | undefined {
  if (container.test(output)) return deployer.test(output) ? undefined : 'container-error';
  if (refusal.test(output)) return 'installer-refused';
  return nodePools.test(output) ? 'node-pools-refused' : undefined;
}

function miss(output: string): Detection {
  if (output.includes('HealthCheckContainerError')) {
    return foreign(phrase('foreign.other-container'), 'kind');
  }
  return alike.test(output) ? foreign(phrase('foreign.other-tool'), 'kind') : unrelated;
}

import type {LogEntry} from '../../core/detection/entry.ts';
import {type Detection, unrelated} from '../../core/detection/finding.ts';
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
const alike = /workload identity is not enabled/i;

const sign: BuildSign = {runbook: 'workload-identity-disabled', mayTell, symptomOf, miss};

/**
 * Recognises what installers print where Workload Identity is off. The same error in a log of Cloud Run is
 * about a service of the user's own.
 */
export function detect(entry: LogEntry): Detection {
  return detectInBuild(entry, sign);
}

function mayTell(text: string): boolean {
  return (
    text.includes('HealthCheckContainerError') ||
    (text.includes('orkload') && text.includes('not') && text.includes('enabled'))
  );
}

function symptomOf(output: string): string | undefined {
  if (container.test(output)) return deployer.test(output) ? undefined : 'container-error';
  return refusal.test(output) ? 'installer-refused' : undefined;
}

function miss(output: string): Detection {
  if (output.includes('HealthCheckContainerError')) {
    return {kind: 'foreign', reason: phrase('foreign.other-container')};
  }
  return alike.test(output) ? {kind: 'foreign', reason: phrase('foreign.other-tool')} : unrelated;
}

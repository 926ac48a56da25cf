import type {LogEntry} from '../../core/detection/entry.ts';
import {type Detection, foreign, unrelated} from '../../core/detection/finding.ts';
import {type BuildSign, detectInBuild} from '../shared/build-output.ts';
import {phrase} from './texts.ts';

const kind = 'memberships.hub.gke.io';
/**
 * asmcli's first sentence; its second differs between the page and the versions, and a wrapped line may
 * end before either. Source: troubleshooting page, "Cluster membership error", and
 * https://github.com/GoogleCloudPlatform/anthos-service-mesh-packages/blob/main/asmcli/lib/checks.sh
 */
const complaint =
  /Cluster has memberships\.hub\.gke\.io CRD but no identity(?: provider specified\b| ?$)/;

const sign: BuildSign = {
  runbook: 'identity-provider-missing',
  mayTell: text => text.includes(kind),
  symptomOf: output => (complaint.test(output) ? 'no-identity-provider' : undefined),
  miss: output =>
    output.includes('identity') ? foreign(phrase('foreign.other-membership'), 'kind') : unrelated,
};

/** Recognises asmcli's complaint in the log of a build. */
export function detect(entry: LogEntry): Detection {
  return detectInBuild(entry, sign);
}

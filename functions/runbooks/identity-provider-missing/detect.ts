import {buildResource, builtFor, outputOf, unwrapped} from '../../core/build-output.ts';
import type {LogEntry} from '../../core/entry.ts';
import {type Detection, evidenceOf, foreign, unrelated} from '../../core/finding.ts';
import {phrase} from './texts.ts';

const kind = 'memberships.hub.gke.io';
/**
 * asmcli's first sentence; its second differs between the page and the versions, and a wrapped line may
 * end before either. Source: troubleshooting page, "Cluster membership error", and
 * https://github.com/GoogleCloudPlatform/anthos-service-mesh-packages/blob/main/asmcli/lib/checks.sh
 */
const complaint =
  /Cluster has memberships\.hub\.gke\.io CRD but no identity(?: provider specified\b| ?$)/;

/** Recognises asmcli's complaint in the log of a build: it is never in another log by itself. */
export function detect(entry: LogEntry): Detection {
  const text = outputOf(entry);
  if (text?.includes(kind) !== true) return unrelated;
  const output = unwrapped(text);
  if (!complaint.test(output)) {
    return output.includes('identity') ? foreign(phrase('foreign.other-membership')) : unrelated;
  }
  if (entry.resourceType !== buildResource) {
    return foreign(phrase('foreign.quoted', {resource: entry.resourceType || 'no resource type'}));
  }
  const target = builtFor(entry);
  if (target === undefined) return foreign(phrase('foreign.no-project'));
  return {
    kind: 'finding',
    finding: {
      runbook: 'identity-provider-missing',
      target,
      symptom: 'no-identity-provider',
      causes: [],
      evidence: evidenceOf(entry, output),
    },
  };
}

import {claimedProject, label, type LogEntry, atLeast} from '../../core/detection/entry.ts';
import {type Detection, evidenceOf, foreign, unrelated} from '../../core/detection/finding.ts';
import {textAt} from '../../core/lib/json.ts';
import {target} from '../../core/detection/target.ts';
import {causesOf} from '../causes.ts';
import {stalledReason, type StalledReason} from './reasons.ts';
import {phrase} from './texts.ts';

const reasons = ['PreconditionFailed', 'ProvisioningFailed', 'Stalled'];

/**
 * Recognises a warning event of a ControlPlaneRevision that says why provisioning has stalled. The
 * fleet's own state changes write no log: those are found by polling.
 */
export function detect(entry: LogEntry): Detection {
  if (
    entry.log !== 'events' ||
    textAt(entry.json, 'involvedObject', 'kind') !== 'ControlPlaneRevision'
  ) {
    return unrelated;
  }
  const message = entry.message ?? '';
  const reason = textAt(entry.json, 'reason') ?? '';
  const api = textAt(entry.json, 'involvedObject', 'apiVersion');
  if (api !== undefined && !api.startsWith('mesh.cloud.google.com/')) {
    return foreign(phrase('foreign.other-kind', {api}), 'kind');
  }
  if (entry.resourceType !== 'k8s_cluster') {
    return foreign(phrase('foreign.quoted', {resource: entry.resourceType || 'no resource type'}));
  }
  if (!atLeast(entry.severity, 'WARNING')) {
    return foreign(phrase('foreign.severity', {severity: entry.severity}));
  }
  const documented = stalledReason(message)?.row;
  if (documented === undefined && !reasons.includes(reason)) {
    return foreign(phrase('foreign.other-event', {reason}), 'kind');
  }
  const project = claimedProject(entry);
  if (project === undefined) return foreign(phrase('foreign.no-project'));
  return {
    kind: 'finding',
    finding: {
      runbook: 'provisioning-stalled',
      target: target({
        project,
        location: label(entry, 'location'),
        cluster: label(entry, 'cluster_name'),
      }),
      symptom: documented === undefined ? `stalled:${reason}` : `stalled:${documented.id}`,
      causes: causesFor(documented),
      evidence: evidenceOf(entry, message),
    },
  };
}

/**
 * A documented reason is a cause of its own, or one runbook's problem; only "an error occurred" may come
 * from anything that other runbooks know.
 */
function causesFor(documented: StalledReason | undefined): readonly string[] {
  const causes = causesOf('provisioning-stalled');
  if (documented === undefined || documented.runbook === 'any') return causes;
  return causes.filter(one => one === documented.runbook);
}

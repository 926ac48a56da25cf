import {claimedProject, label, type LogEntry, atLeast} from '../../core/detection/entry.ts';
import {type Detection, evidenceOf, foreign, unrelated} from '../../core/detection/finding.ts';
import {listAt, textAt} from '../../core/lib/json.ts';
import {target} from '../../core/detection/target.ts';
import {causesOf} from '../causes.ts';
import {phrase} from './texts.ts';

const runbook = 'data-plane-upgrade-failed';
const reason = 'DataPlaneUpgradeFailure';

/**
 * Recognises the event with which the managed data plane gives up on a pod. Its text (an eviction that
 * was refused, for example) is for people; which pods are meant is read from the cluster.
 */
export function detect(entry: LogEntry): Detection {
  if (entry.log !== 'events') return unrelated;
  if (textAt(entry.json, 'reason') !== reason) {
    // A filter compares each element of a list.
    const isListed = listAt(entry.json, 'reason').includes(reason);
    return isListed ? foreign(phrase('foreign.no-event'), 'kind') : unrelated;
  }
  if (entry.resourceType !== 'k8s_pod' && entry.resourceType !== 'k8s_cluster') {
    return foreign(phrase('foreign.quoted', {resource: entry.resourceType || 'no resource type'}));
  }
  if (!atLeast(entry.severity, 'WARNING')) {
    return foreign(phrase('foreign.severity', {severity: entry.severity}));
  }
  const project = claimedProject(entry);
  if (project === undefined) return foreign(phrase('foreign.no-project'));
  return {
    kind: 'finding',
    finding: {
      runbook,
      target: target({
        project,
        location: label(entry, 'location'),
        cluster: label(entry, 'cluster_name'),
      }),
      symptom: 'upgrade-failure',
      causes: causesOf(runbook),
      evidence: evidenceOf(entry, `${reason}: ${entry.message ?? ''}`),
    },
  };
}

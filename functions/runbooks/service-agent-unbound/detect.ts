import {claimedProject, type LogEntry, atLeast} from '../../core/detection/entry.ts';
import {type Detection, evidenceOf, foreign, unrelated} from '../../core/detection/finding.ts';
import {at, type JsonObject, listAt, textAt} from '../../core/lib/json.ts';
import {serviceAgentRole} from '../../mesh/service-agent.ts';
import {target} from '../../core/detection/target.ts';
import {phrase} from './texts.ts';

const agent = /^serviceAccount:service-\d{1,20}@gcp-sa-servicemesh\.iam\.gserviceaccount\.com$/;

/**
 * Recognises the audit entry of a successful policy change of a project that took the mesh service
 * agent's role away. Role, member and action must stand on one delta: the sink's filter compares
 * across all of them. A change that also adds the pair (a condition rewritten) is no loss.
 */
export function detect(entry: LogEntry): Detection {
  const {proto} = entry;
  if (proto === undefined || entry.log !== 'cloudaudit.googleapis.com/activity') return unrelated;
  const method = textAt(proto, 'methodName') ?? '';
  if (
    textAt(proto, 'serviceName') !== 'cloudresourcemanager.googleapis.com' ||
    (method !== 'SetIamPolicy' && !method.endsWith('.SetIamPolicy'))
  ) {
    return unrelated;
  }
  const deltas = deltasIn(proto).filter(one => textAt(one, 'role') === serviceAgentRole);
  if (deltas.length === 0) return foreign(phrase('foreign.other-role'), 'words');
  const removed = deltas.filter(one => does(one, 'REMOVE') && agent.test(member(one)));
  // Under a condition the agent does not count as bound: that gives back no grant without one.
  const bare = new Set(removed.filter(isBare).map(member));
  const gives = (one: unknown) => does(one, 'ADD') && (isBare(one) || !bare.has(member(one)));
  const given = new Set(deltas.filter(gives).map(member));
  const lost = removed.find(one => !given.has(member(one)));
  if (lost === undefined) {
    return removed.length > 0
      ? foreign(phrase('foreign.condition-changed'))
      : foreign(phrase('foreign.not-a-removal'), 'kind');
  }
  const code = at(proto, 'status', 'code');
  if (atLeast(entry.severity, 'ERROR') || (code !== undefined && code !== 0)) {
    return foreign(phrase('foreign.change-failed'));
  }
  if (entry.resourceType !== 'project') return foreign(phrase('foreign.above-project'));
  const project = claimedProject(entry);
  if (project === undefined) return foreign(phrase('foreign.no-project'));
  const actor = textAt(proto, 'authenticationInfo', 'principalEmail') ?? 'unknown principal';
  return {
    kind: 'finding',
    finding: {
      runbook: 'service-agent-unbound',
      target: target({project}),
      symptom: 'binding-removed',
      causes: [],
      occurrence: `${entry.insertId}|${entry.at ?? ''}`,
      evidence: evidenceOf(
        entry,
        `SetIamPolicy by ${actor}: REMOVE ${serviceAgentRole} from ${member(lost)}`,
      ),
    },
  };
}

/**
 * What the change took and gave. `serviceData` is deprecated in favour of `metadata`, and Google's own advice
 * looks in both.
 * https://docs.cloud.google.com/logging/docs/reference/audit/auditlog/rest/Shared.Types/AuditLog
 */
function deltasIn(proto: JsonObject): readonly unknown[] {
  const older = listAt(proto, 'serviceData', 'policyDelta', 'bindingDeltas');
  const newer = listAt(proto, 'metadata', 'policyDelta', 'bindingDeltas');
  return newer.length === 0 ? older : [...older, ...newer];
}

function does(delta: unknown, action: string): boolean {
  return textAt(delta, 'action')?.toUpperCase() === action;
}

function isBare(delta: unknown): boolean {
  return at(delta, 'condition') === undefined;
}

function member(delta: unknown): string {
  return textAt(delta, 'member') ?? '';
}

import {claimedProject, type LogEntry, atLeast} from '../../core/detection/entry.ts';
import {
  type Detection,
  evidenceOf,
  type Finding,
  foreign,
  unrelated,
} from '../../core/detection/finding.ts';
import {connectGateway} from '../../mesh/required-apis.ts';
import {target} from '../../core/detection/target.ts';
import {complaintsIn} from '../shared/api-disabled-text.ts';
import {turnedOffIn} from '../shared/disable-service-audit.ts';
import {phrase} from './texts.ts';

const runbook = 'connect-gateway-disabled';

/**
 * Recognises the managed control plane's complaint that the Connect Gateway API is off, and the audit
 * entry of whoever turned it off. The number in the complaint is the project whose API is off and may
 * differ from the entry's own.
 */
export function detect(entry: LogEntry): Detection {
  const message = entry.message ?? entry.text;
  return message === undefined ? switchedOff(entry) : complained(entry, message);
}

function complained(entry: LogEntry, message: string): Detection {
  const complaints = complaintsIn(message);
  const [first] = complaints;
  if (first === undefined) return unrelated;
  const ours = complaints.find(one => one.service === connectGateway);
  if (ours === undefined) return otherApi(first.service ?? 'another API');
  if (entry.resourceType !== 'istio_control_plane') {
    return foreign(phrase('foreign.quoted', {resource: entry.resourceType || 'no resource type'}));
  }
  if (!atLeast(entry.severity, 'ERROR')) {
    return foreign(phrase('foreign.severity', {severity: entry.severity}));
  }
  const project = ours.project ?? claimedProject(entry);
  if (project === undefined) return foreign(phrase('foreign.no-project'));
  return found({
    target: target({project}),
    symptom: ours.project === undefined ? 'api-disabled-unnamed' : 'api-disabled',
    evidence: evidenceOf(entry, message),
  });
}

function switchedOff(entry: LogEntry): Detection {
  const switched = turnedOffIn(entry);
  if (switched === undefined) return unrelated;
  if (switched.kind === 'untold') return foreign(switched.reason);
  if (!switched.services.includes(connectGateway)) {
    return otherApi(switched.services.join(', ') || 'another API');
  }
  if (switched.kind === 'not') return foreign(switched.reason);
  const project = claimedProject(entry);
  if (project === undefined) return foreign(phrase('foreign.no-project'));
  return found({
    target: target({project}),
    symptom: 'api-turned-off',
    occurrence: switched.occurrence,
    evidence: evidenceOf(entry, `DisableService by ${switched.by}: ${connectGateway}`),
  });
}

function found(finding: Omit<Finding, 'runbook' | 'causes'>): Detection {
  return {kind: 'finding', finding: {runbook, causes: [], ...finding}};
}

function otherApi(service: string): Detection {
  return foreign(phrase('foreign.other-api', {service}), 'words');
}

import {claimedProject, type LogEntry, atLeast} from '../../core/detection/entry.ts';
import {
  type Detection,
  evidenceOf,
  type Finding,
  foreign,
  unrelated,
} from '../../core/detection/finding.ts';
import {connectGateway, requiredServices} from '../../mesh/required-apis.ts';
import {target} from '../../core/detection/target.ts';
import {complaintsIn} from '../shared/api-disabled-text.ts';
import {turnedOffIn} from '../shared/disable-service-audit.ts';
import {phrase} from './texts.ts';

/**
 * Recognises the managed control plane's complaint that an API is off which managed mesh needs, told by
 * the URL in the sentence or ErrorInfo behind it, and the audit entry of whoever turned one off. Where the Connect Gateway API
 * is off as well, that comes first: one entry gives one finding, and the poll finds the rest.
 */
export function detect(entry: LogEntry): Detection {
  const message = entry.message ?? entry.text;
  return message === undefined ? switchedOff(entry) : complained(entry, message);
}

function complained(entry: LogEntry, message: string): Detection {
  const complaints = complaintsIn(message);
  const [first] = complaints;
  if (first === undefined) return unrelated;
  if (complaints.some(one => one.service === connectGateway)) return gatewayToo;
  const ours = complaints.find(one => isRequired(one.service));
  if (ours === undefined) return notRequired(first.service ?? 'an API without a URL');
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
    symptom: 'api-disabled',
    evidence: evidenceOf(entry, message),
  });
}

function switchedOff(entry: LogEntry): Detection {
  const switched = turnedOffIn(entry);
  if (switched === undefined) return unrelated;
  if (switched.kind === 'untold') return foreign(switched.reason);
  const {services} = switched;
  if (services.includes(connectGateway)) return gatewayToo;
  const ours = services.filter(isRequired);
  if (ours.length === 0) return notRequired(services.join(', ') || 'an unnamed API');
  if (switched.kind === 'not') return foreign(switched.reason);
  const project = claimedProject(entry);
  if (project === undefined) return foreign(phrase('foreign.no-project'));
  return found({
    target: target({project}),
    symptom: 'api-turned-off',
    occurrence: switched.occurrence,
    evidence: evidenceOf(entry, `DisableService by ${switched.by}: ${ours.join(', ')}`),
  });
}

const gatewayToo = foreign(phrase('foreign.gateway-too'), 'words');

function isRequired(service: string | undefined): boolean {
  return service !== undefined && requiredServices.includes(service);
}

function found(finding: Omit<Finding, 'runbook' | 'causes'>): Detection {
  return {
    kind: 'finding',
    finding: {runbook: 'required-api-disabled', causes: [], ...finding},
  };
}

function notRequired(service: string): Detection {
  return foreign(phrase('foreign.not-required', {service}), 'kind');
}

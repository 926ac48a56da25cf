import {claimedProject, label, type LogEntry, atLeast} from '../../core/detection/entry.ts';
import {type Detection, evidenceOf, foreign, unrelated} from '../../core/detection/finding.ts';
import {listAt, textAt} from '../../core/lib/json.ts';
import {target} from '../../core/detection/target.ts';
import {causesOf} from '../causes.ts';
import {failedCalls, isMeshWebhook, tailOf, variantOf} from './failed-calls.ts';
import {phrase} from './texts.ts';

const insideCauses = ['in-cluster-injection'];
const managedCauses = causesOf('webhook-call-failure').filter(one => !insideCauses.includes(one));
const denial =
  /admission\s{1,80}webhook\s{1,80}\\{0,2}"[^"\\]{1,253}\\{0,2}"\s{1,80}denied\s{1,80}the\s{1,80}request/;

/**
 * Recognises a failing call of one of the mesh's own webhooks, by its quoted name: sidecar
 * injection in GKE events, validation in the Kubernetes audit log. A webhook that answered (a
 * denial) did not fail, and everybody else's webhook is none of ours.
 * Grammar: kubernetes/apiserver pkg/admission/plugin/webhook; names: istio/istio manifests/charts.
 */
export function detect(entry: LogEntry): Detection {
  const message = messageOf(entry);
  if (message?.includes('webhook') !== true) return inConditions(entry);
  const names = failedCalls(message);
  if (names.length === 0) {
    return denialIn(message) ? foreign(phrase('foreign.denied'), 'kind') : unnamed(message);
  }
  const ours = names.find(one => isMeshWebhook(one.name));
  if (ours === undefined) {
    return foreign(
      phrase('foreign.other-webhook', {webhook: names.map(one => one.name).join(', ')}),
      'kind',
    );
  }
  if (denialIn(message.slice(0, ours.end))) return foreign(phrase('foreign.denied'));
  if (!reports(entry)) {
    return foreign(phrase('foreign.quoted', {resource: entry.resourceType || 'no resource type'}));
  }
  const project = claimedProject(entry);
  if (project === undefined) return foreign(phrase('foreign.no-project'));
  const tail = tailOf(message.slice(ours.end));
  const variant = variantOf(tail);
  return {
    kind: 'finding',
    finding: {
      runbook: 'webhook-call-failure',
      target: target({
        project,
        location: label(entry, 'location'),
        cluster: label(entry, 'cluster_name'),
      }),
      symptom: tail,
      ...(variant === undefined ? {} : {variant}),
      // A webhook that is called inside the cluster never leaves through the gateway.
      causes: variant === 'in-cluster' ? insideCauses : managedCauses,
      evidence: evidenceOf(entry, message),
    },
  };
}

const failing =
  /failed[ \t\n\f\r]{1,80}calling[ \t\n\f\r]{1,80}(?:admission[ \t\n\f\r]{1,80})?webhook/;

/** A failing call of a webhook whose name is not quoted: nobody knows which one is meant. */
function unnamed(message: string): Detection {
  const isAlike = message.includes('istio.io') && failing.test(message);
  return isAlike ? foreign(phrase('foreign.unnamed-webhook'), 'kind') : unrelated;
}

/**
 * A write that succeeded and whose object says in its conditions that a call failed: the controller has written
 * an event of it as well, and that one is taken.
 */
function inConditions({proto}: LogEntry): Detection {
  if (proto === undefined) return unrelated;
  const isOurs = listAt(proto, 'response', 'status', 'conditions')
    .map(one => textAt(one, 'message') ?? '')
    .some(
      said => said.includes('webhook') && failedCalls(said).some(one => isMeshWebhook(one.name)),
    );
  return isOurs ? foreign(phrase('foreign.in-conditions')) : unrelated;
}

function denialIn(text: string): boolean {
  return text.includes('denied') && denial.test(text);
}

function messageOf(entry: LogEntry): string | undefined {
  const event = entry.message ?? entry.text;
  if (event !== undefined) return event;
  return [
    textAt(entry.proto, 'response', 'message'),
    textAt(entry.proto, 'status', 'message'),
  ].find(text => text?.includes('webhook'));
}

/** Whether the entry is itself a report of the failure: a GKE event or a Kubernetes audit entry. */
function reports(entry: LogEntry): boolean {
  if (entry.log === 'events') {
    const kind = entry.resourceType === 'k8s_cluster' || entry.resourceType === 'k8s_pod';
    return kind && atLeast(entry.severity, 'WARNING') && entry.message !== undefined;
  }
  return (
    entry.log === 'cloudaudit.googleapis.com/activity' &&
    entry.resourceType === 'k8s_cluster' &&
    textAt(entry.proto, 'serviceName') === 'k8s.io' &&
    entry.message === undefined &&
    entry.text === undefined
  );
}

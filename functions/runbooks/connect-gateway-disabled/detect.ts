import {claimedProject, type LogEntry} from '../../core/entry.ts';
import {type Detection, evidenceOf, unrelated} from '../../core/finding.ts';
import {phrase} from '../../core/phrase.ts';
import {atLeast} from '../../core/severity.ts';
import {target} from '../../core/target.ts';

const runbook = 'connect-gateway-disabled';
const service = 'connectgateway.googleapis.com';

/**
 * The sentence that every disabled API answers with; the title before it is the API's own. White
 * space is what RE2 takes for it, so that the sink's filter passes whatever is recognised here.
 */
const sentence =
  /API[ \t\n\f\r]+has[ \t\n\f\r]+not[ \t\n\f\r]+been[ \t\n\f\r]+used[ \t\n\f\r]+in[ \t\n\f\r]+project[ \t\n\f\r]+(\S{1,80})?/g;
const wrapped =
  /API[ \t\n\f\r]{1,80}has[ \t\n\f\r]{1,80}not[ \t\n\f\r]{1,80}been[ \t\n\f\r]{1,80}used/;
const titled = /Connect[ \t\n\f\r]{1,8}Gateway[ \t\n\f\r]{1,8}$/;
const enableUrl = /\/apis\/api\/([a-z][a-z0-9.-]{1,100})\/overview(?:\?project=([\w:.-]{1,80}))?/;
/** A project number, a project id, or an id with a domain. */
const projectName = /^(?:\d{6,20}|(?:[a-z0-9.-]{1,60}:)?[a-z][a-z0-9-]{4,28}[a-z0-9])$/;
/** What people and tools put in the place of a number that they do not want to show. */
const placeholder =
  /^([a-z])\1+$|^0+$|redacted|placeholder|^(?:your|my)-|^project-(?:id|number|name)$/;
const lookAhead = 600;
const occurrences = 20;

/**
 * Recognises the managed control plane's complaint that the Connect Gateway API is off. Which API
 * is meant comes from the URL in the sentence; only where it has none, from the title. The number
 * in it is the project whose API is off and may differ from the entry's own.
 * Source: troubleshooting page, "unable to connect to the GKE cluster".
 */
export function detect(entry: LogEntry): Detection {
  const message = entry.message ?? entry.text;
  if (message === undefined || !mayComplain(message)) return unrelated;
  const complaint = complaintIn(message);
  if (complaint === undefined) return unrelated;
  if (complaint.service !== service) {
    return foreign('foreign.other-api', {service: complaint.service});
  }
  if (entry.resourceType !== 'istio_control_plane') {
    return foreign('foreign.quoted', {resource: entry.resourceType || 'no resource type'});
  }
  if (!atLeast(entry.severity, 'ERROR')) {
    return foreign('foreign.severity', {severity: entry.severity});
  }
  const project = complaint.project ?? claimedProject(entry);
  if (project === undefined) return foreign('foreign.no-project', {});
  return {
    kind: 'finding',
    finding: {
      runbook,
      target: target({project}),
      symptom: complaint.project === undefined ? 'api-disabled-unnamed' : 'api-disabled',
      causes: [],
      evidence: evidenceOf(entry, message),
    },
  };
}

/**
 * Cheap literals first: most entries end here without a regular expression. A literal whose first
 * character is rare is found ten times faster.
 */
function mayComplain(message: string): boolean {
  return (
    message.includes('API') &&
    (message.includes('has not been used') ||
      (message.includes('Gateway') && wrapped.test(message)))
  );
}

interface Complaint {
  readonly service: string;
  readonly project: string | undefined;
}

/** The first complaint that is about our service, else the first of any. */
function complaintIn(message: string): Complaint | undefined {
  let first: Complaint | undefined;
  // Not matchAll: it copies the expression for each message.
  sentence.lastIndex = 0;
  for (let seen = 0; seen < occurrences; seen += 1) {
    const match = sentence.exec(message);
    if (match === null) break;
    const before = message.slice(Math.max(0, match.index - 40), match.index);
    const rest = message.slice(match.index + 4, match.index + lookAhead);
    const next = rest.search(/API\s+has\s+not/);
    const url = enableUrl.exec(next < 0 ? rest : rest.slice(0, next));
    const named = url?.[1] ?? (titled.test(before) ? service : undefined);
    const complaint: Complaint = {
      service: named ?? 'another API',
      project: readable(match[1]) ?? readable(url?.[2]),
    };
    if (complaint.service === service) return complaint;
    first ??= complaint;
  }
  return first;
}

/** A project as it may be looked up, or undefined for a redacted one or a placeholder. */
function readable(text: string | undefined): string | undefined {
  const name = text?.replace(/^["'`]?(?:projects\/)?/, '').replace(/[.,;:"'`\\]+$/, '');
  const named = name !== undefined && projectName.test(name) && !placeholder.test(name);
  return named ? name : undefined;
}

function foreign(code: string, params: Readonly<Record<string, string>>): Detection {
  return {kind: 'foreign', reason: phrase(code, params)};
}

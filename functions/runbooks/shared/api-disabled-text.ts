import {connectGateway} from '../../mesh/required-apis.ts';

/**
 * The sentence that every disabled API answers with; the title before it is the API's own and need not end
 * in "API" (`GKE Hub has not been used in project …`). GKE's front end has another one. White space is what
 * RE2 takes for it, so that the sink's filter passes whatever is recognised here.
 */
const sentence =
  /(?:has[ \t\n\f\r]+not[ \t\n\f\r]+been[ \t\n\f\r]+used[ \t\n\f\r]+in[ \t\n\f\r]+project[ \t\n\f\r]+(\S{1,80})?|is[ \t\n\f\r]+not[ \t\n\f\r]+enabled[ \t\n\f\r]+for[ \t\n\f\r]+this[ \t\n\f\r]+project\b)/g;
const wrapped =
  /has[ \t\n\f\r]{1,80}not[ \t\n\f\r]{1,80}been[ \t\n\f\r]{1,80}used|is[ \t\n\f\r]{1,80}not[ \t\n\f\r]{1,80}enabled[ \t\n\f\r]{1,80}for/;
const again =
  /has[ \t\n\f\r]{1,80}not[ \t\n\f\r]{1,80}been[ \t\n\f\r]{1,80}used|is[ \t\n\f\r]{1,80}not[ \t\n\f\r]{1,80}enabled[ \t\n\f\r]{1,80}for[ \t\n\f\r]{1,80}this/;
const titled = /Connect[ \t\n\f\r]{1,8}Gateway[ \t\n\f\r]{1,8}(?:API[ \t\n\f\r]{1,8})?$/;
const enableUrl = /\/apis\/api\/([a-z][a-z0-9.-]{1,100})\/overview(?:\?project=([\w:.-]{1,80}))?/;
/**
 * `metadata.service` and `metadata.consumer` of an ErrorInfo, as JSON, as JSON within JSON or as gcloud's
 * YAML. https://docs.cloud.google.com/apis/design/errors#error_info
 */
const infoService = /\bservice\W{1,12}([a-z][a-z0-9-]{1,60}\.googleapis\.com)/;
const infoConsumer = /\bconsumer\W{1,12}projects\/([\w:.-]{1,80})/;
/** A project number, a project id, or an id with a domain. */
const projectName = /^(?:\d{6,20}|(?:[a-z0-9.-]{1,60}:)?[a-z][a-z0-9-]{4,28}[a-z0-9])$/;
/** What people and tools put in the place of a number that they do not want to show. */
const placeholder =
  /^([a-z])\1+$|^0+$|redacted|placeholder|^(?:your|my)-|^project-(?:id|number|name)$/;
const lookAhead = 600;
/** An ErrorInfo stands behind the sentence and the links that it comes with. */
const lookForInfo = 2_000;
const limit = 20;

/** An API that a text says is off. */
export interface Complaint {
  /** From the URL in the sentence, else from ErrorInfo; without both, the Connect Gateway's by title. */
  readonly service: string | undefined;
  /** The project whose API is off; it may differ from the one whose log says so. */
  readonly project: string | undefined;
}

/**
 * The complaints about disabled APIs in a text, in order, at most 20; most texts have none. Cheap
 * literals first: a literal whose first character is rare is found ten times faster.
 * Source: troubleshooting page, "unable to connect to the GKE cluster".
 */
export function complaintsIn(message: string): readonly Complaint[] {
  // Two runbooks ask about the same entry, one after the other.
  if (message !== last.message) last = {message, complaints: read(message)};
  return last.complaints;
}

let last: {readonly message: string; readonly complaints: readonly Complaint[]} = {
  message: '',
  complaints: [],
};

function read(message: string): readonly Complaint[] {
  const may =
    (message.includes('been used') && message.includes('has not been used')) ||
    // Links and services are Google's; only then is white space of any kind worth a search of the whole text.
    ((message.includes('Gateway') || message.includes('google')) &&
      (message.includes('been') || message.includes('enabled')) &&
      wrapped.test(message));
  return may ? parse(message) : [];
}

function parse(message: string): readonly Complaint[] {
  const found: Complaint[] = [];
  // Not matchAll: it copies the expression for each message.
  sentence.lastIndex = 0;
  while (found.length < limit) {
    const match = sentence.exec(message);
    if (match === null) break;
    const before = message.slice(Math.max(0, match.index - 40), match.index);
    const behind = message.slice(match.index + 4, match.index + lookForInfo);
    const next = behind.search(again);
    const own = next < 0 ? behind : behind.slice(0, next);
    const url = enableUrl.exec(own.slice(0, lookAhead));
    const service = url?.[1] ?? infoService.exec(own)?.[1];
    found.push({
      service: service ?? (titled.test(before) ? connectGateway : undefined),
      project: readable(match[1]) ?? readable(url?.[2]) ?? readable(infoConsumer.exec(own)?.[1]),
    });
  }
  return found;
}

/** A project as it may be looked up, or undefined for a redacted one or a placeholder. */
function readable(text: string | undefined): string | undefined {
  const name = text?.replace(/^["'`]?(?:projects\/)?/, '').replace(/[.,;:"'`\\]+$/, '');
  const named = name !== undefined && projectName.test(name) && !placeholder.test(name);
  return named ? name : undefined;
}

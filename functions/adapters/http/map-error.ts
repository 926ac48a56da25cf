import type {Failure} from '../../core/lib/error.ts';
import {at, isObject, listAt, textAt, type JsonObject} from '../../core/lib/json.ts';
import type {HttpAnswer} from './http-client.ts';
import {FailedAttempt, malformed, type Speaker} from './failed-attempt.ts';
import {redact, saidLimit} from './redact.ts';

/**
 * The fault that an answer's status and body state, or undefined for a 2xx. Google's error body:
 * https://google.aip.dev/193 ; a disabled API answers 403 with ErrorInfo `SERVICE_DISABLED`, older
 * front ends with `accessNotConfigured` or only the sentence. A cluster behind the Connect Gateway
 * answers with a `Status` of its own; what it says of an API is hearsay and disables none.
 */
export function mapError(
  answer: HttpAnswer,
  now: number,
  secrets: readonly string[],
): FailedAttempt | undefined {
  const {status} = answer;
  if (status >= 200 && status < 300) return undefined;
  const {speaker, error} = errorIn(answer.text);
  const disabled = status === 403 && speaker === 'google' ? disabledService(error) : undefined;
  const busy = status === 400 && speaker === 'google' && isBusy(textAt(error, 'message') ?? '');
  const refusal = busy ? 'busy' : failureOf(status, error);
  const failure = disabled === undefined ? refusal : 'api-disabled';
  const wait = retryAfter(answer.headers['retry-after'], now);
  const waits = failure === 'rate-limited' || failure === 'unavailable';
  const facts = {
    failure,
    status,
    said: sentence(answer, error, secrets),
    ...(disabled === undefined || disabled === '' ? {} : {service: disabled}),
    ...(disabled === undefined ? {} : consumerIn(error)),
    ...(waits && wait !== undefined ? {retryAfterMs: wait} : {}),
  };
  return new FailedAttempt(facts, failure === 'unavailable' || failure === 'malformed', speaker);
}

/**
 * Whether a refusal (400, FAILED_PRECONDITION) says that another change of the same thing is under way: it
 * passes by itself. Terraform's provider retries it in both services:
 * - Service Usage, `Another activation or deactivation is in progress for the following service(s): …`:
 *   `ServiceUsageServiceBeingActivated` in
 *   https://github.com/GoogleCloudPlatform/magic-modules/blob/main/mmv1/third_party/terraform/transport/error_retry_predicates.go
 * - Kubernetes Engine, `IsFailedPreconditionError` in its tpgresource/utils.go: `Cluster is running incompatible
 *   operation operation-…`; `Operation operation-… is currently upgrading cluster C. Please wait and try again
 *   once it is done.` (https://github.com/hashicorp/terraform-provider-google/issues/3650); `Cluster is currently
 *   being created, deleted, updated or repaired and cannot be updated.` (…/issues/7638).
 * Other failed preconditions do not pass: the words decide, not the status.
 */
export function isBusy(message: string): boolean {
  return busyWords.test(message);
}

const busyWords =
  /another activation or deactivation is in progress|running incompatible operation|please wait and try again once it is done|^cluster is currently being created, deleted, updated or repaired/i;

/** The JSON of a 2xx answer; throws a malformed `FailedAttempt` for an empty, cut or foreign body. */
export function jsonOf(answer: HttpAnswer): unknown {
  const text = answer.text.trim();
  if (text === '') throw malformed('the answer is empty');
  try {
    return JSON.parse(text);
  } catch {
    const type = answer.headers['content-type'] ?? 'no content type';
    throw malformed(
      text.startsWith('<')
        ? `the answer is a page (${redact(type)}), not JSON`
        : 'the answer is not complete JSON',
    );
  }
}

function failureOf(status: number, error: JsonObject): Failure {
  switch (status) {
    case 400:
      return 'invalid';
    case 401:
      return 'denied';
    case 403:
      return reasons(error).some(one => /rate_?limit/i.test(one)) ? 'rate-limited' : 'denied';
    case 404:
    case 410:
      return 'not-found';
    case 408:
      return 'unavailable';
    case 409:
    case 412:
      return 'conflict';
    case 429:
      return 'rate-limited';
  }
  if (status >= 500) return 'unavailable';
  return status >= 400 ? 'invalid' : 'malformed';
}

/**
 * Who speaks in the body, and the error as Google's APIs write it. Google's streaming methods wrap
 * the body in a list. A Kubernetes `Status` has its message and reason at the top:
 * https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/status/
 */
function errorIn(text: string): {readonly speaker: Speaker; readonly error: JsonObject} {
  const body = jsonIn(text);
  const error = at(Array.isArray(body) ? body[0] : body, 'error');
  if (isObject(error)) return {speaker: 'google', error};
  if (textAt(body, 'kind') !== 'Status') return {speaker: 'somebody', error: {}};
  const [message, status] = [textAt(body, 'message'), textAt(body, 'reason')];
  return {speaker: 'kubernetes', error: {message, status}};
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Reasons of the error, new form (ErrorInfo) and old (`errors`). */
function reasons(error: JsonObject): readonly string[] {
  return [...listAt(error, 'details'), ...listAt(error, 'errors')]
    .map(one => textAt(one, 'reason'))
    .filter(one => one !== undefined);
}

/** The API that is off, '' when it is off but not named, undefined when that is not the problem. */
function disabledService(error: JsonObject): string | undefined {
  const message = textAt(error, 'message') ?? '';
  const off =
    reasons(error).some(one => one === 'SERVICE_DISABLED' || one === 'accessNotConfigured') ||
    /has not been used in project .{1,100} before or it is disabled/.test(message);
  if (!off) return undefined;
  const named = listAt(error, 'details')
    .map(one => textAt(one, 'metadata', 'service'))
    .find(one => one !== undefined);
  const service = named ?? /\/apis\/api\/([a-z0-9.-]{1,100})\//.exec(message)?.[1] ?? '';
  return /^[a-z0-9.-]{1,100}$/.test(service) ? service : '';
}

/**
 * The project in which a disabled API is off: ErrorInfo's `metadata.consumer`, `projects/` before an id or a
 * number, else the one in the sentence.
 * https://docs.cloud.google.com/apis/design/errors#error_info (its example is a disabled API)
 */
function consumerIn(error: JsonObject): {readonly consumer?: string} {
  const named = listAt(error, 'details')
    .map(one => textAt(one, 'metadata', 'consumer'))
    .find(one => one !== undefined);
  const message = textAt(error, 'message') ?? '';
  const consumer = named ?? /has not been used in project (\S{1,80}) before/.exec(message)?.[1];
  const project = /^(?:projects\/)?((?:[a-z0-9.-]{1,60}:)?[a-z0-9-]{1,30})$/.exec(
    consumer ?? '',
  )?.[1];
  return project === undefined ? {} : {consumer: project};
}

function sentence(answer: HttpAnswer, error: JsonObject, secrets: readonly string[]): string {
  const message = textAt(error, 'message');
  const status = textAt(error, 'status');
  const advice =
    answer.status === 401
      ? ' (the credentials were refused: check which identity this runs as and renew them)'
      : '';
  const said =
    message === undefined
      ? answer.text.trimStart().startsWith('<')
        ? 'answered with a page instead of JSON'
        : answer.text
      : status === undefined
        ? message
        : `${status}: ${message}`;
  return redact(said === '' ? 'said nothing' : said, secrets, saidLimit - advice.length) + advice;
}

/** A longer wait than this is not honoured, milliseconds. */
const longest = 60_000;

/**
 * Milliseconds that a `Retry-After` header asks to wait, at most 60 s: a number of seconds or an
 * HTTP date (RFC 9110, 10.2.3).
 * @returns undefined when there is none or it cannot be read.
 */
export function retryAfter(header: string | undefined, now: number): number | undefined {
  const text = header?.trim();
  if (text === undefined || text === '') return undefined;
  const wait = /^\d+$/.test(text) ? Number(text) * 1000 : dateOf(text) - now;
  return Number.isNaN(wait) ? undefined : Math.min(longest, Math.max(0, wait));
}

/** Only the date form that senders must use; `Date.parse` alone would take `-5` for a year. */
function dateOf(text: string): number {
  return /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} [\d:]{8} GMT$/.test(text)
    ? Date.parse(text)
    : NaN;
}

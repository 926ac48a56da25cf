/**
 * Why a call to the outside did not give an answer that can be used.
 * - `api-disabled`: the API itself is off in the consumer project (ErrorInfo SERVICE_DISABLED).
 * - `conflict`: somebody else wrote in between (409, 412); read again, then decide again.
 * - `invalid`: the service refuses the request as such (400).
 * - `busy`: the service is at work on another change of the same thing; nothing was changed, and the same
 *   request is taken once that is done.
 * - `unavailable`: no answer, or one that promises a better next time (5xx, reset, timeout). For a
 *   write it means: applied or not, nobody knows.
 * - `malformed`: an answer that is not of the documented shape.
 */
export type Failure =
  | 'not-found'
  | 'denied'
  | 'api-disabled'
  | 'conflict'
  | 'invalid'
  | 'busy'
  | 'rate-limited'
  | 'unavailable'
  | 'malformed';

/** Facts of a failed call. */
export interface CallFacts {
  /** The port's verb in words, e.g. `serviceusage services.enable`. */
  readonly call: string;
  readonly failure: Failure;
  /** HTTP status; 0 when there was no answer. */
  readonly status: number;
  /** What the service said, redacted and clamped. */
  readonly said: string;
  readonly attempts: number;
  /** For `api-disabled`: the service that is off, e.g. `gkehub.googleapis.com`. */
  readonly service?: string;
  /**
   * For `api-disabled`: the project in which it is off, an id or a number, where the answer says so. Calls
   * count against a project of the caller (a service account's own, a user's quota project), which need
   * not be the one that was asked about.
   */
  readonly consumer?: string;
  /** For `denied`: there was no token to make the call with; nobody is signed in, or the sign-in was refused. */
  readonly token?: 'missing' | 'refused';
  /** For `rate-limited` and `unavailable`: milliseconds that the service asked to wait. */
  readonly retryAfterMs?: number;
}

/** A call to the outside that gave no usable answer: who, what, why and how often; never a secret. */
export class CallError extends Error {
  override readonly name = 'CallError';
  readonly facts: CallFacts;

  constructor(facts: CallFacts, options?: ErrorOptions) {
    const times = facts.attempts > 1 ? ` after ${facts.attempts} attempts` : '';
    const status = facts.status === 0 ? 'no answer' : `HTTP ${facts.status}`;
    super(`${facts.call}: ${facts.failure} (${status})${times}: ${facts.said}`, options);
    this.facts = facts;
  }
}

/**
 * The store could not do what it was asked: which store, which verb, why, and what to do next. What
 * the storage said is kept as `cause`. Whether a write was made is not known.
 */
export class StoreError extends Error {
  override readonly name = 'StoreError';
}

/** True when nobody knows whether a write that failed so had its effect. */
export function isAmbiguous(failure: Failure): boolean {
  return failure === 'unavailable' || failure === 'malformed';
}

/** True when another try of the same read may give an answer. */
export function passes(failure: Failure): boolean {
  switch (failure) {
    case 'rate-limited':
    case 'unavailable':
    case 'malformed':
    case 'conflict':
    case 'busy':
      return true;
    case 'not-found':
    case 'denied':
    case 'api-disabled':
    case 'invalid':
      return false;
  }
}

/** A failure in short; an API that is off with the project in which it is, where the answer says so. */
export function failureText({failure, consumer}: CallFacts): string {
  return consumer === undefined ? failure : `${failure} in ${consumer}`;
}

/** What an error says, of whatever kind it is. */
export function errorText(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

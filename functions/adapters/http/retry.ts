import {CallError, type Failure, errorText} from '../../core/lib/error.ts';
import type {Clock} from '../../core/ports/ports.ts';
import type {TimeScale} from '../../core/lib/time-scale.ts';
import {FailedAttempt} from './failed-attempt.ts';
import type {ApiProxy} from './proxy.ts';
import {redact} from './redact.ts';

/** What every call to the outside is made with. */
export interface Outside {
  readonly clock: Clock;
  /** Scales the waits between attempts, never a deadline. */
  readonly timing: TimeScale;
  /** Uniform in [0, 1). */
  readonly random: () => number;
  readonly proxy?: ApiProxy;
  /** Deadline of one attempt, milliseconds; 10,000 by default. */
  readonly attemptMs?: number;
  /** Deadline of all attempts with the waits between them, milliseconds; 30,000 by default. */
  readonly totalMs?: number;
  /** At most so many attempts; 4 by default. */
  readonly attempts?: number;
  /** Ends every call that is made with it. */
  readonly signal?: AbortSignal;
}

/** One call, as the policy sees it. */
export interface Call {
  /** The verb in words, e.g. `serviceusage services.enable`. */
  readonly call: string;
  /** True when a repeat could do it twice. */
  readonly write: boolean;
}

/** Backoff: the first wait is up to 500 ms, then up to 1 s, 2 s … at most 8 s. */
const firstWait = 500;
const longestWait = 8_000;

/**
 * THE policy for calls to the outside: attempts with a deadline each and one for all, and full
 * jitter between them. A read is repeated after 429, 5xx, no answer and a malformed answer; a
 * write only when it surely was not applied. A conflict is never repeated here: the caller reads
 * again.
 * @throws CallError, and nothing else.
 */
export async function retry<T>(
  call: Call,
  outside: Outside,
  attempt: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const {clock, timing} = outside;
  const end = clock.now() + (outside.totalMs ?? 30_000);
  const last = outside.attempts ?? 4;
  for (let count = 1; ; count += 1) {
    const left = Math.min(outside.attemptMs ?? 10_000, end - clock.now());
    const result = await tried(outside, Math.max(1, Math.round(left)), attempt);
    if (result.kind === 'answer') return result.value;
    const {facts, maybeApplied} = result.fault;
    const jitter = outside.random() * Math.min(longestWait, firstWait * 2 ** (count - 1));
    const wait = timing.seconds(Math.max(jitter, facts.retryAfterMs ?? 0) / 1000);
    const stop =
      count >= last ||
      !repeats(facts.failure, call.write && maybeApplied) ||
      clock.now() + wait >= end;
    if (!stop) await clock.sleep(wait, outside.signal);
    if (stop || outside.signal?.aborted === true) {
      throw new CallError({call: call.call, attempts: count, ...facts});
    }
  }
}

type Tried<T> =
  | {readonly kind: 'answer'; readonly value: T}
  | {readonly kind: 'fault'; readonly fault: FailedAttempt};

async function tried<T>(
  outside: Pick<Outside, 'signal'>,
  deadlineMs: number,
  attempt: (signal: AbortSignal) => Promise<T>,
): Promise<Tried<T>> {
  const deadline = AbortSignal.timeout(deadlineMs);
  const signal =
    outside.signal === undefined ? deadline : AbortSignal.any([deadline, outside.signal]);
  try {
    return {kind: 'answer', value: await raced(attempt(signal), signal, deadlineMs)};
  } catch (error) {
    return {kind: 'fault', fault: faultOf(error)};
  }
}

/** Holds the deadline even where a library inside the attempt does not listen to the signal. */
function raced<T>(work: Promise<T>, signal: AbortSignal, deadlineMs: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const late = (): void => {
      const why =
        signal.reason instanceof DOMException && signal.reason.name === 'TimeoutError'
          ? `no answer within ${deadlineMs} ms`
          : 'stopped by the caller';
      reject(new FailedAttempt({failure: 'unavailable', status: 0, said: why}, true));
    };
    if (signal.aborted) late();
    signal.addEventListener('abort', late, {once: true});
    work.then(resolve, reject).finally(() => {
      signal.removeEventListener('abort', late);
    });
  });
}

function faultOf(error: unknown): FailedAttempt {
  if (error instanceof FailedAttempt) return error;
  return new FailedAttempt({failure: 'malformed', status: 0, said: redact(errorText(error))}, true);
}

function repeats(failure: Failure, unknownWrite: boolean): boolean {
  switch (failure) {
    case 'rate-limited':
    case 'unavailable':
    case 'malformed':
      return !unknownWrite;
    case 'conflict':
    // What it is at work on takes minutes, not the seconds of these attempts.
    case 'busy':
    case 'not-found':
    case 'denied':
    case 'api-disabled':
    case 'invalid':
      return false;
  }
}

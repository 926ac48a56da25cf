import type {CallFacts} from '../../core/lib/error.ts';

/** What one attempt knows of its failure. */
export type AttemptFacts = Omit<CallFacts, 'call' | 'attempts'>;

/** Who speaks in a bad answer: Google's own APIs, the API server of a cluster, or somebody else. */
export type Speaker = 'google' | 'kubernetes' | 'somebody';

/**
 * One attempt that gave no usable answer. `said` has no secrets. It stays inside the adapters: the
 * policy turns the last one into a `CallError`.
 */
export class FailedAttempt extends Error {
  override readonly name = 'FailedAttempt';
  readonly facts: AttemptFacts;
  /** False only when the service surely did nothing: refused before sending, or rate-limited. */
  readonly maybeApplied: boolean;
  readonly speaker: Speaker;

  constructor(facts: AttemptFacts, maybeApplied: boolean, speaker: Speaker = 'somebody') {
    super(facts.said);
    this.facts = facts;
    this.maybeApplied = maybeApplied;
    this.speaker = speaker;
  }
}

/** An answer that is larger than what is read: whoever asked may ask for less. */
export class TooLarge extends FailedAttempt {
  constructor(said: string) {
    super({failure: 'malformed', status: 200, said}, true);
  }
}

/** An answer that is not of the documented shape; for the parsers of answers. */
export function malformed(said: string): FailedAttempt {
  return new FailedAttempt({failure: 'malformed', status: 200, said}, true);
}

/** A request that is refused before it is sent. */
export function unsendable(said: string): FailedAttempt {
  return new FailedAttempt({failure: 'invalid', status: 0, said}, false);
}

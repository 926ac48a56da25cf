// What is known of an incident's messages: where they are, and what they count.

/** What a channel remembers of an incident's message, opaque to everybody else. */
export type MessageRef = Readonly<Record<string, string | number>>;

/**
 * The answer of a channel: where the message now is. `partly`: the root message is true, the
 * thread's details are still missing.
 */
export type Delivered =
  | {readonly kind: 'done'; readonly ref: MessageRef}
  | {readonly kind: 'partly'; readonly ref: MessageRef; readonly error: string};

/** What is known of earlier deliveries of an incident to a channel. */
export interface Earlier {
  /** Where the message is; absent: it was never seen to be delivered. */
  readonly ref?: MessageRef;
  /**
   * How many deliveries in a row nobody knows the end of (a lost answer, a process that was killed):
   * look before posting again. Absent: none.
   */
  readonly doubts?: number;
}

/** How many entries a runbook's filter matched lately. */
export interface SimilarCount {
  readonly count: number;
  /** True when counting stopped at the limit: "at least". */
  readonly atLeast: boolean;
}

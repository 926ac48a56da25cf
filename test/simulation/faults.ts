/** What can go wrong with one effect: the kinds of the fault matrix. */
export const faultKinds = [
  /** The process ends before the effect is made. */
  'crash-before',
  /** The effect is made, and the process ends before it hears of it. */
  'crash-after',
  /** No answer, and nothing was done. */
  'transient',
  /** It was done, and the answer is lost. */
  'lost',
  /** 429 with Retry-After. */
  'limited',
  /** Somebody else wrote in between. */
  'conflict',
  /** Refused while another change of the same thing is under way; a read is as good as unanswered. */
  'busy',
  /** Refused for good. */
  'denied',
  /** 200 with something that is no answer; a write was made. */
  'malformed',
  /** The process is frozen before the effect for longer than any lease, then goes on. */
  'stall',
] as const;

/** One kind of fault. */
export type FaultKind = (typeof faultKinds)[number];

/** The faults of one history: which effect, counted from 0, and what goes wrong with it. */
export type Faults = ReadonlyMap<number, FaultKind>;

/** Whether nobody can know if the effect was made. */
export function isAmbiguous(kind: FaultKind): boolean {
  return ['crash-after', 'lost', 'malformed', 'stall'].includes(kind);
}

/** How long a stalled process is frozen: longer than a lease of 180 s. */
export const stallMs = 400_000;

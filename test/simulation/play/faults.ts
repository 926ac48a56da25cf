import type {Readers, Store} from '../../../functions/core/ports/ports.ts';

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

const storeReads: readonly (keyof Store)[] = [
  ...([
    'read',
    'latest',
    'due',
    'ahead',
    'explained',
    'open',
    'all',
    'quarantined',
    'mark',
  ] as const),
];
const googleReads = Object.keys({
  serviceState: true,
  serviceOperation: true,
  project: true,
  policy: true,
  mesh: true,
  registrations: true,
  fleetOperation: true,
  cluster: true,
  clusters: true,
  clusterOperation: true,
  revisions: true,
  webhooks: true,
  namespaces: true,
  pods: true,
  replicaSets: true,
  workloads: true,
  budgets: true,
} satisfies Record<Exclude<keyof Readers, 'listedBefore'>, true>);

/** What leaves nothing behind: whether it was made before its process ended, nobody can tell. */
const reads: ReadonlySet<string> = new Set([
  ...storeReads.map(verb => `store.${verb}`),
  ...[...googleReads, 'count', 'newest'].map(verb => `google.${verb}`),
  ...['slack.conversations.history', 'slack.conversations.replies', 'pubsub.ack'],
]);

/**
 * The kind of fault that a kind comes to at this effect; itself where it differs from all others. A read
 * that was made and one that was not are the same to whoever does not hear of it; the store fails with
 * one error whatever its reason, and what Pub/Sub does not take is tried again whatever it said.
 */
export function twinOf(verb: string, kind: FaultKind): FaultKind {
  const isRead = reads.has(verb);
  const failsOneWay = verb.startsWith('store.') || verb.startsWith('pubsub.');
  switch (kind) {
    case 'crash-before':
    case 'transient':
    case 'stall':
      return kind;
    case 'crash-after':
      return isRead ? 'crash-before' : kind;
    case 'lost':
      return isRead ? 'transient' : kind;
    case 'malformed':
      return failsOneWay ? twinOf(verb, 'lost') : kind;
    case 'conflict':
      return failsOneWay && verb !== 'store.replace' ? 'transient' : kind;
    case 'limited':
    case 'busy':
    case 'denied':
      return failsOneWay ? 'transient' : kind;
  }
}

/** The kinds of fault that differ at this effect. */
export function kindsAt(verb: string): readonly FaultKind[] {
  const known = differing.get(verb) ?? faultKinds.filter(kind => twinOf(verb, kind) === kind);
  differing.set(verb, known);
  return known;
}

const differing = new Map<string, readonly FaultKind[]>();

/** The faults of one history: which effect, counted from 0, and what goes wrong with it. */
export type Faults = ReadonlyMap<number, FaultKind>;

/** Whether nobody can know if the effect was made. */
export function isAmbiguous(kind: FaultKind): boolean {
  return ['crash-after', 'lost', 'malformed', 'stall'].includes(kind);
}

/** How long a stalled process is frozen: longer than a lease of 180 s. */
export const stallMs = 400_000;

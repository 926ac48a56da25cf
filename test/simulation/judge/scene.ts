import type {Mode} from '../../../functions/core/config/settings.ts';
import type {BreakingCloud} from '../world/cloud.ts';
import type {Slack} from '../world/slack.ts';
import type {Durable} from '../world/store.ts';
import type {Duty} from './told.ts';

/** What the judge looks at. */
export interface Scene {
  readonly mode: Mode;
  readonly repairsPerHour: number;
  /** Things that the configuration lets nobody change. */
  readonly frozen: readonly string[];
  /** Whose yes counts, and of how many different people it takes one; absent: whoever comes. */
  readonly consent?: {readonly people: readonly string[]; readonly votes: number};
  /** The e-mails of everybody whom the configuration names. */
  readonly known: readonly string[];
  /** Absent: clocks are minutes apart, and so are their minutes. */
  readonly messagesPerMinute?: number;
  readonly cloud: BreakingCloud;
  readonly durable: Durable;
  readonly slack: Slack;
  readonly now: () => number;
  /** What is to be told, and how soon. */
  readonly duty: Duty;
  /** When the history began. */
  readonly began: number;
  /** Whether the process of that name lives and may not know yet that its lease is over. */
  readonly isAtWork: (name: string) => boolean;
}

import type {Mode, Settings} from '../../../functions/core/config/settings.ts';
import type {JsonObject} from '../../../functions/core/lib/json.ts';
import type {BreakingCloud} from '../world/cloud.ts';

/** How the entries of a path reach the responder. */
export const deliveries = [
  'once',
  /** Each a second time, 5 s later. */
  'twice',
  /** Three copies at the same moment, each to an instance of its own. */
  'concurrent',
  'reversed',
  /** Each again a day later. */
  'day-later',
  /** A sweep beside each delivery. */
  'racing-sweep',
] as const;

/** One of the delivery patterns. */
export type Delivery = (typeof deliveries)[number];

/** The patterns that a path is played with: a single entry is the same in any order. */
export function deliveriesOf({entries, deliveries: own = deliveries}: Path): readonly Delivery[] {
  return entries.length > 1 ? own : own.filter(one => one !== 'reversed');
}

/** One entry that a sink publishes. */
export interface Published {
  /** Milliseconds after the beginning. */
  readonly after: number;
  readonly entry: (at: number, insertId: string) => unknown;
  /** The key of the incident that must exist in the end; absent: it opens none. */
  readonly key?: string;
  /** True where somebody made it up: it is no sign of anything. */
  readonly forged?: boolean;
  /** True for a body that must be in quarantine in the end. */
  readonly junk?: boolean;
}

/** The buttons whose dialog is confirmed with a yes. */
export type PressedVerb = 'approve' | 'decline' | 'undo';

/** Who presses a button in Slack, by their ids there. */
export type Presser = 'U0KIM' | 'U0LEE' | 'U0GUEST';

/** What a person may do, at the command and in chat. */
export interface Desk {
  /** Answers every plan that waits, from now on each minute; an old hash is what nobody may use. */
  answer(said: 'approved' | 'declined', hash?: 'old'): void;
  /** Answers every plan that waits now, and none that waits later. */
  answerOnce(said: 'approved' | 'declined'): void;
  pause(): void;
  unpause(): void;
  /** Silences a project for so long, ms. */
  silence(project: string, length: number): void;
  /** Ends all silences. */
  endSilences(): void;
  /** Presses the button of every message that has it and says yes in the dialog, from now on each minute. */
  press(verb: PressedVerb, who: Presser): void;
  /** The same, now and never again. */
  pressOnce(verb: PressedVerb, who: Presser): void;
  /** What was pressed is sent again, as whoever has recorded it could. */
  pressAgain(): void;
  /**
   * What whoever may write incidents can do, and is no person: writes a yes into each that waits, the last one
   * that was given where there is one.
   */
  forge(): void;
}

/** One way through the responder: what breaks, what is said of it, and how it must end. */
export interface Path {
  readonly id: string;
  readonly mode: Mode;
  readonly breaks: (cloud: BreakingCloud) => void;
  readonly entries: readonly Published[];
  /** What other people do meanwhile. */
  readonly events?: readonly {
    readonly after: number;
    readonly happen: (cloud: BreakingCloud, desk: Desk) => void;
  }[];
  /** Marks that are in the store from the beginning. */
  readonly marks?: Readonly<Record<string, JsonObject>>;
  /** What its configuration says besides the mode. */
  readonly settings?: Pick<
    Settings,
    'rules' | 'budgets' | 'actions' | 'interact' | 'people' | 'approvers' | 'undo'
  >;
  /** Whose yes counts, by their e-mails, and how many it takes; absent: whoever comes. */
  readonly consent?: {readonly people: readonly string[]; readonly votes: number};
  /** Things that its configuration lets nobody change; see `things`. */
  readonly frozen?: readonly string[];
  /** Whether the world is as it must be in the end, unless a change was refused for good. */
  readonly healed: (cloud: BreakingCloud) => boolean;
  /** Keys of incidents that must exist although no entry named them. */
  readonly opens?: readonly string[];
  /** Keys of incidents that must never exist. */
  readonly never?: readonly string[];
  /** True where nobody hands over: the sweep alone finds what is to be done. */
  readonly onlySweep?: boolean;
  /**
   * True where somebody undoes the repair: where a fault lets it look verified by then, the next one
   * is held back.
   */
  readonly quarrels?: boolean;
  /** True where what a refused read hides stays as it is, until a poll sees it. */
  readonly unseenStays?: boolean;
  /** True where no log says anything: each minute's poll finds it. */
  readonly polls?: boolean;
  /**
   * How soon a problem is told after its first sign, where two minutes do not do: those are for one
   * diagnosis, one post, and a sweep that picks up what nobody handed over.
   */
  readonly toldWithin?: number;
  /** For so long no call to chat is answered, ms. */
  readonly chatDown?: number;
  /** True where the responder's own log lines come back to it as entries. */
  readonly echoes?: boolean;
  /** True where each single fault would take as long as all other paths: it is played by chance only. */
  readonly heavy?: boolean;
  /** How its entries are delivered; all patterns when absent. */
  readonly deliveries?: readonly Delivery[];
  /** How much longer than usual it may be open: a budget is waited for. Milliseconds. */
  readonly waits?: number;
  /** True where an incident that waits for a person is closed by what the person does. */
  readonly closes?: boolean;
}

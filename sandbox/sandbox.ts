import type {JsonObject} from '../functions/core/lib/json.ts';
import type {Published} from './http/call.ts';
import type {ChatMessage, Refusal, SlackView} from './chat.ts';
import type {Clicked} from './clicks/clicked.ts';
import type {InteractConfig} from './clicks/interact-config.ts';
import type {ClickOrder, CommandOrder, SubmitOrder, TokenOrder} from './clicks/order.ts';
import type {SentClick} from './clicks/send.ts';
import type {People} from './people.ts';
import type {ScenarioConfig} from './scenario.ts';
import type {Pages} from './pager.ts';
import type {Seen} from './state.ts';
import type {World} from './world/world.ts';

/** A running sandbox: what it saw, how it stands, and how to disturb it. */
export interface Sandbox {
  /** Origin without a slash at the end: the value of MESH_RESPONDER_API_PROXY. */
  readonly url: string;
  /** Configuration of a responder for this scenario. */
  readonly config: ScenarioConfig;
  readonly world: World;
  /** Projects, memberships with the causes of their state, operations, faults and counts. */
  readonly state: () => JsonObject;
  /** Proxied requests, oldest first; the last 20,000. */
  readonly requests: () => readonly Seen[];
  readonly chat: () => {
    readonly messages: readonly ChatMessage[];
    readonly refused: readonly Refusal[];
    /** Modals of Slack, oldest first. */
    readonly views: readonly SlackView[];
  };
  readonly people: Clickers;
  /** What reached PagerDuty and the receiver of events. */
  readonly pages: () => Pages;
  readonly published: () => readonly Published[];
  /** Log entries that exist by now, in the order in which they were written. */
  readonly entries: () => readonly JsonObject[];
  readonly faults: () => readonly string[];
  /** @throws Error when the text is no fault. */
  readonly addFault: (text: string) => void;
  readonly clearFaults: () => void;
  /** Changes the world (see WorldPatch). @throws Error when the patch is wrong. */
  readonly patch: (patch: unknown) => void;
  /** Starts the scenario over: world, entries, chat, requests, and the faults of the start. */
  readonly reset: () => void;
  readonly close: () => Promise<void>;
}

/** The people of a sandbox, whose clicks go to the app as their service sends them. */
export interface Clickers {
  /** Configuration of a responder that takes their clicks. */
  readonly config: () => InteractConfig;
  readonly all: () => People;
  /** Puts people and groups in, or takes them away (see changedPeople). @throws Error when the change is wrong. */
  readonly change: (change: unknown) => void;
  /** @throws Error where nobody could press that. */
  readonly press: (order: ClickOrder) => Promise<Clicked>;
  /** @throws Error where nobody could answer that. */
  readonly submit: (order: SubmitOrder) => Promise<Clicked>;
  /** Closes a dialog without an answer. @throws Error where it is not open. */
  readonly dismiss: (dialog: string) => void;
  readonly command: (order: CommandOrder) => Promise<Clicked>;
  /** A token of Google's that says who somebody is. */
  readonly idToken: (order: TokenOrder) => string;
  /** What was sent to the app, with what came back, oldest first. */
  readonly clicks: () => readonly SentClick[];
}

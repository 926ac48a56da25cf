import type {Answer} from './answer.ts';
import type {Chat} from '../chat.ts';
import type {GoogleIdentity} from '../clicks/google-id-token.ts';
import type {Pages} from '../pager.ts';
import type {People} from '../people.ts';
import type {World} from '../world/world.ts';

/** One request as a host sees it. */
export interface Call {
  readonly method: string;
  readonly host: string;
  /** Decoded path from the first slash on, without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  /**
   * The service account that the caller says to speak for. No credentials reach a stand-in; the
   * reason of a call (`x-goog-request-reason: … as EMAIL`) does.
   */
  readonly account: string | undefined;
  /** Headers of the request; empty when it had none. */
  readonly accept: string;
  readonly contentType: string;
  /** What an event was signed with. */
  readonly signature: string;
  /** The parsed body; undefined when there was none or it was no JSON (which is answered before). */
  readonly body: unknown;
}

/** What a host may touch while it answers. */
export interface Site {
  readonly world: World;
  readonly chat: Chat;
  readonly pages: Pages;
  people: People;
  /** Whoever signs Google's tokens. */
  readonly identity: GoogleIdentity;
  /** Messages published to Pub/Sub topics, oldest first. */
  readonly published: Published[];
}

/** One message that reached a Pub/Sub topic. */
export interface Published {
  readonly topic: string;
  readonly messageId: string;
  readonly publishTime: string;
  readonly message: unknown;
}

/** What a host makes of a call before it is carried out; faults are matched against `verb`. */
export interface Route<V extends string = string> {
  readonly verb: V;
  /** True when the call writes: a change of the world, a message, a publication. */
  readonly mutating: boolean;
  /** Id or number of the project whose API is used, where the path names one. */
  readonly project?: string;
  /** Carries the call out. `now` is milliseconds since the epoch. */
  readonly run: (site: Site, now: number) => Answer;
}

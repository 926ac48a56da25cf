import {at} from '../../functions/core/lib/json.ts';
import type {Locale} from '../../functions/core/texts/define-texts.ts';
import type {Kind} from './kinds.ts';
import {type Delivery, onStage, type Post} from './stage.ts';

export type {Post} from './stage.ts';

/** What each chat was sent of one incident, until it showed one kind of message. */
export interface Sent {
  readonly slack: {
    /** When the root message was posted, RFC 3339. */
    readonly postedAt: string;
    /** The root message as it stands. */
    readonly root: Post;
    /** The replies in its thread, oldest first. */
    readonly thread: readonly Post[];
  };
  /** A webhook's posts of its thread, oldest first; the app's root message as it stands, and its replies. */
  readonly googleChat: readonly Post[];
}

/**
 * Plays what leads to a kind of message in virtual time: each play sends the same bytes.
 * @throws Error when no such message was sent.
 */
export async function sentOf(kind: Kind, locale: Locale): Promise<Sent> {
  const stage = await onStage(kind, locale);
  const {slack, googleChat} = stage;
  try {
    await kind.happens(stage);
    const incident = slack.find(one => isOf(kind, one))?.message.incident;
    if (incident === undefined) throw new Error(`${kind.name}: no such message was sent`);
    const [roots, thread] = partition(postsUntil(slack, kind, incident), isSlackReply);
    const [posted, root] = [roots[0], roots.at(-1)];
    if (posted === undefined || root === undefined) throw new Error(`${kind.name}: no root`);
    return {
      slack: {postedAt: posted.at, root, thread},
      googleChat: standing(postsUntil(googleChat, kind, incident)),
    };
  } finally {
    await stage.close();
  }
}

function isOf({runbook, tone}: Kind, {message}: Delivery): boolean {
  return message.about.runbook === runbook && message.tone === tone;
}

/** All that was sent of an incident, to its last message of this kind. */
function postsUntil(
  deliveries: readonly Delivery[],
  kind: Kind,
  incident: string,
): readonly Post[] {
  const own = deliveries.filter(one => one.message.incident === incident);
  const last = own.findLastIndex(one => isOf(kind, one));
  return own.slice(0, last + 1).flatMap(one => one.posts);
}

/** What stands in Google Chat: a webhook's posts, each of them; the app's root as it was edited last, and its replies.
 * It keeps the time at which it was posted. */
function standing(posts: readonly Post[]): readonly Post[] {
  const [edits, others] = partition(posts, ({body}) => at(body, 'thread') !== undefined);
  const [first, last] = [edits[0], edits.at(-1)];
  return first === undefined || last === undefined
    ? others
    : [{at: first.at, body: last.body}, ...others];
}

const isSlackReply = ({body}: Post): boolean => at(body, 'thread_ts') !== undefined;

function partition(
  posts: readonly Post[],
  isSecond: (post: Post) => boolean,
): readonly [readonly Post[], readonly Post[]] {
  return [posts.filter(one => !isSecond(one)), posts.filter(isSecond)];
}

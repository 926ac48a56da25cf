import {parseConfig} from '../../functions/adapters/config/read.ts';
import {channels} from '../../functions/adapters/chat/delivery/channels.ts';
import {type JsonRequest, sendChat} from '../../functions/adapters/chat/delivery/send-json.ts';
import type {ChatSettings} from '../../functions/core/config/settings.ts';
import {at} from '../../functions/core/lib/json.ts';
import type {Message} from '../../functions/core/ports/message.ts';
import type {Channel} from '../../functions/core/ports/ports.ts';
import type {Locale} from '../../functions/core/texts/define-texts.ts';
import {speakAll} from '../../functions/wiring/translations.ts';
import {playScenario} from '../../test/support/scenario.ts';
import type {Kind} from './kinds.ts';
import {zones} from './reader.ts';

/** One body as it was sent, and when. */
export interface Post {
  /** RFC 3339. */
  readonly at: string;
  readonly body: unknown;
}

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
  /** The posts of its thread, oldest first. */
  readonly googleChat: readonly Post[];
}

/**
 * Plays what leads to a kind of message, with a Slack bot and a Google Chat webhook, in virtual time: each
 * play sends the same bytes.
 * @throws Error when no such message was sent.
 */
export async function sentOf(kind: Kind, locale: Locale): Promise<Sent> {
  const slack: Delivery[] = [];
  const googleChat: Delivery[] = [];
  const played = await playScenario(kind.scenario, async (google, sandbox) => {
    for (const fault of kind.faults ?? []) sandbox.addFault(fault);
    const {mode = sandbox.config.mode} = kind;
    const settings = await settingsOf({...sandbox.config, mode}, locale);
    const send = sendChat(google);
    const now = () => new Date(google.clock.now()).toISOString();
    const record = (chat: ChatSettings, deliveries: Delivery[]) => {
      const posts: Post[] = [];
      const recorded = (request: JsonRequest) => {
        if (request.body !== undefined) posts.push({at: now(), body: request.body});
        return send(request);
      };
      const speak = speakAll(locale);
      const deps = {
        send: recorded,
        sendRepeatable: recorded,
        sendAsChatApp: recorded,
        speak,
        timeZone: zones[locale],
      };
      return channels({chat}, deps).map(one => watched(one, posts, deliveries));
    };
    const {slack: bot, googleChat: webhook} = settings.chat;
    return {
      settings,
      channels: [
        ...record(bot === undefined ? {} : {slack: bot}, slack),
        ...record(webhook === undefined ? {} : {googleChat: webhook}, googleChat),
      ],
    };
  });
  try {
    await kind.happens(played);
    const incident = (await played.incidents()).find(
      ({id, runbook}) => runbook === kind.runbook && slack.some(one => shows(one, kind, id)),
    );
    if (incident === undefined) throw new Error(`${kind.name}: no such message was sent`);
    const [roots, thread] = partition(postsUntil(slack, kind, incident.id));
    const [posted, root] = [roots[0], roots.at(-1)];
    if (posted === undefined || root === undefined) throw new Error(`${kind.name}: no root`);
    return {
      slack: {postedAt: posted.at, root, thread},
      googleChat: postsUntil(googleChat, kind, incident.id),
    };
  } finally {
    await played.close();
  }
}

/** What one message made a channel send. */
interface Delivery {
  readonly message: Message;
  readonly posts: readonly Post[];
}

/** The same channel; what it sends is kept with the message that it was sent for. */
function watched(channel: Channel, posts: Post[], deliveries: Delivery[]): Channel {
  return {
    id: channel.id,
    async deliver(message, earlier) {
      posts.splice(0);
      const delivered = await channel.deliver(message, earlier);
      deliveries.push({message, posts: posts.splice(0)});
      return delivered;
    },
  };
}

/** The settings of the scenario's configuration file, with what messages show beside the incident. */
function settingsOf(config: object, locale: Locale) {
  const messages = {
    timeZone: zones[locale],
    config: 'responder.yaml',
    identity: 'mesh-responder-respond@shop-ops.iam.gserviceaccount.com',
  };
  const readFile = () => Promise.reject(new Error('a scenario has its secrets in itself'));
  return parseConfig(JSON.stringify({...config, locale, messages}), {
    path: 'responder.yaml',
    env: {},
    readFile,
  });
}

function shows({message}: Delivery, {tone}: Kind, incident: string): boolean {
  return message.incident === incident && message.tone === tone;
}

/** All that was sent of an incident, to its last message of this kind. */
function postsUntil(
  deliveries: readonly Delivery[],
  kind: Kind,
  incident: string,
): readonly Post[] {
  const last = deliveries.findLastIndex(one => shows(one, kind, incident));
  return deliveries
    .slice(0, last + 1)
    .filter(one => one.message.incident === incident)
    .flatMap(one => one.posts);
}

/** Slack's root messages and edits of them, and the replies. */
function partition(posts: readonly Post[]): readonly [readonly Post[], readonly Post[]] {
  const isReply = ({body}: Post) => at(body, 'thread_ts') !== undefined;
  return [posts.filter(one => !isReply(one)), posts.filter(isReply)];
}

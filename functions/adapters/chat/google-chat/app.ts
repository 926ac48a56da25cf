import {CallError} from '../../../core/lib/error.ts';
import type {JsonObject} from '../../../core/lib/json.ts';
import type {Delivered, Earlier, MessageRef} from '../../../core/incident/deliveries.ts';
import {shortHash} from '../../../core/incident/plan.ts';
import type {Message} from '../../../core/ports/message.ts';
import type {Channel} from '../../../core/ports/ports.ts';
import {calledIn, calling, count} from '../delivery/delivery-state.ts';
import type {SendJson} from '../delivery/send-json.ts';
import {type Calls, callsIn} from '../text/calls.ts';
import type {Speak} from '../text/translate.ts';
import {askForMessage, type PostedMessage} from './api.ts';
import {renderChatCall, renderChatNotes, renderChatRoot} from './render.ts';

/** What the Chat app's channel works with. */
export interface ChatAppDeps {
  /** Sends as the app, and may repeat what it sent. */
  readonly send: SendJson;
  /** `spaces/ID`. */
  readonly space: string;
  readonly speak: Speak;
  /** The channel's name for the store; `google-chat` by default. */
  readonly id?: string;
  /** Whom its messages call; absent: nobody. */
  readonly calls?: Calls;
  /** The zone of its times, an IANA name. */
  readonly timeZone?: string | undefined;
  /** Where clicks go; absent: its messages have no buttons. */
  readonly interactUrl?: string | undefined;
}

/** An incident's root message as it stands in the space. */
interface Root extends PostedMessage {
  /** The how many-th root of the incident it is. */
  readonly nth: number;
  readonly revision: number;
  /** How many notes its thread has told. */
  readonly notes: number;
  /** Whom it has called since the incident asks for a person; '' for nobody. */
  readonly called: string;
}

/**
 * A space of Google Chat written to by the Chat app: one root message per incident, edited in place, and notes as
 * one reply per delivery in its thread. Every message has a name that the app gives, made from what it tells
 * (https://developers.google.com/workspace/chat/create-messages#name_a_created_message), so that what is sent
 * again after a lost answer is the same message. A root that somebody deleted is followed by a new one that
 * says so.
 */
export function googleChatApp(deps: ChatAppDeps): Channel {
  const {send, speak, timeZone, interactUrl, id = 'google-chat'} = deps;
  const callsOf = (message: Message) =>
    callsIn('google-chat', message, deps.calls?.(message.about) ?? []);

  /** Puts content into a message; with `allowMissing` it makes one that is not there. */
  const put = (name: string, body: JsonObject, more: Readonly<Record<string, string>> = {}) =>
    askForMessage(send, {
      name: 'messages.patch',
      resource: name,
      query: {updateMask: 'text,cardsV2', ...more},
      body,
    });

  /** The same for a message that may be gone: undefined. */
  async function change(name: string, body: JsonObject): Promise<PostedMessage | undefined> {
    try {
      return await put(name, body);
    } catch (error) {
      if (isFailure(error, 'not-found')) return undefined;
      throw error;
    }
  }

  const rootOfMessage = (message: Message, nth: number) =>
    renderChatRoot(message, speak, {
      calls: callsOf(message),
      continued: nth > 1,
      timeZone,
      interactUrl,
    });

  /** Makes the nth root; in doubt it looks first whether an earlier try has left it. */
  async function post(message: Message, nth: number, doubts: number): Promise<Root> {
    const name = `${deps.space}/messages/${rootId(message, nth)}`;
    const content = rootOfMessage(message, nth);
    const left = doubts === 0 ? undefined : await change(name, content);
    const {thread} = left ?? (await put(name, content, {allowMissing: 'true'}));
    // What an earlier try has left may call others, or nobody.
    const called = left === undefined ? callsOf(message) : '';
    return {name, thread, nth, revision: message.revision, notes: 0, called};
  }

  async function edit(message: Message, root: Root, doubts: number): Promise<Root> {
    const there = await change(root.name, rootOfMessage(message, root.nth));
    // A deleted message took its thread along.
    if (there === undefined) return post(message, root.nth + 1, doubts);
    return {...root, revision: message.revision};
  }

  /**
   * Replies in the thread, once: the reply is named after what it tells. Where it is there already, it is brought
   * up to date.
   */
  async function reply(
    root: Root,
    what: string,
    content: JsonObject,
    doubts: number,
  ): Promise<void> {
    const name = `${root.name}-${what}`;
    const [parent = '', messageId = ''] = name.split('/messages/');
    if (doubts > 0 && (await change(name, content)) !== undefined) return;
    try {
      await askForMessage(send, {
        name: 'messages.create',
        resource: `${parent}/messages`,
        query: {
          messageId,
          requestId: messageId,
          messageReplyOption: 'REPLY_MESSAGE_FALLBACK_TO_NEW_THREAD',
        },
        body: {...content, thread: {name: root.thread}},
      });
    } catch (error) {
      if (!isFailure(error, 'conflict')) throw error;
      await change(name, content);
    }
  }

  /** An edit notifies nobody: whom a message comes to call while it stands, a reply calls. */
  async function call(message: Message, root: Root, doubts: number): Promise<void> {
    const calls = callsOf(message);
    if (calls === '' || calls === root.called) return;
    const what = `c${message.milestone}-${shortHash(calls)}`;
    await reply(root, what, renderChatCall(message, speak, calls), doubts);
  }

  /** Tells the notes that are new. */
  async function tell(message: Message, root: Root, doubts: number): Promise<void> {
    const fresh = message.notes.slice(root.notes);
    if (fresh.length === 0) return;
    const first = root.notes === 0;
    const content = renderChatNotes(fresh, message, speak, {first, timeZone});
    await reply(root, `n${root.notes}`, content, doubts);
  }

  return {
    id,
    async deliver(message: Message, {ref, doubts = 0}: Earlier): Promise<Delivered> {
      const known = rootOf(ref);
      let root = known ?? (await post(message, 1, doubts));
      if (message.revision > root.revision) root = await edit(message, root, doubts);
      try {
        await call(message, root, doubts);
        root = {...root, called: callsOf(message)};
        await tell(message, root, doubts);
      } catch (error) {
        // Whatever went wrong: the root stands, and losing its place would tell its thread twice.
        return {kind: 'partly', ref: refOf(root), error: String(error)};
      }
      const notes = Math.max(root.notes, message.notes.length);
      return {kind: 'done', ref: refOf({...root, notes})};
    },
  };
}

/** The id of a root. When the incident was opened is part of it: a store that was lost counts from one again. */
function rootId({incident, about}: Message, nth: number): string {
  const id = `client-${shortHash(JSON.stringify([incident, about.openedAt]))}`;
  return nth === 1 ? id : `${id}-m${nth}`;
}

function isFailure(error: unknown, failure: CallError['facts']['failure']): boolean {
  return error instanceof CallError && error.facts.failure === failure;
}

/** Whether the app has posted what a ref stands for; what a webhook has posted it cannot edit. */
export function isOfApp(ref: MessageRef | undefined): boolean {
  return rootOf(ref) !== undefined;
}

function rootOf(ref: MessageRef | undefined): Root | undefined {
  const {message: name, thread, nth, revision, notes} = ref ?? {};
  if (typeof name !== 'string' || typeof thread !== 'string') return undefined;
  const known = {revision: count(revision), notes: count(notes), called: calledIn(ref)};
  return {name, thread, nth: Math.max(1, count(nth)), ...known};
}

function refOf({name, thread, nth, revision, notes, called}: Root): MessageRef {
  return {message: name, thread, nth, revision, notes, ...calling(called)};
}

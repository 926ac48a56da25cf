import {CallError, passes} from '../../../core/lib/error.ts';
import {at} from '../../../core/lib/json.ts';
import type {Message} from '../../../core/ports/message.ts';
import type {Delivered, Earlier, MessageRef} from '../../../core/incident/deliveries.ts';
import {shortHash} from '../../../core/incident/plan.ts';
import type {Channel} from '../../../core/ports/ports.ts';
import {calledIn, calling, count, wireId} from '../delivery/delivery-state.ts';
import {type Calls, callsIn} from '../text/calls.ts';
import {renderSlack, renderSlackNotes} from './render.ts';
import type {SendJson} from '../delivery/send-json.ts';
import {askSlack, accepted} from './api.ts';
import {findPosted, postOnce, type Posted, type SlackMetadata} from './post-once.ts';
import type {Speak} from '../text/translate.ts';

/** What the Slack bot's channel works with. */
export interface SlackBotDeps {
  readonly send: SendJson;
  readonly token: string;
  /** The channel's id (`C…`); by name it can be posted to, and not read back. */
  readonly channel: string;
  readonly speak: Speak;
  /** The channel's name for the store; `slack` by default. */
  readonly id?: string;
  /** Whom its messages call; absent: nobody. */
  readonly calls?: Calls;
  /** True where clicks come back; absent: no message has buttons. */
  readonly clickable?: boolean;
}

/** An incident's root message as it stands in the channel. */
interface Root {
  readonly channel: string;
  readonly ts: string;
  readonly revision: number;
  /** How many notes its thread has told. */
  readonly notes: number;
  /** True when it continues a message that could not be edited. */
  readonly continued: boolean;
  /** Whom it has called since the incident asks for a person; '' for nobody. */
  readonly called: string;
}

/** What a new root starts from. */
interface Before {
  /** The root that it follows. */
  readonly old: Root | undefined;
  readonly notes: number;
  /** Earlier tries that may have posted it. */
  readonly doubts: number;
}

/**
 * A Slack channel written to by a bot: one root message per incident, edited in place, and notes as
 * one reply per delivery in its thread. A root that cannot be edited any more is followed by a new
 * one that says so.
 */
export function slackBot(deps: SlackBotDeps): Channel {
  const {speak, id = 'slack', clickable = false} = deps;
  const callsOf = (message: Message) =>
    callsIn('slack', message, deps.calls?.(message.about) ?? []);
  /** Posts a root; in doubt it looks first whether an earlier try has left one in the channel. */
  async function post(message: Message, {old, notes, doubts}: Before): Promise<Root> {
    const incident = wireId(message.incident);
    const metadata = about(message);
    const continued = old !== undefined;
    const place = {channel: old?.channel ?? deps.channel, ...(old && {after: old.ts})};
    const find = () => findPosted(deps, place, {...metadata, event_payload: {incident}});
    const body = {
      channel: place.channel,
      ...renderSlack(message, speak, {continued, calls: callsOf(message), clickable}),
      metadata,
      unfurl_links: false,
      unfurl_media: false,
    };
    const here = await lookFirst(doubts, find);
    const posted = here ?? (await postOnce(deps, body, find));
    const {channel, ts} = posted;
    // What an earlier try has left may call others, or nobody.
    const called = here === undefined ? callsOf(message) : '';
    return {channel, ts, revision: revisionOf(posted), notes, continued, called};
  }

  async function edit(message: Message, root: Root, doubts: number): Promise<Root> {
    const {channel, ts, continued} = root;
    const shown = renderSlack(message, speak, {continued, calls: callsOf(message), clickable});
    const content = {...shown, metadata: about(message)};
    const answer = await askSlack(deps, {name: 'chat.update', body: {channel, ts, ...content}});
    if (answer.kind === 'refused') {
      // A deleted message took its thread along; one that may not be edited still has its thread.
      if (answer.code === 'message_not_found') {
        return await follow(message, {old: root, notes: 0, doubts});
      }
      if (answer.code === 'edit_window_closed' || answer.code === 'cant_update_message') {
        return await follow(message, {old: root, notes: root.notes, doubts});
      }
    }
    accepted(answer);
    return {...root, revision: message.revision};
  }

  /** Posts the root that follows an old one; one found from an earlier try may have to be edited. */
  async function follow(message: Message, before: Before): Promise<Root> {
    const root = await post(message, before);
    return root.revision < message.revision ? await edit(message, root, before.doubts) : root;
  }

  /** Tells the notes that are new as one reply; in doubt, those that no reply has told yet. */
  async function tell(message: Message, root: Root, doubts: number): Promise<void> {
    // No reply tells a note before it is there; an hour covers two clocks that differ.
    const first = message.notes[root.notes];
    const after = first === undefined ? {} : {after: ((first.at - 3_600_000) / 1000).toFixed(6)};
    const place = {channel: root.channel, thread: root.ts, ...after};
    const incident = wireId(message.incident);
    const find = (payload: SlackMetadata['event_payload']) =>
      findPosted(deps, place, {event_type: 'mesh_responder_notes', event_payload: payload});
    const here = await lookFirst(doubts, () => find({incident}));
    const told = Math.max(root.notes, notesOf(here));
    const fresh = message.notes.slice(told);
    // An edit notifies nobody: whom a message comes to call while it stands, a reply calls.
    const calls = callsOf(message) === root.called ? '' : callsOf(message);
    if (fresh.length === 0 && calls === '') return;
    const metadata: SlackMetadata = {
      event_type: 'mesh_responder_notes',
      event_payload: {
        incident,
        notes: message.notes.length,
        ...(calls === '' ? {} : {called: shortHash(calls), revision: message.revision}),
      },
    };
    const body = {
      channel: root.channel,
      thread_ts: root.ts,
      ...renderSlackNotes(fresh, message, speak, {first: told === 0, calls}),
      metadata,
      unfurl_links: false,
      unfurl_media: false,
    };
    await postOnce(deps, body, () => find(metadata.event_payload));
  }

  return {
    id,
    async deliver(message: Message, {ref, doubts = 0}: Earlier): Promise<Delivered> {
      let root = rootOf(ref) ?? (await post(message, {old: undefined, notes: 0, doubts}));
      if (message.revision > root.revision) root = await edit(message, root, doubts);
      const called = callsOf(message);
      if (message.notes.length <= root.notes && (called === '' || called === root.called)) {
        return {kind: 'done', ref: refOf({...root, called})};
      }
      try {
        await tell(message, root, doubts);
      } catch (error) {
        // Whatever went wrong: the root stands, and losing its place would post it twice.
        return {kind: 'partly', ref: refOf(root), error: String(error)};
      }
      const notes = Math.max(root.notes, message.notes.length);
      return {kind: 'done', ref: refOf({...root, notes, called})};
    },
  };
}

/** So many deliveries in doubt wait for a look that succeeds; then a repeat is better than silence. */
const doubtsWaitedFor = 2;

/** In doubt, looks for what an earlier try has left. A look that is refused for good is no reason to be silent. */
async function lookFirst(
  doubts: number,
  find: () => Promise<Posted | undefined>,
): Promise<Posted | undefined> {
  if (doubts === 0) return undefined;
  try {
    return await find();
  } catch (error) {
    const waits = error instanceof CallError && passes(error.facts.failure);
    if (waits && doubts <= doubtsWaitedFor) throw error;
    return undefined;
  }
}

function about({incident, revision}: Message): SlackMetadata {
  return {
    event_type: 'mesh_responder_incident',
    event_payload: {incident: wireId(incident), revision},
  };
}

function revisionOf({payload}: Posted): number {
  const revision = at(payload, 'revision');
  return typeof revision === 'number' ? revision : 0;
}

/** How many notes a reply, and those before it, have told. */
function notesOf(reply: Posted | undefined): number {
  const notes = at(reply?.payload, 'notes');
  return typeof notes === 'number' ? notes : 0;
}

function rootOf(ref: MessageRef | undefined): Root | undefined {
  const {channel, ts, revision, notes, continued} = ref ?? {};
  if (typeof channel !== 'string' || typeof ts !== 'string') return undefined;
  const known = {revision: count(revision), notes: count(notes)};
  return {channel, ts, ...known, continued: continued === 1, called: calledIn(ref)};
}

function refOf({channel, ts, revision, notes, continued, called}: Root): MessageRef {
  return {channel, ts, revision, notes, ...(continued && {continued: 1}), ...calling(called)};
}

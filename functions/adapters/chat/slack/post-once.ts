import type {MessageMetadata} from '@slack/types';
import {CallError, isAmbiguous} from '../../../core/lib/error.ts';
import {at, type JsonObject, listAt, textAt} from '../../../core/lib/json.ts';
import {accepted, askSlack, type SlackAccess, type SlackCall, slackError} from './api.ts';

/** `metadata` of a message: what it is about, for programs; people do not see it. */
export interface SlackMetadata extends MessageMetadata {
  readonly event_type: 'mesh_responder_incident' | 'mesh_responder_notes';
  readonly event_payload: Readonly<Record<string, string | number>>;
}

/** A message that is in the channel. */
export interface Posted {
  readonly channel: string;
  readonly ts: string;
  /** Its metadata's payload. */
  readonly payload: unknown;
}

/** Messages of one page; Slack recommends no more (https://docs.slack.dev/apis/web-api/pagination). */
const pageSize = '200';
/** A thread is read to its end, unless people filled it with thousands of replies. */
const mostPages = 20;

/**
 * Posts a message with its metadata. Slack has no idempotency key
 * (https://github.com/slackapi/slack-api-specs/issues/10): after an answer that leaves open whether
 * it was posted (`unavailable`, `malformed`) the channel is read once, and a message that `find`
 * recognises counts as this one. Throws `CallError`; the first one when the read gives no help.
 */
export async function postOnce(
  access: SlackAccess,
  body: JsonObject & {readonly channel: string; readonly metadata: SlackMetadata},
  find: () => Promise<Posted | undefined>,
): Promise<Posted> {
  const call: SlackCall = {name: 'chat.postMessage', body};
  try {
    const answer = accepted(await askSlack(access, call));
    const ts = textAt(answer, 'ts');
    if (ts === undefined) throw slackError(call, 'malformed', 200, 'the answer holds no ts');
    const channel = textAt(answer, 'channel') ?? body.channel;
    return {channel, ts, payload: body.metadata.event_payload};
  } catch (error) {
    if (!(error instanceof CallError) || !isAmbiguous(error.facts.failure)) throw error;
    const found = await find().catch(() => undefined);
    if (found === undefined) throw error;
    return found;
  }
}

/**
 * Looks for the newest message whose metadata has this type and holds these values: among the 200 latest
 * of a channel (https://docs.slack.dev/reference/methods/conversations.history) or, with `thread`, in a
 * thread (https://docs.slack.dev/reference/methods/conversations.replies), which comes with its oldest
 * replies first and is therefore read page by page. Throws `CallError`.
 * @param after only messages later than this ts.
 */
export async function findPosted(
  access: SlackAccess,
  place: {readonly channel: string; readonly thread?: string; readonly after?: string},
  wanted: SlackMetadata,
): Promise<Posted | undefined> {
  const {channel, thread, after} = place;
  const query = {channel, limit: pageSize, include_all_metadata: 'true'};
  const messages: unknown[] = [];
  if (thread === undefined) {
    const call = {name: 'conversations.history', query};
    messages.push(...listAt(accepted(await askSlack(access, call)), 'messages'));
  } else {
    const since = {...query, ts: thread, ...(after === undefined ? {} : {oldest: after})};
    let cursor = '';
    for (let pages = 0; pages < mostPages; pages += 1) {
      const page = cursor === '' ? since : {...since, cursor};
      const answer = accepted(await askSlack(access, {name: 'conversations.replies', query: page}));
      messages.push(...listAt(answer, 'messages'));
      cursor = textAt(answer, 'response_metadata', 'next_cursor') ?? '';
      if (cursor === '') break;
    }
  }
  const found = messages.flatMap(one => {
    const ts = textAt(one, 'ts');
    const payload = at(one, 'metadata', 'event_payload');
    const ours =
      textAt(one, 'metadata', 'event_type') === wanted.event_type &&
      Object.entries(wanted.event_payload).every(([name, value]) => at(payload, name) === value);
    const early = thread === undefined && Number(ts) <= Number(after ?? 0);
    if (ts === undefined || !ours || early) return [];
    return [{channel, ts, payload}];
  });
  return found.sort((a, b) => Number(b.ts) - Number(a.ts))[0];
}

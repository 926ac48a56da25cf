import type {Channel} from '../../../core/ports/ports.ts';
import {type Calls, callsIn} from '../text/calls.ts';
import {afterDelivery, calledIn, calling, deliveryStateOf, isCalled} from './delivery-state.ts';
import {renderSlack} from '../slack/render.ts';
import {shortHash} from '../../../core/incident/plan.ts';
import {renderGoogleChat} from '../google-chat/render.ts';
import {CallError} from '../../../core/lib/error.ts';
import {textAt} from '../../../core/lib/json.ts';
import type {JsonRequest, SendJson} from './send-json.ts';
import {webhookExample, webhookFault, type WebhookKind} from '../../../core/config/webhook-url.ts';
import type {Speak} from '../text/translate.ts';

/**
 * A Slack channel behind an incoming webhook, which can neither edit nor thread: one post per
 * milestone, with the notes that are new. After a lost answer a post may be there twice. Throws an
 * `Error` for a URL that is no Slack webhook's.
 */
export function slackWebhook({send, url, speak, id = 'slack', calls}: WebhookDeps): Channel {
  const {href} = checkWebhookUrl('slack', url);
  return {
    id,
    async deliver(message, {ref}) {
      const before = deliveryStateOf(ref);
      if (message.milestone <= before.milestone) {
        return {kind: 'done', ref: {...before, ...calling(calledIn(ref))}};
      }
      const called = callsIn('slack', message, calls?.(message.about) ?? []);
      const body = {
        ...renderSlack(message, speak, {
          notes: message.notes.slice(before.notes),
          calls: isCalled(ref, called) ? '' : called,
        }),
        unfurl_links: false,
        unfurl_media: false,
      };
      await postWebhook(send, {call: 'slack webhook', url: href, body}, isTakenBySlack);
      return {kind: 'done', ref: {...afterDelivery(message, before), ...calling(called)}};
    },
  };
}

/**
 * A Google Chat space behind an incoming webhook, which cannot edit: one thread per incident, one post
 * per milestone in it, with the notes that are new. The request id makes a repeated post the same post
 * where the service honours it
 * (https://developers.google.com/workspace/chat/api/reference/rest/v1/spaces.messages/create; not
 * documented for webhooks). Throws an `Error` for a URL that is no Google Chat webhook's.
 */
export function googleChatWebhook({
  send,
  url,
  speak,
  timeZone,
  id = 'google-chat',
  calls,
}: WebhookDeps): Channel {
  const {href} = checkWebhookUrl('googleChat', url);
  return {
    id,
    async deliver(message, {ref}) {
      const before = deliveryStateOf(ref);
      if (message.milestone <= before.milestone) {
        return {kind: 'done', ref: {...before, ...calling(calledIn(ref))}};
      }
      const {incident, revision, notes} = message;
      const target = new URL(href);
      target.searchParams.set('messageReplyOption', 'REPLY_MESSAGE_FALLBACK_TO_NEW_THREAD');
      const request = shortHash(JSON.stringify([incident, revision]));
      target.searchParams.set('requestId', request);
      const called = callsIn('google-chat', message, calls?.(message.about) ?? []);
      const body = renderGoogleChat(message, speak, {
        notes: notes.slice(before.notes),
        timeZone,
        calls: isCalled(ref, called) ? '' : called,
      });
      const asked = {call: 'google-chat webhook', url: target.href, body};
      await postWebhook(send, asked, isTakenByChat);
      return {kind: 'done', ref: {...afterDelivery(message, before), ...calling(called)}};
    },
  };
}

/** What an incoming webhook's channel works with; `url` is a secret. */
interface WebhookDeps {
  readonly send: SendJson;
  readonly url: string;
  readonly speak: Speak;
  /** The channel's name for the store; that of the service by default. */
  readonly id?: string;
  /** Whom its messages call; absent: nobody. */
  readonly calls?: Calls;
  /** The zone of times where the service does not know the reader's. */
  readonly timeZone?: string | undefined;
}

const advice =
  'the webhook was removed, or its channel is closed to it: create a new webhook and store its URL';

/** https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks#handling_errors */
export function isTakenBySlack(body: unknown): boolean {
  return body === 'ok';
}

/** The message as it was created: https://developers.google.com/workspace/chat/api/reference/rest/v1/spaces.messages */
export function isTakenByChat(body: unknown): boolean {
  return /^spaces\/[^/]+\/messages\/./.test(textAt(body, 'name') ?? '');
}

/** Posts to an incoming webhook. Throws `CallError`, with what to do when the webhook is gone. */
export async function postWebhook(
  send: SendJson,
  request: Pick<JsonRequest, 'call' | 'url' | 'body'>,
  isTaken: (body: unknown) => boolean,
): Promise<void> {
  try {
    const {status, body} = await send({...request, method: 'POST'});
    // A proxy's page or a refusal may come with 200 as well: nobody was told.
    if (isTaken(body)) return;
    const said = 'the answer is not the one of a message that was posted';
    throw new CallError({call: request.call, failure: 'malformed', status, said, attempts: 1});
  } catch (error) {
    if (!(error instanceof CallError)) throw error;
    const {failure, said} = error.facts;
    if (failure !== 'not-found' && failure !== 'denied') throw error;
    throw new CallError({...error.facts, said: `${said} (${advice})`}, {cause: error});
  }
}

/**
 * Checks an incoming webhook's URL before anything is sent to it: the service's own host, path and
 * parameters and nothing else, so that a wrong or planted URL cannot carry incidents away.
 * @returns the URL. Throws an `Error` that says what is wrong and never shows the URL, a secret.
 */
export function checkWebhookUrl(kind: WebhookKind, text: string): URL {
  const fault = webhookFault(kind, text);
  if (fault === undefined) return new URL(text);
  throw new Error(
    `${kind} webhook URL refused: it ${fault.en}. ` +
      `Copy it from the webhook's own page; it looks like ${webhookExample(kind)}`,
  );
}

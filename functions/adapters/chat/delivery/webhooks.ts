import type {Channel} from '../../../core/ports/ports.ts';
import {afterDelivery, deliveryStateOf} from './delivery-state.ts';
import {renderSlack} from '../slack/render.ts';
import {shortHash} from '../../../core/incident/plan.ts';
import {renderGoogleChat} from '../google-chat/render.ts';
import {CallError} from '../../../core/lib/error.ts';
import type {JsonRequest, SendJson} from './send-json.ts';
import {webhookFault} from '../../../core/config/webhook-url.ts';
import type {Speak} from '../text/translate.ts';

/**
 * A Slack channel behind an incoming webhook, which can neither edit nor thread: one post per
 * milestone, with the notes that are new. After a lost answer a post may be there twice. Throws an
 * `Error` for a URL that is no Slack webhook's.
 */
export function slackWebhook({send, url, speak}: WebhookDeps): Channel {
  const {href} = checkWebhookUrl('slack', url);
  return {
    id: 'slack',
    async deliver(message, {ref}) {
      const before = deliveryStateOf(ref);
      if (message.milestone <= before.milestone) return {kind: 'done', ref: {...before}};
      const body = {
        ...renderSlack(message, speak, {notes: message.notes.slice(before.notes)}),
        unfurl_links: false,
        unfurl_media: false,
      };
      await postWebhook(send, {call: 'slack webhook', url: href, body});
      return {kind: 'done', ref: afterDelivery(message, before)};
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
export function googleChatWebhook({send, url, speak}: WebhookDeps): Channel {
  const {href} = checkWebhookUrl('googleChat', url);
  return {
    id: 'google-chat',
    async deliver(message, {ref}) {
      const before = deliveryStateOf(ref);
      if (message.milestone <= before.milestone) return {kind: 'done', ref: {...before}};
      const {incident, revision, notes} = message;
      const target = new URL(href);
      target.searchParams.set('messageReplyOption', 'REPLY_MESSAGE_FALLBACK_TO_NEW_THREAD');
      const request = shortHash(JSON.stringify([incident, revision]));
      target.searchParams.set('requestId', request);
      const body = renderGoogleChat(message, speak, notes.slice(before.notes));
      await postWebhook(send, {call: 'google-chat webhook', url: target.href, body});
      return {kind: 'done', ref: afterDelivery(message, before)};
    },
  };
}

/** What an incoming webhook's channel works with; `url` is a secret. */
interface WebhookDeps {
  readonly send: SendJson;
  readonly url: string;
  readonly speak: Speak;
}

const advice =
  'the webhook was removed, or its channel is closed to it: create a new webhook and store its URL';

/** Posts to an incoming webhook. Throws `CallError`, with what to do when the webhook is gone. */
async function postWebhook(
  send: SendJson,
  request: Pick<JsonRequest, 'call' | 'url' | 'body'>,
): Promise<void> {
  try {
    await send({...request, method: 'POST'});
  } catch (error) {
    if (!(error instanceof CallError)) throw error;
    const {failure, said} = error.facts;
    if (failure !== 'not-found' && failure !== 'denied') throw error;
    throw new CallError({...error.facts, said: `${said} (${advice})`}, {cause: error});
  }
}

/** Services whose incoming webhooks are known, named as in the settings. */
export type WebhookKind = 'slack' | 'googleChat';

const shapes = {
  slack: {
    path: /^\/services\/[^/]+\/[^/]+\/[^/]+$/,
    query: [],
    example: 'https://hooks.slack.com/services/T…/B…/…',
  },
  googleChat: {
    path: /^\/v1\/spaces\/[^/]+\/messages$/,
    query: ['key', 'token'],
    example: 'https://chat.googleapis.com/v1/spaces/…/messages?key=…&token=…',
  },
} as const;

/**
 * Checks an incoming webhook's URL before anything is sent to it: the service's own host, path and
 * parameters and nothing else, so that a wrong or planted URL cannot carry incidents away.
 * @returns the URL. Throws an `Error` that says what is wrong and never shows the URL, a secret.
 */
export function checkWebhookUrl(kind: WebhookKind, text: string): URL {
  const {path, query, example} = shapes[kind];
  const fault = webhookFault(kind, text) ?? shapeFault(new URL(text), path, query);
  if (fault === undefined) return new URL(text);
  throw new Error(
    `${kind} webhook URL refused: it ${fault}. ` +
      `Copy it from the webhook's own page; it looks like ${example}`,
  );
}

function shapeFault(url: URL, path: RegExp, query: readonly string[]): string | undefined {
  if (!path.test(url.pathname)) return 'does not have the path of a webhook';
  const missing = query.find(name => (url.searchParams.get(name) ?? '') === '');
  if (missing !== undefined) return `lacks its parameter "${missing}"`;
  if (url.searchParams.size > query.length) return 'holds parameters that do not belong to it';
  return undefined;
}

import {CallError} from '../../../core/lib/error.ts';
import type {JsonRequest, SendJson} from './send-json.ts';
import {webhookFault} from '../../../core/config/webhook-url.ts';
import type {Speak} from '../text/translate.ts';

/** What an incoming webhook's channel works with; `url` is a secret. */
export interface WebhookDeps {
  readonly send: SendJson;
  readonly url: string;
  readonly speak: Speak;
}

const advice =
  'the webhook was removed, or its channel is closed to it: create a new webhook and store its URL';

/** Posts to an incoming webhook. Throws `CallError`, with what to do when the webhook is gone. */
export async function postWebhook(
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

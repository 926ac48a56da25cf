/** Services whose incoming webhooks are known, named as in the settings. */
export type WebhookKind = 'slack' | 'googleChat';

const shapes = {
  slack: {
    prefix: 'https://hooks.slack.com/services/',
    path: /^\/services\/[^/]+\/[^/]+\/[^/]+$/,
    query: [],
    example: 'https://hooks.slack.com/services/T…/B…/…',
  },
  googleChat: {
    prefix: 'https://chat.googleapis.com/v1/spaces/',
    path: /^\/v1\/spaces\/[^/]+\/messages$/,
    query: ['key', 'token'],
    example: 'https://chat.googleapis.com/v1/spaces/…/messages?key=…&token=…',
  },
} as const;

/**
 * What is wrong with an incoming webhook's URL, or undefined when it may be called. Only the two
 * documented addresses pass, so that no configuration can make the responder send elsewhere:
 * https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks and
 * https://developers.google.com/workspace/chat/quickstart/webhooks
 *
 * The answer never holds the URL: whoever knows it may post.
 */
export function webhookFault(kind: WebhookKind, text: string): string | undefined {
  const {prefix, path, query} = shapes[kind];
  // The raw text decides first: a parser forgives case, a port of 443, tabs and line ends.
  if (!text.startsWith(prefix)) return `must begin with ${prefix}`;
  if (/[^\x21-\x7e]/.test(text)) return 'holds spaces or characters that are no plain ASCII';
  const url = new URL(text);
  // Dot segments (also as %2e) are gone once parsed, and with them the way out of the prefix.
  if (!url.href.startsWith(prefix) || url.hash !== '' || text.includes('\\')) {
    return `must lead straight to ${prefix}…, without dot segments, backslashes or #`;
  }
  if (url.pathname.length <= new URL(prefix).pathname.length) return `ends after ${prefix}`;
  return shapeFault(url, path, query);
}

/** What a webhook's URL looks like. */
export function webhookExample(kind: WebhookKind): string {
  return shapes[kind].example;
}

function shapeFault(url: URL, path: RegExp, query: readonly string[]): string | undefined {
  if (!path.test(url.pathname)) return 'does not have the path of a webhook';
  const missing = query.find(name => (url.searchParams.get(name) ?? '') === '');
  if (missing !== undefined) return `lacks its parameter "${missing}"`;
  if (url.searchParams.size > query.length) return 'holds parameters that do not belong to it';
  return undefined;
}

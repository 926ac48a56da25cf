/** Services whose incoming webhooks are known. */
export type WebhookKind = 'slack' | 'google-chat';

const shapes = {
  slack: {
    host: 'hooks.slack.com',
    path: /^\/services\/[^/]+\/[^/]+\/[^/]+$/,
    query: [],
    example: 'https://hooks.slack.com/services/T…/B…/…',
  },
  'google-chat': {
    host: 'chat.googleapis.com',
    path: /^\/v1\/spaces\/[^/]+\/messages$/,
    query: ['key', 'token'],
    example: 'https://chat.googleapis.com/v1/spaces/…/messages?key=…&token=…',
  },
} as const;

/**
 * Checks an incoming webhook's URL before anything is sent to it: the service's own host and path and
 * nothing else, so that a wrong or planted URL cannot carry incidents away. Formats:
 * https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks and
 * https://developers.google.com/workspace/chat/quickstart/webhooks.
 * @returns the URL. Throws an `Error` that says what is wrong and never shows the URL, a secret.
 */
export function checkWebhookUrl(kind: WebhookKind, text: string): URL {
  const shape = shapes[kind];
  const url = URL.parse(text.trim());
  const fault = url === null ? 'it is no URL' : faultOf(url, shape);
  if (url !== null && fault === undefined) return url;
  throw new Error(
    `${kind} webhook URL refused: ${fault ?? 'it is no URL'}. ` +
      `Copy it from the webhook's own page; it looks like ${shape.example}`,
  );
}

function faultOf(url: URL, shape: (typeof shapes)[WebhookKind]): string | undefined {
  if (url.protocol !== 'https:') return 'it does not start with https://';
  if (url.username !== '' || url.password !== '') return 'it holds a user name or password';
  if (url.host !== shape.host) return `its host is not exactly ${shape.host}`;
  if (!shape.path.test(url.pathname)) return 'its path is not that of a webhook';
  if (url.hash !== '') return 'it holds a fragment (#…)';
  const missing = shape.query.find(name => (url.searchParams.get(name) ?? '') === '');
  if (missing !== undefined) return `its parameter "${missing}" is missing`;
  if (url.searchParams.size > shape.query.length) return 'it holds parameters that do not belong';
  return undefined;
}

const prefixes = {
  slack: 'https://hooks.slack.com/services/',
  googleChat: 'https://chat.googleapis.com/v1/spaces/',
} as const;

/**
 * What is wrong with an incoming webhook's URL, or undefined when it may be called. Only the two
 * documented addresses pass, so that no configuration can make the responder send elsewhere:
 * https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks and
 * https://developers.google.com/workspace/chat/quickstart/webhooks
 *
 * The answer never holds the URL: whoever knows it may post.
 */
export function webhookFault(kind: 'slack' | 'googleChat', text: string): string | undefined {
  const prefix = prefixes[kind];
  // The raw text decides first: a parser forgives case, a port of 443, tabs and line ends.
  if (!text.startsWith(prefix)) return `must begin with ${prefix}`;
  if (/[^\x21-\x7e]/.test(text)) return 'holds spaces or characters that are no plain ASCII';
  const url = new URL(text);
  // Dot segments (also as %2e) are gone once parsed, and with them the way out of the prefix.
  if (!url.href.startsWith(prefix) || url.hash !== '' || text.includes('\\')) {
    return `must lead straight to ${prefix}…, without dot segments, backslashes or #`;
  }
  if (url.pathname.length <= new URL(prefix).pathname.length) return `ends after ${prefix}`;
  return undefined;
}

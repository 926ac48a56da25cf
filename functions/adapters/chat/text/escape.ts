/**
 * Escapes Slack text: these three characters, in this order, and no other
 * (https://docs.slack.dev/messaging/formatting-message-text#escaping). It leaves no mention, channel
 * or link to parse.
 */
export function escapeSlack(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Breaks up every ``` with zero-width spaces, so that text cannot leave its code block. */
export function breakFences(text: string): string {
  return text.replace(/`(?=`)/g, '`\u200b');
}

/**
 * Escapes text inside a Google Chat card, which is read as a subset of HTML
 * (https://developers.google.com/workspace/chat/format-messages#card-formatting).
 */
export function escapeCard(text: string): string {
  return unlink(escapeSlack(text).replaceAll('"', '&quot;').replaceAll("'", '&#39;'));
}

/**
 * Disarms Google Chat plain text, where entities are not decoded and `<users/all>` mentions everybody
 * (https://developers.google.com/workspace/chat/format-messages): angle brackets become quotation
 * marks that look like them.
 */
export function plainChat(text: string): string {
  return unlink(text.replaceAll('<', '‹').replaceAll('>', '›'));
}

/** Chat turns bare URLs into links by itself, and a URL of a log entry must not become one. */
function unlink(text: string): string {
  return text.replaceAll('://', ':\u200b//');
}

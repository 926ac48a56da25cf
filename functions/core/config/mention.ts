/** Whom a message calls: a user or a user group of Slack, or a user of Google Chat. */
export interface Mention {
  readonly kind: 'slack-user' | 'slack-group' | 'google-chat-user';
  readonly id: string;
}

/** The forms of a mention, each with or without the brackets that messages write around it. */
const forms: readonly (readonly [Mention['kind'], RegExp])[] = [
  // https://docs.slack.dev/messaging/formatting-message-text#mentioning-users and #mentioning-groups
  ['slack-user', /^(?:<@([UW][A-Z0-9]{2,20})>|([UW][A-Z0-9]{2,20}))$/],
  ['slack-group', /^(?:<!subteam\^(S[A-Z0-9]{2,20})>|(S[A-Z0-9]{2,20}))$/],
  // https://developers.google.com/workspace/chat/format-messages#messages-@mention
  ['google-chat-user', /^(?:<users\/(\d{1,30})>|users\/(\d{1,30}))$/],
];

/** What a mention looks like, in words. */
export const mentionText =
  'U… or <@U…> (a user of Slack), S… or <!subteam^S…> (a user group of Slack), users/NUMBER (a user of Google Chat)';

/** The same in Korean. */
export const mentionTextKo =
  'U… 또는 <@U…>(Slack 사용자), S… 또는 <!subteam^S…>(Slack 사용자 그룹), users/숫자(Google Chat 사용자)';

/** Reads a mention; undefined for everything else, also for what calls a whole channel. */
export function mentionOf(text: string): Mention | undefined {
  for (const [kind, form] of forms) {
    const [, bracketed, plain] = form.exec(text) ?? [];
    const id = bracketed ?? plain;
    if (id !== undefined) return {kind, id};
  }
  return undefined;
}

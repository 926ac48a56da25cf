import type {ChatSettings} from '../../../core/config/settings.ts';
import {textAt} from '../../../core/lib/json.ts';
import {accepted, askSlack} from '../slack/api.ts';
import {escapeSlack, oneLine, plainChat} from '../text/sanitise.ts';
import type {SendJson} from './send-json.ts';
import {checkWebhookUrl, isTakenByChat, isTakenBySlack, postWebhook} from './webhooks.ts';

/** A configured channel, to post a line to that is no incident's message. */
export interface PlainPosts {
  readonly name: 'slack bot' | 'slack webhook' | 'google chat webhook';
  /**
   * Posts one line of raw text, once.
   * @returns where it was posted, as far as the service says.
   * @throws CallError, which holds no secret; Error for a webhook URL that is refused.
   */
  post(line: string): Promise<string>;
}

/** The channels that the settings name, to post plain lines to. */
export function plainPosts({slack, googleChat}: ChatSettings, send: SendJson): PlainPosts[] {
  const found: PlainPosts[] = [];
  if (slack?.kind === 'bot') {
    const {token, channel} = slack;
    found.push({
      name: 'slack bot',
      async post(line) {
        const body = {channel, ...slackBody(line)};
        const answer = await askSlack({send, token}, {name: 'chat.postMessage', body});
        return textAt(accepted(answer), 'channel') ?? channel;
      },
    });
  }
  if (slack?.kind === 'webhook') {
    found.push({
      name: 'slack webhook',
      async post(line) {
        const {href: url} = checkWebhookUrl('slack', slack.url);
        const asked = {call: 'slack webhook', url, body: slackBody(line)};
        await postWebhook(send, asked, isTakenBySlack);
        return "the webhook's own channel";
      },
    });
  }
  if (googleChat !== undefined) {
    found.push({
      name: 'google chat webhook',
      async post(line) {
        const {href: url, pathname} = checkWebhookUrl('googleChat', googleChat.url);
        const asked = {call: 'google-chat webhook', url, body: {text: plainChat(oneLine(line))}};
        await postWebhook(send, asked, isTakenByChat);
        return pathname.split('/').slice(2, 4).join('/');
      },
    });
  }
  return found;
}

/** The block is what people see; the text is for notifications, and is markup. */
function slackBody(line: string) {
  const text = oneLine(line);
  return {
    text: escapeSlack(text),
    blocks: [{type: 'section', text: {type: 'plain_text', text, emoji: false}}],
    unfurl_links: false,
    unfurl_media: false,
  };
}

import type {ChatSettings, PagingSettings, Settings} from '../../../core/config/settings.ts';
import {textAt} from '../../../core/lib/json.ts';
import {eventSource, testEventType} from '../events/cloud-event.ts';
import {checkEventUrl, sendEvent} from '../events/event-webhook.ts';
import {askForMessage} from '../google-chat/api.ts';
import {testPage} from '../pagerduty/pager.ts';
import {accepted, askSlack} from '../slack/api.ts';
import {escapeSlack, oneLine, plainChat} from '../text/sanitise.ts';
import type {SendJson} from './send-json.ts';
import {checkWebhookUrl, isTakenByChat, isTakenBySlack, postWebhook} from './webhooks.ts';

/** A configured channel, to post a line to that is no incident's message. */
export interface PlainPosts {
  /** What it is and, beside the chat's own, where the configuration names it. */
  readonly name: string;
  /**
   * Posts one line of raw text, once.
   * @param at epoch ms; names the post where the service wants a name for it.
   * @returns where it was posted, as far as the service says.
   * @throws CallError, which holds no secret; Error for a webhook URL that is refused.
   */
  post(line: string, at: number): Promise<string>;
}

/** What plain lines are sent with. */
export interface PostDeps {
  readonly send: SendJson;
  /** As the Chat app, with its credentials. */
  readonly sendAsChatApp: SendJson;
}

/** The channels, pagers and programs that the settings name, to post plain lines to; a place stands once. */
export function plainPosts(
  settings: Pick<Settings, 'chat' | 'routes' | 'paging' | 'webhooks' | 'escalation'>,
  {send, sendAsChatApp}: PostDeps,
): readonly PlainPosts[] {
  const {chat, routes = [], paging, webhooks = [], escalation = []} = settings;
  const seen = new Set<string>();
  const fresh = (to: ChatSettings, where: string) =>
    placePosts(to, where, {send, sendAsChatApp}).filter(({key}) => !seen.has(key) && seen.add(key));
  return [
    ...fresh(chat, ''),
    ...routes.flatMap(({to}, n) => fresh(to, ` of routes[${n}]`)),
    ...escalation.flatMap(({to}, n) => fresh(to, ` of escalation[${n}]`)),
    ...(paging?.pagerDuty === undefined ? [] : [pagerPosts(paging.pagerDuty, send)]),
    ...webhooks.map((one, n): PlainPosts => {
      const {host} = new URL(one.url);
      return {
        name: `webhook of webhooks[${n}]`,
        async post(line, at) {
          checkEventUrl(one.url);
          await sendEvent(send, one, {
            specversion: '1.0',
            id: `test/${at}`,
            source: eventSource,
            type: testEventType,
            subject: 'test',
            time: new Date(at).toISOString(),
            datacontenttype: 'application/json',
            data: {text: oneLine(line)},
          });
          return host;
        },
      };
    }),
  ];
}

/** A test alert that is resolved at once, so that whoever is on call is told of both. */
function pagerPosts(duty: NonNullable<PagingSettings['pagerDuty']>, send: SendJson): PlainPosts {
  return {
    name: 'pagerduty',
    async post(line, at) {
      const key = await testPage(send, duty, {text: oneLine(line), at});
      return `the service of the routing key, as ${key}; resolved at once`;
    },
  };
}

function placePosts(
  {slack, googleChat}: ChatSettings,
  where: string,
  {send, sendAsChatApp}: PostDeps,
): readonly (PlainPosts & {readonly key: string})[] {
  const found: (PlainPosts & {readonly key: string})[] = [];
  if (slack?.kind === 'bot') {
    const {token, channel} = slack;
    found.push({
      key: `slack bot ${channel}`,
      name: `slack bot${where}`,
      async post(line) {
        const body = {channel, ...slackBody(line)};
        const answer = await askSlack({send, token}, {name: 'chat.postMessage', body});
        return textAt(accepted(answer), 'channel') ?? channel;
      },
    });
  }
  if (slack?.kind === 'webhook') {
    found.push({
      key: slack.url,
      name: `slack webhook${where}`,
      async post(line) {
        const {href: url} = checkWebhookUrl('slack', slack.url);
        const asked = {call: 'slack webhook', url, body: slackBody(line)};
        await postWebhook(send, asked, isTakenBySlack);
        return "the webhook's own channel";
      },
    });
  }
  if (googleChat?.kind === 'app') {
    const {space} = googleChat;
    found.push({
      key: `google chat app ${space}`,
      name: `google chat app${where}`,
      async post(line, at) {
        await askForMessage(sendAsChatApp, {
          name: 'messages.create',
          resource: `${space}/messages`,
          query: {requestId: `mesh-responder-test-${at}`},
          body: {text: plainChat(oneLine(line))},
        });
        return space;
      },
    });
  }
  if (googleChat?.kind === 'webhook') {
    found.push({
      key: googleChat.url,
      name: `google chat webhook${where}`,
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

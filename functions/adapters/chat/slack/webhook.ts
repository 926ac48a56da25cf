import type {Channel} from '../../../core/ports/ports.ts';
import {checkWebhookUrl, postWebhook, type WebhookDeps} from '../delivery/webhook.ts';
import {afterDelivery, deliveryStateOf} from '../delivery/delivery-state.ts';
import {renderSlack} from './render.ts';

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

import {shortHash} from '../../../core/incident/plan.ts';
import type {Channel} from '../../../core/ports/ports.ts';
import {checkWebhookUrl, postWebhook, type WebhookDeps} from '../delivery/webhook.ts';
import {afterDelivery, deliveryStateOf} from '../delivery/delivery-state.ts';
import {renderGoogleChat} from './render.ts';

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

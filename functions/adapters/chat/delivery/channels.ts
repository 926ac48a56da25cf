import type {Channel} from '../../../core/ports/ports.ts';
import type {ChatSettings} from '../../../core/config/settings.ts';
import {googleChatWebhook, slackWebhook} from './webhooks.ts';
import type {SendJson} from './send-json.ts';
import {slackBot} from '../slack/bot.ts';
import type {Speak} from '../text/translate.ts';
import type {Message} from '../../../core/ports/message.ts';
import {afterDelivery, deliveryStateOf} from './delivery-state.ts';

/** The channels that the settings name. Throws an `Error` for a webhook URL that is refused. */
export function channels(
  {slack, googleChat}: ChatSettings,
  deps: {
    readonly send: SendJson;
    readonly speak: Speak;
    /** The zone of times where the service does not know the reader's. */
    readonly timeZone?: string | undefined;
  },
): readonly Channel[] {
  const found: Channel[] = [];
  if (slack?.kind === 'bot') {
    found.push(slackBot({...deps, token: slack.token, channel: slack.channel}));
  }
  if (slack?.kind === 'webhook') found.push(slackWebhook({...deps, url: slack.url}));
  if (googleChat !== undefined) found.push(googleChatWebhook({...deps, url: googleChat.url}));
  return found;
}

/**
 * A channel's twin for dry runs and terminals: it hands over each message that would have been
 * sent, each revision once, and sends nothing.
 */
export function recordingChannel(id: string, record: (message: Message) => void): Channel {
  return {
    id,
    deliver(message, {ref}) {
      const before = deliveryStateOf(ref);
      if (message.revision <= before.revision) {
        return Promise.resolve({kind: 'done', ref: {...before}});
      }
      record(message);
      return Promise.resolve({kind: 'done', ref: afterDelivery(message, before)});
    },
  };
}

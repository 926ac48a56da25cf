import type {Channel} from '../../../core/ports/ports.ts';
import type {ChatSettings} from '../../../core/config/settings.ts';
import {googleChatWebhook} from '../google-chat/webhook.ts';
import type {SendJson} from './send-json.ts';
import {slackBot} from '../slack/bot.ts';
import {slackWebhook} from '../slack/webhook.ts';
import type {Speak} from '../text/translate.ts';

/** The channels that the settings name. Throws an `Error` for a webhook URL that is refused. */
export function channels(
  {slack, googleChat}: ChatSettings,
  deps: {readonly send: SendJson; readonly speak: Speak},
): readonly Channel[] {
  const found: Channel[] = [];
  if (slack?.kind === 'bot') {
    found.push(slackBot({...deps, token: slack.token, channel: slack.channel}));
  }
  if (slack?.kind === 'webhook') found.push(slackWebhook({...deps, url: slack.url}));
  if (googleChat !== undefined) found.push(googleChatWebhook({...deps, url: googleChat.url}));
  return found;
}

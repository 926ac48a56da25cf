import {plain, type Answer} from '../../http/answer.ts';
import type {Call, Route, Site} from '../../http/call.ts';
import type {Verb} from '../../http/fault.ts';
import {isObject, stamp} from '../../json.ts';
import {problem, say} from './message.ts';

/** Incoming webhooks answer in plain text: https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks */
export function routeSlackWebhook(call: Call): Route<Verb<'slack'>> | undefined {
  if (call.method !== 'POST' || !call.path.startsWith('/services/')) return undefined;
  const run = (site: Site, now: number): Answer => {
    const error = isObject(call.body)
      ? problem(call.body)
      : {error: 'invalid_payload', details: []};
    if (error !== undefined) {
      site.chat.refused.push({at: stamp(now), service: 'slack-webhook', ...error});
      return plain(400, error.error);
    }
    say(site, {service: 'slack-webhook', place: call.path}, call.body, now);
    return plain(200, 'ok');
  };
  return {verb: 'webhook', mutating: true, run};
}

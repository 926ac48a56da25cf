import {invalid, ok, type Answer} from '../answer.ts';
import type {Call, Route, Site} from '../call.ts';
import type {Verb} from '../fault.ts';
import {isObject, listAt, stamp, textAt} from '../json.ts';
import {nextSerial} from '../world.ts';

const path = /^\/v1\/(projects\/([^/]+)\/topics\/[^/:]+):publish$/;
const base64 = /^[A-Za-z0-9+/_-]*={0,2}$/;

/** Pub/Sub v1 topics.publish: https://docs.cloud.google.com/pubsub/docs/reference/rest/v1/projects.topics/publish */
export function routePubSub(call: Call): Route<Verb<'pubsub'>> | undefined {
  const [, topic = '', project = ''] = path.exec(call.path) ?? [];
  if (call.method !== 'POST' || topic === '') return undefined;
  return {
    verb: 'publish',
    mutating: true,
    project,
    run: (site, now) => publish(site, topic, call.body, now),
  };
}

function publish(site: Site, topic: string, body: unknown, now: number): Answer {
  const messages = listAt(body, 'messages');
  if (messages.length === 0 || messages.length > 1000)
    return invalid('A publish request needs 1 to 1,000 messages.');
  const odd = messages.find(one => !isObject(one) || !base64.test(textAt(one, 'data')));
  if (odd !== undefined) return invalid('Every message must be an object whose data is base64.');
  const fresh = messages.map(message => ({
    topic,
    messageId: String(10_000_000 + nextSerial(site.world)),
    publishTime: stamp(now),
    message,
  }));
  site.published.push(...fresh);
  return ok({messageIds: fresh.map(one => one.messageId)});
}

import type {pubsub_v1} from 'googleapis/build/src/apis/pubsub/v1.js';
import {googleError, invalid, ok, type Answer} from '../http/answer.ts';
import type {Call, Route, Site} from '../http/call.ts';
import type {Verb} from '../http/fault.ts';
import {isObject, listAt, stamp, textAt} from '../json.ts';
import {many, one} from './inventory.ts';
import {testPermissions} from './test-permissions.ts';
import {nextSerial} from '../world/world.ts';

const path = /^\/v1\/(projects\/([^/]+)\/topics\/[^/:]+):publish$/;
const base64 = /^[A-Za-z0-9+/_-]*={0,2}$/;

/** Pub/Sub v1 topics.publish: https://docs.cloud.google.com/pubsub/docs/reference/rest/v1/projects.topics/publish */
export function routePubSub(call: Call): Route<Verb<'pubsub'>> | undefined {
  const looked = routeLook(call);
  if (looked !== undefined) return looked;
  const [, topic = '', project = ''] = path.exec(call.path) ?? [];
  if (call.method !== 'POST' || topic === '') return undefined;
  return {
    verb: 'publish',
    mutating: true,
    project,
    run: (site, now) => publish(site, topic, call.body, now),
  };
}

/** What is deployed: topics, subscriptions, and who may use a topic. */
function routeLook(call: Call): Route<Verb<'pubsub'>> | undefined {
  const [, home = '', kind = ''] =
    /^\/v1\/projects\/([^/]+)\/(topics|subscriptions)$/.exec(call.path) ?? [];
  if (call.method === 'GET' && home !== '')
    return many('list', home, `pubsub.googleapis.com${call.path.slice('/v1'.length)}`, kind);
  const [, name = '', project = '', action] =
    /^\/v1\/(projects\/([^/]+)\/(?:topics|subscriptions)\/[^/:]+)(?::(\w+))?$/.exec(call.path) ??
    [];
  if (name === '') return undefined;
  const full = `pubsub.googleapis.com/${name}`;
  if (call.method === 'GET' && action === undefined) return one('get', project, full, absent);
  const policy = `${full}/policy`;
  if (call.method === 'GET' && action === 'getIamPolicy') {
    return one('getIamPolicy', project, policy);
  }
  if (call.method !== 'POST' || action !== 'testIamPermissions') return undefined;
  return {
    verb: 'testIamPermissions',
    mutating: false,
    project,
    run: ({world}) => {
      const bindings = listAt(world.inventory.get(policy), 'bindings').map(found => ({
        role: textAt(found, 'role'),
        members: listAt(found, 'members').filter(member => typeof member === 'string'),
      }));
      return testPermissions(world, bindings, call);
    },
  };
}

function absent(name: string): Answer {
  return googleError(404, `Resource not found (resource=${name.split('/').at(-1) ?? ''}).`);
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
  const messageIds = fresh.map(one => one.messageId);
  return ok({messageIds} satisfies pubsub_v1.Schema$PublishResponse);
}

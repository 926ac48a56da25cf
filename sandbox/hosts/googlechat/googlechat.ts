import {googleError, invalid, notFound, ok, type Answer} from '../../http/answer.ts';
import type {Call, Route, Site} from '../../http/call.ts';
import {edit, type Shown} from '../../chat.ts';
import {insertId} from '../../entries/id.ts';
import type {Verb} from '../../http/fault.ts';
import {isObject, listAt, stamp, textAt} from '../../json.ts';
import {nextSerial} from '../../world/world.ts';
import {say, shown, threadOf, view} from './message.ts';

const create = /^\/v1\/(spaces\/[^/]+)\/messages$/;
const message = /^\/v1\/((spaces\/[^/]+)\/messages\/([^/]+))$/;
const clientId = /^client-[a-z0-9-]{1,56}$/;
const byteLimit = 32_000;
const keyLimit = 4000;

/** Google Chat v1 messages, for apps and webhooks: https://developers.google.com/workspace/chat/api/reference/rest/v1/spaces.messages */
export function routeGoogleChat(call: Call): Route<Verb<'chat'>> | undefined {
  const [, space = ''] = create.exec(call.path) ?? [];
  if (call.method === 'POST' && space !== '') {
    return {verb: 'create', mutating: true, run: (site, now) => post(site, space, call, now)};
  }
  const [, name = '', home = '', id = ''] = message.exec(call.path) ?? [];
  if (name === '') return undefined;
  if (call.method === 'GET') return {verb: 'get', mutating: false, run: site => get(site, name)};
  if (call.method !== 'PATCH') return undefined;
  return {
    verb: 'update',
    mutating: true,
    run: (site, now) => patch(site, {name, home, id}, call, now),
  };
}

function get(site: Site, name: string): Answer {
  const found = site.chat.messages.find(one => one.id === name);
  return found === undefined ? notFound(name) : ok(view(found));
}

function problem(body: unknown): string | undefined {
  if (!isObject(body)) return 'Request body is missing.';
  const size = Buffer.byteLength(JSON.stringify({text: body['text'], cardsV2: body['cardsV2']}));
  if (size > byteLimit) return `Message is ${size} bytes long; the limit is ${byteLimit} bytes.`;
  const said = textAt(body, 'text') !== '' || listAt(body, 'cardsV2').length > 0;
  return said ? undefined : 'Message cannot be empty.';
}

function refuse(site: Site, answer: Answer, why: string, now: number): Answer {
  site.chat.refused.push({
    at: stamp(now),
    service: 'google-chat',
    error: String(answer.status),
    details: [why],
  });
  return answer;
}

function post(site: Site, space: string, call: Call, now: number): Answer {
  const requestId = call.query.get('requestId') ?? '';
  const before = site.chat.messages.find(
    one => one.id === site.chat.requests.get(`${space} ${requestId}`),
  );
  if (requestId !== '' && before !== undefined) return ok(view(before));
  const id = call.query.get('messageId') ?? '';
  const key = call.query.get('threadKey') ?? textAt(call.body, 'thread', 'threadKey');
  const wrong =
    problem(call.body) ??
    (id !== '' && !clientId.test(id)
      ? `messageId '${id}' must match ${clientId.source}`
      : undefined) ??
    (key.length > keyLimit ? `threadKey is longer than ${keyLimit} characters` : undefined);
  if (wrong !== undefined) return refuse(site, invalid(wrong), wrong, now);
  const name = `${space}/messages/${id === '' ? insertId('message', nextSerial(site.world)) : id}`;
  if (site.chat.messages.some(one => one.id === name)) {
    return refuse(
      site,
      googleError(409, `Message ${name} already exists.`, {status: 'ALREADY_EXISTS'}),
      'exists',
      now,
    );
  }
  const thread = threadOf(site, space, key, call.query.get('messageReplyOption') ?? '');
  if (thread === undefined) return refuse(site, notFound(`thread ${key}`), 'no such thread', now);
  if (requestId !== '') site.chat.requests.set(`${space} ${requestId}`, name);
  return ok(view(say(site, {space, name, thread}, call.body, now)));
}

function patch(
  site: Site,
  target: {readonly name: string; readonly home: string; readonly id: string},
  call: Call,
  now: number,
): Answer {
  const found = site.chat.messages.find(one => one.id === target.name);
  const wrong =
    problem(call.body) ??
    (call.query.get('updateMask') === null ? 'updateMask is required' : undefined);
  if (wrong !== undefined) return refuse(site, invalid(wrong), wrong, now);
  if (found !== undefined) {
    edit(found, masked(found.now, shown(call.body, textAt(found.now.body, 'thread'), now), call));
    return ok(view(found));
  }
  if (call.query.get('allowMissing') !== 'true')
    return refuse(site, notFound(target.name), 'no such message', now);
  if (!clientId.test(target.id)) {
    const why = `allowMissing needs a client-assigned message id (${clientId.source})`;
    return refuse(site, invalid(why), why, now);
  }
  const thread = `${target.home}/threads/${insertId('thread', nextSerial(site.world))}`;
  return ok(view(say(site, {space: target.home, name: target.name, thread}, call.body, now)));
}

/** Only what the mask names is replaced; `*` names everything. */
function masked(before: Shown, after: Shown, call: Call): Shown {
  const names = new Set((call.query.get('updateMask') ?? '').split(',').map(name => name.trim()));
  const cards = names.has('*') || names.has('cardsV2') || names.has('cards_v2');
  return {
    at: after.at,
    text: names.has('*') || names.has('text') ? after.text : before.text,
    body: cards ? after.body : before.body,
  };
}

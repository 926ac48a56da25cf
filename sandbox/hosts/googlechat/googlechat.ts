import {googleError, invalid, notFound, ok, type Answer} from '../../http/answer.ts';
import type {Call, Route, Site} from '../../http/call.ts';
import {edit, type Shown} from '../../chat.ts';
import {insertId} from '../../entries/id.ts';
import type {Verb} from '../../http/fault.ts';
import {at, isObject, listAt, stamp, textAt} from '../../json.ts';
import {nextSerial} from '../../world/world.ts';
import {say, shown, threadOf, view} from './message.ts';

const create = /^\/v1\/(spaces\/[^/]+)\/messages$/;
const message = /^\/v1\/((spaces\/[^/]+)\/messages\/([^/]+))$/;
const clientId = /^client-[a-z0-9-]{1,56}$/;
const space = /^\/v1\/(spaces\/[A-Za-z0-9_-]+)$/;
const byteLimit = 32_000;
const keyLimit = 4000;

/**
 * Google Chat v1: messages of apps and webhooks, and the spaces that an app is in. Credentials do not reach a
 * stand-in: who has no webhook's key and token in the query is taken for the app.
 * https://developers.google.com/workspace/chat/api/reference/rest/v1/spaces.messages
 */
export function routeGoogleChat(call: Call): Route<Verb<'chat'>> | undefined {
  const [, room = ''] = create.exec(call.path) ?? [];
  if (call.method === 'POST' && room !== '') {
    return {verb: 'create', mutating: true, run: (site, now) => post(site, room, call, now)};
  }
  const [, seen = ''] = space.exec(call.path) ?? [];
  if (call.method === 'GET' && seen !== '') {
    return {verb: 'get', mutating: false, run: site => getSpace(site, seen, call)};
  }
  const [, name = '', home = '', id = ''] = message.exec(call.path) ?? [];
  if (name === '') return undefined;
  if (call.method === 'GET')
    return {verb: 'get', mutating: false, run: site => get(site, name, call)};
  if (call.method !== 'PATCH') return undefined;
  return {
    verb: 'update',
    mutating: true,
    run: (site, now) => patch(site, {name, home, id}, call, now),
  };
}

/** A webhook's key and token post, and do nothing else: https://developers.google.com/workspace/chat/quickstart/webhooks */
function isWebhook({query}: Call): boolean {
  return query.has('key') && query.has('token');
}

const notForWebhooks = googleError(403, 'A webhook may only create messages.');

/** What is put as `chat.googleapis.com/spaces/ID` is answered; any other space has the app. */
function getSpace({world}: Site, name: string, call: Call): Answer {
  if (isWebhook(call)) return notForWebhooks;
  const put = world.inventory.get(`chat.googleapis.com/${name}`);
  return ok(
    put ?? {
      name,
      spaceType: 'SPACE',
      displayName: 'Mesh on call',
      spaceThreadingState: 'THREADED_MESSAGES',
    },
  );
}

function get(site: Site, name: string, call: Call): Answer {
  if (isWebhook(call)) return notForWebhooks;
  const found = site.chat.messages.find(one => one.id === name);
  return found === undefined ? notFound(name) : ok(view(found));
}

function problem(call: Call): string | undefined {
  const {body} = call;
  if (!isObject(body)) return 'Request body is missing.';
  const size = Buffer.byteLength(JSON.stringify({text: body['text'], cardsV2: body['cardsV2']}));
  if (size > byteLimit) return `Message is ${size} bytes long; the limit is ${byteLimit} bytes.`;
  const said = textAt(body, 'text') !== '' || listAt(body, 'cardsV2').length > 0;
  if (!said) return 'Message cannot be empty.';
  // Who posts by a webhook is no app that could be asked: https://developers.google.com/workspace/chat/quickstart/webhooks
  return isWebhook(call) && hasAction(listAt(body, 'cardsV2'))
    ? 'A message of a webhook cannot have an interactive card: onClick.action needs a Chat app.'
    : undefined;
}

/** Whether something in a card asks an app when it is clicked. */
function hasAction(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(hasAction);
  if (!isObject(value)) return false;
  return at(value, 'onClick', 'action') !== undefined || Object.values(value).some(hasAction);
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
    problem(call) ??
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
  const named = textAt(call.body, 'thread', 'name');
  const thread = threadOf(site, space, {
    key,
    name: named,
    option: call.query.get('messageReplyOption') ?? '',
  });
  if (thread === undefined)
    return refuse(site, notFound(`thread ${named || key}`), 'no such thread', now);
  if (requestId !== '') site.chat.requests.set(`${space} ${requestId}`, name);
  return ok(view(say(site, {space, name, thread}, call.body, now)));
}

function patch(
  site: Site,
  target: {readonly name: string; readonly home: string; readonly id: string},
  call: Call,
  now: number,
): Answer {
  if (isWebhook(call)) return refuse(site, notForWebhooks, 'a webhook cannot edit', now);
  const found = site.chat.messages.find(one => one.id === target.name);
  const wrong =
    problem(call) ?? (call.query.get('updateMask') === null ? 'updateMask is required' : undefined);
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

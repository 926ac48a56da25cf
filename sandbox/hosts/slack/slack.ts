import {ok, type Answer} from '../../http/answer.ts';
import type {Call, Route, Site} from '../../http/call.ts';
import {type ChatMessage, edit} from '../../chat.ts';
import type {Verb} from '../../http/fault.ts';
import {at, isObject, stamp, textAt} from '../../json.ts';
import {channelId, type Problem, problem, refuse, say, shown, textLimit, view} from './message.ts';
import {missing} from './text-limits.ts';
import {openView, updateView} from './views.ts';

/**
 * Slack's Web API as far as the responder uses it. The real service wants a bearer token; the sandbox
 * takes calls with and without. https://docs.slack.dev/reference/methods/chat.postMessage
 */
export function routeSlack(call: Call): Route<Verb<'slack'>> | undefined {
  const fields = call.method === 'GET' ? Object.fromEntries(call.query) : call.body;
  switch (call.path) {
    case '/api/chat.postMessage':
      return {
        verb: 'chat.postMessage',
        mutating: true,
        run: (site, now) => post(site, fields, now),
      };
    case '/api/auth.test':
      return {
        verb: 'auth.test',
        mutating: false,
        run: site => authTest(site),
      };
    case '/api/chat.update':
      return {verb: 'chat.update', mutating: true, run: (site, now) => update(site, fields, now)};
    case '/api/conversations.history':
      return {verb: 'conversations.history', mutating: false, run: site => history(site, fields)};
    case '/api/conversations.replies':
      return {verb: 'conversations.replies', mutating: false, run: site => replies(site, fields)};
    case '/api/views.open':
      return {verb: 'views.open', mutating: true, run: (site, now) => openView(site, fields, now)};
    case '/api/views.update':
      return {
        verb: 'views.update',
        mutating: true,
        run: (site, now) => updateView(site, fields, now),
      };
    case '/api/usergroups.users.list':
      return {verb: 'usergroups.users.list', mutating: false, run: site => members(site, fields)};
    default:
      return undefined;
  }
}

/** The members of a user group: https://docs.slack.dev/reference/methods/usergroups.users.list */
function members({people}: Site, fields: unknown): Answer {
  const group = textAt(fields, 'usergroup');
  if (group === '') return refuse('invalid_arguments', missing('usergroup', ''));
  const users = Object.hasOwn(people.groups, group) ? people.groups[group] : undefined;
  return users === undefined ? refuse('no_such_subteam') : ok({ok: true, users});
}

/** https://docs.slack.dev/reference/methods/auth.test ; what is put as `slack.com/auth.test` is answered. */
function authTest({world}: Site): Answer {
  return ok(
    world.inventory.get('slack.com/auth.test') ?? {
      ok: true,
      url: 'https://shop.slack.com/',
      team: 'Shop',
      user: 'mesh-responder',
      team_id: 'T0SANDBOX',
      user_id: 'U0SANDBOX',
      bot_id: 'B0SANDBOX',
    },
  );
}

function post(site: Site, fields: unknown, now: number): Answer {
  const place = channelId(textAt(fields, 'channel'));
  const thread = textAt(fields, 'thread_ts');
  const root = site.chat.messages.find(one => one.place === place && one.id === thread);
  // The name of this error is inferred; the reference lists none for an unknown thread.
  const bad =
    reject(fields) ??
    (thread !== '' && root === undefined ? {error: 'thread_not_found', details: []} : undefined);
  if (bad !== undefined) return refused(site, bad, now);
  const where = {
    service: 'slack' as const,
    place,
    ...(thread === '' ? {} : {thread: root?.thread ?? thread}),
  };
  const message = say(site, where, fields, now);
  const cut = textAt(fields, 'text').length > textLimit ? {warning: 'message_truncated'} : {};
  return ok({ok: true, channel: place, ts: message.id, message: view(message), ...cut});
}

function update(site: Site, fields: unknown, now: number): Answer {
  // Unlike chat.postMessage, chat.update takes ids only.
  const place = textAt(fields, 'channel');
  const ts = textAt(fields, 'ts');
  const known = site.chat.messages.some(one => one.place === place);
  const message = site.chat.messages.find(one => one.place === place && one.id === ts);
  const bad = reject(fields);
  if (bad !== undefined) return refused(site, bad, now);
  if (message === undefined)
    return refused(
      site,
      {error: known ? 'message_not_found' : 'channel_not_found', details: []},
      now,
    );
  edit(message, shown(fields, now));
  return ok({ok: true, channel: place, ts, text: message.now.text, message: view(message)});
}

function reject(fields: unknown): Problem | undefined {
  if (!isObject(fields)) return {error: 'invalid_arguments', details: []};
  return textAt(fields, 'channel') === ''
    ? {error: 'channel_not_found', details: []}
    : problem(fields);
}

function refused(site: Site, bad: Problem, now: number): Answer {
  site.chat.refused.push({at: stamp(now), service: 'slack', ...bad});
  return refuse(bad.error, bad.details);
}

function history(site: Site, fields: unknown): Answer {
  const place = channelId(textAt(fields, 'channel'));
  const messages = site.chat.messages
    .filter(one => one.service === 'slack' && one.place === place && one.thread === undefined)
    .reverse();
  return listed(messages, fields);
}

/** A thread, its root first: https://docs.slack.dev/reference/methods/conversations.replies */
function replies(site: Site, fields: unknown): Answer {
  const place = channelId(textAt(fields, 'channel'));
  const ts = textAt(fields, 'ts');
  const thread = site.chat.messages
    .filter(one => one.service === 'slack' && one.place === place)
    .filter(one => one.id === ts || one.thread === ts);
  const [root, ...rest] = thread;
  if (root === undefined) return refuse('thread_not_found');
  return listed(rest, fields, [root]);
}

/** The messages that the fields ask for, behind those that always come. */
function listed(
  messages: readonly ChatMessage[],
  fields: unknown,
  always: readonly ChatMessage[] = [],
): Answer {
  const oldest = textAt(fields, 'oldest');
  const latest = textAt(fields, 'latest');
  const inclusive = isTrue(at(fields, 'inclusive'));
  const limit = Math.min(Number(at(fields, 'limit') ?? 100) || 100, 999);
  const metadata = isTrue(at(fields, 'include_all_metadata'));
  const asked = messages
    .filter(one => oldest === '' || one.id > oldest || (inclusive && one.id === oldest))
    .filter(one => latest === '' || one.id < latest || (inclusive && one.id === latest));
  // A thread's root comes with every page.
  const from = Number(textAt(fields, 'cursor').replace(/^next:/, '')) || 0;
  const page = asked.slice(from, from + limit - always.length);
  const end = from + page.length;
  const more = end < asked.length;
  return ok({
    ok: true,
    messages: [...always, ...page].map(one => view(one, metadata)),
    has_more: more,
    ...(more ? {response_metadata: {next_cursor: `next:${end}`}} : {}),
  });
}

function isTrue(value: unknown): boolean {
  return value === true || value === 'true' || value === '1';
}

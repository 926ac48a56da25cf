import {CallError, type Failure} from '../../../core/lib/error.ts';
import {isObject, type JsonObject, textAt} from '../../../core/lib/json.ts';
import {redact} from '../../http/redact.ts';
import {oneLine} from '../text/sanitise.ts';
import type {SendJson} from '../delivery/send-json.ts';

/** Calls Slack's Web API with one bot token. */
export interface SlackAccess {
  readonly send: SendJson;
  readonly token: string;
}

/** Slack's answer; `code` is its own word, e.g. `message_not_found`. */
export type SlackAnswer =
  | {readonly kind: 'ok'; readonly body: JsonObject}
  | {readonly kind: 'refused'; readonly code: string; readonly error: CallError};

const invite = 'invite the bot to the channel (/invite) or configure another channel';
const token = 'reinstall the Slack app and store its new bot token';
const passing = 'Slack had a passing problem; the message is sent again';

/** What Slack's words mean; https://docs.slack.dev/reference/methods/chat.postMessage#errors */
const meanings: Readonly<Record<string, readonly [Failure, string]>> = {
  ratelimited: ['rate-limited', 'too many messages; the message is sent again later'],
  rate_limited: ['rate-limited', 'too many messages; the message is sent again later'],
  message_limit_exceeded: ['rate-limited', 'the workspace sends too much; it is sent again later'],
  not_in_channel: ['denied', invite],
  channel_not_found: ['not-found', 'configure the channel by its id (C…) and invite the bot to it'],
  no_such_subteam: ['not-found', 'configure the user group by its id (S…)'],
  is_archived: ['denied', 'unarchive the channel or configure another one'],
  invalid_auth: ['denied', token],
  not_authed: ['denied', token],
  account_inactive: ['denied', token],
  token_revoked: ['denied', token],
  token_expired: ['denied', token],
  missing_scope: [
    'denied',
    'give the Slack app the scopes chat:write and channels:history, for user groups usergroups:read',
  ],
  no_permission: ['denied', 'give the Slack app the scopes chat:write and channels:history'],
  access_denied: ['denied', 'ask a workspace administrator to allow the Slack app'],
  team_access_not_granted: ['denied', 'ask a workspace administrator to allow the Slack app'],
  restricted_action: ['denied', 'ask a workspace administrator who may post in this channel'],
  ekm_access_denied: ['denied', 'ask a workspace administrator: posting is suspended'],
  edit_window_closed: ['denied', 'the workspace allows no edits any more; a new message follows'],
  cant_update_message: ['denied', 'the message belongs to another app; a new message follows'],
  message_not_found: ['not-found', 'somebody deleted the message; a new message follows'],
  invalid_blocks: ['invalid', 'report it: the message was put together wrongly'],
  msg_too_long: ['invalid', 'report it: the message was put together too long'],
  msg_blocks_too_long: ['invalid', 'report it: the message was put together too long'],
  internal_error: ['unavailable', passing],
  fatal_error: ['unavailable', passing],
  service_unavailable: ['unavailable', passing],
  request_timeout: ['unavailable', passing],
};

/** One call of a Web API method; the body goes as JSON, or as query for a GET. */
export interface SlackCall {
  readonly name: string;
  readonly body?: JsonObject;
  readonly query?: Readonly<Record<string, string>>;
}

/**
 * Calls a method. Slack answers HTTP 200 also when it refuses (`{ok: false, error}`), which comes
 * back as `refused`. Throws `CallError` without a usable answer: `malformed` when it is not Slack's.
 */
export async function askSlack({send, token}: SlackAccess, call: SlackCall): Promise<SlackAnswer> {
  const query = call.query === undefined ? '' : `?${new URLSearchParams(call.query).toString()}`;
  const {status, headers, body} = await send({
    call: `slack ${call.name}`,
    method: call.body === undefined ? 'GET' : 'POST',
    url: `https://slack.com/api/${call.name}${query}`,
    headers: {authorization: `Bearer ${token}`},
    ...(call.body === undefined ? {} : {body: call.body}),
  });
  if (isObject(body) && body['ok'] === true) return {kind: 'ok', body};
  const code = textAt(body, 'error');
  if (!isObject(body) || body['ok'] !== false || code === undefined) {
    throw slackError(call, 'malformed', status, 'the answer is not of the documented shape');
  }
  const known = Object.hasOwn(meanings, code) ? meanings[code] : undefined;
  const [failure, advice] = known ?? [
    'invalid',
    `see the errors of ${call.name} in Slack's reference`,
  ];
  const said = `${redact(oneLine(code), [token], 80)}: ${advice}`;
  const wait = failure === 'rate-limited' ? Number(headers['retry-after']) : NaN;
  const error = slackError(call, failure, status, said, wait > 0 ? wait * 1000 : undefined);
  return {kind: 'refused', code, error};
}

/** The body of an answer that must not be a refusal. Throws its `CallError`. */
export function accepted(answer: SlackAnswer): JsonObject {
  if (answer.kind === 'refused') throw answer.error;
  return answer.body;
}

/** An error of a Slack call, for an answer that says ok and lacks what it promises as well. */
export function slackError(
  call: SlackCall,
  failure: Failure,
  status: number,
  said: string,
  retryAfterMs?: number,
): CallError {
  const facts = {call: `slack ${call.name}`, failure, status, said, attempts: 1};
  return new CallError(retryAfterMs === undefined ? facts : {...facts, retryAfterMs});
}

/** What Slack says of a bot token. */
export interface SlackBot {
  readonly team: string;
  readonly user: string;
  /** What the token may do; undefined when Slack does not say. */
  readonly scopes: readonly string[] | undefined;
}

/**
 * Asks Slack whether it takes the token. https://docs.slack.dev/reference/methods/auth.test ; an
 * answer lists the token's scopes in the header `x-oauth-scopes`.
 * @throws CallError.
 */
export async function slackAuth(send: SendJson, token: string): Promise<SlackBot> {
  let scopes: readonly string[] | undefined;
  const body = accepted(
    await askSlack(
      {
        token,
        async send(request) {
          const answer = await send(request);
          const header = answer.headers['x-oauth-scopes'];
          scopes = header?.split(',').map(one => one.trim());
          return answer;
        },
      },
      {name: 'auth.test', body: {}},
    ),
  );
  const team = textAt(body, 'team');
  const user = textAt(body, 'user');
  if (team === undefined || user === undefined) {
    const said = 'the answer names neither team nor user';
    throw new CallError({
      call: 'slack auth.test',
      failure: 'malformed',
      status: 200,
      said,
      attempts: 1,
    });
  }
  return {team, user, scopes};
}

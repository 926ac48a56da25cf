import {CallError} from '../../../core/lib/error.ts';
import {textAt} from '../../../core/lib/json.ts';
import type {SendJson} from '../delivery/send-json.ts';
import {accepted, askSlack} from './api.ts';

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

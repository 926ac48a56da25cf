import assert from 'node:assert/strict';
import {describe, it} from 'mocha';
import {slackAuth} from '../../../../functions/adapters/chat/slack/api.ts';
import type {JsonRequest} from '../../../../functions/adapters/chat/delivery/send-json.ts';
import {callError} from '../../../support/outside.ts';

describe('slackAuth', () => {
  /** Slack's answer to any request. */
  const answering =
    (body: unknown, headers: Record<string, string> = {}, seen: JsonRequest[] = []) =>
    (request: JsonRequest) => {
      seen.push(request);
      return Promise.resolve({status: 200, headers, body});
    };

  it('asks with the token and tells who it is and what it may do', async () => {
    const seen: JsonRequest[] = [];
    const scopes = {'x-oauth-scopes': 'chat:write,channels:history'};
    const send = answering({ok: true, team: 'Shop', user: 'bot'}, scopes, seen);
    assert.deepEqual(await slackAuth(send, 'xoxb-1'), {
      team: 'Shop',
      user: 'bot',
      scopes: ['chat:write', 'channels:history'],
    });
    assert.deepEqual(
      seen.map(one => [one.url, one.headers]),
      [['https://slack.com/api/auth.test', {authorization: 'Bearer xoxb-1'}]],
    );
  });

  it('never repeats the token, whatever Slack says', async () => {
    const token = 'xoxb-1-2-S3cr3tS3cr3t';
    for (const error of [token, `bad ${token} here`, `${'x'.repeat(70)} ${token}`]) {
      const {message} = await callError(slackAuth(answering({ok: false, error}), token));
      assert.doesNotMatch(message, /S3cr|xoxb-/);
    }
  });

  const refusals = [
    [{ok: false, error: 'invalid_auth'}, 'denied'],
    [{ok: false, error: 'ratelimited'}, 'rate-limited'],
    [{ok: true}, 'malformed'],
    ['<html>', 'malformed'],
  ] as const;
  for (const [body, failure] of refusals) {
    it(`makes ${failure} of ${JSON.stringify(body)}`, async () => {
      const {facts} = await callError(slackAuth(answering(body), 'xoxb-1'));
      assert.equal(facts.failure, failure);
      assert.doesNotMatch(facts.said, /xoxb/);
    });
  }
});

import assert from 'node:assert/strict';
import fc from 'fast-check';
import {describe, it} from 'mocha';
import {redact, secretsOf} from '../../../functions/adapters/http/redact.ts';

const canary = 'C4n4ryS3cr3t';

describe('redact', () => {
  for (const text of [
    `Authorization: Bearer ${canary}`,
    `{"authorization":"Bearer ${canary}"}`,
    `authorization=${canary}`,
    `Proxy-Authorization: Basic ${canary}==`,
    `bearer ${canary}`,
    `token ya29.${canary}-x_y`,
    `xoxb-1-2-${canary}`,
    `xoxp-${canary}`,
    `xapp-1-${canary}`,
    `https://hooks.slack.com/services/T000/B000/${canary}`,
    `at hooks.slack.com/workflows/T000/A000/1/${canary}`,
    `http://127.0.0.1:1/hooks.slack.com/services/T000/B000/${canary} refused`,
    `https://chat.googleapis.com/v1/spaces/S/messages?key=${canary}&token=${canary}`,
    `?threadKey=a&token=${canary}#x`,
    `?url=a%26b&key%3D${canary}`,
    `{"access_token": "${canary}", "a": 1}`,
    `{'private_key':'${canary}'}`,
    `eyJhbGciOiJSUzI1NiJ9.${canary}.${canary}`,
  ]) {
    it(`removes the secret of ${text.replaceAll(canary, '…')}`, () => {
      assert.doesNotMatch(redact(text), new RegExp(canary));
    });
  }

  it('removes what a request was authenticated with, however a server echoes it', () => {
    const url = new URL('https://chat.googleapis.com/v1/spaces/A/messages');
    const token = 'a+b/c==S3cret%x';
    url.searchParams.set('token', token);
    const hook = new URL('https://hooks.slack.com/services/T0/B0/h00kS3cret%2Fx');
    for (const [asked, secret] of [
      [url, token],
      [hook, 'h00kS3cret%2Fx'],
    ] as const) {
      const secrets = secretsOf({url: asked, headers: {}});
      const once = encodeURIComponent(secret);
      for (const echo of [secret, once, encodeURIComponent(once)]) {
        assert.doesNotMatch(redact(`no route for ${echo} here`, secrets), /S3cret/, echo);
      }
    }
  });

  it('leaves what people need to read', () => {
    const text =
      "PERMISSION_DENIED: Permission 'serviceusage.services.enable' denied on projects/shop-prod";
    assert.equal(redact(text), text);
  });

  it('folds white space and clamps to 300 characters', () => {
    assert.equal(redact('a\n\t b'), 'a b');
    assert.equal(redact('x'.repeat(1000)).length, 300);
  });

  it('stays within 300 characters and needs linear time on any text', () => {
    fc.assert(
      fc.property(fc.string({unit: 'binary', maxLength: 2000}), text => {
        assert.ok(redact(text).length <= 300);
      }),
    );
    for (const hostile of [
      'authorization',
      'authorization:',
      'bearer ',
      '"key"',
      'eyJa.',
      '?key=',
    ]) {
      redact(hostile.repeat(200_000));
    }
  });

  it('removes the secrets of a request wherever they stand', () => {
    const request = {
      url: new URL(`http://127.0.0.1:9/hooks.slack.com/services/T0/B0/${canary}?key=${canary}%2Fk`),
      headers: {Authorization: `Bearer ${canary}header`},
    };
    const text = `path ${canary}, query ${canary}/k, encoded ${canary}%2Fk, header ${canary}header`;
    assert.doesNotMatch(redact(text, secretsOf(request)), new RegExp(canary));
  });

  it('removes a query secret in its encoded form too', () => {
    const url = new URL(`https://chat.googleapis.com/v1/spaces/S/messages?token=a%2Fb${canary}`);
    const text = redact(`said a%2Fb${canary} and a/b${canary}`, secretsOf({url, headers: {}}));
    assert.equal(text, 'said [redacted] and [redacted]');
  });
});

import assert from 'node:assert/strict';
import {googleIdentity} from '../../../sandbox/clicks/google-id-token.ts';
import {googleRequest} from '../../../sandbox/clicks/send.ts';
import type {Tamper} from '../../../sandbox/clicks/tamper.ts';
import {start} from '../start.ts';

describe('an event of Google Chat', () => {
  const identity = googleIdentity();
  const sent = (tamper: Tamper) =>
    googleRequest('http://127.0.0.1:1/google-chat', {chat: {}}, tamper, {identity, now: start});
  const claimsOf = (header = '') =>
    JSON.parse(
      Buffer.from(header.replace(/^Bearer /, '').split('.')[1] ?? '', 'base64url').toString(),
    ) as Record<string, unknown>;

  it("carries a token of the app's account for the app's address", () => {
    const {headers, body, url} = sent({});
    const {aud, email, iss} = claimsOf(headers['authorization']);
    assert.deepEqual(
      [aud, email, iss, body, url],
      [
        'https://interact.shop.example/google-chat',
        'service-731920055417@gcp-sa-gsuiteaddons.iam.gserviceaccount.com',
        'https://accounts.google.com',
        '{"chat":{}}',
        'http://127.0.0.1:1/google-chat',
      ],
    );
  });

  it('can be tampered with', () => {
    const {headers, body} = sent({payload: {chat: 1}, claims: {email: 'x@evil.example'}});
    assert.equal(claimsOf(headers['authorization'])['email'], 'x@evil.example');
    assert.equal(body, '{"chat":1}');
    assert.equal(sent({headers: {authorization: null}}).headers['authorization'], undefined);
  });
});

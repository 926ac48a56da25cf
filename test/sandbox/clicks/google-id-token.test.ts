import assert from 'node:assert/strict';
import {createPublicKey, createVerify, type JsonWebKey} from 'node:crypto';
import {OAuth2Client} from 'google-auth-library';
import {at, isObject, listAt, textAt} from '../../../sandbox/json.ts';
import {startSandbox} from '../../../sandbox/start.ts';
import {start, type Trial, tried} from '../start.ts';

const scenario = 'healthy';
const audience = 'https://interact.shop.example';
const email = 'mina@shop.example';

async function tokenOf({post}: Pick<Trial, 'post'>, more: object = {}): Promise<string> {
  return textAt((await post('_sandbox/id-token', {email, ...more})).json, 'token');
}

function part(token: string, index: number): unknown {
  return JSON.parse(Buffer.from(token.split('.')[index] ?? '', 'base64url').toString());
}

/** Whether the keys of `/oauth2/v3/certs` verify a token, read from RFC 7515. */
async function isSigned({get}: Pick<Trial, 'get'>, token: string): Promise<boolean> {
  const {keys} = (await get('www.googleapis.com/oauth2/v3/certs')).json as {keys: JsonWebKey[]};
  const key = keys.find(one => one['kid'] === textAt(part(token, 0), 'kid'));
  if (key === undefined || textAt(part(token, 0), 'alg') !== 'RS256') return false;
  const [head = '', claims = '', signature = ''] = token.split('.');
  const verify = createVerify('RSA-SHA256').update(`${head}.${claims}`);
  return verify.verify(createPublicKey({key, format: 'jwk'}), signature, 'base64url');
}

describe("Google's tokens of the sandbox", () => {
  it('say who somebody is, for an hour', () =>
    tried({scenario}, async trial => {
      const token = await tokenOf(trial);
      const iat = start / 1000;
      const {sub, ...claims} = part(token, 1) as Record<string, unknown>;
      assert.match(String(sub), /^\d+$/);
      assert.deepEqual(claims, {
        iss: 'https://accounts.google.com',
        azp: audience,
        aud: audience,
        email,
        email_verified: true,
        iat,
        exp: iat + 3600,
      });
      assert.equal(await isSigned(trial, token), true);
    }));

  it('are verified by the keys that are served, which may be kept a while and outlive a reset', () =>
    tried({scenario}, async ({get, post}) => {
      const pem = await get('www.googleapis.com/oauth2/v1/certs');
      const jwk = await get('www.googleapis.com/oauth2/v3/certs');
      assert.match(pem.headers.get('cache-control') ?? '', /^public, max-age=\d+/);
      assert.ok(isObject(pem.json));
      const kid = textAt(listAt(jwk.json, 'keys')[0], 'kid');
      assert.match(textAt(pem.json, kid), /^-----BEGIN PUBLIC KEY-----/);
      await post('_sandbox/reset');
      assert.deepEqual((await get('www.googleapis.com/oauth2/v1/certs')).json, pem.json);
    }));

  it("are taken by Google's own library, in real time", async () => {
    const sandbox = await startSandbox({scenario, now: () => Date.now()});
    try {
      const answer = await fetch(`${sandbox.url}/www.googleapis.com/oauth2/v1/certs`);
      const certs = (await answer.json()) as Record<string, string>;
      const client = new OAuth2Client();
      const verify = (token: string) =>
        client.verifySignedJwtWithCertsAsync(token, certs, audience, [
          'https://accounts.google.com',
        ]);
      const ask = (tamper: object) => sandbox.people.idToken({email, audience, tamper});
      assert.equal((await verify(ask({}))).getPayload()?.email, email);
      const bad: readonly (readonly [object, RegExp])[] = [
        [{otherKey: true}, /Invalid token signature/],
        [{alg: 'none'}, /Invalid token signature/],
        [{alg: 'HS256'}, /Invalid token signature/],
        [{seconds: -7200}, /Token used too late/],
        [{seconds: 7200}, /Token used too early|Expiration time too far/],
        [{claims: {aud: 'https://other.example'}}, /Wrong recipient/],
        [{claims: {iss: 'https://evil.example'}}, /Invalid issuer/],
      ];
      for (const [tamper, says] of bad) await assert.rejects(verify(ask(tamper)), says);
    } finally {
      await sandbox.close();
    }
  });

  it('can be forged for whoever attacks', () =>
    tried({scenario}, async trial => {
      for (const tamper of [{otherKey: true}, {alg: 'none'}, {alg: 'HS256'}])
        assert.equal(await isSigned(trial, await tokenOf(trial, {tamper})), false);
      const claims = part(await tokenOf(trial, {audience: 'x', tamper: {claims: {exp: 1}}}), 1);
      assert.deepEqual([at(claims, 'aud'), at(claims, 'exp')], ['x', 1]);
    }));
});

import assert from 'node:assert/strict';
import {createSign, generateKeyPairSync} from 'node:crypto';
import {tokenCheck} from '../../../../functions/adapters/google/client/person-token.ts';
import {callError} from '../../../support/fakes.ts';

const audience = 'https://interact.shop.example';
const {publicKey, privateKey} = generateKeyPairSync('rsa', {modulusLength: 2048});
const pem = publicKey.export({type: 'spki', format: 'pem'}).toString();

function token(kid = 'k1', claims: object = {}): string {
  // The library that checks it goes by the clock of the machine.
  const now = Math.floor(Date.now() / 1000);
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const said = {
    ...{iss: 'https://accounts.google.com', aud: audience, sub: '1', iat: now, exp: now + 3600},
    ...{email: 'mina@shop.example', email_verified: true},
    ...claims,
  };
  const signed = `${part({alg: 'RS256', kid})}.${part(said)}`;
  return `${signed}.${createSign('RSA-SHA256').update(signed).sign(privateKey).toString('base64url')}`;
}

describe('a token of Google', () => {
  let asked: number;
  let later: number;
  let answer: () => Promise<unknown>;
  let check: ReturnType<typeof tokenCheck>;
  beforeEach(() => {
    asked = 0;
    later = 0;
    answer = () => Promise.resolve({k1: pem});
    check = tokenCheck({
      clock: {now: () => Date.now() + later},
      async send() {
        asked += 1;
        return {
          status: 200,
          headers: {'cache-control': 'public, max-age=600'},
          body: await answer(),
        };
      },
    });
  });
  const kindOf = async (given: string | undefined, audiences = [audience]) =>
    (await check(given, audiences)).kind;

  it('says whom it speaks for', async () => {
    assert.deepEqual(await check(token(), ['x', audience]), {
      kind: 'valid',
      email: 'mina@shop.example',
    });
  });

  it('is checked with keys that are kept as long as Google says', async () => {
    for (const after of [0, 1, 599_000]) {
      later = after;
      assert.equal(await kindOf(token()), 'valid');
    }
    assert.equal(asked, 1);
    later = 601_000;
    await check(token(), [audience]);
    assert.equal(asked, 2);
  });

  it('is checked with the same keys as others that come beside it', async () => {
    const kinds = await Promise.all(Array.from({length: 5}, () => kindOf(token())));
    assert.deepEqual([...new Set(kinds)], ['valid']);
    assert.equal(asked, 1);
  });

  it('with a key that nobody knows has Google asked once a minute', async () => {
    await check(token(), [audience]);
    for (let n = 0; n < 50; n += 1) assert.equal(await kindOf(token(`made-up-${n}`)), 'invalid');
    assert.equal(asked, 1);
    later = 61_000;
    answer = () => Promise.resolve({k1: pem, k2: pem});
    assert.equal(await kindOf(token('k2')), 'valid', 'Google has changed its keys');
  });

  it('counts for nothing where Google gives no keys, and Google is left alone for a minute', async () => {
    answer = () => Promise.reject(callError('unavailable', 'google certs'));
    for (let n = 0; n < 50; n += 1) assert.equal(await kindOf(token()), 'unknown');
    assert.equal(asked, 1);
    later = 61_000;
    answer = () => Promise.resolve({k1: pem});
    assert.equal(await kindOf(token()), 'valid');
  });

  it('for nobody in particular counts nowhere', async () => {
    assert.equal(await kindOf(token(), []), 'invalid');
    assert.equal(await kindOf(undefined), 'invalid');
    assert.equal(await kindOf('x'.repeat(9_000)), 'invalid');
  });
});

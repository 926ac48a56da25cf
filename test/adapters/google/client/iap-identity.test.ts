import assert from 'node:assert/strict';
import {createHmac, generateKeyPairSync, type KeyObject, sign} from 'node:crypto';
import fc from 'fast-check';
import {beforeEach, describe, it} from 'mocha';
import nock from 'nock';
import {sendChat} from '../../../../functions/adapters/chat/delivery/send-json.ts';
import {iapCheck, iapHeader} from '../../../../functions/adapters/google/client/iap-identity.ts';
import {outside} from '../../../support/outside.ts';

const audience = '/projects/731920055417/global/backendServices/5678901234567890123';
const iap = generateKeyPairSync('ec', {namedCurve: 'P-256'});
const another = generateKeyPairSync('ec', {namedCurve: 'P-256'});
const rsa = generateKeyPairSync('rsa', {modulusLength: 2048});
const pemOf = (key: KeyObject) => key.export({type: 'spki', format: 'pem'}).toString();
const pem = pemOf(iap.publicKey);

const mina = {
  kind: 'verified',
  identity: {email: 'mina@shop.example', subject: 'accounts.google.com:104200000000000000001'},
} as const;

function encoded(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

/** What IAP would sign, or what an attacker would have signed. */
function signed(head: object = {}, claims: object = {}, key = iap.privateKey): string {
  // The library that checks it goes by the clock of the machine.
  const now = Math.floor(Date.now() / 1000);
  const said = {
    ...{iss: 'https://cloud.google.com/iap', aud: audience, iat: now, exp: now + 600},
    ...{email: mina.identity.email, sub: mina.identity.subject, hd: 'shop.example'},
    ...claims,
  };
  const text = `${encoded({alg: 'ES256', typ: 'JWT', kid: 'k1', ...head})}.${encoded(said)}`;
  const bytes = sign('sha256', Buffer.from(text), {key, dsaEncoding: 'ieee-p1363'});
  return `${text}.${bytes.toString('base64url')}`;
}

describe('who looks, as IAP says', () => {
  let later: number;
  let check: ReturnType<typeof iapCheck>;
  beforeEach(() => {
    later = 0;
    check = iapCheck({send: sendChat(outside()), clock: {now: () => Date.now() + later}}, audience);
  });

  /** Google's answer, once; a second request fails the test. */
  function publish(keys: unknown, status = 200, maxAge = 'public, max-age=600'): void {
    nock('https://www.gstatic.com')
      .get('/iap/verify/public_key')
      .reply(status, keys, {'cache-control': maxAge});
  }
  const why = async (given: string | readonly string[] | undefined) => {
    const checked = await check(given);
    return checked.kind === 'refused' ? checked.why : checked.kind;
  };

  it('is the account of the assertion', async () => {
    assert.equal(iapHeader, 'x-goog-iap-jwt-assertion');
    publish({k1: pem});
    assert.deepEqual(await check(signed()), mina);
    assert.deepEqual(await check([signed()]), mina);
  });

  it('is the same before Cloud Run itself, for its own audience', async () => {
    const own = '/projects/731920055417/locations/europe-west4/services/mesh-responder-console';
    const deps = {send: sendChat(outside()), clock: {now: () => Date.now()}};
    publish({k1: pem});
    assert.deepEqual(await iapCheck(deps, own)(signed({}, {aud: own})), mina);
  });

  const now = () => Math.floor(Date.now() / 1000);
  const noFetch: readonly (readonly [
    string,
    () => string | readonly string[] | undefined,
    string,
  ])[] = [
    ['no assertion', () => undefined, 'absent'],
    ['an empty one', () => '', 'absent'],
    ['no value', () => [], 'absent'],
    ['two headers', () => [signed(), signed()], 'repeated'],
    ['two headers that node has joined', () => `${signed()}, ${signed()}`, 'repeated'],
    ['words', () => 'mina@shop.example', 'malformed'],
    ['the form of the unsigned header', () => 'accounts.google.com:mina@shop.example', 'malformed'],
    ['a token with Bearer', () => `Bearer ${signed()}`, 'malformed'],
    ['a token that is too long', () => signed({}, {more: 'x'.repeat(9_000)}), 'malformed'],
    ['a token of four parts', () => `${signed()}.x`, 'malformed'],
    ['no signature', () => signed().replace(/[^.]*$/, ''), 'malformed'],
    ['no key id', () => signed({kid: undefined}), 'malformed'],
    ['a key id that is no text', () => signed({kid: ['k1']}), 'malformed'],
    ['an extension', () => signed({crit: ['b64'], b64: false}), 'malformed'],
    ['times as text', () => signed({}, {exp: String(now() + 600)}), 'malformed'],
    ['no end', () => signed({}, {exp: undefined}), 'malformed'],
    ['alg none', () => signed({alg: 'none'}), 'wrong-algorithm'],
    ['alg NONE in capitals', () => signed({alg: 'NonE'}), 'wrong-algorithm'],
    ['alg ES256 in small letters', () => signed({alg: 'es256'}), 'wrong-algorithm'],
    ['alg HS256 over the public key', hmacked, 'wrong-algorithm'],
    ['alg RS256', () => signed({alg: 'RS256'}, {}, rsa.privateKey), 'wrong-algorithm'],
    ['Google’s ID tokens', () => signed({}, {iss: 'https://accounts.google.com'}), 'wrong-issuer'],
    [
      'a list of issuers',
      () => signed({}, {iss: ['https://cloud.google.com/iap']}),
      'wrong-issuer',
    ],
    ['another backend', () => signed({}, {aud: audience.replace(/3$/, '4')}), 'wrong-audience'],
    [
      'the beginning of the audience',
      () => signed({}, {aud: audience.slice(0, -1)}),
      'wrong-audience',
    ],
    ['a list of audiences', () => signed({}, {aud: [audience]}), 'wrong-audience'],
    ['no audience', () => signed({}, {aud: undefined}), 'wrong-audience'],
    [
      'the day after tomorrow',
      () => signed({}, {iat: now() + 120, exp: now() + 700}),
      'not-yet-valid',
    ],
    ['yesterday', () => signed({}, {iat: now() - 640, exp: now() - 40}), 'expired'],
    ['a whole day', () => signed({}, {exp: now() + 86_400}), 'too-long-lived'],
    ['no e-mail', () => signed({}, {email: undefined}), 'no-google-account'],
    ['an e-mail that is none', () => signed({}, {email: 'mina'}), 'no-google-account'],
    ['two e-mails', () => signed({}, {email: 'a@b.example c@d.example'}), 'no-google-account'],
    [
      'an e-mail that another provider says',
      () => signed({}, {email: 'securetoken.google.com/p:mina@shop.example'}),
      'no-google-account',
    ],
    [
      'an account of another provider',
      () => signed({}, {sub: 'sts.google.com:mina@shop.example'}),
      'no-google-account',
    ],
  ];
  for (const [what, given, expected] of noFetch) {
    it(`is nobody with ${what}, and Google is not asked`, async () => {
      assert.equal(await why(given()), expected);
    });
  }

  function hmacked(): string {
    const text = signed({alg: 'HS256'}).replace(/\.[^.]*$/, '');
    return `${text}.${createHmac('sha256', pem).update(text).digest('base64url')}`;
  }

  it('is nobody with a signature of somebody else', async () => {
    publish({k1: pem, rsa: pemOf(rsa.publicKey)});
    assert.equal(await why(signed({}, {}, another.privateKey)), 'bad-signature');
    assert.equal(await why(signed({kid: 'rsa'}, {}, rsa.privateKey)), 'bad-signature');
    const [head, , signature] = signed().split('.');
    const [, claims] = signed({}, {email: 'joon@shop.example'}).split('.');
    assert.equal(await why([head, claims, signature].join('.')), 'bad-signature');
    assert.equal(
      await why(`${head}.${claims}.${Buffer.alloc(64).toString('base64url')}`),
      'bad-signature',
    );
    assert.deepEqual(await check(signed()), mina, 'the key is the right one');
  });

  it('is nobody, whatever one character of an assertion is changed to', async () => {
    publish({k1: pem});
    const whole = signed();
    assert.deepEqual(await check(whole), mina);
    await fc.assert(
      fc.asyncProperty(
        fc.nat(whole.length - 1),
        fc.stringMatching(/^[\w.=+/ ,-]?$/),
        async (at, instead) => {
          fc.pre(whole[at] !== instead);
          const other = `${whole.slice(0, at)}${instead}${whole.slice(at + 1)}`;
          assert.equal((await check(other)).kind, 'refused');
        },
      ),
      {numRuns: 300},
    );
  });

  it('is nobody with any text, and nothing is thrown', async () => {
    const text = fc.oneof(
      fc.string({unit: 'binary'}),
      fc
        .array(fc.json().map(one => Buffer.from(one).toString('base64url')))
        .map(parts => parts.join('.')),
    );
    await fc.assert(
      fc.asyncProperty(text, async given => {
        assert.equal((await check(given)).kind, 'refused');
      }),
    );
  });

  it('counts from half a minute before its time until half a minute after it', async () => {
    publish({k1: pem});
    const iat = now();
    const token = signed({}, {iat, exp: iat + 600});
    const at = async (second: number) => {
      later = (iat + second) * 1000 - Date.now();
      return why(token);
    };
    assert.equal(await at(-29), 'verified');
    assert.equal(await at(-32), 'not-yet-valid');
    publish({k1: pem});
    assert.equal(await at(628), 'verified');
    assert.equal(await at(631), 'expired');
  });

  it('is checked with keys that are kept as long as Google says', async () => {
    publish({k1: pem}, 200, 'public, max-age=120');
    const beside = await Promise.all([1, 2, 3].map(() => check(signed())));
    assert.deepEqual(beside, [mina, mina, mina]);
    later = 119_000;
    assert.deepEqual(await check(signed()), mina);
    later = 121_000;
    publish({k2: pem});
    assert.equal(await why(signed()), 'unknown-key', 'a key that Google has taken back');
    assert.equal(await why(signed({kid: 'k2'})), 'verified');
  });

  it('is known again once Google has changed its keys, after a minute', async () => {
    publish({k1: pem});
    assert.equal(await why(signed({kid: 'k2'})), 'unknown-key');
    assert.equal(await why(signed({kid: 'k2'})), 'unknown-key');
    publish({k1: pem, k2: pem});
    later = 61_000;
    assert.equal(await why(signed({kid: 'k2'})), 'verified');
  });

  it('with keys that are made up has Google asked once a minute', async () => {
    publish({k1: pem});
    const made = Array.from({length: 50}, (_, n) => why(signed({kid: `made-up-${n}`})));
    assert.deepEqual([...new Set(await Promise.all(made))], ['unknown-key']);
    for (const kid of ['__proto__', 'constructor', 'toString', '']) {
      assert.equal(await why(signed({kid})), 'unknown-key');
    }
    assert.deepEqual(await check(signed()), mina);
  });

  for (const [what, answer] of [
    [
      'is away',
      () => {
        publish('nothing here', 404);
      },
    ],
    [
      'gives a page',
      () => {
        publish('<html>sign in</html>');
      },
    ],
    [
      'gives a list',
      () => {
        publish([pem]);
      },
    ],
    [
      'gives no key',
      () => {
        publish({});
      },
    ],
  ] as const) {
    it(`is not known while Google ${what}, which is left alone for a minute`, async () => {
      answer();
      for (let n = 0; n < 5; n += 1) assert.equal(await why(signed()), 'unknown');
      later = 61_000;
      publish({k1: pem});
      assert.equal(await why(signed()), 'verified');
    });
  }

  it('is nobody with a key that is none', async () => {
    publish({k1: 'no key at all'});
    assert.equal(await why(signed()), 'bad-signature');
  });
});

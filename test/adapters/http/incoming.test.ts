import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  admission,
  bodyLimit,
  clickLimit,
  type Fence,
  type Incoming,
} from '../../../functions/adapters/http/incoming.ts';

const now = Date.parse('2026-11-22T06:00:00Z');
const push = 'push@shop-ops.iam.gserviceaccount.com';
const host = 'intake-abc-ew.a.run.app';
const open: Fence = {loopbackOnly: false, callers: [], takes: 'deliveries', now: () => now};
const clicks: Fence = {...open, takes: 'clicks'};
const local: Fence = {...open, loopbackOnly: true};
const cloud: Fence = {...open, callers: [push]};

function incoming(parts: Partial<Incoming> = {}): Incoming {
  return {
    method: 'POST',
    peer: '127.0.0.1',
    host: '127.0.0.1:8080',
    contentType: 'application/json',
    contentLength: '20',
    received: 20,
    authorization: undefined,
    ...parts,
  };
}

function outcome(parts: Partial<Incoming>, fence: Fence): string | number {
  const admitted = admission(incoming(parts), fence);
  return admitted.kind === 'refused' ? admitted.refusal.status : admitted.kind;
}

function token(claims: object, signature = 'SIGNATURE_REMOVED_BY_GOOGLE'): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `Bearer ${part({alg: 'RS256'})}.${part(claims)}.${signature}`;
}

const claims = {
  iss: 'https://accounts.google.com',
  aud: `https://${host}`,
  email: push,
  email_verified: true,
  exp: now / 1000 + 600,
};

describe('law 11: who is let in', () => {
  it('in local mode is a process of this machine, by a name of this machine', () => {
    for (const peer of ['127.0.0.1', '127.8.9.10', '::1', '::ffff:127.0.0.1']) {
      for (const name of ['127.0.0.1:8080', 'localhost', 'localhost:1', '[::1]:8080']) {
        assert.equal(outcome({peer, host: name}, local), 'served', `${peer} ${name}`);
      }
    }
  });

  it('in local mode is nobody else, and no page by another name', () => {
    for (const peer of ['10.0.0.7', '192.168.1.2', '::ffff:10.0.0.7', 'fe80::1', undefined]) {
      assert.equal(outcome({peer}, local), 403, peer);
    }
    const names = [
      'evil.example',
      'localhost.evil.example',
      '127.0.0.1.evil.example',
      '',
      undefined,
    ];
    for (const name of names) assert.equal(outcome({host: name}, local), 403, name);
    assert.equal(outcome({method: 'GET', peer: '10.0.0.7'}, local), 403);
  });

  it('brings a form only where clicks are taken, and there a small body', () => {
    const form = {contentType: 'application/x-www-form-urlencoded'};
    assert.deepEqual([outcome(form, clicks), outcome(form, open)], ['served', 415]);
    assert.equal(outcome({contentType: 'text/plain'}, clicks), 415);
    for (const grown of [{contentLength: `${clickLimit + 1}`}, {received: clickLimit + 1}]) {
      assert.deepEqual([outcome(grown, clicks), outcome(grown, open)], [413, 'served']);
    }
    assert.equal(outcome({contentLength: `${clickLimit}`}, clicks), 'served');
  });

  it('elsewhere is whoever the platform lets through, where nobody is named', () => {
    assert.equal(outcome({peer: '10.0.0.7', host}, open), 'served');
  });

  it('is the account that is named, by a token for this very function', () => {
    assert.equal(outcome({host, authorization: token(claims)}, cloud), 'served');
    const others = {
      'another account': {email: 'someone@shop-ops.iam.gserviceaccount.com'},
      'an address that nobody verified': {email_verified: false},
      'no address': {email: undefined},
      'another function': {aud: 'https://respond-abc-ew.a.run.app'},
      'no audience': {aud: undefined},
      'an audience that is no address': {aud: host},
      'a token that is over': {exp: now / 1000 - 61},
      'no end': {exp: undefined},
      'another issuer': {iss: 'https://accounts.example'},
    };
    for (const [what, changed] of Object.entries(others)) {
      const authorization = token({...claims, ...changed});
      assert.equal(outcome({host, authorization}, cloud), 401, what);
    }
  });

  it('is nobody without a token that can be read', () => {
    const good = token(claims);
    for (const authorization of [
      undefined,
      '',
      'Bearer ',
      'Basic YTpi',
      'Bearer a.b.c',
      good.split('.').slice(0, 2).join('.'),
      `${good}.more`,
    ]) {
      assert.equal(outcome({host, authorization}, cloud), 401, authorization);
    }
    assert.equal(outcome({host: undefined, authorization: good}, cloud), 401);
  });

  it('is asked for the signature where there is one', () => {
    const authorization = token(claims, 'c2lnbmF0dXJl');
    assert.deepEqual(admission(incoming({host, authorization}), cloud), {
      kind: 'unverified',
      token: authorization.slice('Bearer '.length),
      audience: claims.aud,
    });
  });

  it('whatever stands in the header, nothing but a right token is served', () => {
    fc.assert(
      fc.property(fc.string({unit: 'binary', maxLength: 200}), text => {
        assert.equal(outcome({host, authorization: `Bearer ${text}`}, cloud), 401);
      }),
    );
  });
});

describe('what is read of a request', () => {
  it('is a body of at most two MiB, by what it says and by what came', () => {
    assert.equal(outcome({contentLength: String(bodyLimit), received: bodyLimit}, open), 'served');
    assert.equal(outcome({contentLength: String(bodyLimit + 1), received: 0}, open), 413);
    assert.equal(outcome({contentLength: undefined, received: bodyLimit + 1}, open), 413);
    assert.equal(outcome({contentLength: 'many', received: 20}, open), 'served');
  });

  it('is JSON, and no form that a browser sends unasked', () => {
    for (const contentType of [
      'application/json',
      'application/json; charset=utf-8',
      'Application/JSON;charset=UTF-8',
    ]) {
      assert.equal(outcome({contentType}, open), 'served', contentType);
    }
    for (const contentType of [
      undefined,
      '',
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
      'text/plain; application/json',
      'application/jsonp',
    ]) {
      assert.equal(outcome({contentType}, open), 415, contentType);
    }
  });

  it('is no matter where there is none', () => {
    assert.equal(outcome({method: 'GET', contentType: undefined}, open), 'served');
  });
});

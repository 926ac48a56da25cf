import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  failedCalls,
  isMeshWebhook,
  tailOf,
} from '../../../functions/runbooks/webhook-call-failure/failed-calls.ts';

const names = fc.string({
  unit: fc.constantFrom('a', 'z', '0', '.', '-'),
  minLength: 1,
  maxLength: 40,
});

describe('isMeshWebhook', () => {
  it('takes a name and what ends in a dot and the name, nothing else', () => {
    for (const own of ['sidecar-injector.istio.io', 'validation.istio.io']) {
      assert.ok(isMeshWebhook(own));
      fc.assert(
        fc.property(names, other => {
          assert.ok(isMeshWebhook(`${other}.${own}`));
          assert.equal(isMeshWebhook(`${own}${other}`), false);
          assert.equal(isMeshWebhook(`${other}${own}`), other.endsWith('.'));
        }),
      );
    }
  });
});

describe('failedCalls', () => {
  const gap = fc.string({unit: fc.constantFrom(' ', '\n', '\t', '\r'), minLength: 1, maxLength: 5});
  const word = fc.constantFrom('', 'admission');
  const noise = fc.string({maxLength: 20}).filter(text => !/webhook|"/.test(text));

  it('reads every name, however the words are wrapped and the quotes escaped', () => {
    const calls = fc.array(fc.tuple(names, word, gap, fc.constantFrom('', '\\', '\\\\'), noise), {
      maxLength: 5,
    });
    fc.assert(
      fc.property(noise, calls, (before, all) => {
        const text = all.map(
          ([name, admission, blank, escape, behind]) =>
            `failed${blank}calling${blank}${admission}${admission === '' ? '' : blank}webhook${blank}${escape}"${name}${escape}"${behind}`,
        );
        const found = failedCalls([`${before} `, ...text].join(' '));
        assert.deepEqual(
          found.map(one => one.name),
          all.map(([name]) => name),
        );
      }),
    );
  });

  it('is total', () => {
    const shards = fc.constantFrom(
      'failed',
      'calling',
      'admission',
      'webhook',
      ' ',
      '"',
      '\\',
      'x',
    );
    fc.assert(
      fc.property(fc.array(shards, {maxLength: 60}), all => {
        const text = all.join('');
        for (const {name, index, end} of failedCalls(text)) {
          assert.ok(name !== '' && index < end && end <= text.length);
        }
      }),
    );
  });

  it('reads a name that the log has cut off', () => {
    assert.deepEqual(
      failedCalls('failed calling webhook "rev.validation.istio.io').map(one => one.name),
      ['rev.validation.istio.io'],
    );
  });
});

describe('tailOf', () => {
  const tails: readonly (readonly [string, string])[] = [
    [': failed to call webhook: an error on the server ("unknown") has prevented', 'managed'],
    [': failed to call webhook: the server is currently unable to handle the request', 'managed'],
    [': Post "https://x-7pd-ew.a.run.app:443/inject": context deadline exceeded', 'managed'],
    [': Post "https://istiod.istio-system.svc:443/inject": Internal Server Error', 'in-cluster'],
    [': Post "https://istiod.istio-system.svc/inject": EOF', 'in-cluster'],
    [': service \\"istiod\\" not found', 'in-cluster'],
    [': no endpoints available for service "istiod"', 'in-cluster'],
    [': dial tcp 10.0.0.1:443: connect: connection refused', 'in-cluster'],
    [': dial\n tcp 10.0.0.1:443: i/o timeout', 'in-cluster'],
    ['; no further details available', 'unclear'],
    ['', 'unclear'],
    [': could not get REST client: unable to load root certificates', 'unclear'],
  ];
  for (const [text, tail] of tails) {
    it(`takes ${JSON.stringify(text)} for ${tail}`, () => {
      assert.equal(tailOf(text), tail);
    });
  }
});

import assert from 'node:assert/strict';
import fc from 'fast-check';
import {hits, parseFault, verbs} from '../../../sandbox/http/fault.ts';

describe('parseFault', () => {
  const accepted: readonly (readonly [string, unknown, number | undefined])[] = [
    ['serviceusage:enable=403', {kind: 'status', code: 403}, undefined],
    ['slack:chat.postMessage=drop', {kind: 'drop'}, undefined],
    ['cloudresourcemanager:setIamPolicy=503x2', {kind: 'status', code: 503}, 2],
    ['gkehub:*=delay:500', {kind: 'delay', ms: 500}, undefined],
    ['serviceusage:get=lostx10', {kind: 'lost'}, 10],
    ['chat:create=html', {kind: 'html'}, undefined],
    ['slack:*=429:retry-after=1', {kind: 'status', code: 429, retryAfter: 1}, undefined],
    ['slack:webhook=429:retry-after=30x3', {kind: 'status', code: 429, retryAfter: 30}, 3],
    ['connectgateway:patch.deployments=409x1', {kind: 'status', code: 409}, 1],
    ['container:update=never', {kind: 'never'}, undefined],
    ['gkehub:*=off-at-caller', {kind: 'off-at-caller'}, undefined],
    ['logging:list=malformed', {kind: 'malformed'}, undefined],
  ];
  for (const [text, effect, times] of accepted) {
    it(`reads ${text}`, () => {
      const fault = parseFault(text);

      assert.deepEqual([fault.effect, fault.times], [effect, times]);
    });
  }

  const refused: readonly (readonly [string, RegExp])[] = [
    ['nonsense', /not of the form HOST:VERB=EFFECT.*Example: 'cloudresourcemanager/],
    [
      'storage:get=503',
      /no host is called 'storage'; there are serviceusage, cloudresourcemanager/,
    ],
    ['constructor:get=503', /no host is called 'constructor'/],
    ['slack:enable=503', /slack has no verb 'enable'; it has chat.postMessage/],
    ['connectgateway:list=403', /connectgateway has no verb 'list'; it has list\.namespaces, /],
    ['slack:*=explode', /no effect is called 'explode'; there are 400..599, drop, lost/],
    ['slack:*=200', /no effect is called '200'/],
    ['slack:*=503x0', /no effect is called '503x0'/],
  ];
  for (const [text, message] of refused) {
    it(`refuses ${text}`, () => {
      assert.throws(() => parseFault(text), message);
    });
  }

  it('reads or throws an Error with an example, whatever it is given', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.constant('slack:*=503x2')), text => {
        try {
          assert.ok(Object.hasOwn(verbs, parseFault(text).host));
        } catch (error) {
          assert.match(String(error), /^Error: fault '.*Example: /s);
        }
      }),
    );
  });

  it('hits its own host and verb only', () => {
    const fault = parseFault('serviceusage:enable=503');

    assert.deepEqual(
      [
        hits(fault, 'serviceusage', 'enable'),
        hits(fault, 'serviceusage', 'get'),
        hits(fault, 'slack', 'enable'),
      ],
      [true, false, false],
    );
  });
});

import assert from 'node:assert/strict';
import fc from 'fast-check';
import {webhookFault} from '../../../functions/core/config/webhook-url.ts';

const slack = 'https://hooks.slack.com/services/';
const googleChat = 'https://chat.googleapis.com/v1/spaces/';

describe('webhookFault', () => {
  it('passes the documented addresses', () => {
    assert.equal(webhookFault('slack', `${slack}T00000000/B00000000/abcDEF123`), undefined);
    assert.equal(
      webhookFault('googleChat', `${googleChat}AAAA_b-c/messages?key=k-1&token=t_2%3D`),
      undefined,
    );
  });

  const refused: readonly (readonly ['slack' | 'googleChat', string, RegExp])[] = [
    ['slack', '', /must begin with/],
    // What starting refuses, `config check` finds: they ask the same.
    ['slack', `${slack}T0/B0`, /does not have the path of a webhook/],
    ['slack', `${slack}T0/B0/x/y`, /does not have the path of a webhook/],
    ['slack', `${slack}T0/B0/x?y=1`, /parameters that do not belong/],
    ['googleChat', `${googleChat}AAAA/messages?key=k`, /lacks its parameter "token"/],
    ['googleChat', `${googleChat}AAAA/messages?key=k&token=t&x=1`, /do not belong/],
    ['googleChat', `${googleChat}AAAA/threads?key=k&token=t`, /does not have the path/],
    ['slack', 'http://hooks.slack.com/services/T/B/x', /must begin with/],
    ['slack', 'https://hooks.slack.com:443/services/T/B/x', /must begin with/],
    ['slack', 'https://hooks.slack.com:8443/services/T/B/x', /must begin with/],
    ['slack', 'https://me@hooks.slack.com/services/T/B/x', /must begin with/],
    ['slack', 'https://hooks.slack.com@evil.example/services/T/B/x', /must begin with/],
    ['slack', 'https://hooks.slack.com.evil.example/services/T/B/x', /must begin with/],
    ['slack', 'https://HOOKS.slack.com/services/T/B/x', /must begin with/],
    ['slack', 'https://hooks.slack.com/workflows/T/B/x', /must begin with/],
    ['slack', ` ${slack}T/B/x`, /must begin with/],
    ['slack', `${googleChat}A/messages?key=k&token=t`, /must begin with/],
    ['googleChat', `${slack}T/B/x`, /must begin with/],
    ['googleChat', 'https://chat.googleapis.com/v2/spaces/A', /must begin with/],
    ['slack', slack, /ends after/],
    ['slack', `${slack}?a=b`, /ends after/],
    ['slack', `${slack}T/B/x y`, /plain ASCII/],
    ['slack', `${slack}T/B/x\n`, /plain ASCII/],
    ['slack', `${slack}T/B/ｘ`, /plain ASCII/],
    ['slack', `${slack}../api/x`, /lead straight/],
    ['slack', `${slack}%2e%2E/api/x`, /lead straight/],
    ['slack', `${slack}..\\api`, /lead straight/],
    ['slack', `${slack}T\\B`, /lead straight/],
    ['slack', `${slack}T/B/x#y`, /lead straight/],
    ['googleChat', `${googleChat}../../v1/media`, /lead straight/],
  ];
  for (const [kind, text, reason] of refused) {
    it(`refuses ${JSON.stringify(text)} for ${kind}`, () => {
      assert.match(webhookFault(kind, text)?.en ?? 'passed', reason);
    });
  }

  it('passes nothing that leads to another host or path, and repeats nothing of it', () => {
    const tail = fc.oneof(fc.webPath(), fc.string({unit: 'binary'}), fc.constant('/../x'));
    fc.assert(
      fc.property(
        fc.constantFrom(slack, googleChat, 'https://hooks.slack.com'),
        tail,
        (head, end) => {
          const fault = webhookFault('slack', head + end)?.en;
          if (fault !== undefined) return end.length < 12 || !fault.includes(end);
          const url = new URL(head + end);
          assert.equal(url.origin, 'https://hooks.slack.com');
          assert.equal(url.username + url.password + url.hash, '');
          return url.pathname.startsWith('/services/') && url.pathname.length > 10;
        },
      ),
    );
  });
});

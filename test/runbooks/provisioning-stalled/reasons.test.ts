import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  stalledReason,
  stalledReasons,
} from '../../../functions/runbooks/provisioning-stalled/reasons.ts';
import {textAt} from '../../../functions/core/lib/json.ts';
import {casesOf} from '../../support/entries.ts';

/** A message with the parameters filled in. */
function filled(template: string, values: Readonly<Record<string, string>>): string {
  return template.replaceAll(/\$\{(\w*)\}/g, (_, name: string) => values[name] ?? 'and the');
}

/** What a parameter may look like: a name, a version, an address. */
const value = fc.stringMatching(/^[a-z0-9][a-z0-9:/.-]{0,60}[a-z0-9]$/);

describe('stalledReason', () => {
  for (const language of ['en', 'ko'] as const) {
    it(`knows each of the 13 documented rows from a case (${language})`, () => {
      const known = casesOf('provisioning-stalled').ours.flatMap(({entry}) => {
        const text = textAt(entry, 'jsonPayload', 'message') ?? '';
        const found =
          /[가-힣]/.test(text) === (language === 'ko') ? stalledReason(text) : undefined;
        return found === undefined ? [] : [found.row.id];
      });
      assert.equal(stalledReasons.length, 13);
      const missing = stalledReasons.map(one => one.id).filter(id => !known.includes(id));
      assert.deepEqual(missing, []);
    });
  }

  for (const row of stalledReasons) {
    it(`takes the parameters of ${row.id} out, in both languages`, () => {
      fc.assert(
        fc.property(
          fc.constantFrom(row.en[0] ?? '', row.ko[0] ?? ''),
          fc.array(value, {minLength: 4, maxLength: 4}),
          fc.constantFrom('', 'controller: '),
          (text, values, before) => {
            const named = Object.fromEntries(
              row.parameters.map((name, n) => [name, values[n] ?? '']),
            );
            const found = stalledReason(before + filled(text, named));
            assert.equal(found?.row.id, row.id);
            assert.deepEqual(found.named, named);
          },
        ),
      );
    });

    it(`knows ${row.id} wrapped and in capitals`, () => {
      for (const text of [...row.en, ...row.ko]) {
        const message = filled(text, {}).replaceAll(' ', '\r\n   ');
        assert.equal(stalledReason(message)?.row.id, row.id, message);
        assert.equal(stalledReason(message.toUpperCase())?.row.id, row.id, message);
      }
    });
  }

  it('reads the page’s own sentence, with its quotes and its missing blank', () => {
    const webhook =
      'MutatingWebhookConfiguration "istiod-asm-managed" contains a webhook with URL of ' +
      'https://a.example.com:443/inject but expected https://b.example.com/inject.';
    const named = {
      name: 'istiod-asm-managed',
      url: 'https://a.example.com:443/inject',
      expected: 'https://b.example.com/inject',
    };
    assert.deepEqual(stalledReason(webhook)?.named, named);
    assert.deepEqual(stalledReason(webhook.replaceAll('"', "'"))?.named, named);
    const channel = 'Unsupported channel regular for ControlPlaneRevision with name';
    for (const blank of ['', ' ']) {
      const text = `${channel}${blank}asm-managed-rapid. Expected rapid`;
      assert.deepEqual(stalledReason(text)?.named, {
        channel: 'regular',
        name: 'asm-managed-rapid',
        expected: 'rapid',
      });
    }
  });

  it('cuts a parameter that is too long to show', () => {
    const found = stalledReason(`Unsupported workload pool: ${'x'.repeat(1_000)}`);
    assert.equal(found?.named['pool']?.length, 120);
  });

  it('does not take a mutating webhook for a validating one', () => {
    const text = (kind: string) =>
      `${kind}WebhookConfiguration "x" contains a webhook with URL of a but expected b`;
    assert.equal(stalledReason(text('Mutating'))?.row.id, 'mutating-webhook');
    assert.equal(stalledReason(text('Validating'))?.row.id, 'validating-webhook');
  });

  it('takes no other message', () => {
    const others = [
      '',
      'Provisioning has finished',
      'Unsupported channel',
      'Channel',
      'is not a GKE cluster; only GKE memberships count',
      `cluster project ${'x'.repeat(400)} environ project ${'x'.repeat(400)} match`,
      `${' '.repeat(2_100)}Channel must not be omitted or blank`.replaceAll(' ', 'x'),
      '채널',
      '워크로드 아이덴티티가 사용 설정됨',
    ];
    for (const text of others) assert.equal(stalledReason(text), undefined, text);
  });

  it('never throws, whatever it is given', () => {
    const pieces = stalledReasons
      .flatMap(one => [...one.en, ...one.ko])
      .flatMap(one => one.split(' '));
    const text = fc.array(fc.oneof(fc.constantFrom(...pieces), fc.string({unit: 'binary'})));
    fc.assert(
      fc.property(text, parts => {
        const found = stalledReason(parts.join(' '));
        for (const one of Object.values(found?.named ?? {})) assert.ok(one.length <= 120);
      }),
    );
  });
});

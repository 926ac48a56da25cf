import assert from 'node:assert/strict';
import {
  stalledReason,
  stalledReasons,
} from '../../../functions/runbooks/provisioning-stalled/reasons.ts';
import {textAt} from '../../../functions/core/json.ts';
import {casesOf} from '../../support/entries.ts';

describe('stalledReason', () => {
  it('knows each of the 13 documented rows from a case', () => {
    const known = casesOf('provisioning-stalled').ours.flatMap(({entry}) => {
      const found = stalledReason(textAt(entry, 'jsonPayload', 'message') ?? '');
      return found === undefined ? [] : [found.id];
    });
    assert.equal(stalledReasons.length, 13);
    assert.deepEqual(
      stalledReasons.map(one => one.id).filter(id => !known.includes(id)),
      [],
    );
  });

  it('does not take a mutating webhook for a validating one', () => {
    const text = (kind: string) =>
      `${kind}WebhookConfiguration "x" contains a webhook with URL of a but expected b`;
    assert.equal(stalledReason(text('Mutating'))?.id, 'mutating-webhook');
    assert.equal(stalledReason(text('Validating'))?.id, 'validating-webhook');
  });

  it('takes no other message', () => {
    for (const text of ['', 'Provisioning has finished', 'Unsupported channel', 'Channel']) {
      assert.equal(stalledReason(text), undefined);
    }
  });
});

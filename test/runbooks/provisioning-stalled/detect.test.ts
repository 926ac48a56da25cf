import assert from 'node:assert/strict';
import {viewEntry} from '../../../functions/core/detection/entry.ts';
import type {Finding} from '../../../functions/core/detection/finding.ts';
import {causesOf} from '../../../functions/runbooks/causes.ts';
import {stalledReasons} from '../../../functions/runbooks/provisioning-stalled/reasons.ts';
import {provisioningStalled as runbook} from '../../../functions/runbooks/provisioning-stalled/runbook.ts';
import {stalledEntry} from '../../support/entries.ts';

function findingOf(message: string): Finding {
  const entry = viewEntry(stalledEntry({message}));
  assert.ok(entry !== undefined);
  const detection = runbook.detect(entry);
  assert.ok(detection.kind === 'finding');
  return detection.finding;
}

/** The rows that other runbooks know something of. */
const known: Readonly<Record<string, readonly string[]>> = {
  'workload-identity': ['workload-identity-disabled'],
  'workload-pool': ['workload-identity-disabled'],
  'fleet-project': ['service-agent-unbound'],
  'cluster-resources': causesOf('provisioning-stalled'),
};

describe('detect of provisioning-stalled', () => {
  for (const {id, en, ko} of stalledReasons) {
    it(`calls ${id} by its name and says what may explain it, in both languages`, () => {
      for (const [text = ''] of [en, ko]) {
        const {symptom, causes, evidence} = findingOf(text);
        assert.equal(symptom, `stalled:${id}`);
        assert.deepEqual(causes, known[id] ?? []);
        assert.equal(evidence.quote, text);
      }
    });
  }

  it('lets everything explain a stall that no page documents', () => {
    const {symptom, causes} = findingOf('Something new');
    assert.equal(symptom, 'stalled:Stalled');
    assert.deepEqual(causes, causesOf('provisioning-stalled'));
  });
});

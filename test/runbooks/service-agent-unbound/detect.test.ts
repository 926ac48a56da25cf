import assert from 'node:assert/strict';
import {viewEntry} from '../../../functions/core/detection/entry.ts';
import {detect} from '../../../functions/runbooks/service-agent-unbound/detect.ts';
import {unboundEntry} from '../../support/entries.ts';

function finding(entry: unknown) {
  const viewed = viewEntry(entry);
  assert.ok(viewed !== undefined);
  const detection = detect(viewed);
  assert.ok(detection.kind === 'finding');
  return detection.finding;
}

describe('detect of service-agent-unbound', () => {
  it('names who took the role and from whom', () => {
    const {evidence} = finding(unboundEntry());
    assert.match(evidence.quote, /terraform@harbor-ci/);
    assert.match(evidence.quote, /service-640118275930@gcp-sa-servicemesh/);
  });

  it('tells each change apart, and deliveries of one change not', () => {
    const entry = unboundEntry({insertId: 'a'});
    assert.equal(finding(entry).occurrence, finding({...entry}).occurrence);
    assert.notEqual(finding(entry).occurrence, finding(unboundEntry({insertId: 'b'})).occurrence);
  });
});

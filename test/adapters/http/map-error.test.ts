import assert from 'node:assert/strict';
import {describe, it} from 'mocha';
import {isBusy, mapError, retryAfter} from '../../../functions/adapters/http/map-error.ts';

const now = Date.UTC(2026, 10, 22, 3, 0, 0);

describe('Retry-After', () => {
  for (const [header, expected] of [
    ['0', 0],
    ['7', 7_000],
    [' 7 ', 7_000],
    ['61', 60_000],
    ['99999999999999999999', 60_000],
    ['Sun, 22 Nov 2026 03:00:12 GMT', 12_000],
    ['Sun, 22 Nov 2026 04:00:00 GMT', 60_000],
    ['Sun, 22 Nov 2026 02:00:00 GMT', 0],
    ['-5', undefined],
    ['1.5', undefined],
    ['soon', undefined],
    ['', undefined],
    [undefined, undefined],
    ['Sun, 99 Nov 2026 99:99:99 GMT', undefined],
  ] as const) {
    it(`reads ${JSON.stringify(header)} as ${String(expected)}`, () => {
      assert.equal(retryAfter(header, now), expected);
    });
  }
});

describe('a change that meets another one under way', () => {
  // The words of the services, as public reports have them (see isBusy).
  const busy = [
    'Another activation or deactivation is in progress for the following service(s): cloudfunctions.googleapis.com and project itg.',
    'Cluster is running incompatible operation operation-1596064640049-1b03e177.',
    'Operation operation-1596064640049-1b03e177 is currently upgrading cluster c. Please wait and try again once it is done.',
    'Operation operation-1 is currently deleting a node pool for cluster default-cluster. Please wait and try again once it is done.',
    'Cluster is currently being created, deleted, updated or repaired and cannot be updated.',
  ];
  const others = [
    'Must specify a field to update.',
    'Service mesh.googleapis.com has dependents that are in use.',
    'Billing account for project is not found. Billing must be enabled for activation of service(s).',
    '',
  ];
  const answer = (error: object) => ({
    status: 400,
    headers: {},
    text: JSON.stringify({error: {code: 400, status: 'FAILED_PRECONDITION', ...error}}),
  });

  for (const message of busy) {
    it(`is busy: ${message.slice(0, 60)}`, () => {
      assert.ok(isBusy(message));
      const {facts, maybeApplied} = mapError(answer({message}), now, []) ?? assert.fail();
      assert.deepEqual([facts.failure, maybeApplied], ['busy', false]);
      assert.match(facts.said, /^FAILED_PRECONDITION: /);
    });
  }
  for (const message of others) {
    it(`is refused as such: ${message}`, () => {
      assert.equal(mapError(answer({message}), now, [])?.facts.failure, 'invalid');
    });
  }

  it('is none where a cluster says it, or under another status', () => {
    const [message = ''] = busy;
    const text = JSON.stringify({kind: 'Status', reason: 'BadRequest', message});
    assert.equal(mapError({status: 400, headers: {}, text}, now, [])?.facts.failure, 'invalid');
    const denied = {...answer({message}), status: 403};
    assert.equal(mapError(denied, now, [])?.facts.failure, 'denied');
  });
});

import assert from 'node:assert/strict';
import fc from 'fast-check';
import {claimedProject, label, viewEntry} from '../../../functions/core/detection/entry.ts';
import {runbooks} from '../../../functions/runbooks/index.ts';
import {classify} from '../../../functions/engine/intake/classify.ts';

describe('viewEntry', () => {
  it('takes JSON objects only', () => {
    for (const value of [null, undefined, 'x', 1, true, [], [{}]]) {
      assert.equal(viewEntry(value), undefined);
    }
  });

  it('counts fields of a wrong type as missing', () => {
    const entry = viewEntry({
      insertId: 7,
      logName: {},
      severity: null,
      resource: 'x',
      jsonPayload: [],
      protoPayload: 1,
      textPayload: {},
      timestamp: 1,
    });
    assert.deepEqual(
      {...entry, raw: undefined},
      {
        insertId: '',
        log: '',
        logProject: '',
        severity: 'DEFAULT',
        resourceType: '',
        labels: {},
        at: undefined,
        text: undefined,
        message: undefined,
        json: undefined,
        proto: undefined,
        operation: undefined,
        raw: undefined,
      },
    );
  });

  it('reads the log and its project from logName', () => {
    const of = (logName: string) => {
      const entry = viewEntry({logName});
      return [entry?.log, entry?.logProject];
    };
    assert.deepEqual(of('projects/p/logs/events'), ['events', 'p']);
    assert.deepEqual(of('projects/p/logs/cloudaudit.googleapis.com%2Factivity'), [
      'cloudaudit.googleapis.com/activity',
      'p',
    ]);
    assert.deepEqual(of('projects/p/logs/a%2fb'), ['a/b', 'p']);
    assert.deepEqual(of('projects/p/logs/a%zz'), ['a%zz', 'p']);
    assert.deepEqual(of('folders/1/logs/events'), ['events', '']);
    assert.deepEqual(of('events'), ['', '']);
  });

  it('prefers the time of receipt, and the label to the name of the log', () => {
    const both = {timestamp: 'a', receiveTimestamp: 'b'};
    assert.equal(viewEntry(both)?.at, 'b');
    assert.equal(viewEntry({timestamp: 'a'})?.at, 'a');
    const entry = viewEntry({
      logName: 'projects/p/logs/x',
      resource: {labels: {project_id: 'q', empty: '', number: 3}},
    });
    assert.ok(entry !== undefined);
    assert.equal(claimedProject(entry), 'q');
    assert.equal(label(entry, 'empty'), undefined);
    assert.equal(label(entry, 'number'), undefined);
  });

  it('and every runbook are total', () => {
    fc.assert(
      fc.property(fc.object({maxDepth: 4, key: fc.constantFrom(...keys)}), value => {
        const entry = viewEntry(value);
        assert.ok(entry !== undefined);
        classify(entry, runbooks);
      }),
      {numRuns: 500},
    );
  });
});

const keys = [
  'insertId',
  'logName',
  'severity',
  'resource',
  'labels',
  'type',
  'jsonPayload',
  'protoPayload',
  'message',
  'involvedObject',
  'serviceData',
  'policyDelta',
  'bindingDeltas',
  'status',
  '__proto__',
  'constructor',
];

import assert from 'node:assert/strict';
import fc from 'fast-check';
import {truncate} from '../../../functions/core/lib/truncate.ts';
import {planOf, shortHash, type PlannedAction} from '../../../functions/core/incident/plan.ts';
import {atLeast} from '../../../functions/core/detection/entry.ts';
import {target, targetKey, targetText} from '../../../functions/core/detection/target.ts';
import {TimeScale} from '../../../functions/core/lib/time-scale.ts';
import {workOf} from '../../../functions/core/config/work-message.ts';
import {enable} from '../../support/incident.ts';

describe('clamp', () => {
  it('is never longer than asked, and never ends in half a character', () => {
    const text = fc.string({unit: fc.constantFrom('a', '메', '😀', '\u{1F468}')});
    fc.assert(
      fc.property(text, fc.integer({min: 2, max: 40}), (whole, units) => {
        const cut = truncate(whole, units);
        assert.ok(cut.length <= units);
        assert.ok(cut.isWellFormed());
        if (whole.length <= units) assert.equal(cut, whole);
        else assert.ok(cut.endsWith('…') && whole.startsWith(cut.slice(0, -1)));
      }),
    );
  });
});

describe('target', () => {
  it('has only the parts that are known, in one order', () => {
    const parts = {cluster: 'c', project: 'p', location: '', namespace: undefined};
    assert.deepEqual(Object.entries(target(parts)), [
      ['project', 'p'],
      ['cluster', 'c'],
    ]);
    assert.equal(targetText(target(parts)), 'p/c');
  });

  it('tells apart which part is missing', () => {
    const keys = [
      target({project: 'p'}),
      target({project: 'p', location: 'x'}),
      target({project: 'p', cluster: 'x'}),
      target({project: 'p', membership: 'x'}),
      target({project: 'p', namespace: 'x'}),
    ].map(targetKey);
    assert.equal(new Set(keys).size, keys.length);
  });
});

describe('workOf', () => {
  it('reads the two messages to respond', () => {
    assert.deepEqual(workOf({sweep: true}), {kind: 'sweep'});
    assert.deepEqual(workOf({incident: '0123456789-12'}), {
      kind: 'incident',
      incident: '0123456789-12',
    });
  });

  it('takes everything else for junk, with a reason', () => {
    const junk: readonly unknown[] = [
      null,
      [],
      'sweep',
      {},
      {sweep: 'true'},
      {sweep: 1},
      {incident: ''},
      {incident: 7},
      {incident: '0123456789'},
      {incident: '0123456789-1\n'},
      {incident: "0123456789-1' OR 1=1"},
      {incident: '../secret'},
    ];
    for (const value of junk) {
      const work = workOf(value);
      assert.ok(work.kind === 'junk', JSON.stringify(value));
      assert.equal(work.reason, 'no-work');
    }
  });
});

describe('Timing', () => {
  it('divides durations by the scale, and never waits for nothing', () => {
    assert.equal(new TimeScale().seconds(15), 15_000);
    assert.equal(new TimeScale(40).seconds(60), 1500);
    assert.equal(new TimeScale(1e9).seconds(1), 1);
    assert.equal(new TimeScale(40).asLived(1500), 60_000);
  });
});

describe('atLeast', () => {
  it('orders severities by name or number', () => {
    for (const one of ['ERROR', 'error', 'CRITICAL', 'ALERT', 'EMERGENCY', '500', '800']) {
      assert.ok(atLeast(one, 'ERROR'), one);
    }
    for (const one of ['WARNING', 'NOTICE', 'DEFAULT', '', 'FATAL', '499', '-1', '5e2']) {
      assert.ok(!atLeast(one, 'ERROR'), one);
    }
    assert.ok(atLeast('WARNING', 'WARNING') && !atLeast('INFO', 'WARNING'));
  });
});

describe('planOf', () => {
  it('hashes actions, their order and parameters, and the incident; not the order of names', () => {
    const params = {project: 'p', fleetNumber: '1'};
    const other: PlannedAction = {action: 'bind-service-agent', params};
    const bound = {project: 'p', fleetNumber: '2'};
    const swapped = {fleetNumber: '1', project: 'p'};
    const turned: PlannedAction = {
      params: swapped,
      action: other.action,
    };
    const hash = (key: string, ...actions: readonly PlannedAction[]) => planOf(key, actions).hash;
    assert.equal(hash('k', other), hash('k', turned));
    const hashes = [
      hash('k'),
      hash('k', other),
      hash('k', enable),
      hash('k', other, enable),
      hash('k', enable, other),
      hash('l', other),
      hash('k', {...other, params: {...params, project: 'q'}}),
      hash('k', {...other, params: bound}),
    ];
    assert.equal(new Set(hashes).size, hashes.length);
    for (const one of hashes) assert.match(one, /^[\da-f]{16}$/);
    assert.equal(shortHash('a'), shortHash('a'));
  });
});

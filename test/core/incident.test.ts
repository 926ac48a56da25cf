import assert from 'node:assert/strict';
import {dueAt, move, standing, states} from '../../functions/core/incident.ts';
import {phraseByCode as phrase} from '../../functions/core/phrase.ts';
import type {State} from '../../functions/core/reason.ts';
import {start} from '../support/entries.ts';
import {incident} from '../support/incident.ts';

const all = Object.keys(states) as State[];
const reason = phrase('reason.detected', {symptom: 'x'});

/** The arrows as people know them; the table in the code has to agree. */
const arrows: Readonly<Record<State, readonly State[]>> = {
  detected: ['diagnosing', 'suppressed'],
  diagnosing: [
    'diagnosing',
    'planned',
    'verifying',
    'resolved',
    'no-action',
    'suppressed',
    'blocked',
    'failed',
  ],
  planned: ['diagnosing', 'acting', 'awaiting-approval', 'blocked', 'flapping', 'failed'],
  acting: ['acting', 'diagnosing', 'planned', 'verifying', 'blocked', 'failed'],
  verifying: ['diagnosing', 'acting', 'resolved', 'blocked', 'failed'],
  'awaiting-approval': ['diagnosing', 'failed'],
  blocked: ['diagnosing', 'failed'],
  flapping: ['diagnosing', 'failed'],
  resolved: ['detected'],
  'no-action': ['detected'],
  suppressed: ['detected'],
  failed: [],
};

describe('move', () => {
  for (const from of all) {
    it(`goes from ${from} only along its arrows`, () => {
      const here = incident({state: from});
      for (const to of all) {
        const go = () => move(here, {state: to, reason, now: start});
        if (arrows[from].includes(to)) assert.equal(go().state, to);
        else assert.throws(go, new RegExp(`no way from ${from} to ${to}`));
      }
    });
  }

  it('keeps a line of history, the reason and the counts of what people see', () => {
    const before = incident({
      state: 'planned',
      outbox: {revision: 4, milestone: 2},
      
      work: {nextLook: 9},
      closedAt: 1,
    });
    const proof = [phrase('proof.bound')];
    const after = move(before, {state: 'acting', reason, now: start + 5, proof, code: 'gcloud'});
    assert.deepEqual(after.timeline.at(-1), {
      at: start + 5,
      state: 'acting',
      reason,
      proof,
      code: 'gcloud',
    });
    assert.equal(after.outbox.revision, 5);
    assert.equal(after.outbox.milestone, 3);
    assert.equal(after.work.changedAt, start + 5);
    assert.ok(!('nextLook' in after) && !('closedAt' in after));
  });

  it('notes the end of an incident and nothing to look for', () => {
    const after = move(incident({state: 'verifying'}), {state: 'resolved', reason, now: start + 1});
    assert.equal(after.closedAt, start + 1);
    assert.equal(dueAt(after), undefined);
  });

  it('bounds the history and keeps its newest lines', () => {
    let here = incident({state: 'acting'});
    for (let n = 1; n <= 100; n += 1) here = move(here, {state: 'acting', reason, now: n});
    assert.equal(here.timeline.length, 60);
    assert.equal(here.timeline.at(-1)?.at, 100);
  });
});

describe('standing', () => {
  it('parts the states into open, parked and closed', () => {
    const of = (kind: string) => all.filter(one => standing(one) === kind).sort();
    assert.deepEqual(of('parked'), ['awaiting-approval', 'blocked', 'flapping']);
    assert.deepEqual(of('closed'), ['failed', 'no-action', 'resolved', 'suppressed']);
    assert.equal(of('open').length, 5);
  });
});

describe('dueAt', () => {
  it('is the next look or the next try to tell, whichever is first', () => {
    const {nextLook: _none, ...bare} = incident();
    assert.equal(dueAt(bare), undefined);
    assert.equal(dueAt({...bare, work: {...bare.work, nextLook: 5}}), 5);
    assert.equal(dueAt({...bare, outbox: {...bare.outbox, dueAt: 7}}), 7);
    assert.equal(dueAt({...bare, work: {...bare.work, nextLook: 5}, outbox: {...bare.outbox, dueAt: 7}}), 5);
    assert.equal(dueAt({...bare, work: {...bare.work, nextLook: 9}, outbox: {...bare.outbox, dueAt: 7}}), 7);
  });
});

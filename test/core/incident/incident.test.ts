import assert from 'node:assert/strict';
import {
  dueAt,
  move,
  standing,
  states,
  type ActionRecord,
  attemptsOf,
  endOf,
  explainedBy,
} from '../../../functions/core/incident/incident.ts';
import {phraseByCode as phrase} from '../../../functions/core/texts/phrase.ts';
import type {State, Status} from '../../../functions/core/incident/reason.ts';
import {start} from '../../support/entries.ts';
import {changed, enable, incident} from '../../support/incident.ts';

const all = Object.keys(states) as State[];
const text = phrase('action.enable-service');
const call = {call: 'a call', failure: 'denied', said: 'no'} as const;

/** A status of each state. */
const statuses: {readonly [S in State]: Extract<Status, {state: S}>} = {
  detected: {state: 'detected', reason: {kind: 'detected', symptom: 'x'}},
  diagnosing: {state: 'diagnosing', reason: {kind: 'diagnosing'}},
  planned: {state: 'planned', reason: {kind: 'dry-run'}},
  acting: {state: 'acting', reason: {kind: 'change', text}},
  verifying: {state: 'verifying', reason: {kind: 'verifying'}},
  'awaiting-approval': {state: 'awaiting-approval', reason: {kind: 'risk-high', plan: 'p'}},
  blocked: {state: 'blocked', reason: {kind: 'denied', ...call}},
  flapping: {state: 'flapping', reason: {kind: 'flapping', repairs: 2}},
  resolved: {state: 'resolved', reason: {kind: 'healed', tookMs: 7}},
  'no-action': {state: 'no-action', reason: {kind: 'already-healthy'}},
  suppressed: {state: 'suppressed', reason: {kind: 'symptom-of', incident: 'x-1'}},
  failed: {state: 'failed', reason: {kind: 'attempts-spent', attempts: 3}},
};

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
      const here = incident(statuses[from]);
      for (const to of all) {
        const go = () => move(here, {...statuses[to], now: start});
        if (arrows[from].includes(to)) {
          const {state, reason} = go();
          assert.deepEqual({state, reason}, statuses[to]);
        } else assert.throws(go, new RegExp(`no way from ${from} to ${to}`));
      }
    });
  }

  it('keeps a line of history, the reason and the counts of what people see', () => {
    const before = incident({
      state: 'planned',
      outbox: {revision: 4, milestone: 2},
      work: {nextLook: 9},
    });
    const proof = [phrase('proof.bound')];
    const after = move(before, {...statuses.acting, now: start + 5, proof, code: 'gcloud'});
    assert.deepEqual(after.timeline.at(-1), {
      ...statuses.acting,
      at: start + 5,
      proof,
      code: 'gcloud',
    });
    assert.equal(after.outbox.revision, 5);
    assert.equal(after.outbox.milestone, 3);
    assert.equal(after.work.changedAt, start + 5);
    assert.ok(!('nextLook' in after.work));
    assert.equal(endOf(after), undefined);
  });

  it('notes the end of an incident and nothing to look for', () => {
    const after = move(incident(statuses.verifying), {...statuses.resolved, now: start + 1});
    assert.equal(endOf(after), start + 1);
    assert.equal(dueAt(after), undefined);
  });

  it('bounds the history and keeps its newest lines', () => {
    let here = incident(statuses.acting);
    for (let n = 1; n <= 100; n += 1) here = move(here, {...statuses.acting, now: n});
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

describe('endOf', () => {
  it('is the time of the last move of what is closed, and of nothing else', () => {
    for (const state of all) {
      const end = endOf(incident({...statuses[state], work: {changedAt: 5}}));
      assert.equal(end, standing(state) === 'closed' ? 5 : undefined, state);
    }
  });
});

describe('attemptsOf', () => {
  const record: ActionRecord = {...enable, attempt: 2, run: 1, intendedAt: start};

  it('counts those of this run of the incident alone', () => {
    assert.equal(attemptsOf(incident()), 0);
    assert.equal(attemptsOf(incident({work: {run: 1, actions: [record]}})), 2);
    assert.equal(attemptsOf(incident({work: {run: 2, actions: [record]}})), 0);
    const more = {...record, run: 2, attempt: 1};
    assert.equal(attemptsOf(incident({work: {run: 2, actions: [record, more]}})), 1);
  });
});

describe('the history', () => {
  it('keeps to its room, whatever was read: the oldest reads go first, the newest stay', () => {
    const long = phrase('proof.no-answer', {call: 'x'.repeat(900), failure: 'denied', said: 'y'});
    const proof = Array.from({length: 60}, () => long);
    let here = incident();
    for (let n = 0; n < 100; n += 1) {
      const state = n % 2 === 0 ? statuses.diagnosing : statuses.blocked;
      here = move(here, {...state, now: start + n, proof, code: 'kubectl'.repeat(200)});
    }
    assert.equal(here.timeline.length, 60);
    assert.ok(JSON.stringify(here.timeline).length < 150 * 1024);
    assert.equal(here.timeline.at(-1)?.proof?.length, 40);
    assert.equal(here.timeline[0]?.proof, undefined);
    assert.ok(here.timeline[0]?.reason !== undefined);
  });
});

describe('explainedBy', () => {
  it('names the incident that tells a suppressed one', () => {
    const told = incident(statuses.suppressed);
    assert.equal(explainedBy(told), 'x-1');
    assert.equal(explainedBy(changed(told, statuses.detected)), undefined);
    const reason = {kind: 'project-not-listed', project: 'p'} as const;
    assert.equal(explainedBy(incident({state: 'suppressed', reason})), undefined);
  });
});

describe('dueAt', () => {
  it('is the next look or the next try to tell, whichever is first', () => {
    const due = (times: {nextLook?: number; dueAt?: number; againAt?: number}) => {
      const {work, outbox} = incident();
      const {nextLook: _none, ...bare} = work;
      const {nextLook, ...telling} = times;
      const looks = nextLook === undefined ? bare : {...bare, nextLook};
      return dueAt({work: looks, outbox: {...outbox, ...telling}});
    };
    assert.equal(due({}), undefined);
    assert.equal(due({nextLook: 5}), 5);
    assert.equal(due({dueAt: 7}), 7);
    assert.equal(due({nextLook: 5, dueAt: 7}), 5);
    assert.equal(due({nextLook: 9, dueAt: 7}), 7);
    assert.equal(due({nextLook: 9, dueAt: 7, againAt: 6}), 6);
  });
});

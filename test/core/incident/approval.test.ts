import {answered, refusalOf, turnOf} from '../../../functions/core/inbox/answer.ts';
import assert from 'node:assert/strict';
import {intend} from '../../../functions/core/lifecycle/action-records.ts';
import type {Approval} from '../../../functions/core/incident/approval.ts';
import {phraseByCode as phrase} from '../../../functions/core/texts/phrase.ts';
import {TimeScale} from '../../../functions/core/lib/time-scale.ts';
import {start} from '../../support/entries.ts';
import type {Incident} from '../../../functions/core/incident/incident.ts';
import {enable, incident, minute, plan, changed} from '../../support/incident.ts';

const timing = new TimeScale();
const yes: Approval = {plan: 'p1', answer: 'approved', by: 'kim', at: start};

describe('an approval that an incident notes', () => {
  it('is used up by the very write that intends the first effect', () => {
    const acting = incident({state: 'planned', work: {approval: yes}});
    const shown = {text: phrase('action.x'), command: 'x'};
    const intended = intend(acting, enable, shown, 1, {now: start, timing});
    assert.deepEqual(intended.work.approval?.use, {kind: 'attempt', attempt: 1});
    const again = intend(changed(intended, {state: 'planned'}), enable, shown, 2, {
      now: start,
      timing,
    });
    assert.deepEqual(again.work.approval?.use, {kind: 'attempt', attempt: 1});
  });
});

describe('an answer', () => {
  const waiting = incident({state: 'awaiting-approval', work: {plan: plan()}});
  const given = {...yes, plan: plan().hash};
  const later = start + minute;

  it('is for the plan that waits, and has live state looked at again', () => {
    for (const state of ['awaiting-approval', 'flapping'] as const) {
      const asking = changed(waiting, {state});
      assert.equal(refusalOf(asking, given.plan), undefined);
      const taken = answered(asking, given, later);
      assert.deepEqual(taken.work.approval, given);
      assert.equal(taken.state, 'diagnosing');
      assert.equal(taken.work.nextLook, later);
      assert.equal(taken.timeline.at(-1)?.at, start, 'when it was given');
      assert.equal(taken.outbox.revision, waiting.outbox.revision + 1);
    }
  });

  it('is told no earlier than what came before, and no later than it is taken up', () => {
    const parked = changed(waiting, {work: {changedAt: start + 1000}});
    assert.equal(answered(parked, given, later).work.changedAt, start + 1000);
    const ahead = {...given, at: later + minute};
    assert.equal(answered(waiting, ahead, later).work.changedAt, later);
  });

  it('to another plan, or where none waits, is refused', () => {
    assert.deepEqual(refusalOf(waiting, 'old'), {kind: 'other-plan', plan: given.plan});
    for (const state of ['detected', 'blocked', 'acting', 'resolved', 'failed'] as const) {
      const refused = refusalOf(changed(waiting, {state}), given.plan);
      assert.deepEqual(refused, {kind: 'nothing-waits', state});
    }
  });

  it('is taken up where its incident waits, and stays as long as it may wait again', () => {
    const turn = (one: Incident | undefined, now = later) => turnOf(one, start, {now, timing});
    const looked = changed(waiting, {state: 'diagnosing'});
    const leased = {...waiting, lease: {holder: 'other', until: later + minute}};
    const taken = answered(waiting, given, later);
    const closed = changed(waiting, {state: 'resolved'});
    assert.equal(turn(waiting), 'due');
    assert.equal(turn(waiting, start + 60 * minute), 'due', 'people hear that it ran out');
    assert.deepEqual([turn(looked), turn(leased)], ['later', 'later']);
    assert.equal(turn(looked, start + 31 * minute), 'over');
    for (const one of [undefined, closed, taken]) assert.equal(turn(one), 'over');
  });
});

import {answer} from '../../../functions/core/lifecycle/answer.ts';
import assert from 'node:assert/strict';
import {intend} from '../../../functions/core/lifecycle/action-records.ts';
import type {Approval} from '../../../functions/core/incident/approval.ts';
import {phraseByCode as phrase} from '../../../functions/core/texts/phrase.ts';
import {TimeScale} from '../../../functions/core/lib/time-scale.ts';
import {start} from '../../support/entries.ts';
import {enable, incident, plan, changed} from '../../support/incident.ts';

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

  it('is taken where the plan waits, and has live state looked at again', () => {
    for (const state of ['awaiting-approval', 'flapping'] as const) {
      const taken = answer(changed(waiting, {state}), given);
      assert.ok(taken.kind === 'taken');
      assert.deepEqual(taken.incident.work.approval, given);
      assert.equal(taken.incident.state, 'diagnosing');
      assert.equal(taken.incident.work.nextLook, start);
      assert.equal(taken.incident.outbox.revision, waiting.outbox.revision + 1);
    }
  });

  it('to another plan, or where none waits, is refused', () => {
    const other = answer(waiting, {...given, plan: 'old'});
    assert.ok(other.kind === 'refused');
    assert.deepEqual(other.reason, {kind: 'other-plan', plan: given.plan});
    for (const state of ['detected', 'blocked', 'acting', 'resolved', 'failed'] as const) {
      const refused = answer(changed(waiting, {state}), given);
      assert.ok(refused.kind === 'refused');
      assert.deepEqual(refused.reason, {kind: 'nothing-waits', state});
    }
  });
});

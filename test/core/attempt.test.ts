import assert from 'node:assert/strict';
import {ended, intend} from '../../functions/core/action-records.ts';
import type {Verdict} from '../../functions/core/guard.ts';
import {phraseByCode as phrase} from '../../functions/core/phrase.ts';
import {Timing} from '../../functions/core/timing.ts';
import {decided, verifying, wouldAct, begin} from '../../functions/core/transitions.ts';
import {start} from '../support/entries.ts';
import {enable, incident, plan} from '../support/incident.ts';

const at = {now: start + 1000, timing: new Timing()};
const begun = begin(incident(), at);
const cause = phrase('cause.api-off');
const shown = {text: phrase('action.enable-service'), command: 'gcloud services enable'};

function decide(verdict: Verdict) {
  return decided(begun, {plan: plan(), shown: [shown], verdict, cause, proof: []}, at);
}

describe('decided', () => {
  it('shows the plan; the attempt counts when its first effect is intended', () => {
    const planned = decide({kind: 'act'});
    assert.equal(planned.state, 'planned');
    assert.equal(planned.work.attempts, 0);
    assert.equal(intend(planned, enable, shown, 1, at).work.attempts, 1);
    assert.equal(planned.work.plan?.hash, plan().hash);
    assert.ok(planned.work.confirmed);
    // Whoever finds it planned after a crash starts again from the reads.
    assert.equal(planned.work.nextLook, at.now);
  });

  it('parks it for a person when it is held, without an attempt', () => {
    const reason = phrase('reason.mode-approve');
    const held = decide({kind: 'hold', state: 'awaiting-approval', reason});
    assert.equal(held.state, 'awaiting-approval');
    assert.equal(held.work.attempts, 0);
    assert.equal(held.reason, reason);
    assert.equal(held.work.nextLook, at.now + 900_000);
    assert.equal(held.timeline.at(-1)?.code, shown.command);
  });

  it('ends it when the budget is spent', () => {
    const spent = decide({kind: 'spent', reason: phrase('reason.attempts-spent')});
    assert.equal(spent.state, 'failed');
    assert.ok(!('nextLook' in spent));
  });
});

describe('law 2: a change is written down before it is made', () => {
  const acting = intend(decide({kind: 'act'}), enable, shown, 1, at);
  const stamp = new Date(acting.work.beganAt).toISOString();

  it('as an intent without a result, with the command', () => {
    assert.equal(acting.state, 'acting');
    assert.deepEqual(acting.work.actions, [{...enable, attempt: 1, intendedAt: at.now, stamp}]);
    assert.equal(acting.timeline.at(-1)?.code, shown.command);
  });

  it('then with what became of it', () => {
    const later = {...at, now: at.now + 7};
    const done = ended(acting, {result: 'changed', operation: 'operations/1'}, later);
    assert.deepEqual(done.work.actions, [
      {
        ...enable,
        attempt: 1,
        intendedAt: at.now,
        stamp,
        result: 'changed',
        operation: 'operations/1',
        endedAt: later.now,
      },
    ]);
    assert.equal(done.work.actedAt, later.now);
  });

  it('an effect that nobody knows of counts as made, one that failed does not', () => {
    assert.equal(ended(acting, {result: 'unknown'}, at).work.actedAt, at.now);
    for (const result of ['failed', 'already', 'would-change'] as const) {
      assert.equal(ended(acting, {result}, at).work.actedAt, undefined);
    }
  });

  it('and there is no end without a beginning', () => {
    assert.throws(() => ended(begun, {result: 'changed'}, at), /no action has been started/);
  });
});

describe('verifying', () => {
  it('looks soon, and counts the re-checks anew from the change', () => {
    const acting = {...intend(decide({kind: 'act'}), enable, shown, 1, at), work: {...(BASE).work, rechecks: 4}};
    const acted = ended(acting, {result: 'changed'}, at);
    const waiting = verifying(acted, {...at, now: at.now + 10});
    assert.equal(waiting.state, 'verifying');
    assert.equal(waiting.work.rechecks, 0);
    assert.equal(waiting.work.actedAt, at.now);
    assert.equal(waiting.work.nextLook, at.now + 10 + 2000);
    assert.equal(verifying(acting, at).work.actedAt, at.now);
  });
});

describe('wouldAct', () => {
  it('ends a dry run as planned, with nobody to look again', () => {
    const acting = intend(decide({kind: 'act'}), enable, shown, 1, at);
    const dry = wouldAct(ended(acting, {result: 'would-change'}, at), at);
    assert.equal(dry.state, 'planned');
    assert.equal(dry.reason.code, 'reason.dry-run');
    assert.ok(!('nextLook' in dry));
  });
});

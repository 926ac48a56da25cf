import assert from 'node:assert/strict';
import {
  ended,
  intend,
  stampOf,
  withoutLooseEnds,
} from '../../../functions/core/lifecycle/action-records.ts';
import type {Approval} from '../../../functions/core/incident/approval.ts';
import {attemptsOf} from '../../../functions/core/incident/incident.ts';
import {phraseByCode as phrase} from '../../../functions/core/texts/phrase.ts';
import {TimeScale} from '../../../functions/core/lib/time-scale.ts';
import {start} from '../../support/entries.ts';
import {type Changes, enable, incident, minute, plan} from '../../support/incident.ts';

const at = {now: start + 1000, timing: new TimeScale()};
const shown = {text: phrase('action.enable-service'), command: 'gcloud services enable'};
const yes: Approval = {plan: plan().hash, answer: 'approved', by: 'kim', at: start + 500};

function planned(work: Changes['work'] = {}) {
  return incident({state: 'planned', work: {plan: plan(), ...work}});
}

describe('law 2: a change is written down before it is made', () => {
  const before = planned({blindLooks: 2});
  const acting = intend(before, enable, shown, 1, at);
  const stamp = new Date(acting.work.beganAt).toISOString();

  it('as an intent without a result, with the command', () => {
    assert.equal(acting.state, 'acting');
    assert.deepEqual(acting.reason, {kind: 'change', text: shown.text});
    assert.deepEqual(acting.work.actions, [
      {...enable, attempt: 1, run: 0, intendedAt: at.now, stamp},
    ]);
    assert.equal(acting.timeline.at(-1)?.code, shown.command);
    assert.equal(acting.work.blindLooks, 0);
    // Whoever finds it acting after a crash is to look at once.
    assert.equal(acting.work.nextLook, at.now);
  });

  it('and with it counts the attempt, in the run that it belongs to', () => {
    assert.equal(attemptsOf(before), 0);
    assert.equal(attemptsOf(acting), 1);
    const again = intend(planned({run: 2, actions: acting.work.actions}), enable, shown, 1, at);
    assert.deepEqual(
      again.work.actions.map(one => one.run),
      [0, 2],
    );
  });

  it('then with what became of it', () => {
    const later = {...at, now: at.now + 7};
    const done = ended(acting, {result: 'changed', operation: 'operations/1'}, later);
    assert.deepEqual(done.work.actions, [
      {
        ...enable,
        attempt: 1,
        run: 0,
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
    assert.throws(() => ended(planned(), {result: 'changed'}, at), /no action has been started/);
  });

  it('keeps the newest 200 of an incident that opens again and again', () => {
    let here = planned();
    for (let attempt = 1; attempt <= 210; attempt += 1) {
      here = intend(here, enable, shown, attempt, at);
    }
    assert.equal(here.work.actions.length, 200);
    assert.equal(here.work.actions.at(-1)?.attempt, 210);
  });
});

describe('stampOf', () => {
  const began = new Date(planned().work.beganAt).toISOString();
  const said = new Date(yes.at).toISOString();

  it('is the time of the approval that the attempt uses, else of the beginning', () => {
    assert.notEqual(said, began);
    assert.equal(stampOf(intend(planned(), enable, shown, 1, at)), began);
    const approved = intend(planned({approval: yes}), enable, shown, 1, at);
    assert.equal(approved.work.actions[0]?.stamp, said);
    assert.equal(stampOf(approved), said);
  });

  it('is the same at each try of one consent, and another without it', () => {
    const once = intend(planned({approval: yes}), enable, shown, 1, at);
    const later = {...at, now: at.now + minute};
    const twice = intend(once, enable, shown, 1, later);
    assert.equal(twice.work.actions[1]?.stamp, said);
    // The approval was for the first attempt.
    assert.equal(intend(once, enable, shown, 2, later).work.actions[1]?.stamp, began);
  });

  it('is not the time of a refusal', () => {
    const declined = planned({approval: {...yes, answer: 'declined'}});
    assert.equal(intend(declined, enable, shown, 1, at).work.actions[0]?.stamp, began);
  });
});

describe('withoutLooseEnds', () => {
  const acting = intend(planned(), enable, shown, 1, at);

  it('takes an effect whose result was never stored for one that may have been made', () => {
    const known = withoutLooseEnds(acting);
    assert.deepEqual(known.work.actions, [{...acting.work.actions[0], result: 'unknown'}]);
    assert.equal(known.work.actedAt, at.now);
  });

  it('leaves what has an end as it is', () => {
    const done = ended(acting, {result: 'already'}, at);
    assert.equal(withoutLooseEnds(done), done);
    const none = planned();
    assert.equal(withoutLooseEnds(none), none);
  });
});

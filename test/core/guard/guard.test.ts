import assert from 'node:assert/strict';
import {attemptBudget, guard, type GuardFacts} from '../../../functions/core/guard/guard.ts';
import {TimeScale} from '../../../functions/core/lib/time-scale.ts';
import {start} from '../../support/entries.ts';
import {minute, plan} from '../../support/incident.ts';

const timing = new TimeScale();
const facts: GuardFacts = {
  mode: 'auto',
  plan: plan(),
  risks: ['low'],
  attempts: 0,
  allowed: true,
  repairs: [],
  now: start,
  timing,
};

/** What the guard says of facts, in a word: `act`, `spent`, or the reason of the hold. */
function word(parts: Partial<GuardFacts>): string {
  const verdict = guard({...facts, ...parts});
  return verdict.kind === 'hold' ? `${verdict.state} ${verdict.reason.kind}` : verdict.kind;
}

const until = start + minute;
const pause = {reason: 'migration', by: 'kim', at: start, until};
const silence = {id: 's-1', project: 'p', reason: 'upgrade', by: 'kim', from: start, until};
const breaker = {project: 'p', action: 'a', said: 'no', until};
const budget = {project: 'p', limit: 1, until};

describe('law 3: the guard lets nothing pass that is in doubt', () => {
  it('acts in mode auto, on a low risk, within the budget, inside the allow-list', () => {
    assert.equal(word({}), 'act');
    assert.equal(word({attempts: attemptBudget - 1}), 'act');
  });

  it('holds whatever is outside the allow-list, in every mode', () => {
    for (const mode of ['observe', 'approve', 'auto'] as const) {
      assert.equal(word({mode, allowed: false}), 'blocked project-not-allowed');
    }
  });

  it('holds in observe and approve, and names the plan', () => {
    assert.equal(word({mode: 'observe'}), 'blocked mode-observe');
    assert.equal(word({mode: 'approve'}), 'awaiting-approval mode-approve');
    const verdict = guard({...facts, mode: 'approve'});
    assert.ok(verdict.kind === 'hold');
    assert.deepEqual(verdict.reason, {kind: 'mode-approve', plan: facts.plan.hash});
  });

  it('asks a person when one action of the plan is risky', () => {
    assert.equal(word({risks: ['low', 'high']}), 'awaiting-approval risk-high');
  });

  it('does not go on with a fight: a repair that was undone is not made again and again', () => {
    const ago = (...minutes: readonly number[]) => minutes.map(one => start - one * minute);
    assert.equal(word({repairs: ago(29)}), 'flapping flapping');
    assert.equal(word({repairs: ago(30)}), 'act');
    assert.equal(word({repairs: ago(359, 31)}), 'flapping flapping');
    assert.equal(word({repairs: ago(360, 31)}), 'act');
    assert.equal(word({repairs: ago(29), attempts: 3}), 'flapping flapping');
  });

  it('counts those times as the run is scaled', () => {
    const fast = new TimeScale(60);
    assert.equal(word({repairs: [start - 29_000], timing: fast}), 'flapping flapping');
    assert.equal(word({repairs: [start - 30_000], timing: fast}), 'act');
  });

  it('holds a plan with an action that the configuration does not allow', () => {
    const consent = {kind: 'approved'} as const;
    assert.equal(word({disabled: 'enable-service', consent}), 'blocked action-disabled');
  });

  it('a person’s yes lifts what asks for a person, and nothing else', () => {
    const consent = {kind: 'approved'} as const;
    assert.equal(word({mode: 'approve', consent}), 'act');
    assert.equal(word({risks: ['high'], consent}), 'act');
    assert.equal(word({repairs: [start], consent}), 'act');
    assert.equal(word({mode: 'observe', consent}), 'blocked mode-observe');
    assert.equal(word({mode: 'exclude', consent}), 'blocked excluded');
    assert.equal(word({allowed: false, consent}), 'blocked project-not-allowed');
    assert.equal(word({pause, consent}), 'blocked paused');
    assert.equal(word({silence, consent}), 'blocked silenced');
    assert.equal(word({breaker, consent}), 'blocked breaker-open');
    assert.equal(word({budget, consent}), 'blocked budget');
    // Three attempts are for what nobody watches.
    assert.equal(word({attempts: 3, consent}), 'act');
  });

  it('a person’s no holds in every mode, a void yes asks again and says why', () => {
    for (const mode of ['approve', 'auto'] as const) {
      assert.equal(word({mode, consent: {kind: 'declined', by: 'x'}}), 'blocked plan-declined');
    }
    const asked = (kind: 'expired' | 'changed') =>
      word({mode: 'approve', consent: {kind, by: 'x'}});
    assert.equal(asked('expired'), 'awaiting-approval approval-expired');
    assert.equal(asked('changed'), 'awaiting-approval plan-changed');
  });

  it('holds for a pause, a breaker and a budget, and says until when', () => {
    for (const parts of [{pause}, {silence}, {breaker}, {budget}]) {
      const verdict = guard({...facts, ...parts});
      assert.equal(verdict.kind === 'hold' && verdict.until, start + minute);
    }
    const told = {...breaker, toldBy: 'x-1'};
    assert.equal(word({breaker: told}), 'blocked breaker-told');
    assert.equal(word({breaker: told, pause, silence}), 'blocked paused');
    assert.equal(word({breaker: told, silence}), 'blocked silenced');
    assert.equal(word({silence: 'unreadable'}), 'blocked silences-unreadable');
  });

  it('ends after three attempts', () => {
    assert.equal(attemptBudget, 3);
    assert.equal(word({attempts: 3}), 'spent');
    assert.equal(word({attempts: 4}), 'spent');
  });
});

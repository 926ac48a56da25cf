import {actionKey} from '../../../functions/core/incident/plan.ts';
import assert from 'node:assert/strict';
import type {Approval} from '../../../functions/core/incident/approval.ts';
import type {ActionRecord, Incident} from '../../../functions/core/incident/incident.ts';
import {
  cutShort,
  doubted,
  isDry,
  lastActions,
  restOf,
  underWay,
} from '../../../functions/core/lifecycle/plan-progress.ts';
import type {PlannedAction} from '../../../functions/core/incident/plan.ts';
import {TimeScale} from '../../../functions/core/lib/time-scale.ts';
import {start} from '../../support/entries.ts';
import {shop} from '../../support/fakes.ts';
import {changed, type Changes, enable, incident, minute, plan} from '../../support/incident.ts';

const at = {now: start + minute, timing: new TimeScale()};
const bind: PlannedAction = {action: 'bind-service-agent', params: {project: shop.id}};
const whole = plan(enable, bind);
const first: ActionRecord = {
  ...enable,
  attempt: 1,
  run: 0,
  intendedAt: start,
  endedAt: start + 1000,
  result: 'changed',
};
const used: Approval = {
  plan: whole.hash,
  answer: 'approved',
  by: 'kim',
  at: start,
  use: {kind: 'attempt', attempt: 1},
};

/** An incident whose approved plan of two actions is half done. */
function half(work: Changes['work'] = {}, state: 'acting' | 'verifying' = 'acting'): Incident {
  return incident({state, work: {plan: whole, approval: used, actions: [first], ...work}});
}

describe('lastActions', () => {
  it('are those of the last plan', () => {
    const other = {...first, attempt: 2};
    assert.deepEqual(lastActions(half({actions: [first, other]})), [other]);
    assert.deepEqual(lastActions(incident({work: {actions: [first]}})), []);
  });

  it('are those of this run', () => {
    assert.deepEqual(lastActions(half({run: 1})), []);
  });
});

describe('restOf', () => {
  it('is what of the plan was not started in the attempt under way', () => {
    assert.deepEqual(restOf(half()), [bind]);
    assert.deepEqual(restOf(half({actions: []})), [enable, bind]);
    assert.deepEqual(restOf(half({actions: [first, {...first, ...bind}]})), []);
    const second = {...first, ...bind, attempt: 2};
    assert.deepEqual(restOf(half({actions: [first, second]})), [enable]);
    assert.deepEqual(restOf(half({run: 1})), [enable, bind]);
  });
});

describe('doubted', () => {
  it('takes back that a change was made, where it was', () => {
    const two = half({actions: [first, {...first, ...bind, result: 'already'}]});
    const [one, other] = two.work.actions;
    assert.ok(one !== undefined && other !== undefined);
    assert.deepEqual(doubted(two, one).work.actions, [{...one, result: 'unknown'}, other]);
    assert.deepEqual(doubted(two, other).work.actions, [one, other]);
  });
});

describe('cutShort', () => {
  it('is an approved plan that stopped behind a change that it made', () => {
    assert.ok(cutShort(half()));
    assert.ok(cutShort(half({actions: [{...first, result: 'already'}]})));
    assert.ok(!cutShort(half({}, 'verifying')));
    const {result: _none, ...loose} = first;
    assert.ok(!cutShort(half({actions: [loose]})));
    assert.ok(!cutShort(half({actions: [{...first, result: 'unknown'}]})));
    const {use: _use, ...unused} = used;
    assert.ok(!cutShort(half({approval: unused})));
    assert.ok(!cutShort(half({approval: {...used, use: {kind: 'attempt', attempt: 2}}})));
  });
});

describe('isDry', () => {
  it('is an attempt of which anything was only recorded', () => {
    const would: ActionRecord = {...first, result: 'would-change'};
    assert.ok(isDry(half({actions: [would]})));
    assert.ok(!isDry(half()));
    assert.ok(!isDry(half({actions: [would, {...first, attempt: 2}]})));
  });
});

describe('underWay', () => {
  const rest = (work: Changes['work'] = {}, needed = [bind], now = at.now) =>
    underWay(half(work), needed, {...at, now})?.rest;

  it('is what is left of an approved plan that live state still asks for', () => {
    assert.deepEqual(underWay(half(), [bind], at), {plan: whole, rest: [bind], attempt: 1});
  });

  it('is nothing without the approval that the attempt uses', () => {
    const {approval: _none, ...bare} = half().work;
    assert.equal(underWay({...half(), work: bare}, [bind], at), undefined);
    assert.equal(rest({approval: {...used, plan: 'old'}}), undefined);
    assert.equal(rest({approval: {...used, answer: 'declined'}}), undefined);
    assert.equal(rest({approval: {...used, use: {kind: 'voided'}}}), undefined);
    assert.equal(rest({actions: []}), undefined);
  });

  it('is nothing once something of it went wrong', () => {
    for (const result of ['failed', 'unknown', 'would-change'] as const) {
      assert.equal(rest({actions: [{...first, result}]}), undefined, result);
    }
  });

  it('is nothing half an hour after the last of it was made', () => {
    const end = start + 1000 + 30 * minute;
    assert.deepEqual(rest({}, [bind], end), [bind]);
    assert.equal(rest({}, [bind], end + 1), undefined);
  });

  it('is nothing where live state asks for what nobody approved, or for nothing that is left', () => {
    assert.equal(rest({}, [{...bind, action: 'manage-mesh'}, bind]), undefined);
    assert.equal(rest({}, [enable]), undefined);
    assert.equal(rest({}, [{...bind, params: {project: 'elsewhere'}}]), undefined);
    assert.deepEqual(
      rest({}, [{...bind, params: {...bind.params, namespace: 'x'} as PlannedAction['params']}]),
      [bind],
    );
  });

  it('does not look at another run', () => {
    assert.equal(underWay(changed(half(), {work: {run: 1}}), [bind], at), undefined);
  });
});

describe('nameOf', () => {
  it('tells an action with its parameters apart, whatever their order', () => {
    const name = (params: PlannedAction['params']) => actionKey({action: 'a', params});
    assert.equal(name({project: '1', fleet: '2'}), name({fleet: '2', project: '1'}));
    assert.notEqual(name({project: '1'}), name({project: '2'}));
    assert.notEqual(actionKey(enable), actionKey(bind));
  });
});

import assert from 'node:assert/strict';
import {approvalMark} from '../../../functions/core/guard/consent.ts';
import {breakerMark} from '../../../functions/core/guard/circuit-breaker.ts';
import {pauseMark, unpaused} from '../../../functions/core/guard/pause.ts';
import {repairsMark} from '../../../functions/core/guard/repair-budget.ts';
import {answered, refusalOf} from '../../../functions/core/inbox/answer.ts';
import type {Incident} from '../../../functions/core/incident/incident.ts';
import {answerPlan} from '../../../functions/engine/operate/answer-plan.ts';
import {pauseAll, unpauseAll} from '../../../functions/engine/stops/pause.ts';
import {runUntilSettled, sweep} from '../../../functions/engine/operate/sweep.ts';
import {change} from '../../../functions/engine/lib/compare-and-set.ts';
import {opened, stored} from '../../support/drive.ts';
import {gatewayEntry} from '../../support/entries.ts';
import {assertSpoken, fleet, rig, type Rig} from '../../support/fakes.ts';
import {minute} from '../../support/incident.ts';

afterEach(assertSpoken);

/*
 * Who may write the incidents' store (intake's identity) is no person: whatever stands there gives nobody
 * leave to change anything.
 */
describe('whoever can write incidents', () => {
  let here: Rig;
  let id: string;
  let plan: string;

  beforeEach(async () => {
    here = await rig('approve');
    here.world.disable(fleet.id);
    ({id} = await opened(here.deps, gatewayEntry()));
    await runUntilSettled(here.deps);
    plan = (await stored(here.deps, id)).work.plan?.hash ?? '';
  });

  const forge = (edit: (incident: Incident) => Incident) => change(here.deps.store, id, edit);
  const yes = (by = 'kim') => ({plan, answer: 'approved', by, at: here.clock.now()}) as const;

  function forgeYes(): Promise<unknown> {
    return forge(incident => {
      assert.equal(refusalOf(incident, plan), undefined);
      return answered(incident, yes(), here.clock.now());
    });
  }

  it('cannot approve: the plan is asked for anew, and a person’s yes counts then', async () => {
    await forgeYes();
    await sweep(here.deps);
    const {state, reason} = await stored(here.deps, id);
    assert.deepEqual([state, reason.kind], ['awaiting-approval', 'approval-unproven']);
    assert.deepEqual(here.world.writes, []);
    assert.ok(here.log.lines.some(line => line.startsWith('error: an approval is noted')));

    assert.equal((await answerPlan(here.deps, id, yes('lee'))).kind, 'taken');
    await sweep(here.deps);
    assert.equal(here.world.writes.length, 1);
  });

  it('cannot use a person’s approval once more', async () => {
    const before = await stored(here.deps, id);
    const given = yes();
    await answerPlan(here.deps, id, given);
    const approved = answered(before, given, here.clock.now());
    await runUntilSettled(here.deps);
    assert.equal(here.world.writes.length, 1);

    here.world.disable(fleet.id);
    for (const replayed of [before, approved]) {
      await forge(({version}) => ({
        ...replayed,
        version,
        work: {
          ...approved.work,
          run: replayed.work.run + 1,
          repairs: [],
          nextLook: here.clock.now(),
        },
        outbox: {...replayed.outbox, revision: 100},
      }));
      await sweep(here.deps);
      assert.equal((await stored(here.deps, id)).state, 'awaiting-approval');
      assert.equal(here.world.writes.length, 1);
    }
  });

  it('cannot take a person’s no back', async () => {
    await answerPlan(here.deps, id, {...yes(), answer: 'declined'});
    await sweep(here.deps);
    const settings = {...here.deps.settings, mode: 'auto' as const};
    const deps = {...here.deps, settings};
    await forge(incident => {
      const {approval: _no, ...work} = incident.work;
      return {...incident, work: {...work, nextLook: here.clock.now()}};
    });
    await sweep(deps);
    assert.equal((await stored(deps, id)).reason.kind, 'plan-declined');
    assert.deepEqual(here.world.writes, []);
  });

  it('cannot have an approved plan carry something else', async () => {
    await answerPlan(here.deps, id, yes());
    await sweep(here.deps);
    assert.equal(here.world.writes.length, 1);
    here.world.disable(fleet.id);
    here.world.services.set(`${fleet.id}/mesh.googleapis.com`, 'DISABLED');
    await forge(incident => {
      const [action] = incident.work.plan?.actions ?? [];
      assert.ok(action !== undefined);
      const other = {...action, params: {...action.params, service: 'mesh.googleapis.com'}};
      return {
        ...incident,
        state: 'diagnosing',
        reason: {kind: 'diagnosing'},
        work: {
          ...incident.work,
          plan: {hash: plan, actions: [action, other]},
          nextLook: here.clock.now(),
        },
      };
    });
    await sweep(here.deps);
    assert.equal(here.world.writes.length, 1, here.world.writes.join(', '));
  });

  it('cannot lift a pause, close a breaker or fill a budget', async () => {
    await pauseAll(here.deps, {reason: 'migration', by: 'kim', at: here.clock.now()});
    const forged = {
      [pauseMark]: unpaused('me', here.clock.now()),
      [breakerMark(fleet.id, 'enable-service')]: {open: false},
      [repairsMark(fleet.id)]: {spent: []},
      [approvalMark(id)]: {...yes()},
    };
    for (const [name, value] of Object.entries(forged)) {
      await here.deps.store.setMark({name, version: 1, value});
    }
    await answerPlan(here.deps, id, yes());
    await sweep(here.deps);
    assert.equal((await stored(here.deps, id)).reason.kind, 'paused');
    assert.deepEqual(here.world.writes, []);
  });
});

describe('a pause of version 0.1, which kept it with the incidents', () => {
  it('holds until a person ends it', async () => {
    const {deps, world, clock} = await rig('auto');
    world.disable(fleet.id);
    const value = {paused: true, reason: 'migration', by: 'kim', at: clock.now()};
    await deps.store.setMark({name: pauseMark, version: 1, value});
    const {id} = await opened(deps, gatewayEntry());
    await sweep(deps);
    assert.equal((await stored(deps, id)).reason.kind, 'paused');

    assert.equal((await unpauseAll(deps, 'lee'))?.by, 'kim');
    clock.advance(minute);
    await sweep(deps);
    assert.equal(world.writes.length, 1);
  });
});

import assert from 'node:assert/strict';
import {answerPlan} from '../../../functions/engine/operate/answer-plan.ts';
import {change} from '../../../functions/engine/lib/compare-and-set.ts';
import {runUntilSettled} from '../../../functions/engine/operate/sweep.ts';
import {opened, stored} from '../../support/drive.ts';
import {gatewayEntry} from '../../support/entries.ts';
import {assertSpoken, fleet, rig, type Rig} from '../../support/fakes.ts';

afterEach(assertSpoken);

describe('the answer to a plan', () => {
  let here: Rig;
  let id: string;
  let plan: string;
  beforeEach(async () => {
    here = await rig('approve');
    here.world.disable(fleet.id);
    ({id} = await opened(here.deps, gatewayEntry()));
    await runUntilSettled(here.deps);
    plan = (await stored(here.deps, id)).work.plan?.hash ?? '';
    here.queue.handed.length = 0;
  });

  const yes = () => ({plan, answer: 'approved', by: 'kim', at: here.clock.now()}) as const;

  it('is written down and handed over, and changes nothing by itself', async () => {
    assert.deepEqual(await answerPlan(here.deps, id, yes()), {kind: 'taken'});
    const {
      state,
      work: {approval},
    } = await stored(here.deps, id);
    assert.equal(state, 'diagnosing');
    assert.deepEqual(approval, yes());
    assert.deepEqual(here.queue.handed, [id]);
    assert.deepEqual(here.world.writes, []);
  });

  it('counts once: the second is refused, with the reason, and changes nothing', async () => {
    await answerPlan(here.deps, id, yes());
    const first = await stored(here.deps, id);
    const second = await answerPlan(here.deps, id, {...yes(), by: 'lee'});
    assert.ok(second.kind === 'refused');
    assert.equal(second.reason.kind, 'nothing-waits');
    assert.deepEqual(await stored(here.deps, id), first);
    assert.deepEqual(here.queue.handed, [id]);
  });

  it('is refused for a plan that the incident does not show', async () => {
    const other = await answerPlan(here.deps, id, {...yes(), plan: '0'.repeat(12)});
    assert.ok(other.kind === 'refused');
    assert.equal(other.reason.kind, 'other-plan');
    assert.deepEqual(here.queue.handed, []);
  });

  it('is of no incident where the store has none', async () => {
    assert.deepEqual(await answerPlan(here.deps, 'none', yes()), {kind: 'unknown'});
  });

  it('judges what others wrote meanwhile', async () => {
    const {store} = here.deps;
    let raced = false;
    const racing: typeof store = {
      ...store,
      read: one => store.read(one),
      async replace(next) {
        if (!raced) {
          raced = true;
          await change(store, id, it => ({
            ...it,
            outbox: {...it.outbox, similar: {count: 3, atLeast: false}},
          }));
        }
        return store.replace(next);
      },
    };
    assert.deepEqual(await answerPlan({...here.deps, store: racing}, id, yes()), {kind: 'taken'});
    const {
      work: {approval},
      outbox: {similar},
    } = await stored(here.deps, id);
    assert.deepEqual([similar, approval], [{count: 3, atLeast: false}, yes()]);
  });

  it('stands although the hand-over fails: the sweep finds the incident', async () => {
    here.queue.failing = true;
    assert.deepEqual(await answerPlan(here.deps, id, yes()), {kind: 'taken'});
    assert.equal((await stored(here.deps, id)).state, 'diagnosing');
  });
});

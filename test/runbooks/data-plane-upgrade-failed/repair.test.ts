import assert from 'node:assert/strict';
import {answered, opened, stored} from '../../support/drive.ts';
import {attemptsOf} from '../../../functions/core/incident/incident.ts';
import type {Writers} from '../../../functions/core/ports/ports.ts';
import {runUntilSettled} from '../../../functions/engine/operate/sweep.ts';
import {upgradeEntry} from '../../support/entries.ts';
import {assertSpoken, rig, type Rig} from '../../support/fakes.ts';
import {failedPod, workload} from '../../support/inside.ts';

afterEach(assertSpoken);

const names = Array.from({length: 7}, (_, at) => `app-${at}`);

describe('failed upgrades of the data plane, from the sign to the end', () => {
  let here: Rig;
  let id: string;
  beforeEach(async () => {
    here = await rig();
    Object.assign(here.world.inside(), {
      pods: names.map(name => failedPod(`${name}-0`, 'StatefulSet', name)),
      workloads: names.map(name => workload({kind: 'StatefulSet', name})),
    });
    ({id} = await opened(here.deps, upgradeEntry()));
    await runUntilSettled(here.deps);
  });

  async function say(said: 'approved' | 'declined'): Promise<void> {
    assert.equal(await answered(here.deps, id, said), 'taken');
    await runUntilSettled(here.deps);
  }

  const restarted = () => here.world.writes.map(one => one.replace('restart quay-1/shop/', ''));

  it('restarts nothing before a person said yes, in no mode', async () => {
    const {
      state,
      work: {plan},
    } = await stored(here.deps, id);
    assert.equal(state, 'awaiting-approval');
    assert.equal(plan?.actions.length, 2);
    assert.deepEqual(here.world.writes, []);
  });

  it('restarts batch after batch by one yes, with one stamp, and sees that no pod is left', async () => {
    const yes = here.clock.now();
    await say('approved');
    const end = await stored(here.deps, id);
    assert.deepEqual([end.state, end.reason.kind, attemptsOf(end)], ['resolved', 'verified', 1]);
    assert.deepEqual(restarted(), names);
    const stamps = here.world.inside().workloads.map(one => one.restartedAt);
    assert.deepEqual([...new Set(stamps)], [new Date(yes).toISOString()]);
    const [first, second] = end.work.actions;
    assert.ok(first?.endedAt !== undefined && second !== undefined);
    assert.ok(second.intendedAt > first.endedAt);
  });

  it('does not go on while a batch has not rolled out', async () => {
    const writers = {
      ...here.deps.writers,
      restart: async (...asked: Parameters<Writers['restart']>) => {
        const written = await here.world.writers.restart(...asked);
        const inside = here.world.inside();
        inside.workloads = inside.workloads.map(one =>
          one.restartedAt === undefined ? one : {...one, available: 0},
        );
        return written;
      },
    };
    here = {...here, deps: {...here.deps, writers}};
    await say('approved');
    const {state, reason} = await stored(here.deps, id);
    assert.deepEqual([state, reason.kind], ['failed', 'rechecks-spent']);
    assert.deepEqual(restarted(), names.slice(0, 5));
  });

  it('is over without a change when somebody restarts them', async () => {
    here.world.inside().pods = [];
    here.clock.advance(15 * 60_000);
    await runUntilSettled(here.deps);
    const {state, reason} = await stored(here.deps, id);
    assert.deepEqual([state, reason.kind], ['resolved', 'healed']);
    assert.deepEqual(here.world.writes, []);
  });

  it('is left alone after a no', async () => {
    await say('declined');
    const {state, reason} = await stored(here.deps, id);
    assert.deepEqual([state, reason.kind], ['blocked', 'plan-declined']);
    assert.deepEqual(here.world.writes, []);
  });
});

import assert from 'node:assert/strict';
import type {EscalationStep} from '../../../functions/core/config/settings.ts';
import {StoreError} from '../../../functions/core/lib/error.ts';
import type {Deps} from '../../../functions/engine/lib/context.ts';
import {acknowledge} from '../../../functions/engine/operate/acknowledge.ts';
import {runUntilSettled, sweep} from '../../../functions/engine/operate/sweep.ts';
import {answered, opened, stored} from '../../support/drive.ts';
import {gatewayEntry} from '../../support/entries.ts';
import {assertSpoken, FakeChannel, fleet, rig, type Rig} from '../../support/fakes.ts';
import {minute} from '../../support/incident.ts';

afterEach(assertSpoken);

/** A channel that hears of what was escalated so far. */
class Later extends FakeChannel {
  readonly #step: number;

  constructor(step: number) {
    super(`step ${step}`);
    this.#step = step;
  }

  readonly takes = ({escalated}: {readonly escalated: number}) => escalated >= this.#step;
}

describe('an incident that asks for a person', () => {
  const steps: readonly EscalationStep[] = [
    {afterSeconds: 15 * 60, to: {}},
    {afterSeconds: 40 * 60, to: {}},
  ];
  let here: Rig;
  let deps: Deps;
  let id: string;
  let first: Later;
  let second: Later;
  beforeEach(async () => {
    here = await rig('approve');
    first = new Later(1);
    second = new Later(2);
    deps = {
      ...here.deps,
      settings: {...here.deps.settings, escalation: steps},
      channels: [here.chat, first, second],
    };
    here.world.disable(fleet.id);
    ({id} = await opened(deps, gatewayEntry()));
    await runUntilSettled(deps);
  });

  const told = () => [first.messages.length, second.messages.length];
  /** Sweeps each minute, as Cloud Scheduler does. */
  const pass = async (minutes: number) => {
    for (let n = 0; n < minutes; n += 1) {
      here.clock.advance(minute);
      await sweep(deps);
    }
  };

  it('is escalated step by step, each once, where nobody acknowledges it', async () => {
    await pass(14);
    assert.deepEqual(told(), [0, 0]);
    await pass(2);
    assert.deepEqual(told(), [1, 0]);
    await pass(23);
    assert.equal(second.messages.length, 0);
    await pass(2);
    assert.equal(second.messages.length, 1);
    const before = told();
    await pass(60);
    assert.deepEqual(told(), before);
    assert.equal((await stored(deps, id)).outbox.asking?.steps, 2);
  });

  it('is due at the time of its step, and not a sweep later', async () => {
    const {outbox} = await stored(deps, id);
    const {since = 0, nextAt = 0} = outbox.asking ?? {};
    assert.equal(nextAt - since, 15 * minute);
    here.clock.advance(nextAt - here.clock.now() - 1);
    await sweep(deps);
    assert.deepEqual(told(), [0, 0]);
    here.clock.advance(1);
    await sweep(deps);
    assert.deepEqual(told(), [1, 0]);
  });

  it('is not escalated once it is somebody’s', async () => {
    await pass(10);
    await acknowledge(deps, id, {by: 'kim', at: here.clock.now()});
    await pass(60);
    assert.deepEqual(told(), [0, 0]);
    assert.equal((await stored(deps, id)).outbox.asking?.nextAt, undefined);
  });

  it('is not escalated once it is over, and whoever was told hears that', async () => {
    await pass(16);
    await answered(deps, id, 'approved');
    await pass(60);
    assert.equal((await stored(deps, id)).state, 'resolved');
    assert.equal(first.messages.at(-1)?.tone, 'fixed');
    assert.equal(second.messages.length, 0);
    assert.equal((await stored(deps, id)).outbox.asking, undefined);
  });

  it('is escalated once where a crash came before anybody was told', async () => {
    const {store} = deps;
    let isDown = true;
    const crashing: Deps['store'] = {
      ...store,
      async replace(incident) {
        const done = await store.replace(incident);
        if (isDown && incident.outbox.asking?.steps === 1) throw new StoreError('it died');
        return done;
      },
    };
    here.clock.advance(16 * minute);
    assert.equal((await sweep({...deps, store: crashing})).failed, 1);
    assert.deepEqual(told(), [0, 0]);
    isDown = false;
    await pass(5);
    assert.deepEqual(told(), [1, 0]);
    assert.equal((await stored(deps, id)).outbox.asking?.steps, 1);
  });

  it('is escalated also where it was handed over for good', async () => {
    const blind = await rig('approve');
    const told = new Later(1);
    const {settings} = blind.deps;
    const its: Deps = {
      ...blind.deps,
      settings: {...settings, escalation: steps},
      channels: [blind.chat, told],
    };
    blind.world.fail('serviceState', 'unavailable');
    const {id: other} = await opened(its, gatewayEntry());
    await runUntilSettled(its);
    const failed = await stored(its, other);
    assert.equal(failed.state, 'failed');
    assert.equal(told.messages.length, 0);
    blind.clock.advance(15 * minute);
    await sweep(its);
    assert.equal(told.messages.length, 1);
  });

  it('is not escalated by a configuration without steps', async () => {
    deps = {...deps, settings: here.deps.settings};
    // What a configuration of before has stored is taken once, for nobody.
    await pass(60);
    assert.equal(second.messages.length, 0);
  });
});

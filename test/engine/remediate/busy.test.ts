import assert from 'node:assert/strict';
import {breakerMark} from '../../../functions/core/guard/circuit-breaker.ts';
import {attemptsOf} from '../../../functions/core/incident/incident.ts';
import type {Mode} from '../../../functions/core/config/settings.ts';
import {runUntilSettled} from '../../../functions/engine/operate/sweep.ts';
import {advanced, answered, opened, stored} from '../../support/drive.ts';
import {disabledEntry, gatewayEntry} from '../../support/entries.ts';
import {assertSpoken, fleet, membership, rig, type Rig} from '../../support/fakes.ts';
import {minute} from '../../support/incident.ts';

afterEach(assertSpoken);

const second = 1000;
const [director, security] = ['trafficdirector.googleapis.com', 'networksecurity.googleapis.com'];

let here: Rig;

async function begin(mode: Mode = 'auto'): Promise<void> {
  here = await rig(mode);
  here.world.disable(fleet.id);
}

/** Notes the time of each call that turns something on, in seconds from now. */
function enabledAt(): readonly number[] {
  const times: number[] = [];
  const began = here.clock.now();
  here.world.before = verb => {
    if (verb.startsWith('enableService')) times.push((here.clock.now() - began) / second);
  };
  return times;
}

async function mark(name: string) {
  return (await here.deps.guardStore.mark(name))?.value;
}

const turn = `alone/${fleet.id}/enable-service`;

describe('a service at work on another change', () => {
  it('is asked again 60, 120, 300, 600 and 900 s after, then it is a person’s; no breaker opens', async () => {
    await begin();
    const times = enabledAt();
    here.world.fail('enableService', 'busy');
    const {id} = await opened(here.deps, gatewayEntry());
    await runUntilSettled(here.deps);
    const end = await stored(here.deps, id);
    assert.deepEqual(times, [0, 60, 120, 300, 600, 900]);
    assert.equal(end.state, 'blocked');
    assert.ok(end.reason.kind === 'busy-too-long' && end.reason.other.kind === 'service');
    assert.equal(end.reason.times, 6);
    assert.equal(end.work.busy, undefined);
    assert.equal(await mark(breakerMark(fleet.id, 'enable-service')), undefined);
    assert.equal(here.chat.messages.at(-1)?.ask?.text.code, 'ask.by-hand-busy');

    here.clock.advance(20 * minute);
    await runUntilSettled(here.deps);
    assert.equal(times.length, 6, 'nothing more is tried without a person');
  });

  it('spends no attempt, and looks anew before each try', async () => {
    await begin();
    here.world.fail('enableService', 'busy', {times: 4});
    const {id} = await opened(here.deps, gatewayEntry());
    const waiting = await advanced(here.deps, id);
    assert.ok(waiting.state === 'diagnosing' && waiting.reason.kind === 'busy');
    assert.deepEqual([attemptsOf(waiting), waiting.work.busy?.times], [0, 1]);
    await runUntilSettled(here.deps);
    const end = await stored(here.deps, id);
    assert.deepEqual([end.state, end.reason.kind, attemptsOf(end)], ['resolved', 'verified', 1]);
    assert.deepEqual(
      end.work.actions.map(one => [one.attempt, one.result]),
      [...Array.from({length: 4}, () => [1, 'busy']), [1, 'changed']],
    );
    assert.equal(end.work.busy, undefined);
  });

  it('leaves what healed meanwhile alone', async () => {
    await begin();
    here.world.fail('enableService', 'busy', {times: 1});
    const {id} = await opened(here.deps, gatewayEntry());
    await advanced(here.deps, id);
    here.world.enable(fleet.id);
    await runUntilSettled(here.deps);
    const end = await stored(here.deps, id);
    assert.deepEqual([end.state, end.reason.kind], ['resolved', 'healed']);
    assert.equal(here.world.writes.length, 1);
  });

  it('keeps the approval of the plan while that is valid: nobody is asked twice', async () => {
    await begin('approve');
    here.world.fail('enableService', 'busy', {times: 4});
    const {id} = await opened(here.deps, gatewayEntry());
    await runUntilSettled(here.deps);
    assert.equal(await answered(here.deps, id, 'approved'), 'taken');
    await runUntilSettled(here.deps);
    const end = await stored(here.deps, id);
    assert.deepEqual([end.state, end.reason.kind], ['resolved', 'verified']);
    assert.equal(end.timeline.filter(one => one.state === 'awaiting-approval').length, 1);
    assert.deepEqual(end.work.approval?.use, {kind: 'attempt', attempt: 1});
  });

  it('asks anew once the approval has run out', async () => {
    await begin('approve');
    here.world.fail('enableService', 'busy', {times: 1});
    const {id} = await opened(here.deps, gatewayEntry());
    await runUntilSettled(here.deps);
    await answered(here.deps, id, 'approved');
    await advanced(here.deps, id);
    here.clock.advance(31 * minute);
    const asked = await advanced(here.deps, id);
    assert.deepEqual([asked.state, asked.reason.kind], ['awaiting-approval', 'approval-expired']);
  });
});

describe('several APIs that are off in one project', () => {
  /** The gateway is one runbook's, the others are another's. */
  async function both(): Promise<readonly string[]> {
    await begin();
    here.world.mesh = {
      kind: 'enabled',
      memberships: [membership({implementation: 'TRAFFIC_DIRECTOR'})],
      unreachable: [],
    };
    for (const service of [director, security]) here.world.disable(fleet.id, service);
    const one = await opened(here.deps, gatewayEntry());
    const other = await opened(here.deps, disabledEntry({service: director}));
    return [one.id, other.id];
  }

  it('are turned on by two incidents, one after the other, and no call meets another', async () => {
    const ids = await both();
    here.world.enablingTakes = 30 * second;
    const running: number[] = [];
    here.world.before = verb => {
      if (!verb.startsWith('enableService')) return;
      const now = here.clock.now();
      assert.ok(
        running.every(at => at + here.world.enablingTakes <= now),
        'two changes at once',
      );
      running.push(now);
    };
    // Both are advanced at the same time, as two instances would.
    await Promise.all(ids.map(id => advanced(here.deps, id)));
    await runUntilSettled(here.deps);
    for (const id of ids) {
      const end = await stored(here.deps, id);
      assert.deepEqual([end.state, end.reason.kind], ['resolved', 'verified']);
    }
    assert.deepEqual(here.world.writes.toSorted(), [
      `enableService ${fleet.id}`,
      `enableServices ${fleet.id} ${director} ${security}`,
    ]);
    assert.equal((await here.deps.store.all()).length, 2);
    assert.deepEqual(await mark(turn), {free: true});
  });

  it('wait for an incident that has the turn, and say which', async () => {
    const [one = '', other = ''] = await both();
    here.world.enablingTakes = Infinity;
    await advanced(here.deps, one);
    const waiting = await advanced(here.deps, other);
    assert.ok(waiting.state === 'diagnosing' && waiting.reason.kind === 'busy');
    assert.deepEqual(waiting.reason.other, {kind: 'incident', incident: one});
    assert.deepEqual(waiting.work.actions, [], 'nothing was even intended');
    assert.equal(here.world.writes.length, 1);
  });

  it('go on once a turn that nobody gives back has run out', async () => {
    const [, other = ''] = await both();
    const until = here.clock.now() + 10 * minute;
    await here.deps.guardStore.setMark({
      name: turn,
      version: 1,
      value: {incident: 'lost-1', until},
    });
    here.clock.advance(10 * minute);
    await advanced(here.deps, other);
    assert.equal(here.world.writes.length, 1);
  });

  it('are left alone while nobody can tell whose turn it is', async () => {
    const [, other = ''] = await both();
    await here.deps.guardStore.setMark({name: turn, version: 1, value: {incident: 7}});
    const waiting = await advanced(here.deps, other);
    assert.ok(waiting.reason.kind === 'busy' && waiting.reason.other.kind === 'incident');
    assert.equal(waiting.reason.other.incident, '?');
    assert.deepEqual(here.world.writes, []);
  });

  for (const failure of ['denied', 'busy'] as const) {
    it(`give the turn back where the change failed: ${failure}`, async () => {
      const [one = ''] = await both();
      here.world.fail('enableService', failure, {times: 1});
      await advanced(here.deps, one);
      assert.deepEqual(await mark(turn), {free: true});
    });
  }
});

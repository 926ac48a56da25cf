import type {Message} from '../../../functions/core/ports/message.ts';
import assert from 'node:assert/strict';
import {standing} from '../../../functions/core/incident/incident.ts';
import {noneCounted, open} from '../../../functions/core/intake/arrivals.ts';
import {
  nextTurn,
  turnsIn,
  turnsMark,
  waitingAfter,
} from '../../../functions/core/guard/message-rate-limit.ts';
import {sweep} from '../../../functions/engine/operate/sweep.ts';
import {messageTurn} from '../../../functions/engine/announce/message-turn.ts';
import {assertSpoken, fleet, rig, shop, type Rig} from '../../support/fakes.ts';
import {incident, minute} from '../../support/incident.ts';

afterEach(assertSpoken);

const limit = 5;
const noisy = 30;

/** Puts an incident of a project into the store, due now. */
async function put({deps, clock}: Rig, project: string, cluster: string): Promise<void> {
  const finding = {
    runbook: 'connect-gateway-disabled',
    target: {project, cluster},
    symptom: 'x',
    causes: [],
    evidence: {quote: ''},
  };
  const now = clock.now();
  await deps.store.create(
    open({finding, entry: cluster, at: now, alsoCounted: noneCounted, now}, 1),
  );
}

describe('the budget of messages', () => {
  it('lets a noisy project wait for its turn, delays no other, and loses no final state', async () => {
    const made = await rig('observe');
    const budgets = {repairsPerHour: 10, messagesPerMinute: limit};
    const here = {...made, deps: {...made.deps, settings: {...made.deps.settings, budgets}}};
    here.world.disable(fleet.id);
    here.world.disable(shop.id);
    for (let n = 0; n < noisy; n += 1) await put(here, fleet.id, `c${n}`);
    await put(here, shop.id, 'quiet');
    const told = new Map<string, number>();
    for (let n = 0; n < 2 * (noisy / limit); n += 1) {
      const before = here.chat.messages.length;
      await sweep(here.deps);
      const posted = here.chat.messages.slice(before);
      const loud = posted.filter(one => isOf(one, fleet.id));
      assert.ok(loud.length <= limit, `${loud.length} in minute ${n}`);
      if (n === 0)
        assert.ok(
          posted.some(one => isOf(one, shop.id)),
          'the quiet one is told at once',
        );
      for (const one of posted) told.set(one.incident, one.revision);
      here.clock.advance(minute);
    }
    const all = await here.deps.store.all();
    assert.equal(told.size, noisy + 1);
    for (const one of all) {
      assert.equal(standing(one.state), 'parked');
      assert.equal(told.get(one.id), one.outbox.revision, 'what is told is what is stored');
    }
    assert.ok(
      here.chat.messages.some(one => one.footer.some(line => line.code === 'footer.more-wait')),
      'a first message tells how many wait',
    );
  });

  it('gives each announcement the first minute with room, also where clocks differ', () => {
    let value: Readonly<Record<string, unknown>> = {};
    const turn = (at: number): number => {
      const next = nextTurn(turnsIn(value), at, 2);
      ({value} = next);
      return next.minute;
    };
    assert.deepEqual([100, 100, 100, 105, 100, 100].map(turn), [100, 100, 101, 105, 101, 102]);
    assert.equal(waitingAfter(turnsIn(value), 100), 4);
    assert.equal(turn(200), 200);
    assert.deepEqual(Object.keys(turnsIn(value)), ['200']);
  });

  it('keeps a turn that is looked at a little late, and no longer', async () => {
    const {deps, clock, store} = await rig();
    const budgets = {repairsPerHour: 10, messagesPerMinute: 1};
    const tight = {...deps, settings: {...deps.settings, budgets}};
    const now = Math.floor(clock.now() / minute);
    const value = {used: {[now - 1]: 1, [now]: 1, [now + 1]: 1}};
    await store.setMark({name: turnsMark(fleet.id), version: 1, value});
    const turn = (tellTurn: number) =>
      messageTurn(tight, incident({target: {project: fleet.id}, outbox: {turn: tellTurn}}));
    // Two that miss each other's minute would wait for ever.
    assert.equal((await turn(now - 1)).kind, 'now');
    assert.equal((await turn(now)).kind, 'now');
    assert.equal((await turn(now + 1)).kind, 'later');
    assert.deepEqual(await turn(now - 2), {
      kind: 'later',
      minute: now + 2,
      at: (now + 2) * minute,
    });
  });

  it('lets no flood delay what asks for a person: it has its turn in the same minute', async () => {
    const {deps, clock} = await rig();
    const budgets = {repairsPerHour: 10, messagesPerMinute: limit};
    const tight = {...deps, settings: {...deps.settings, budgets}};
    const target = {project: fleet.id};
    const blocked = {state: 'blocked', reason: {kind: 'excluded'}} as const;
    const asking = {
      state: 'awaiting-approval',
      reason: {kind: 'mode-approve', plan: 'p'},
    } as const;
    const minutes: number[] = [];
    for (let n = 0; n < 2_000; n += 1) {
      const turn = await messageTurn(tight, incident({...blocked, target}));
      if (turn.kind === 'later') minutes.push(turn.minute);
    }
    // The flood still comes, within a bound: four fifths of each minute are its own.
    assert.equal(Math.max(...minutes) - Math.floor(clock.now() / minute), 2_000 / 4 - 1);
    assert.equal((await messageTurn(tight, incident({...asking, target}))).kind, 'now');
    // The share of the minute is used up: the next question comes a minute later, not behind the flood.
    const now = Math.floor(clock.now() / minute);
    const next = await messageTurn(tight, incident({...asking, target}));
    assert.deepEqual(next, {kind: 'later', minute: now + 1, at: (now + 1) * minute});
    // What took its turn before it asked for a person has a sooner one.
    const late = {turn: now + 300};
    const sooner = await messageTurn(tight, incident({...asking, target, outbox: late}));
    assert.deepEqual(sooner, {kind: 'later', minute: now + 2, at: (now + 2) * minute});
  });

  it('takes a mark that cannot be understood for none', () => {
    for (const value of [undefined, {}, {used: 3}, {used: {x: 1, 5: 'y'}}]) {
      assert.deepEqual(turnsIn(value), {});
    }
  });
});

function isOf({facts}: Message, project: string): boolean {
  return facts.some(
    ({label, value}) => label.code === 'fact.project' && value.params['value'] === project,
  );
}

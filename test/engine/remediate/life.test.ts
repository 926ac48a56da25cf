import assert from 'node:assert/strict';
import fc from 'fast-check';
import type {Failure} from '../../../functions/core/lib/error.ts';
import {type Incident, standing, attemptsOf} from '../../../functions/core/incident/incident.ts';
import type {Mode} from '../../../functions/core/config/settings.ts';
import {serviceAgent, serviceAgentRole as role} from '../../../functions/mesh/service-agent.ts';
import {intake} from '../../../functions/engine/intake/intake.ts';
import {DedupCache} from '../../../functions/engine/intake/dedup-cache.ts';
import {runUntilSettled, sweep} from '../../../functions/engine/operate/sweep.ts';
import {
  gatewayEntry,
  inClusterTail,
  stalledEntry,
  unboundEntry,
  webhookEntry,
} from '../../support/entries.ts';
import {assertSpoken, fleet, gateway, rig, type Rig, shop} from '../../support/fakes.ts';

afterEach(assertSpoken);

const entries = [
  gatewayEntry,
  webhookEntry,
  stalledEntry,
  unboundEntry,
  (parts: {readonly at: number}) => unboundEntry({...parts, project: fleet.id}),
  (parts: {readonly at: number}) => webhookEntry({...parts, tail: inClusterTail}),
  (parts: {readonly at: number}) => gatewayEntry({...parts, number: '812345678901'}),
] as const;

const verbs = ['serviceState', 'project', 'policy', 'mesh', 'enableService', 'setPolicy'] as const;

/** One thing that happens to the world, to the responder or to the people around it. */
type Event =
  | {readonly kind: 'entry'; readonly which: number}
  | {
      readonly kind: 'fault';
      readonly verb: (typeof verbs)[number];
      readonly failure: Failure;
      readonly times: number;
      readonly applied: boolean;
    }
  | {readonly kind: 'disable' | 'unbind' | 'stall' | 'repair' | 'heal' | 'sweep' | 'crash' | 'chat'}
  | {readonly kind: 'mode'; readonly mode: Mode}
  | {readonly kind: 'time'; readonly seconds: number};

const event: fc.Arbitrary<Event> = fc.oneof(
  fc.nat(entries.length - 1).map((which): Event => ({kind: 'entry', which})),
  fc
    .tuple(
      fc.constantFrom(...verbs),
      fc.constantFrom<Failure>('unavailable', 'denied', 'conflict', 'rate-limited', 'malformed'),
      fc.integer({min: 1, max: 4}),
      fc.boolean(),
    )
    .map(([verb, failure, times, applied]): Event => ({
      kind: 'fault',
      verb,
      failure,
      times,
      applied,
    })),
  fc
    .constantFrom('disable', 'unbind', 'stall', 'repair', 'heal', 'sweep', 'sweep', 'crash', 'chat')
    .map((kind): Event => ({kind})),
  fc.constantFrom<Mode>('auto', 'observe', 'approve').map((mode): Event => ({kind: 'mode', mode})),
  fc.nat(2000).map((seconds): Event => ({kind: 'time', seconds})),
);

/** An error that is no answer of any service: the process ends in the middle of its work. */
class Crash extends Error {}

async function happen(here: Rig, what: Event): Promise<Rig> {
  const {world, clock, deps, chat} = here;
  switch (what.kind) {
    case 'entry': {
      const entry = entries[what.which]?.({at: clock.now()});
      await intake(deps, new DedupCache()).receive(entry);
      return here;
    }
    case 'fault':
      world.fail(what.verb, what.failure, what);
      return here;
    case 'disable':
      world.disable(fleet.id);
      return here;
    case 'unbind':
      world.unbind(shop.id);
      return here;
    case 'stall':
      world.fleetSays({controlPlane: 'STALLED'});
      return here;
    case 'repair':
      world.fleetSays();
      world.services.set(`${fleet.id}/${gateway}`, 'ENABLED');
      return here;
    case 'heal':
      world.heal();
      chat.failing = false;
      return here;
    case 'sweep':
      await sweep(deps);
      return here;
    case 'crash': {
      // The third write to the store never returns, and neither does the process.
      let left = 3;
      const replace: typeof here.store.replace = incident =>
        (left -= 1) > 0 ? here.store.replace(incident) : Promise.reject(new Crash());
      await sweep({...deps, holder: 'crashed', store: {...here.store, replace}});
      return here;
    }
    case 'chat':
      chat.failing = !chat.failing;
      return here;
    case 'mode':
      return {...here, deps: {...deps, settings: {...deps.settings, mode: what.mode}}};
    case 'time':
      clock.advance(what.seconds * 1000);
      return here;
  }
}

/** What must hold at every moment. */
function check(here: Rig, before: ReadonlyMap<string, Incident>, all: readonly Incident[]): void {
  for (const one of all) {
    const old = before.get(one.id);
    if (old !== undefined) {
      assert.ok(
        one.version >= old.version && one.outbox.revision >= old.outbox.revision,
        'went back',
      );
      assert.ok(one.intake.entries.count >= old.intake.entries.count, 'lost entries');
    }
    assert.ok(attemptsOf(one) <= 3, 'more attempts than the budget');
    if (one.target.project === '812345678901') assert.equal(one.state, 'suppressed');
    const made = one.work.actions.filter(action => action.result !== 'would-change');
    assert.ok(
      one.state !== 'resolved' || one.work.lookedAt !== undefined,
      'resolved without a look',
    );
    assert.ok(made.every(action => action.intendedAt <= here.clock.now()));
  }
  for (const project of [fleet, shop]) {
    const {bindings = []} = here.world.policies.get(project.id) ?? {};
    for (const one of bindings) {
      assert.equal(one.role, role);
      assert.deepEqual(one.members, [serviceAgent(fleet.number)]);
    }
  }
  const intents = all.flatMap(one => one.work.actions).length;
  assert.ok(here.world.writes.length <= intents * 5, 'a write without an intent');
}

describe('the responder’s life', () => {
  it('keeps its promises, whatever happens, and comes to rest', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(event, {maxLength: 25}), async events => {
        let here = await rig();
        let before: ReadonlyMap<string, Incident> = new Map();
        for (const what of events) {
          here = await happen(here, what);
          const all = await here.deps.store.all();
          check(here, before, all);
          before = new Map(all.map(one => [one.id, one]));
        }
        here.world.heal();
        here.chat.failing = false;
        here.clock.advance(3_600_000);
        await sweep(here.deps);
        await runUntilSettled(here.deps);
        // A sign that was linked side by side with the last post is told at the next look.
        here.clock.advance(900_000);
        const ended = await runUntilSettled(here.deps);
        check(here, before, ended);
        for (const one of ended) {
          assert.notEqual(standing(one.state), 'open', `${one.runbook} never ends: ${one.state}`);
          if (standing(one.state) === 'parked') assert.ok(one.work.nextLook, 'nobody looks again');
          const told = one.outbox.channels['chat'];
          if (told !== undefined)
            assert.equal(told.revision, one.outbox.revision, 'told something old');
        }
        await here.store.close();
      }),
      {numRuns: 200},
    );
  });
});

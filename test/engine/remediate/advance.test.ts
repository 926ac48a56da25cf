import assert from 'node:assert/strict';
import {attemptsOf, explainedBy} from '../../../functions/core/incident/incident.ts';
import {at} from '../../../functions/core/lib/json.ts';
import type {Failure} from '../../../functions/core/lib/error.ts';
import {serviceAgent, serviceAgentRole as role} from '../../../functions/mesh/service-agent.ts';
import {advance} from '../../../functions/engine/remediate/advance.ts';
import {change} from '../../../functions/engine/lib/compare-and-set.ts';
import {runUntilSettled} from '../../../functions/engine/operate/sweep.ts';
import {advanced, opened, stored} from '../../support/drive.ts';
import {
  gatewayEntry,
  start,
  unboundEntry,
  webhookEntry,
  inClusterTail,
} from '../../support/entries.ts';
import {
  assertSpoken,
  fakeHistory,
  callError,
  fleet,
  gateway,
  rig,
  type Rig,
  shop,
} from '../../support/fakes.ts';
import {minute} from '../../support/incident.ts';

afterEach(assertSpoken);

const member = serviceAgent(fleet.number);

/** Takes an entry in and works until everything is settled. */
async function settled({deps}: Rig, entry: unknown) {
  const {id} = await opened(deps, entry);
  await runUntilSettled(deps);
  return stored(deps, id);
}

function trail(incident: {readonly timeline: readonly {readonly state: string}[]}): string {
  return incident.timeline.map(one => one.state).join(' ');
}

describe('advance', () => {
  it('repairs, verifies at the first documented time, and says so in one message', async () => {
    const here = await rig();
    here.world.disable(fleet.id);
    const end = await settled(here, gatewayEntry());
    assert.equal(end.state, 'resolved');
    assert.ok(end.reason.kind === 'verified');
    assert.equal(trail(end), 'detected planned acting verifying resolved');
    assert.deepEqual(here.world.writes, [`enableService ${fleet.id}`]);
    assert.equal(here.clock.now(), start + minute);
    assert.equal(end.reason.tookMs, minute);
    assert.equal(here.chat.messages.at(-1)?.tone, 'fixed');
    assert.equal(end.lease, undefined);
    assert.equal(end.outbox.similar?.count, 7);
  });

  it("binds the fleet's agent in the project that lost it", async () => {
    const here = await rig();
    here.world.unbind(shop.id);
    const end = await settled(here, unboundEntry());
    assert.equal(end.reason.kind, 'verified');
    assert.deepEqual(here.world.policies.get(shop.id)?.bindings, [{role, members: [member]}]);
  });

  it('does nothing where live state is healthy', async () => {
    const here = await rig();
    const end = await settled(here, gatewayEntry());
    assert.equal(end.state, 'no-action');
    assert.deepEqual(here.world.writes, []);
  });

  it('waits for a change that takes its time', async () => {
    const here = await rig();
    here.world.disable(fleet.id);
    here.world.enablingTakes = 4 * minute;
    const end = await settled(here, gatewayEntry());
    assert.equal(end.state, 'resolved');
    assert.equal(here.clock.now(), start + 5 * minute);
    assert.equal(here.world.writes.length, 1);
  });

  it('hands over a change that never comes, after all re-checks', async () => {
    const here = await rig();
    here.world.disable(fleet.id);
    here.world.enablingTakes = 60 * minute;
    const end = await settled(here, gatewayEntry());
    assert.equal(end.state, 'failed');
    assert.equal(end.reason.kind, 'rechecks-spent');
    assert.equal(end.work.rechecks, 5);
    assert.equal(here.clock.now(), start + 15 * minute);
    assert.equal(here.world.writes.length, 1);
  });

  it('leaves what is left after its repair to the incident that explains it', async () => {
    const here = await rig();
    here.world.disable(shop.id);
    here.world.before = verb => {
      if (verb === 'enableService') here.world.disable(fleet.id);
    };
    const {id} = await opened(here.deps, gatewayEntry({number: shop.number}));
    await runUntilSettled(here.deps);
    const end = await stored(here.deps, id);
    assert.equal(end.state, 'suppressed');
    const cause = await stored(here.deps, explainedBy(end) ?? '');
    assert.deepEqual(cause.target, {project: fleet.id});
    assert.deepEqual(here.world.writes, [`enableService ${shop.id}`, `enableService ${fleet.id}`]);
  });

  it('tries a change that did not last again, three times in all', async () => {
    const here = await rig();
    here.world.unbind(shop.id);
    // Somebody's automation takes the role away a second after each repair.
    here.world.before = verb => {
      if (verb === 'policy' && here.clock.now() > start) here.world.unbind(shop.id);
    };
    const end = await settled(here, unboundEntry());
    assert.equal(end.state, 'failed');
    assert.equal(end.reason.kind, 'attempts-spent');
    assert.equal(attemptsOf(end), 3);
    assert.equal(here.world.policiesWritten.length, 3);
  });

  it('parks what is refused, with the call in words, and tries nothing again', async () => {
    for (const failure of ['denied', 'invalid', 'not-found', 'api-disabled'] as const) {
      const here = await rig();
      here.world.disable(fleet.id);
      here.world.fail('enableService', failure);
      const end = await settled(here, gatewayEntry());
      assert.equal(end.state, 'blocked');
      assert.match(end.reason.kind, /^(denied|effect-refused)$/);
      assert.equal(at(end.reason, 'call'), 'enableService');
      assert.equal(end.work.actions[0]?.result, 'failed');
      assert.equal(here.world.writes.length, 1, failure);
    }
  });

  it('asks the guard: observe and approve change nothing', async () => {
    const states = {observe: 'blocked', approve: 'awaiting-approval'} as const;
    for (const mode of ['observe', 'approve'] as const) {
      const here = await rig(mode);
      here.world.disable(fleet.id);
      const end = await settled(here, gatewayEntry());
      assert.equal(end.state, states[mode]);
      assert.equal(end.reason.kind, `mode-${mode}`);
      assert.equal(at(end.reason, 'plan'), end.work.plan?.hash);
      assert.deepEqual(here.world.writes, []);
    }
  });

  it('leaves a failure inside the cluster to a person', async () => {
    const here = await rig();
    const end = await settled(here, webhookEntry({tail: inClusterTail}));
    assert.equal(end.state, 'blocked');
    assert.equal(end.reason.kind, 'person-needed');
    assert.equal(here.chat.messages.at(-1)?.headline.cause?.code, 'cause.in-cluster-webhook');
    assert.deepEqual(here.world.writes, []);
  });

  it('knows no incident by a stranger’s id', async () => {
    assert.deepEqual(await advance((await rig()).deps, '0123456789-1'), {kind: 'unknown-incident'});
  });

  it('goes without the count of like entries where history gives no answer', async () => {
    const here = await rig('auto', {history: fakeHistory(callError('denied'))});
    const end = await settled(here, gatewayEntry());
    assert.equal(end.state, 'no-action');
    assert.equal(end.outbox.similar, undefined);
  });

  it('parks what nobody expected, in words, and changes nothing', async () => {
    const here = await rig();
    here.world.disable(fleet.id);
    const {id} = await opened(here.deps, gatewayEntry());
    const broken = {
      ...here.deps,
      readers: {...here.world.readers, serviceState: () => Promise.reject(new TypeError('a bug'))},
    };
    const end = await advanced(broken, id);
    assert.equal(end.state, 'blocked');
    assert.deepEqual(end.reason, {kind: 'internal', said: 'a bug'});
    assert.deepEqual(here.world.writes, []);
  });
});

describe('a change whose parameters cannot be read from the store', () => {
  it('is neither checked nor made again: a person is told why', async () => {
    const here = await rig();
    here.world.disable(fleet.id);
    const {id} = await opened(here.deps, gatewayEntry());
    await advanced(here.deps, id);
    const {state} = await stored(here.deps, id);
    assert.equal(state, 'verifying');
    await change(here.deps.store, id, it => ({
      ...it,
      work: {
        ...it.work,
        actions: it.work.actions.map(one => ({...one, params: {...one.params, service: 7}})),
      },
    }));
    here.clock.advance(minute);
    const end = await advanced(here.deps, id);
    assert.ok(end.state === 'blocked' && end.reason.kind === 'internal');
    const said = /^action enable-service: .*service must be the name of an API, not 7; nothing/;
    assert.match(end.reason.said, said);
    assert.equal(here.world.writes.length, 1);
    const codes = here.chat.messages.at(-1)?.done.map(one => one.text.code) ?? [];
    assert.ok(codes.includes('done.unreadable'));
  });
});

describe('reads that give no answer', () => {
  const verbs = ['project', 'serviceState'] as const;
  for (const verb of verbs) {
    it(`of ${verb} are made again, and nothing is changed meanwhile`, async () => {
      const here = await rig();
      here.world.disable(fleet.id);
      here.world.fail(verb, 'unavailable', {times: 2});
      const {id} = await opened(here.deps, gatewayEntry());
      const first = await advanced(here.deps, id);
      assert.equal(first.state, 'diagnosing');
      assert.deepEqual(here.world.writes, []);
      assert.equal(here.chat.messages.at(-1)?.sentences[0]?.code, 'reason.no-answer');
      await runUntilSettled(here.deps);
      assert.equal((await stored(here.deps, id)).state, 'resolved');
    });
  }

  it('end, after eight, with a person', async () => {
    const here = await rig();
    here.world.disable(fleet.id);
    here.world.fail('serviceState', 'unavailable');
    const end = await settled(here, gatewayEntry());
    assert.equal(end.state, 'failed');
    assert.equal(end.reason.kind, 'blind');
    assert.deepEqual(here.world.writes, []);
  });

  it('because they are refused go to a person at once', async () => {
    const here = await rig();
    here.world.fail('policy', 'denied');
    const end = await settled(here, unboundEntry());
    assert.equal(end.state, 'blocked');
    assert.equal(end.reason.kind, 'read-refused');
  });

  it('while verifying, are made again; the change is not', async () => {
    const here = await rig();
    here.world.unbind(shop.id);
    const {id} = await opened(here.deps, unboundEntry());
    here.world.before = verb => {
      if (verb === 'setPolicy') here.world.fail('policy', 'unavailable', {times: 3});
    };
    await runUntilSettled(here.deps);
    const end = await stored(here.deps, id);
    assert.equal(end.state, 'resolved');
    assert.equal(here.world.writes.length, 1);
  });
});

describe('an effect without a clear answer', () => {
  const unclear: readonly Failure[] = ['unavailable', 'malformed', 'rate-limited'];
  for (const failure of unclear) {
    it(`(${failure}) that was made is seen by the next look and not made again`, async () => {
      const here = await rig();
      here.world.disable(fleet.id);
      here.world.fail('enableService', failure, {times: 1, applied: true});
      const end = await settled(here, gatewayEntry());
      assert.equal(end.reason.kind, 'verified');
      assert.equal(end.work.actions[0]?.result, 'unknown');
      assert.equal(here.world.writes.length, 1);
    });
  }

  it('that was not made is tried again', async () => {
    const here = await rig();
    here.world.disable(fleet.id);
    here.world.fail('enableService', 'unavailable', {times: 1});
    const end = await settled(here, gatewayEntry());
    assert.equal(end.reason.kind, 'verified');
    assert.deepEqual(
      end.work.actions.map(one => [one.attempt, one.result]),
      [
        [1, 'unknown'],
        [2, 'changed'],
      ],
    );
  });

  it('ends after three attempts', async () => {
    const here = await rig();
    here.world.disable(fleet.id);
    here.world.fail('enableService', 'unavailable');
    const end = await settled(here, gatewayEntry());
    assert.equal(end.state, 'failed');
    assert.equal(end.reason.kind, 'attempts-spent');
    assert.equal(here.world.writes.length, 3);
  });
});

describe('somebody else’s write in between', () => {
  it('is kept: the policy is read again, at most five times', async () => {
    const here = await rig();
    const {world} = here;
    world.unbind(shop.id);
    let edits = 0;
    world.meanwhile = () => {
      edits += 1;
      if (edits > 4) return;
      const binding = {role: 'roles/viewer', members: [`user:u${edits}@example.com`]};
      world.edit(shop.id, policy => ({...policy, bindings: [...policy.bindings, binding]}));
    };
    const end = await settled(here, unboundEntry());
    assert.equal(end.reason.kind, 'verified');
    assert.equal(attemptsOf(end), 1);
    assert.equal(world.writes.length, 5);
    assert.equal(world.policies.get(shop.id)?.bindings.length, 5);
  });

  it('every time counts as no clear answer', async () => {
    const here = await rig();
    here.world.unbind(shop.id);
    here.world.fail('setPolicy', 'conflict');
    const end = await settled(here, unboundEntry());
    assert.equal(end.reason.kind, 'attempts-spent');
    assert.equal(here.world.writes.length, 15);
  });
});

describe('a project whose number is not the configured one', () => {
  it('is left to a person: the agent of a stranger’s fleet is never bound', async () => {
    for (const id of [shop.id, fleet.id]) {
      const here = await rig();
      here.world.unbind(shop.id);
      here.world.numbers.set(id, '812345678901');
      const end = await settled(here, unboundEntry());
      assert.equal(end.state, 'blocked');
      assert.equal(here.chat.messages.at(-1)?.headline.cause?.code, 'cause.number-mismatch');
      assert.deepEqual(here.world.writes, []);
    }
  });

  it('is asked for in every attempt', async () => {
    const here = await rig();
    here.world.services.set(`${fleet.id}/${gateway}`, 'DISABLED');
    here.world.fail('enableService', 'unavailable', {times: 1});
    await settled(here, gatewayEntry());
    assert.equal(here.world.calls.filter(one => one === `project ${fleet.id}`).length, 3);
  });
});

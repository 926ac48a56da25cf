import assert from 'node:assert/strict';
import {answered, incidentsOf, opened, stored} from '../../support/drive.ts';
import {type Incident, attemptsOf} from '../../../functions/core/incident/incident.ts';
import {poll} from '../../../functions/engine/poll/poll.ts';
import {runUntilSettled} from '../../../functions/engine/operate/sweep.ts';
import {inClusterTail, webhookEntry} from '../../support/entries.ts';
import {assertSpoken, rig, type Rig} from '../../support/fakes.ts';
import {minute} from '../../support/incident.ts';
import {halfMigrated, injectedPod, insideInjector, workload} from '../../support/inside.ts';

afterEach(assertSpoken);

const id = 'in-cluster-injection';

describe('a migration that stopped half-way, from the poll to the end', () => {
  let here: Rig;
  beforeEach(async () => {
    here = await rig();
    Object.assign(here.world.inside(), halfMigrated());
  });

  /** Polls each minute until an incident is there; how many minutes that took. */
  async function found(limit = 30): Promise<number> {
    for (let minutes = 0; minutes < limit; minutes += 1) {
      await poll(here.deps);
      if ((await incidentsOf(here.deps, id)).length > 0) return minutes;
      here.clock.advance(minute);
    }
    return limit;
  }

  async function only(): Promise<Incident> {
    const [first, ...more] = await incidentsOf(here.deps, id);
    assert.ok(first !== undefined && more.length === 0);
    return first;
  }

  async function approve(): Promise<void> {
    const {id: incident} = await only();
    assert.equal(await answered(here.deps, incident, 'approved'), 'taken');
    await runUntilSettled(here.deps);
  }

  it('is found by the second of its turns, ten minutes after the first', async () => {
    const minutes = await found();
    assert.ok(minutes >= 10 && minutes < 20, `${minutes} minutes`);
    assert.deepEqual(here.world.count('webhooks'), {'quay-1': 2});
  });

  it('changes nothing before a yes; then relabels, then restarts, by one yes', async () => {
    await found();
    await runUntilSettled(here.deps);
    const {
      state: parked,
      outbox: {similar},
    } = await only();
    assert.equal(parked, 'awaiting-approval');
    assert.deepEqual(here.world.writes, []);
    // No entry is like it: an empty filter would have counted every one.
    assert.equal(similar, undefined);
    await approve();
    const end = await only();
    assert.deepEqual([end.state, end.reason.kind, attemptsOf(end)], ['resolved', 'verified', 1]);
    assert.deepEqual(here.world.writes, [
      'labelNamespace quay-1/orders',
      'restart quay-1/orders/queue',
    ]);
    const labels = here.world.inside().namespaces.find(one => one.name === 'orders')?.labels;
    assert.deepEqual(labels, {'istio.io/rev': 'asm-managed'});
  });

  it('restarts nothing when a namespace could not be relabelled', async () => {
    await found();
    await runUntilSettled(here.deps);
    here.world.fail('labelNamespace', 'denied');
    await approve();
    assert.equal((await only()).state, 'blocked');
    assert.deepEqual(here.world.writes, ['labelNamespace quay-1/orders']);
  });

  it('opens nothing for a cluster that refuses to be looked into, and says so', async () => {
    here.world.fail('webhooks', 'denied');
    assert.equal(await found(25), 25);
    assert.ok(here.log.lines.includes('warn: a poll got no answer'));
  });

  it('keeps what it knows while a turn gets no answer', async () => {
    here.world.before = verb => {
      if (verb === 'webhooks' && here.world.count('webhooks')['quay-1'] === 2) {
        here.world.fail('namespaces', 'unavailable', {times: 1});
      }
    };
    const minutes = await found(40);
    assert.ok(minutes >= 20 && minutes < 30, `${minutes} minutes`);
  });

  it('explains a webhook that fails inside the cluster, and is asked for at once', async () => {
    const sign = await opened(here.deps, webhookEntry({tail: inClusterTail}));
    await runUntilSettled(here.deps);
    assert.equal((await stored(here.deps, sign.id)).state, 'suppressed');
    const {
      intake: {symptoms},
      state,
    } = await only();
    assert.deepEqual([symptoms[0]?.key, state], [sign.key, 'awaiting-approval']);
  });

  it('leaves a leftover whose calls fail to a person, by name and with the command', async () => {
    Object.assign(here.world.inside(), {
      namespaces: [],
      pods: [],
      webhooks: [insideInjector()],
    });
    const {id: incident} = await opened(here.deps, webhookEntry({tail: inClusterTail}));
    await runUntilSettled(here.deps);
    const {
      state,
      work: {proof},
    } = await stored(here.deps, incident);
    assert.equal(state, 'blocked');
    assert.equal(here.chat.messages.at(-1)?.headline.cause?.code, 'cause.in-cluster-webhook');
    assert.ok(proof.some(one => one.params['name'] === 'istio-sidecar-injector'));
    assert.deepEqual(await incidentsOf(here.deps, id), []);
  });

  it('tells a person of the failing webhook also where the cluster cannot be looked into', async () => {
    here.world.fail('webhooks', 'denied');
    const {id: incident} = await opened(here.deps, webhookEntry({tail: inClusterTail}));
    await runUntilSettled(here.deps);
    const {
      state,
      work: {proof},
    } = await stored(here.deps, incident);
    assert.equal(state, 'blocked');
    assert.equal(here.chat.messages.at(-1)?.headline.cause?.code, 'cause.in-cluster-webhook');
    assert.ok(proof.some(one => one.code === 'proof.no-answer'));
  });

  it('is never explained by a webhook of the managed control plane that fails', async () => {
    const {causes} = await opened(here.deps, webhookEntry());
    assert.ok(!causes.includes(id));
  });

  it('goes on with what is left, by a yes of its own', async () => {
    const owners = Array.from({length: 105}, (_, at) =>
      workload({kind: 'StatefulSet', namespace: 'orders', name: `s-${at}`}),
    );
    here.world.inside().workloads = owners;
    here.world.inside().pods = owners.map(one => injectedPod(one));
    await found();
    await runUntilSettled(here.deps);
    await approve();
    const after = await only();
    assert.equal(here.world.inside().pods.length, 5);
    assert.equal(after.state, 'awaiting-approval');
    await approve();
    assert.equal((await only()).state, 'resolved');
  });
});

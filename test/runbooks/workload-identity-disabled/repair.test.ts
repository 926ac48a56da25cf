import assert from 'node:assert/strict';
import {answered, incidentsOf, receive, stored} from '../../support/drive.ts';
import type {Incident} from '../../../functions/core/incident/incident.ts';
import {poll} from '../../../functions/engine/poll/poll.ts';
import {runUntilSettled} from '../../../functions/engine/operate/sweep.ts';
import {buildEntry, noProvider, refusal} from '../../support/entries.ts';
import {
  assertSpoken,
  membership,
  namesakes,
  rig,
  type Rig,
  shop,
  withoutIssuer,
} from '../../support/fakes.ts';
import {minute} from '../../support/incident.ts';
import {poolless} from '../../support/inside.ts';

afterEach(assertSpoken);

const place = {project: shop.id, location: 'europe-west4', cluster: 'quay-1'};
const pools = 'workload-identity-disabled';
const issuers = 'identity-provider-missing';

describe('workload identity, from its sign to its end', () => {
  let here: Rig;
  beforeEach(async () => {
    here = await rig();
  });

  /** The only incident of a runbook on the cluster itself. */
  async function onCluster(runbook: string): Promise<Incident> {
    const found = (await incidentsOf(here.deps, runbook)).filter(one => one.target.cluster);
    assert.equal(found.length, 1);
    const [one] = found;
    assert.ok(one !== undefined);
    assert.deepEqual(one.target, place);
    return one;
  }

  /** The state of the only incident of a runbook that names no cluster. */
  async function signOf(runbook: string): Promise<string | undefined> {
    const signs = (await incidentsOf(here.deps, runbook)).filter(one => !one.target.cluster);
    assert.equal(signs.length, 1);
    return signs[0]?.state;
  }

  async function approve({id}: Incident): Promise<void> {
    assert.equal(await answered(here.deps, id, 'approved'), 'taken');
    await runUntilSettled(here.deps);
  }

  it('sets the pool once a person said yes, and tells one incident', async () => {
    here.world.clusters.set('quay-1', poolless({nodePools: []}));
    await receive(here.deps, buildEntry(refusal), buildEntry(refusal));
    await runUntilSettled(here.deps);

    const cause = await onCluster(pools);
    assert.equal(cause.state, 'awaiting-approval');
    assert.deepEqual(here.world.writes, []);
    assert.equal(await signOf(pools), 'suppressed');
    assert.equal(new Set(here.chat.messages.map(one => one.incident)).size, 1);

    await approve(cause);
    assert.deepEqual(here.world.writes, ['setWorkloadPool quay-1']);
    const {state, reason} = await stored(here.deps, cause.id);
    assert.deepEqual([state, reason.kind], ['resolved', 'verified']);
  });

  it('leaves node pools to a person after the pool is set', async () => {
    here.world.clusters.set('quay-1', poolless());
    await receive(here.deps, buildEntry(refusal));
    await runUntilSettled(here.deps);
    await approve(await onCluster(pools));
    const {state, reason} = await onCluster(pools);
    assert.equal(state, 'failed');
    assert.ok(reason.kind === 'rechecks-spent', reason.kind);
    assert.equal(reason.cause.code, 'cause.node-pools');
    assert.deepEqual(here.world.writes, ['setWorkloadPool quay-1']);
  });

  it('sets the issuer once a person said yes', async () => {
    here.world.registered = withoutIssuer(namesakes(here.world.mesh));
    await receive(here.deps, buildEntry(noProvider));
    await runUntilSettled(here.deps);
    const cause = await onCluster(issuers);
    assert.equal(cause.state, 'awaiting-approval');
    await approve(cause);
    assert.deepEqual(here.world.writes, ['setIssuer quay-1']);
    assert.equal((await onCluster(issuers)).state, 'resolved');
  });

  it('sets the pool before the issuer, and asks for each', async () => {
    here.world.registered = withoutIssuer(namesakes(here.world.mesh));
    here.world.clusters.set('quay-1', poolless({nodePools: []}));
    await receive(here.deps, buildEntry(noProvider));
    await runUntilSettled(here.deps);
    assert.equal(await signOf(issuers), 'suppressed');
    await approve(await onCluster(pools));
    assert.deepEqual(here.world.writes, ['setWorkloadPool quay-1']);

    // The membership is still without an issuer: the sign is looked at again, or the poll finds it.
    await poll(here.deps);
    here.clock.advance(2 * minute);
    await poll(here.deps);
    await runUntilSettled(here.deps);
    await approve(await onCluster(issuers));
    assert.deepEqual(here.world.writes, ['setWorkloadPool quay-1', 'setIssuer quay-1']);
  });

  it('is found by the poll, without a log', async () => {
    here.world.clusters.set('quay-1', poolless({nodePools: []}));
    const code = 'NODEPOOL_WORKLOAD_IDENTITY_FEDERATION_REQUIRED';
    const conditions = [{code, details: '', severity: 'WARNING'}];
    const memberships = [membership({conditions})];
    here.world.mesh = {kind: 'enabled', memberships, unreachable: []};
    await poll(here.deps);
    here.clock.advance(2 * minute);
    await poll(here.deps);
    await runUntilSettled(here.deps);
    assert.equal((await onCluster(pools)).state, 'awaiting-approval');
  });

  it('ends without a change when nothing is missing', async () => {
    await receive(here.deps, buildEntry(refusal), buildEntry(noProvider));
    const ended = await runUntilSettled(here.deps);
    assert.deepEqual(
      ended.map(one => one.state),
      ['no-action', 'no-action'],
    );
    assert.deepEqual(here.world.writes, []);
  });
});

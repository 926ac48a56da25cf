import assert from 'node:assert/strict';
import type {Failure} from '../../../functions/core/lib/error.ts';
import type {KubeCondition, RevisionFact} from '../../../functions/core/facts/kubernetes.ts';
import {provisioningStalled as runbook} from '../../../functions/runbooks/provisioning-stalled/runbook.ts';
import {fleet, membership, shop, World} from '../../support/fakes.ts';
import {poolless} from '../../support/inside.ts';
import {lookAt} from '../../support/look.ts';

const well: KubeCondition = {
  type: 'Reconciled',
  status: 'True',
  reason: 'Provisioned',
  message: 'The provisioning process has completed successfully',
};

function stall(message: string): KubeCondition {
  return {type: 'Stalled', status: 'True', reason: 'PreconditionFailed', message};
}

function revision(name: string, ...conditions: readonly KubeCondition[]): RevisionFact {
  return {name, channel: 'regular', type: 'managed_service', conditions};
}

describe('the fleet and the cluster contradict each other', () => {
  let world: World;
  beforeEach(() => {
    world = new World();
  });

  function has(...revisions: readonly RevisionFact[]): void {
    world.inside().revisions = revisions;
  }

  async function diagnose(symptom: string) {
    return runbook.diagnose(lookAt(world, {symptom}));
  }

  async function causeOf(symptom: string): Promise<string> {
    const diagnosis = await diagnose(symptom);
    return 'cause' in diagnosis ? `${diagnosis.kind} ${diagnosis.cause.code}` : diagnosis.kind;
  }

  for (const symptom of ['stalled:channel-missing', 'stalled:revision-type', 'stalled:Stalled']) {
    it(`an event came (${symptom}): a revision that is stalled outweighs a fleet that says ACTIVE`, async () => {
      has(
        revision('asm-managed', well),
        revision('asm-canary', stall('Unsupported ControlPlaneRevision name: asm-canary')),
      );
      assert.equal(await causeOf(symptom), 'person stalled.revision-name');
    });

    it(`an event came (${symptom}): where both are well it is over`, async () => {
      has(revision('asm-managed', well));
      const diagnosis = await diagnose(symptom);
      assert.equal(diagnosis.kind, 'healthy');
      assert.ok(diagnosis.proof.some(one => one.code === 'proof.revision'));
    });
  }

  it('a revision is reconciled and stalled at once: that is a doubt, so a person is told', async () => {
    has(revision('asm-managed', well, stall('Something new')));
    assert.equal(await causeOf('stalled:Stalled'), 'person cause.other-stall');
  });

  it('another runbook’s problem is its own, also where the fleet says ACTIVE', async () => {
    has(revision('asm-managed', stall('Workload identity is not enabled')));
    world.clusters.set('quay-1', poolless());
    const diagnosis = await diagnose('stalled:Stalled');
    assert.ok(diagnosis.kind === 'symptom');
    assert.equal(diagnosis.of.runbook, 'workload-identity-disabled');
  });

  for (const failure of ['denied', 'not-found', 'api-disabled', 'unavailable'] as Failure[]) {
    it(`nobody can see inside (${failure}): the fleet’s word counts, and the proof says so`, async () => {
      world.fail('revisions', failure);
      const diagnosis = await diagnose('stalled:channel');
      assert.equal(diagnosis.kind, 'healthy');
      const unseen = diagnosis.proof.find(one => one.code === 'proof.inside-unseen');
      assert.equal(unseen?.params['failure'], failure);
    });
  }

  it('nobody looks inside without a reason: not in a poll, and not for another runbook', async () => {
    has(revision('asm-managed', stall('Channel must not be omitted or blank')));
    for (const symptom of ['', 'polled', 'seen-from:webhook-call-failure']) {
      assert.equal((await diagnose(symptom)).kind, 'healthy');
    }
    assert.deepEqual([...new Set(world.calls)], [`mesh ${fleet.id}`]);
  });

  for (const dataPlane of ['STALLED', 'FAILED_PRECONDITION', 'DEGRADED', 'HIBERNATING']) {
    it(`the data plane alone is ${dataPlane}: the reason may be a revision’s`, async () => {
      world.fleetSays({dataPlane});
      has(revision('asm-managed', stall('Channel must not be omitted or blank')));
      assert.equal(await causeOf('polled'), 'person stalled.channel-missing');
      has(revision('asm-managed', well));
      const {proof} = await diagnose('polled');
      assert.ok(proof.some(one => one.code === 'proof.revision'));
    });
  }

  it('failed upgrades are looked into by their own runbook only', async () => {
    world.fleetSays({dataPlane: 'NEEDS_ATTENTION'});
    assert.equal((await diagnose('polled')).kind, 'healthy');
    assert.deepEqual(world.calls, [`mesh ${fleet.id}`]);
  });
});

describe('a location of the fleet does not answer', () => {
  it('ends no incident that a poll opened: what is missing may sit there', async () => {
    const world = new World();
    world.mesh = {kind: 'enabled', memberships: [], unreachable: ['europe-west4']};
    const polled = runbook.diagnose(lookAt(world, {symptom: 'polled'}));
    await assert.rejects(polled, /features.get: unavailable .*europe-west4/);

    world.mesh = {kind: 'enabled', memberships: [], unreachable: []};
    assert.equal((await runbook.diagnose(lookAt(world, {symptom: 'polled'}))).kind, 'healthy');
  });

  it('matters only where the cluster’s own membership is missing', async () => {
    const world = new World();
    world.mesh = {kind: 'enabled', memberships: [membership()], unreachable: ['us-east1']};
    const target = {project: shop.id, location: 'europe-west4', cluster: 'quay-1'};
    assert.equal(
      (await runbook.diagnose(lookAt(world, {symptom: 'polled', target}))).kind,
      'healthy',
    );
  });
});

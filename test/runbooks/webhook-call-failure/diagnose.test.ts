import assert from 'node:assert/strict';
import {webhookCallFailure as runbook} from '../../../functions/runbooks/webhook-call-failure/runbook.ts';
import {fleet, membership, shop, World} from '../../support/fakes.ts';
import {lookAt} from '../../support/look.ts';

describe('webhook-call-failure', () => {
  it('is over when none of its causes is there', async () => {
    const world = new World();
    const diagnosis = await runbook.diagnose(lookAt(world));
    assert.equal(diagnosis.kind, 'healthy');
    assert.equal(diagnosis.proof[0]?.code, 'proof.no-cause');
    assert.deepEqual(world.calls, [`mesh ${fleet.id}`]);
  });

  it('leaves a cluster that managed mesh does not run to a person', async () => {
    const others = [membership({membership: 'quay-10'})];
    for (const mesh of [
      {kind: 'not-enabled'} as const,
      {kind: 'enabled', memberships: others, unreachable: []} as const,
    ]) {
      const world = new World();
      world.mesh = mesh;
      const diagnosis = await runbook.diagnose(lookAt(world));
      assert.ok(diagnosis.kind === 'person');
      assert.equal(diagnosis.cause.code, 'cause.not-managed');
    }
  });

  it('leaves a webhook inside the cluster to a person, and asks only whether there is such a cluster', async () => {
    const world = new World();
    const diagnosis = await runbook.diagnose(lookAt(world, {variant: 'in-cluster'}));
    assert.ok(diagnosis.kind === 'person');
    assert.equal(diagnosis.cause.code, 'cause.in-cluster-webhook');
    assert.deepEqual(world.calls, [`clusters ${shop.id}`]);
  });

  it('plans nothing and explains nothing', () => {
    assert.deepEqual(runbook.manifest.actions, []);
    assert.deepEqual(runbook.suspects(shop, {project: shop.id, cluster: 'quay-1'}), []);
  });
});

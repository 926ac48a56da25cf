import assert from 'node:assert/strict';
import {connectGatewayDisabled as runbook} from '../../../functions/runbooks/connect-gateway-disabled/runbook.ts';
import {fleet, gateway, shop, World} from '../../support/fakes.ts';
import {hosted, lookAt} from '../../support/look.ts';

describe('connect-gateway-disabled', () => {
  let world: World;
  beforeEach(() => {
    world = new World();
  });

  it('is broken where the API is off, and plans to turn it on there', async () => {
    world.disable(shop.id);
    const diagnosis = await runbook.diagnose(lookAt(world));
    assert.ok(diagnosis.kind === 'broken');
    assert.deepEqual(diagnosis.actions, [
      {action: 'enable-service', params: {project: shop.id, service: gateway}},
    ]);
    assert.equal(diagnosis.proof[0]?.params['state'], 'DISABLED');
  });

  it('is healthy only when it is on in the project and where its fleet is hosted', async () => {
    const diagnosis = await runbook.diagnose(lookAt(world));
    assert.equal(diagnosis.kind, 'healthy');
    assert.deepEqual(world.calls, [`serviceState ${shop.id}`, `serviceState ${fleet.id}`]);
  });

  for (const state of ['DISABLED', 'UNKNOWN'] as const) {
    it(`is a symptom of the fleet's own problem where it is ${state} there`, async () => {
      world.services.set(`${fleet.id}/${gateway}`, state);
      const diagnosis = await runbook.diagnose(lookAt(world));
      assert.ok(diagnosis.kind === 'symptom');
      assert.deepEqual(diagnosis.of, {
        runbook: 'connect-gateway-disabled',
        target: {project: fleet.id},
      });
    });
  }

  it('asks for the fleet only, when the complaint named no project', async () => {
    world.disable(shop.id);
    const unnamed = lookAt(world, {symptom: 'api-disabled-unnamed'});
    assert.equal((await runbook.diagnose(unnamed)).kind, 'healthy');
    world.disable(fleet.id);
    assert.equal((await runbook.diagnose(unnamed)).kind, 'symptom');
    assert.ok(!world.calls.includes(`serviceState ${shop.id}`));
  });

  it('asks once where a project hosts its own fleet', async () => {
    assert.equal((await runbook.diagnose(lookAt(world, hosted))).kind, 'healthy');
    assert.deepEqual(world.calls, [`serviceState ${fleet.id}`]);
  });

  it('leaves a state that is not documented to a person', async () => {
    world.services.set(`${fleet.id}/${gateway}`, 'UNKNOWN');
    const diagnosis = await runbook.diagnose(lookAt(world, hosted));
    assert.ok(diagnosis.kind === 'person');
    assert.equal(diagnosis.advice.code, 'advice.enable-api');
  });

  it('says nothing when the read gives no answer', async () => {
    world.fail('serviceState', 'unavailable');
    await assert.rejects(runbook.diagnose(lookAt(world)), {name: 'CallError'});
  });

  it('would sit in the fleet host project to explain a sign', () => {
    assert.deepEqual(runbook.suspects(shop, {project: shop.id, cluster: 'quay-1'}), [
      {project: fleet.id},
    ]);
  });
});

import assert from 'node:assert/strict';
import {serviceAgent, serviceAgentRole as role} from '../../../functions/mesh/service-agent.ts';
import {serviceAgentUnbound as runbook} from '../../../functions/runbooks/service-agent-unbound/runbook.ts';
import {fleet, shop, World} from '../../support/fakes.ts';
import {lookAt} from '../../support/look.ts';

const member = serviceAgent(fleet.number);

describe('service-agent-unbound', () => {
  let world: World;
  beforeEach(() => {
    world = new World();
  });

  async function diagnose() {
    return runbook.diagnose(lookAt(world));
  }

  it("is healthy when the fleet's agent is bound in the cluster's project", async () => {
    assert.equal((await diagnose()).kind, 'healthy');
    assert.deepEqual(world.calls, [`policy ${shop.id}`]);
  });

  it("is broken without it, and plans to bind the fleet's number, not the project's", async () => {
    world.unbind(shop.id);
    const diagnosis = await diagnose();
    assert.ok(diagnosis.kind === 'broken');
    assert.deepEqual(diagnosis.actions, [
      {action: 'bind-service-agent', params: {project: shop.id, fleetNumber: fleet.number}},
    ]);
    assert.equal(diagnosis.detail?.params['member'], member);
  });

  const notEnough: Readonly<
    Record<string, {role: string; members: string[]; condition?: unknown}>
  > = {
    'the project’s own agent': {role, members: [serviceAgent(shop.number)]},
    'the agent under another role': {role: 'roles/viewer', members: [member]},
    'an agent that was deleted': {role, members: [`deleted:${member}?uid=1`]},
    'the agent in other letters': {role, members: [member.toUpperCase()]},
    'no member': {role, members: []},
  };
  for (const [what, binding] of Object.entries(notEnough)) {
    it(`is broken with ${what} only`, async () => {
      world.edit(shop.id, policy => ({...policy, bindings: [binding]}));
      const diagnosis = await diagnose();
      assert.equal(diagnosis.kind, 'broken');
      assert.equal(diagnosis.proof[0]?.code, 'proof.not-bound');
    });
  }

  it('does not count a binding with a condition, and says so', async () => {
    const condition = {title: 'expired', expression: 'request.time < timestamp("2020-01-01")'};
    world.edit(shop.id, policy => ({...policy, bindings: [{role, members: [member], condition}]}));
    const diagnosis = await diagnose();
    assert.ok(diagnosis.kind === 'broken');
    assert.equal(diagnosis.cause.code, 'cause.bound-conditionally');
    assert.equal(diagnosis.proof[0]?.code, 'proof.bound-conditionally');
  });

  it('may sit in the project and in its fleet host project, each once', () => {
    assert.deepEqual(runbook.suspects(shop, {project: shop.id}), [
      {project: shop.id},
      {project: fleet.id},
    ]);
    assert.deepEqual(runbook.suspects(fleet, {project: fleet.id}), [{project: fleet.id}]);
  });
});

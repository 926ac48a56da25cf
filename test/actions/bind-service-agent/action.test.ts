import assert from 'node:assert/strict';
import {bindServiceAgent as action} from '../../../functions/actions/bind-service-agent/action.ts';
import {serviceAgent, serviceAgentRole as role} from '../../../functions/mesh/service-agent.ts';
import {fleet, shop, World} from '../../support/fakes.ts';

const params = {project: shop.id, fleetNumber: fleet.number};
const member = serviceAgent(fleet.number);

const stamp = '2026-11-20T10:00:00.000Z';

describe('bind-service-agent', () => {
  let world: World;
  beforeEach(() => {
    world = new World();
    world.unbind(shop.id);
  });

  it('is needed while the agent is not bound without a condition', async () => {
    assert.equal((await action.precheck(params, world.readers)).kind, 'needed');
    const condition = {expression: 'true'};
    world.edit(shop.id, policy => ({...policy, bindings: [{role, members: [member], condition}]}));
    assert.equal((await action.precheck(params, world.readers)).kind, 'needed');
    await action.effect(params, world.readers, world.writers, stamp);
    assert.equal((await action.precheck(params, world.readers)).kind, 'already');
  });

  it('adds the one member, with the etag it has just read', async () => {
    const before = world.policies.get(shop.id);
    await action.effect(params, world.readers, world.writers, stamp);
    assert.equal(world.policiesWritten[0]?.etag, before?.etag);
    assert.deepEqual(world.policies.get(shop.id)?.bindings, [{role, members: [member]}]);
    assert.deepEqual(world.calls, [`policy ${shop.id}`, `setPolicy ${shop.id}`]);
  });

  it('changes nothing when somebody else was faster', async () => {
    const other = {role: 'roles/viewer', members: ['user:ada@example.com']};
    world.meanwhile = () => {
      world.meanwhile = undefined;
      world.edit(shop.id, policy => ({...policy, bindings: [...policy.bindings, other]}));
    };
    const effect = () => action.effect(params, world.readers, world.writers, stamp);
    await assert.rejects(effect(), /conflict/);
    await effect();
    assert.deepEqual(world.policies.get(shop.id)?.bindings, [other, {role, members: [member]}]);
  });

  it('says whether the change took, and what takes it back', async () => {
    assert.equal(await action.check(params, world.readers, undefined, stamp), 'not-taken');
    await action.effect(params, world.readers, world.writers, stamp);
    assert.equal(await action.check(params, world.readers, undefined, stamp), 'took');
    assert.deepEqual(action.inverse?.(params, undefined), [
      {action: 'unbind-service-agent', params},
    ]);
    assert.deepEqual(action.switches?.(params), [`agent/${fleet.number}`]);
  });

  it('writes nothing when there is nothing to add', async () => {
    const unchanged = {kind: 'unchanged'};
    await action.effect(params, world.readers, world.writers, stamp);
    assert.deepEqual(await action.effect(params, world.readers, world.writers, stamp), unchanged);
    assert.equal(world.writes.length, 1);
  });

  it('never writes a policy that was read without an etag', async () => {
    const readers = {
      ...world.readers,
      policy: () => Promise.resolve({version: 3, etag: '', bindings: []}),
    };
    await assert.rejects(action.effect(params, readers, world.writers, stamp), /without the etag/);
    assert.deepEqual(world.writes, []);
  });

  for (const fleetNumber of ['', '12a', '1 2', 'harbor-fleet', '１２']) {
    it(`refuses ${JSON.stringify(fleetNumber)} for a fleet's number`, async () => {
      const bad = {project: shop.id, fleetNumber};
      await assert.rejects(
        action.effect(bad, world.readers, world.writers, stamp),
        /fleetNumber must be the number of the fleet's host project/,
      );
      assert.deepEqual(world.calls, []);
    });
  }

  it('shows the command that a person would run', () => {
    const {command} = action.describe(params);
    assert.match(command, new RegExp(`--member=${member} --role=${role} --condition=None$`));
  });
});

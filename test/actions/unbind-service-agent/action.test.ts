import assert from 'node:assert/strict';
import {unbindServiceAgent as action} from '../../../functions/actions/unbind-service-agent/action.ts';
import {serviceAgent, serviceAgentRole as role} from '../../../functions/mesh/service-agent.ts';
import {fleet, shop, World} from '../../support/fakes.ts';

const params = {project: shop.id, fleetNumber: fleet.number};
const member = serviceAgent(fleet.number);
const stamp = '2026-11-20T10:00:00.000Z';

describe('unbind-service-agent', () => {
  let world: World;
  beforeEach(() => {
    world = new World();
    world.edit(shop.id, policy => ({
      ...policy,
      bindings: [
        {role, members: ['user:ada@example.com', member]},
        {role, members: [member], condition: {expression: 'true'}},
      ],
    }));
  });

  it('asks for a person, and cannot be undone by itself', () => {
    assert.equal(action.manifest.risk, 'high');
    assert.ok(!('inverse' in action));
    assert.deepEqual(action.switches?.(params), [`agent/${fleet.number}`]);
  });

  it('takes the one member out, with the etag it has just read, and leaves the others', async () => {
    assert.equal((await action.precheck(params, world.readers)).kind, 'needed');
    const before = world.policies.get(shop.id);
    await action.effect(params, world.readers, world.writers, stamp);
    assert.equal(world.policiesWritten[0]?.etag, before?.etag);
    assert.deepEqual(world.policies.get(shop.id)?.bindings, [
      {role, members: ['user:ada@example.com']},
      {role, members: [member], condition: {expression: 'true'}},
    ]);
    assert.equal(await action.check(params, world.readers, undefined, stamp), 'took');
    assert.equal((await action.precheck(params, world.readers)).kind, 'already');
  });

  it('writes nothing where it is not bound, or where somebody else was faster', async () => {
    world.meanwhile = () => {
      world.meanwhile = undefined;
      world.edit(shop.id, policy => ({...policy, bindings: []}));
    };
    const effect = () => action.effect(params, world.readers, world.writers, stamp);
    await assert.rejects(effect(), /conflict/);
    assert.deepEqual(await effect(), {kind: 'unchanged'});
    assert.deepEqual(world.policies.get(shop.id)?.bindings, []);
  });

  it('shows the command that a person would run', () => {
    const {command} = action.describe(params);
    assert.match(
      command,
      new RegExp(`^gcloud projects remove-iam-policy-binding .*${member} --role=${role} --cond`),
    );
  });
});

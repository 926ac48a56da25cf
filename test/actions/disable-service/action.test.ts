import assert from 'node:assert/strict';
import {disableService as action} from '../../../functions/actions/disable-service/action.ts';
import {enableable} from '../../../functions/actions/enable-service/action.ts';
import {gateway, shop, World} from '../../support/fakes.ts';

const params = {project: shop.id, service: gateway};
const stamp = '2026-11-20T10:00:00.000Z';

describe('disable-service', () => {
  let world: World;
  beforeEach(() => {
    world = new World();
    world.enable(shop.id, gateway);
  });

  it('asks for a person, and is the inverse of nothing but an undo', () => {
    assert.equal(action.manifest.risk, 'high');
    assert.ok(!('inverse' in action));
    assert.deepEqual(action.switches?.(params), [`service/${gateway}`]);
  });

  it('turns off nothing but what a repair may have turned on', async () => {
    for (const service of enableable) {
      world.enable(shop.id, service);
      const answer = await action.precheck({project: shop.id, service}, world.readers);
      assert.equal(answer.kind, 'needed', service);
    }
    const other = {project: shop.id, service: 'compute.googleapis.com'};
    const answer = await action.precheck(other, world.readers);
    assert.ok(answer.kind === 'refused');
    assert.equal(answer.reason.code, 'refused.disable');
  });

  it('is needed where the service is on, and nowhere else', async () => {
    assert.equal((await action.precheck(params, world.readers)).kind, 'needed');
    world.disable(shop.id);
    assert.equal((await action.precheck(params, world.readers)).kind, 'already');
    world.services.set(`${shop.id}/${gateway}`, 'UNKNOWN');
    assert.equal((await action.precheck(params, world.readers)).kind, 'refused');
    assert.deepEqual(world.writes, []);
  });

  it('turns it off, and asks Google nothing where it is off', async () => {
    const done = await action.effect(params, world.readers, world.writers, stamp);
    assert.ok(done.kind === 'accepted');
    assert.equal(await action.check(params, world.readers, done.operation, stamp), 'took');
    const again = await action.effect(params, world.readers, world.writers, stamp);
    assert.deepEqual([again.kind, world.writes], ['unchanged', [`disableService ${shop.id}`]]);
    world.enable(shop.id, gateway);
    assert.equal(await action.check(params, world.readers, undefined, stamp), 'not-taken');
  });

  it('shows the command that a person would run', () => {
    assert.equal(
      action.describe(params).command,
      `gcloud services disable ${gateway} --project=${shop.id}`,
    );
  });
});

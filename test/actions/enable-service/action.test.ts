import assert from 'node:assert/strict';
import {
  enableable,
  enableService as action,
} from '../../../functions/actions/enable-service/action.ts';
import {gateway, shop, World} from '../../support/fakes.ts';

const params = {project: shop.id, service: gateway};

const stamp = '2026-11-20T10:00:00.000Z';

describe('enable-service', () => {
  let world: World;
  beforeEach(() => {
    world = new World();
    world.disable(shop.id);
  });

  it('may turn on nothing but what managed mesh needs', async () => {
    assert.deepEqual(enableable, [
      gateway,
      'container.googleapis.com',
      'gkehub.googleapis.com',
      'gkeconnect.googleapis.com',
      'mesh.googleapis.com',
      'trafficdirector.googleapis.com',
      'networkservices.googleapis.com',
      'networksecurity.googleapis.com',
    ]);
    const other = {project: shop.id, service: 'compute.googleapis.com'};
    const answer = await action.precheck(other, world.readers);
    assert.ok(answer.kind === 'refused');
    assert.equal(answer.reason.code, 'refused.service');
    assert.deepEqual(world.calls, []);
  });

  it('is needed where the service is off, and nowhere else', async () => {
    assert.equal((await action.precheck(params, world.readers)).kind, 'needed');
    world.services.set(`${shop.id}/${gateway}`, 'ENABLED');
    assert.equal((await action.precheck(params, world.readers)).kind, 'already');
    world.services.set(`${shop.id}/${gateway}`, 'UNKNOWN');
    assert.equal((await action.precheck(params, world.readers)).kind, 'refused');
    assert.deepEqual(world.writes, []);
  });

  it('turns the service on and takes it back', async () => {
    const done = await action.effect(params, world.readers, world.writers, stamp);
    assert.ok(done.kind === 'accepted');
    assert.equal(await action.check(params, world.readers, done.operation, stamp), 'took');
    await action.undo?.(params, world.readers, world.writers);
    assert.equal(await action.check(params, world.readers, undefined, stamp), 'not-taken');
    assert.deepEqual(world.writes, [`enableService ${shop.id}`, `disableService ${shop.id}`]);
  });

  it('tells a change on its way from one that never came', async () => {
    world.enablingTakes = 30_000;
    const done = await action.effect(params, world.readers, world.writers, stamp);
    assert.ok(done.kind === 'accepted');
    assert.equal(await action.check(params, world.readers, done.operation, stamp), 'pending');
    world.clock.advance(30_000);
    assert.equal(await action.check(params, world.readers, done.operation, stamp), 'took');
    world.disable(shop.id);
    assert.equal(await action.check(params, world.readers, done.operation, stamp), 'not-taken');
  });

  it('takes an operation that failed for a change that did not come', async () => {
    const failed = () => Promise.resolve({kind: 'failed', code: 7, message: 'no'} as const);
    const readers = {...world.readers, serviceOperation: failed};
    assert.equal(await action.check(params, readers, 'operations/1', stamp), 'not-taken');
  });

  it('shows the command that a person would run', () => {
    assert.equal(
      action.describe(params).command,
      `gcloud services enable ${gateway} --project=${shop.id}`,
    );
  });

  it('refuses a plan without its parameters', () => {
    assert.throws(
      () => action.describe({project: shop.id}),
      /^Error: action enable-service: .* service is missing/,
    );
  });
});

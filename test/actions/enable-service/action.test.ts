import assert from 'node:assert/strict';
import {
  enableable,
  enableService as action,
} from '../../../functions/actions/enable-service/action.ts';
import {
  enableServiceKind as kind,
  enabling,
  servicesOf,
} from '../../../functions/actions/enable-service/params.ts';
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

  it('turns the service on', async () => {
    const done = await action.effect(params, world.readers, world.writers, stamp);
    assert.ok(done.kind === 'accepted');
    assert.equal(await action.check(params, world.readers, done.operation, stamp), 'took');
    assert.deepEqual(world.writes, [`enableService ${shop.id}`]);
  });

  it('is taken back by turning off what it turned on, what others rest on last', () => {
    const off = (service: string) => ({
      action: 'disable-service',
      params: {project: shop.id, service},
    });
    assert.ok(action.inverse !== undefined && action.switches !== undefined);
    assert.deepEqual(action.inverse(params, undefined), [off(gateway)]);
    const [mesh, director] = ['mesh.googleapis.com', 'trafficdirector.googleapis.com'];
    const several = {project: shop.id, services: [mesh, director, gateway]};
    assert.deepEqual(action.inverse(several, undefined), [off(gateway), off(director), off(mesh)]);
    assert.deepEqual(action.inverse(several, [gateway, mesh]), [off(gateway), off(mesh)]);
    assert.deepEqual(action.inverse(several, []), []);
    assert.deepEqual(action.switches(several), [
      `service/${mesh}`,
      `service/${director}`,
      `service/${gateway}`,
    ]);
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

  describe('for several APIs', () => {
    const [mesh, director] = ['mesh.googleapis.com', 'trafficdirector.googleapis.com'];
    const several = {project: shop.id, services: [mesh, director, gateway]};
    beforeEach(() => {
      for (const service of several.services) world.disable(shop.id, service);
    });

    it('is planned as one action, at most twenty at once; a single one is as it ever was', () => {
      assert.deepEqual(enabling(shop.id, []), []);
      assert.deepEqual(enabling(shop.id, [mesh]), [
        {action: 'enable-service', params: {project: shop.id, service: mesh}},
      ]);
      assert.deepEqual(enabling(shop.id, several.services), [
        {action: 'enable-service', params: several},
      ]);
      const many = Array.from({length: 41}, (_, at) => `s${at}.googleapis.com`);
      const plans = enabling(shop.id, many).map(({params}) => servicesOf(kind.parse(params)));
      assert.deepEqual(
        plans.map(one => one.length),
        [20, 20, 1],
      );
      assert.deepEqual(plans.flat(), many);
    });

    it('names them all, in the sentence and in the command', () => {
      const {text, command} = action.describe(several);
      assert.equal(text.params['service'], `${mesh}, ${director}, ${gateway}`);
      assert.equal(
        command,
        `gcloud services enable ${mesh} ${director} ${gateway} --project=${shop.id}`,
      );
      assert.deepEqual(action.outcome(several, 'changed').params, text.params);
    });

    it('is needed while one of them is off', async () => {
      assert.equal((await action.precheck(several, world.readers)).kind, 'needed');
      world.enable(shop.id, mesh);
      assert.equal((await action.precheck(several, world.readers)).kind, 'needed');
      for (const service of several.services) world.enable(shop.id, service);
      assert.equal((await action.precheck(several, world.readers)).kind, 'already');
      world.services.set(`${shop.id}/${mesh}`, 'UNKNOWN');
      assert.equal((await action.precheck(several, world.readers)).kind, 'refused');
      const foreign = {project: shop.id, services: [mesh, 'compute.googleapis.com']};
      const refused = await action.precheck(foreign, world.readers);
      assert.ok(refused.kind === 'refused');
      assert.deepEqual(refused.reason.params, {service: 'compute.googleapis.com'});
    });

    it('turns on those that are off, with one call, and sees whether all are on', async () => {
      world.enable(shop.id, gateway);
      const done = await action.effect(several, world.readers, world.writers, stamp);
      assert.ok(done.kind === 'accepted');
      assert.deepEqual(done.made, [mesh, director], 'one of them was on before');
      assert.deepEqual(world.writes, [`enableServices ${shop.id} ${mesh} ${director}`]);
      assert.equal(await action.check(several, world.readers, done.operation, stamp), 'took');
      world.disable(shop.id, director);
      assert.equal(await action.check(several, world.readers, undefined, stamp), 'not-taken');
      await action.effect(several, world.readers, world.writers, stamp);
      assert.equal(world.writes[1], `enableService ${shop.id} ${director}`);
      const none = await action.effect(several, world.readers, world.writers, stamp);
      assert.deepEqual([none.kind, world.writes.length], ['unchanged', 2]);
    });

    for (const failure of ['denied', 'invalid', 'not-found'] as const) {
      it(`turns them on one after the other where the batch is refused: ${failure}`, async () => {
        world.fail('enableServices', failure);
        const done = await action.effect(several, world.readers, world.writers, stamp);
        assert.equal(done.kind, 'accepted');
        const names = `${mesh} ${director} ${gateway}`;
        assert.deepEqual(world.writes, [
          `enableServices ${shop.id} ${names}`,
          `enableInTurn ${shop.id} ${names}`,
        ]);
      });
    }

    for (const failure of ['busy', 'unavailable', 'rate-limited', 'conflict'] as const) {
      it(`leaves to another try what may take them all: ${failure}`, async () => {
        world.fail('enableServices', failure);
        await assert.rejects(action.effect(several, world.readers, world.writers, stamp));
        assert.equal(world.writes.length, 1);
      });
    }

    it('finds who turned any of them off, and keeps each', () => {
      const undoing = action.undoing?.(several);
      assert.match(
        undoing?.filter ?? '',
        /\(protoPayload\.resourceName:"\/services\/mesh\.googleapis\.com" OR .*connectgateway\.googleapis\.com"\)$/,
      );
      assert.equal(undoing?.remedy.code.match(/^resource "google_project_service"/gm)?.length, 3);
    });
  });

  it('refuses a plan without its parameters', () => {
    assert.throws(
      () => action.describe({project: shop.id}),
      /^Error: action enable-service: .* service is missing/,
    );
  });
});

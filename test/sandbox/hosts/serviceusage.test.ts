import assert from 'node:assert/strict';
import {at, listAt, textAt} from '../../../sandbox/json.ts';
import {tried} from '../start.ts';

const api = 'serviceusage.googleapis.com/v1';
const gateway = `${api}/projects/shop-prod/services/connectgateway.googleapis.com`;
const project = `${api}/projects/shop-prod`;
const [director, mesh, hub] = [
  'trafficdirector.googleapis.com',
  'mesh.googleapis.com',
  'gkehub.googleapis.com',
];
const scenario = 'connect-gateway-disabled';

describe('sandbox serviceusage', () => {
  it('enables a service by an operation that takes its time', () =>
    tried({scenario}, async ({get, post, pass}) => {
      const before = await get(gateway);
      assert.equal(textAt(before.json, 'state'), 'DISABLED');
      assert.equal(
        textAt(before.json, 'name'),
        'projects/415104041262/services/connectgateway.googleapis.com',
      );

      const operation = await post(`${gateway}:enable`);
      const name = textAt(operation.json, 'name');
      assert.match(name, /^operations\/acat\.p2-415104041262-[0-9a-f-]{36}$/);
      assert.equal(at(operation.json, 'done'), undefined);

      pass(7.9);
      assert.equal(at((await get(`${api}/${name}`)).json, 'done'), undefined);
      assert.equal(textAt((await get(gateway)).json, 'state'), 'DISABLED');

      pass(0.1);
      const done = await get(`${api}/${name}`);
      assert.equal(at(done.json, 'done'), true);
      assert.equal(textAt(done.json, 'response', 'service', 'state'), 'ENABLED');
      assert.equal(textAt((await get(gateway)).json, 'state'), 'ENABLED');
    }));

  it('refuses a second change of a project’s services while one runs, as Google words it', () =>
    tried({scenario}, async ({get, post, pass, sandbox}) => {
      sandbox.patch({project: 'shop-prod', disable: [director]});
      await post(`${gateway}:enable`);
      pass(4);
      const second = await post(`${gateway}:enable`);
      const batch = await post(`${project}/services:batchEnable`, {serviceIds: [director, mesh]});
      const off = await post(`${project}/services/${mesh}:disable`, {});
      for (const refused of [second, batch, off]) {
        assert.equal(refused.status, 400);
        assert.equal(textAt(refused.json, 'error', 'status'), 'FAILED_PRECONDITION');
        assert.match(
          textAt(refused.json, 'error', 'message'),
          /^Another activation or deactivation is in progress for the following service\(s\): \S+ and project shop-prod\.$/,
        );
      }
      assert.equal((await post(`${project}/services/${hub}:enable`)).status, 200);

      pass(4);
      assert.equal(textAt((await get(gateway)).json, 'state'), 'ENABLED');
      const third = await post(`${gateway}:enable`);
      assert.equal(textAt(third.json, 'name'), 'operations/noop.DONE_OPERATION');
      assert.equal(textAt(third.json, 'response', 'service', 'state'), 'ENABLED');
    }));

  it('enables several with one call and one operation', () =>
    tried({scenario}, async ({get, post, pass, sandbox}) => {
      sandbox.patch({project: 'shop-prod', disable: [director, mesh]});
      const operation = await post(`${project}/services:batchEnable`, {
        serviceIds: [director, mesh, hub],
      });
      const name = textAt(operation.json, 'name');
      assert.equal(at(operation.json, 'done'), undefined);
      pass(8);
      const done = await get(`${api}/${name}`);
      assert.match(textAt(done.json, 'response', '@type'), /\.BatchEnableServicesResponse$/);
      assert.deepEqual(
        listAt(done.json, 'response', 'services').map(one => textAt(one, 'state')),
        ['ENABLED', 'ENABLED', 'ENABLED'],
      );
      for (const one of [director, mesh]) {
        assert.equal(textAt((await get(`${project}/services/${one}`)).json, 'state'), 'ENABLED');
      }
    }));

  it('enables all of a batch or none', () =>
    tried({scenario}, async ({get, post, pass, sandbox}) => {
      sandbox.patch({project: 'shop-prod', disable: [director]});
      const refused = await post(`${project}/services:batchEnable`, {
        serviceIds: [director, 'nothing.example.com'],
      });
      assert.equal(refused.status, 403);
      pass(8);
      assert.equal(
        textAt((await get(`${project}/services/${director}`)).json, 'state'),
        'DISABLED',
      );
      for (const count of [0, 21]) {
        const serviceIds = Array.from({length: count}, () => director);
        assert.equal((await post(`${project}/services:batchEnable`, {serviceIds})).status, 400);
      }
    }));

  it('is busy on request, in the same words', () =>
    tried({scenario, faults: ['serviceusage:enable=busyx1']}, async ({post}) => {
      const refused = await post(`${gateway}:enable`);
      assert.equal(refused.status, 400);
      assert.match(refused.text, /Another activation or deactivation is in progress/);
      assert.equal((await post(`${gateway}:enable`)).status, 200);
    }));

  it('logs the begin and the end of a call, and only one entry of them has the outcome', () =>
    tried({scenario: 'healthy'}, async ({post, pass, sandbox}) => {
      const before = sandbox.entries().length;
      await post(`${api}/projects/shop-fleet/services/connectgateway.googleapis.com:disable`, {});
      const mine = () => sandbox.entries().slice(before);
      assert.deepEqual(
        mine().map(one => at(one, 'operation', 'first')),
        [true, true],
      );
      pass(8);
      const all = mine();
      assert.deepEqual(
        all.map(one => at(one, 'operation', 'last')),
        [undefined, undefined, true, true],
      );
      assert.equal(new Set(all.map(one => textAt(one, 'operation', 'id'))).size, 1);
      assert.deepEqual(
        all.map(one => textAt(one, 'protoPayload', 'response', 'service', 'state')),
        ['', '', 'DISABLED', ''],
      );
      assert.equal(at(all[0], 'protoPayload', 'serviceName'), undefined);
      assert.match(textAt(all[3], 'protoPayload', 'response', '@type'), /\.CrossLoggingResponse$/);
    }));

  it('disables again', () =>
    tried({scenario: 'healthy'}, async ({get, post, pass}) => {
      const service = `${api}/projects/shop-fleet/services/connectgateway.googleapis.com`;
      await post(`${service}:disable`, {});
      pass(8);

      assert.equal(textAt((await get(service)).json, 'state'), 'DISABLED');
    }));

  it('gets many at once, of one parent and up to 30', () =>
    tried({scenario}, async ({get}) => {
      const names = ['connectgateway', 'gkehub'].map(
        one => `names=projects/415104041262/services/${one}.googleapis.com`,
      );
      const both = await get(`${api}/projects/shop-prod/services:batchGet?${names.join('&')}`);
      assert.equal(textAt(both.json, 'services', '0'), '');
      assert.match(both.text, /"DISABLED".*"ENABLED"/);

      const foreign = await get(
        `${api}/projects/shop-prod/services:batchGet?names=projects/1/services/x.googleapis.com`,
      );
      const none = await get(`${api}/projects/shop-prod/services:batchGet`);
      assert.deepEqual([foreign.status, none.status], [400, 400]);
    }));

  it('does not know other projects and operations', () =>
    tried({scenario}, async ({get}) => {
      const project = await get(`${api}/projects/other/services/gkehub.googleapis.com`);
      const operation = await get(`${api}/operations/none`);

      assert.deepEqual([project.status, operation.status], [403, 404]);
    }));

  it('refuses to enable in the words of the real service', () =>
    tried({scenario, faults: ['serviceusage:enable=403']}, async ({get, post}) => {
      const refused = await post(`${gateway}:enable`);

      assert.equal(refused.status, 403);
      assert.equal(
        textAt(refused.json, 'error', 'message'),
        'Permission denied to enable service [connectgateway.googleapis.com]',
      );
      assert.match(refused.text, /AUTH_PERMISSION_DENIED/);
      assert.equal(textAt((await get(gateway)).json, 'state'), 'DISABLED');
    }));

  it('is itself off where the world says so', () =>
    tried({scenario}, async ({get, sandbox}) => {
      sandbox.patch({project: 'shop-prod', disable: ['serviceusage.googleapis.com']});

      const refused = await get(gateway);
      assert.equal(refused.status, 403);
      assert.match(refused.text, /"reason":"SERVICE_DISABLED"/);
      assert.match(
        refused.text,
        /Service Usage API has not been used in project 415104041262 before/,
      );
    }));

  it('lists what is on, page by page, and turns several on with one operation', () =>
    tried({scenario: 'required-apis-disabled'}, async ({get, post, pass}) => {
      const parent = 'serviceusage.googleapis.com/v1/projects/shop-prod/services';
      const on = async () =>
        listAt((await get(`${parent}?filter=state:ENABLED&pageSize=200`)).json, 'services').map(
          one => textAt(one, 'config', 'name'),
        );
      const ids = ['trafficdirector.googleapis.com', 'networksecurity.googleapis.com'];
      assert.deepEqual(
        (await on()).filter(one => ids.includes(one)),
        [],
      );
      const made = await post(`${parent}:batchEnable`, {serviceIds: ids});
      const operation = `serviceusage.googleapis.com/v1/${textAt(made.json, 'name')}`;
      assert.equal(at((await get(operation)).json, 'done'), undefined);
      pass(8);
      const done = (await get(operation)).json;
      assert.equal(listAt(done, 'response', 'services').length, 2);
      assert.equal((await on()).filter(one => ids.includes(one)).length, 2);
      assert.equal((await post(`${parent}:batchEnable`, {serviceIds: []})).status, 400);
      assert.equal((await get(`${parent}?filter=name:x`)).status, 400);
    }));
});

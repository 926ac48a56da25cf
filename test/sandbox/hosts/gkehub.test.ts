import assert from 'node:assert/strict';
import {at, listAt, textAt} from '../../../sandbox/json.ts';
import {meshAgent, meshRole} from '../../../sandbox/world/policy.ts';
import {type Trial, tried} from '../start.ts';

const hub = 'gkehub.googleapis.com/v1';
const key = 'projects/731920055417/locations/europe-west1/memberships/prod-eu-1';

async function state(get: Trial['get'], membership = key, fleet = 'shop-fleet') {
  const got = await get(`${hub}/projects/${fleet}/locations/global/features/servicemesh`);
  assert.equal(got.status, 200);
  return at(got.json, 'membershipStates', membership);
}

function planes(found: unknown) {
  const plane = (name: string) => textAt(found, 'servicemesh', name, 'state');
  const code = (name: string) => textAt(listAt(found, 'servicemesh', name, 'details')[0], 'code');
  return ['controlPlaneManagement', 'dataPlaneManagement'].map(
    name => `${plane(name)}/${code(name)}`,
  );
}

const fine = ['ACTIVE/REVISION_READY', 'ACTIVE/OK'];
const waiting = [
  'FAILED_PRECONDITION/REVISION_FAILED_PRECONDITION',
  'FAILED_PRECONDITION/MANAGED_CONTROL_PLANE_REQUIRED',
];

describe('sandbox gkehub', () => {
  it('shows a healthy mesh under the project number, by id and by number', () =>
    tried({scenario: 'healthy'}, async ({get}) => {
      for (const fleet of ['shop-fleet', '731920055417']) {
        const found = await state(get, key, fleet);
        assert.deepEqual(planes(found), fine);
        assert.equal(
          textAt(found, 'state', 'description'),
          'Revision(s) ready for use: asm-managed.',
        );
      }
    }));

  it('recovers only some time after the gateway is on', () =>
    tried({scenario: 'webhook-call-failure'}, async ({get, post, pass}) => {
      const broken = await state(get);
      assert.deepEqual(planes(broken), waiting);
      assert.equal(
        textAt(broken, 'state', 'description'),
        'Revision(s) reporting unhealthy: asm-managed.',
      );

      await post(
        'serviceusage.googleapis.com/v1/projects/shop-fleet/services/connectgateway.googleapis.com:enable',
      );
      pass(8 + 19.9);
      assert.deepEqual(planes(await state(get)), waiting);
      pass(0.1);
      assert.deepEqual(planes(await state(get)), fine);
    }));

  it('keeps the pace of its time scale', () =>
    tried({scenario: 'webhook-call-failure', timeScale: 4}, async ({get, post, pass}) => {
      await post(
        'serviceusage.googleapis.com/v1/projects/shop-fleet/services/connectgateway.googleapis.com:enable',
      );
      pass(7);

      assert.deepEqual(planes(await state(get)), fine);
    }));

  it('is not healed by a grant that has a condition, but by one that has none', () =>
    tried({scenario: 'service-agent-unbound'}, async ({get, sandbox, pass}) => {
      pass(60);
      const broken = await state(get);
      assert.deepEqual(planes(broken), waiting);
      const condition = listAt(broken, 'servicemesh', 'conditions')[0];
      assert.equal(textAt(condition, 'code'), 'MESH_IAM_CROSS_PROJECT_PERMISSION_DENIED');
      assert.equal(textAt(condition, 'severity'), 'ERROR');

      const grant = {role: meshRole, member: meshAgent('731920055417')};
      sandbox.patch({project: 'shop-prod', bind: [grant]});
      pass(19.9);
      assert.deepEqual(planes(await state(get)), waiting);
      pass(0.1);
      const healed = await state(get);
      assert.deepEqual(planes(healed), fine);
      assert.equal(at(healed, 'servicemesh', 'conditions'), undefined);
    }));

  it('does not notice a write that leaves its grant alone', () =>
    tried({scenario: 'healthy'}, async ({get, sandbox}) => {
      const grant = {role: 'roles/viewer', member: 'user:new@shop.example'};
      for (const project of ['shop-prod', 'shop-fleet']) sandbox.patch({project, bind: [grant]});

      assert.deepEqual(planes(await state(get)), fine);
    }));

  it('tells the loss in the fleet project from that in a cluster project', () =>
    tried({scenario: 'healthy'}, async ({get, sandbox}) => {
      const grant = {role: meshRole, member: meshAgent('731920055417')};
      sandbox.patch({project: 'shop-fleet', unbind: [grant]});

      const [condition, ...more] = listAt(await state(get), 'servicemesh', 'conditions');
      assert.equal(textAt(condition, 'code'), 'MESH_IAM_PERMISSION_DENIED');
      assert.deepEqual(more, []);
    }));

  it('stays stalled until a person ends it', () =>
    tried({scenario: 'provisioning-stalled'}, async ({get, sandbox, pass}) => {
      const mine = 'projects/415104041262/locations/europe-west1/memberships/prod-eu-1';
      pass(3600);
      const stalled = await state(get, mine, 'shop-prod');
      assert.equal(planes(stalled)[0], 'STALLED/ProvisioningFailed');
      assert.match(JSON.stringify(stalled), /contains a webhook with URL of .* but expected /);

      sandbox.patch({project: 'shop-prod', release: 'prod-eu-1'});
      assert.deepEqual(planes(await state(get, mine, 'shop-prod')), fine);
    }));

  it('shows memberships with their clusters, one, all, and page by page', () =>
    tried({scenario: 'main'}, async ({get}) => {
      const parent = `${hub}/projects/shop-fleet/locations`;
      const one = await get(`${parent}/europe-west1/memberships/prod-eu-1`);
      assert.equal(
        textAt(one.json, 'endpoint', 'gkeCluster', 'resourceLink'),
        '//container.googleapis.com/projects/shop-prod/locations/europe-west1/clusters/prod-eu-1',
      );
      const all = await get(`${parent}/-/memberships`);
      assert.equal(listAt(all.json, 'resources').length, 2);

      const first = await get(`${parent}/-/memberships?pageSize=1`);
      const token = textAt(first.json, 'nextPageToken');
      const second = await get(`${parent}/-/memberships?pageSize=1&pageToken=${token}`);
      assert.deepEqual(
        [...listAt(first.json, 'resources'), ...listAt(second.json, 'resources')],
        listAt(all.json, 'resources'),
      );
      assert.equal(at(second.json, 'nextPageToken'), undefined);
      assert.equal((await get(`${parent}/-/memberships?pageToken=x`)).status, 400);
      assert.equal((await get(`${parent}/-/memberships?pageSize=x`)).status, 400);
    }));

  it('shows one membership through v2', () =>
    tried({scenario: 'healthy'}, async ({get}) => {
      const parent =
        'gkehub.googleapis.com/v2/projects/shop-fleet/locations/europe-west1/memberships';
      const found = await get(`${parent}/prod-eu-1/features/servicemesh`);
      const none = await get(`${parent}/prod-eu-9/features/servicemesh`);

      assert.deepEqual(planes(at(found.json, 'state')), fine);
      assert.equal(none.status, 404);
    }));

  it('has no mesh where there is none, and no answer where the API is off', () =>
    tried({scenario: 'healthy'}, async ({get, sandbox}) => {
      const path = (id: string) => `${hub}/projects/${id}/locations/global/features/servicemesh`;
      assert.equal((await get(path('shop-prod'))).status, 404);

      sandbox.patch({project: 'shop-fleet', disable: ['gkehub.googleapis.com']});
      const off = await get(path('shop-fleet'));
      assert.equal(off.status, 403);
      const [info] = listAt(off.json, 'error', 'details');
      assert.equal(textAt(info, 'reason'), 'SERVICE_DISABLED');
      assert.equal(textAt(info, 'metadata', 'service'), 'gkehub.googleapis.com');
      assert.equal(textAt(info, 'metadata', 'consumer'), 'projects/731920055417');
    }));

  const mine = 'projects/shop-fleet/locations/europe-west1/memberships/prod-eu-1';
  const featureOf = 'gkehub.googleapis.com/v2/' + mine + '/features/servicemesh?updateMask=spec';
  const wanted = {spec: {servicemesh: {management: 'MANAGEMENT_AUTOMATIC'}}};

  it('has the fleet manage a mesh again after an outage, by an operation that takes its time', () =>
    tried({scenario: 'healthy'}, async ({get, post, pass, sandbox}) => {
      const member = {management: 'MANAGEMENT_UNSPECIFIED', lapsed: true};
      sandbox.patch({project: 'shop-fleet', memberships: {'prod-eu-1': member}});
      assert.deepEqual(planes(await state(get)), ['DISABLED/DISABLED', 'DISABLED/DISABLED']);
      const feature = await get(`${hub}/projects/shop-fleet/locations/global/features/servicemesh`);
      assert.deepEqual(at(feature.json, 'membershipSpecs', key, 'mesh'), {});

      const made = await post(featureOf, wanted, 'PATCH');
      assert.deepEqual([made.status, at(made.json, 'done')], [200, undefined]);
      pass(10);
      const poll = await get(`${hub}/${textAt(made.json, 'name')}`);
      assert.equal(at(poll.json, 'done'), true);
      const shown = await get(featureOf);
      assert.equal(textAt(shown.json, 'spec', 'servicemesh', 'management'), 'MANAGEMENT_AUTOMATIC');
      assert.equal(planes(await state(get))[0], 'PROVISIONING/PROVISIONING');
      pass(20);
      assert.deepEqual(planes(await state(get)), fine);
    }));

  it('creates the feature of a membership that has none only where it may', () =>
    tried({scenario: 'membership/without-feature'}, async ({get, post, pass, sandbox}) => {
      const service = ['connectgateway.googleapis.com'];
      sandbox.patch({project: 'shop-prod', enable: service});
      pass(60);
      const own = featureOf.replace('shop-fleet', 'shop-prod');
      assert.equal((await get(own)).status, 404);
      const all = await get(`${hub}/projects/shop-prod/locations/global/features/servicemesh`);
      assert.deepEqual(at(all.json, 'membershipSpecs'), {});
      const refused = await post(own, wanted, 'PATCH');
      assert.deepEqual(
        [refused.status, textAt(refused.json, 'error', 'status')],
        [404, 'NOT_FOUND'],
      );
      // As gcloud writes it.
      const made = await post(`${own}&allowMissing=True`, wanted, 'PATCH');
      assert.equal(made.status, 200);
      pass(10);
      const shown = await get(own);
      assert.equal(textAt(shown.json, 'spec', 'servicemesh', 'management'), 'MANAGEMENT_AUTOMATIC');
    }));

  it('goes by an override, also beside the origin that was read, and inherits when that is all', () =>
    tried({scenario: 'gateway-aftermath'}, async ({get, post, pass}) => {
      const own = featureOf.replace('shop-fleet', 'shop-prod');
      const origin = async () => textAt((await get(own)).json, 'spec', 'origin', 'type');
      assert.equal(await origin(), 'FLEET');
      // gcloud sends back what it read.
      const read = {spec: {...wanted.spec, origin: {type: 'FLEET'}}};
      for (const [spec, ends, mesh] of [
        [read, 'USER', wanted.spec.servicemesh],
        [read, 'FLEET', {}],
        [wanted, 'USER', wanted.spec.servicemesh],
      ] as const) {
        assert.equal((await post(own, spec, 'PATCH')).status, 200);
        pass(10);
        assert.equal(await origin(), ends);
        assert.deepEqual(at((await get(own)).json, 'spec', 'servicemesh'), mesh);
      }
    }));

  it('goes by the deprecated field where the new one says nothing', () =>
    tried({scenario: 'membership/by-hand'}, async ({get, post}) => {
      const own = featureOf.replace('shop-fleet', 'shop-prod');
      const mesh = 'projects/415104041262/locations/europe-west1/memberships/prod-eu-1';
      const all = await get(`${hub}/projects/shop-prod/locations/global/features/servicemesh`);
      assert.deepEqual(at(all.json, 'membershipSpecs', mesh, 'mesh'), {controlPlane: 'MANUAL'});
      const codes = listAt(all.json, 'membershipStates', mesh, 'servicemesh', 'conditions');
      assert.ok(
        codes.some(one => textAt(one, 'code') === 'DEPRECATED_SPEC_CONTROL_PLANE_MANAGEMENT'),
      );
      assert.equal((await post(own, wanted, 'PATCH')).status, 400);
    }));

  it('loses an unmanaged mesh by an outage only', () =>
    tried({scenario: 'healthy'}, async ({get, sandbox, pass}) => {
      const member = {management: 'MANAGEMENT_MANUAL'};
      sandbox.patch({project: 'shop-fleet', memberships: {'prod-eu-1': member}});
      pass(60);
      assert.deepEqual(planes(await state(get)), fine);
      const service = ['connectgateway.googleapis.com'];
      sandbox.patch({project: 'shop-fleet', disable: service});
      sandbox.patch({project: 'shop-fleet', enable: service});
      pass(60);
      assert.deepEqual(planes(await state(get)), ['DISABLED/DISABLED', 'DISABLED/DISABLED']);
    }));

  it('does not go from manual to automatic, nor to what it does not know', () =>
    tried({scenario: 'healthy'}, async ({post, sandbox}) => {
      const member = {management: 'MANAGEMENT_MANUAL'};
      sandbox.patch({project: 'shop-fleet', memberships: {'prod-eu-1': member}});
      const manual = await post(featureOf, wanted, 'PATCH');
      const odd = await post(featureOf, {spec: {servicemesh: {management: 'ALWAYS'}}}, 'PATCH');
      const unmasked = await post(featureOf.replace(/\?.*/, ''), wanted, 'PATCH');
      assert.deepEqual([manual.status, odd.status, unmasked.status], [400, 400, 400]);
      assert.equal(textAt(manual.json, 'error', 'status'), 'FAILED_PRECONDITION');
    }));

  it('sets an issuer where there is none, and never changes one', () =>
    tried({scenario: 'installer/identity-provider-missing'}, async ({get, post, pass}) => {
      const parent =
        'gkehub.googleapis.com/v1/projects/shop-prod/locations/europe-west1/memberships/prod-eu-1';
      const issuer =
        'https://container.googleapis.com/v1/projects/shop-prod/locations/europe-west1/clusters/prod-eu-1';
      const set = (to: string) =>
        post(`${parent}?updateMask=authority`, {authority: {issuer: to}}, 'PATCH');
      assert.equal(at((await get(parent)).json, 'authority'), undefined);
      assert.equal((await set('http://issuer.example')).status, 400);
      assert.equal((await set('https://issuer.example')).status, 400);

      const made = await set(issuer);
      assert.equal(made.status, 200);
      assert.equal(at((await get(parent)).json, 'authority'), undefined);
      pass(10);
      assert.equal(textAt((await get(parent)).json, 'authority', 'issuer'), issuer);
      const changed = await set('https://issuer.example');
      assert.equal(changed.status, 400);
      assert.match(changed.text, /cleared first/);
      assert.equal((await set(issuer)).status, 200);
    }));

  it('asks for a workload pool, and is content some time after it came', () =>
    tried({scenario: 'installer/health-check-container'}, async ({get, post, pass}) => {
      const own = 'projects/415104041262/locations/europe-west1/memberships/prod-eu-1';
      const broken = await state(get, own, 'shop-prod');
      assert.deepEqual(planes(broken), waiting);
      assert.deepEqual(
        listAt(broken, 'servicemesh', 'conditions').map(one => textAt(one, 'code')),
        ['WORKLOAD_IDENTITY_REQUIRED'],
      );
      await post(
        'container.googleapis.com/v1/projects/shop-prod/locations/europe-west1/clusters/prod-eu-1',
        {update: {desiredWorkloadIdentityConfig: {workloadPool: 'shop-prod.svc.id.goog'}}},
        'PUT',
      );
      pass(10 + 19.9);
      assert.deepEqual(planes(await state(get, own, 'shop-prod')), waiting);
      pass(0.1);
      const healed = await state(get, own, 'shop-prod');
      assert.deepEqual(planes(healed), fine);
      assert.equal(at(healed, 'servicemesh', 'conditions'), undefined);
    }));

  it('asks for the metadata of every node pool', () =>
    tried({scenario: 'node-pools-without-metadata'}, async ({get, sandbox, pass}) => {
      const own = 'projects/415104041262/locations/europe-west1/memberships/prod-eu-1';
      const [condition] = listAt(await state(get, own, 'shop-prod'), 'servicemesh', 'conditions');
      assert.equal(textAt(condition, 'code'), 'NODEPOOL_WORKLOAD_IDENTITY_FEDERATION_REQUIRED');
      const pools = (nodePools: Readonly<Record<string, string>>) => {
        sandbox.patch({project: 'shop-prod', memberships: {'prod-eu-1': {inside: {nodePools}}}});
        pass(60);
      };
      pools({batch: 'GKE_METADATA'});
      assert.deepEqual(planes(await state(get, own, 'shop-prod')), waiting);
      pools({spot: 'GKE_METADATA'});
      assert.deepEqual(planes(await state(get, own, 'shop-prod')), fine);
    }));

  it('refuses to make what is there already, which is where gcloud goes on', () =>
    tried({scenario: 'healthy'}, async ({post}) => {
      const fleet = 'gkehub.googleapis.com/v1/projects/shop-fleet/locations';
      const paths = [
        `${fleet}/europe-west1/memberships?membershipId=prod-eu-1`,
        `${fleet}/global/features?featureId=servicemesh`,
      ];
      for (const path of paths) {
        const {status, json} = await post(path, {});
        assert.deepEqual([status, textAt(json, 'error', 'status')], [409, 'ALREADY_EXISTS']);
      }
      assert.equal((await post(paths[0]?.replace('prod-eu-1', 'prod-eu-9') ?? '', {})).status, 404);
    }));
});

import assert from 'node:assert/strict';
import {at, listAt, textAt} from '../../../sandbox/json.ts';
import {type Trial, tried} from '../start.ts';

const place = (number: string, collection = 'gkeMemberships') =>
  `europe-west1-connectgateway.googleapis.com/v1/projects/${number}/locations/europe-west1/${collection}/prod-eu-1`;
const shared = place('731920055417');
const alone = place('415104041262');
const deployments = 'apis/apps/v1/deployments';
const metadataOnly = {
  accept: 'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1,application/json',
};
const restartOf = (stamp: string) => ({
  spec: {template: {metadata: {annotations: {'kubectl.kubernetes.io/restartedAt': stamp}}}},
});

async function items(get: Trial['get'], path: string): Promise<readonly unknown[]> {
  const got = await get(path);
  assert.equal(got.status, 200, got.text);
  return listAt(got.json, 'items');
}

function names(found: readonly unknown[]): readonly string[] {
  return found.map(one => textAt(one, 'metadata', 'name'));
}

function conditionOf(object: unknown, type: string): unknown {
  return listAt(object, 'status', 'conditions').find(one => textAt(one, 'type') === type);
}

describe('sandbox connectgateway', () => {
  it('shows a healthy cluster', () =>
    tried({scenario: 'healthy'}, async ({get}) => {
      const spaces = await items(get, `${shared}/api/v1/namespaces`);
      assert.deepEqual(names(spaces), ['default', 'istio-system', 'kube-system', 'shop']);
      assert.equal(textAt(spaces[3], 'metadata', 'labels', 'istio.io/rev'), 'asm-managed');

      const [web] = await items(get, `${shared}/${deployments}`);
      assert.equal(at(web, 'status', 'availableReplicas'), 2);
      assert.equal(at(web, 'status', 'observedGeneration'), at(web, 'metadata', 'generation'));

      const pods = await items(
        get,
        `${shared}/api/v1/pods?labelSelector=istio.io/rev%3Dasm-managed`,
      );
      const [set] = await items(get, `${shared}/apis/apps/v1/namespaces/shop/replicasets`);
      assert.equal(pods.length, 2);
      for (const pod of pods) {
        const [owner] = listAt(pod, 'metadata', 'ownerReferences');
        assert.deepEqual(
          [textAt(owner, 'kind'), textAt(owner, 'name'), at(owner, 'controller')],
          ['ReplicaSet', textAt(set, 'metadata', 'name'), true],
        );
      }
      const [above] = listAt(set, 'metadata', 'ownerReferences');
      assert.deepEqual([textAt(above, 'kind'), textAt(above, 'name')], ['Deployment', 'web']);

      const admission = 'apis/admissionregistration.k8s.io/v1';
      const [hook] = await items(get, `${shared}/${admission}/mutatingwebhookconfigurations`);
      assert.match(
        textAt(listAt(hook, 'webhooks')[0], 'clientConfig', 'url'),
        /^https:\/\/meshconfig\.googleapis\.com\//,
      );
      const [revision] = await items(
        get,
        `${shared}/apis/mesh.cloud.google.com/v1beta1/namespaces/istio-system/controlplanerevisions`,
      );
      const said = ['Reconciled', 'ProvisioningFinished', 'Stalled'].map(type =>
        textAt(conditionOf(revision, type), 'status'),
      );
      assert.deepEqual(said, ['True', 'True', 'False']);
    }));

  it('answers on the host of the location only, in both collections, for the fleet’s members only', () =>
    tried({scenario: 'healthy'}, async ({get}) => {
      const path = `${shared}/api/v1/namespaces`;
      const statuses = await Promise.all(
        [
          path,
          path.replace('gkeMemberships', 'memberships'),
          path.replace('europe-west1-connectgateway', 'connectgateway'),
          path.replace('europe-west1-connectgateway', 'us-east1-connectgateway'),
          path.replace('prod-eu-1', 'prod-eu-9'),
          path.replace('731920055417', '415104041262'),
          path.replace('731920055417', '1'),
        ].map(async one => (await get(one)).status),
      );

      assert.deepEqual(statuses, [200, 200, 404, 404, 404, 404, 403]);
    }));

  it('is off while the API is off in the fleet project, whatever the region', () =>
    tried({scenario: 'webhook-call-failure'}, async ({get, sandbox}) => {
      const off = await get(`${shared}/api/v1/namespaces`);
      assert.equal(off.status, 403);
      const [info] = listAt(off.json, 'error', 'details');
      assert.deepEqual(
        [textAt(info, 'reason'), textAt(info, 'metadata', 'service')],
        ['SERVICE_DISABLED', 'connectgateway.googleapis.com'],
      );
      sandbox.patch({project: 'shop-fleet', enable: ['connectgateway.googleapis.com']});
      assert.equal((await get(`${shared}/api/v1/namespaces`)).status, 200);
    }));

  it('lists page by page in the order of its names, also as metadata only', () =>
    tried({scenario: 'healthy'}, async ({get, sandbox}) => {
      const replicas = 40;
      sandbox.patch({
        project: 'shop-fleet',
        memberships: {
          'prod-eu-1': {
            inside: {namespaces: {shop: {workloads: {'Deployment/web': {replicas}}}}},
          },
        },
      });
      const whole = await get(`${shared}/api/v1/pods`, metadataOnly);
      assert.equal(textAt(whole.json, 'kind'), 'PartialObjectMetadataList');
      const all = listAt(whole.json, 'items');
      assert.equal(all.length, replicas);
      assert.deepEqual(Object.keys(Object(all[0]) as object), ['metadata']);

      const seen: unknown[] = [];
      const versions = new Set<string>();
      let token = '';
      do {
        const page = await get(`${shared}/api/v1/pods?limit=15&continue=${token}`, metadataOnly);
        seen.push(...listAt(page.json, 'items'));
        versions.add(textAt(page.json, 'metadata', 'resourceVersion'));
        token = textAt(page.json, 'metadata', 'continue');
      } while (token !== '');
      assert.deepEqual(seen, all);
      assert.equal(versions.size, 1);
      const stale = await get(`${shared}/api/v1/pods?limit=15&continue=b2xk`);
      assert.deepEqual([stale.status, textAt(stale.json, 'reason')], [410, 'Expired']);
    }));

  it('speaks as an API server of what is not there', () =>
    tried({scenario: 'healthy'}, async ({get, sandbox}) => {
      const none = await get(`${shared}/apis/apps/v1/namespaces/shop/deployments/cart`);
      assert.equal(none.status, 404);
      assert.equal(textAt(none.json, 'kind'), 'Status');
      assert.equal(textAt(none.json, 'message'), 'deployments.apps "cart" not found');

      const inside = {revisions: null};
      sandbox.patch({project: 'shop-fleet', memberships: {'prod-eu-1': {inside}}});
      const revisions = await get(
        `${shared}/apis/mesh.cloud.google.com/v1beta1/namespaces/istio-system/controlplanerevisions`,
      );
      assert.deepEqual([revisions.status, revisions.text], [404, '404 page not found\n']);
      assert.equal((await get(`${shared}/api/v1/pods?labelSelector=a%3D%3D%3Db`)).status, 400);
    }));

  it('labels a namespace, once for each version that was read', () =>
    tried({scenario: 'in-cluster-injection'}, async ({get, patch, sandbox}) => {
      const path = `${alone}/api/v1/namespaces/orders`;
      const version = textAt((await get(path)).json, 'metadata', 'resourceVersion');
      const labels = {'istio-injection': null, 'istio.io/rev': 'asm-managed'};
      const body = {metadata: {labels, resourceVersion: version}};
      const tried = await patch(`${path}?dryRun=All`, body);
      assert.equal(tried.status, 200);

      sandbox.patch({foreignEdits: 1});
      const early = await patch(path, body);
      assert.deepEqual([early.status, textAt(early.json, 'reason')], [409, 'Conflict']);
      const fresh = textAt((await get(path)).json, 'metadata', 'resourceVersion');
      const done = await patch(path, {metadata: {labels, resourceVersion: fresh}});
      assert.deepEqual(at(done.json, 'metadata', 'labels'), {
        'kubernetes.io/metadata.name': 'orders',
        'istio.io/rev': 'asm-managed',
      });
      const late = await patch(path, {metadata: {labels, resourceVersion: fresh}});
      assert.equal(late.status, 409);
    }));

  it('refuses patches that it does not play', () =>
    tried({scenario: 'healthy'}, async ({patch, post}) => {
      const web = `${shared}/apis/apps/v1/namespaces/shop/deployments/web`;
      const scaled = await patch(web, {spec: {replicas: 0}});
      const typed = await patch(web, restartOf('a'), 'application/json');
      const deleted = await post(web, undefined, 'DELETE');

      assert.deepEqual([scaled.status, typed.status, deleted.status], [422, 415, 404]);
    }));

  it('replaces pods one after the other, and the new ones follow their namespace', () =>
    tried({scenario: 'in-cluster-injection'}, async ({get, patch, pass}) => {
      const pods = `${alone}/api/v1/pods?labelSelector=istio.io/rev%3Ddefault`;
      const orders = `${alone}/apis/apps/v1/namespaces/orders/deployments/orders`;
      assert.equal((await items(get, pods)).length, 5);
      await patch(`${alone}/api/v1/namespaces/orders`, {
        metadata: {labels: {'istio-injection': null, 'istio.io/rev': 'asm-managed'}},
      });
      assert.equal((await items(get, pods)).length, 5);

      await patch(orders, restartOf('2026-11-22T06:12:00Z'));
      const begun = (await get(orders)).json;
      assert.notEqual(at(begun, 'status', 'observedGeneration'), 2);
      pass(5);
      const half = (await get(orders)).json;
      assert.deepEqual(
        [at(half, 'status', 'updatedReplicas'), at(half, 'status', 'availableReplicas')],
        [1, 2],
      );
      assert.equal((await items(get, pods)).length, 4);
      pass(5);
      assert.equal(at((await get(orders)).json, 'status', 'updatedReplicas'), 2);
      assert.equal((await items(get, pods)).length, 3);

      const again = await patch(orders, restartOf('2026-11-22T06:12:00Z'));
      assert.equal(at(again.json, 'metadata', 'generation'), 2);
    }));

  it('rolls nothing out while a Deployment is paused, and goes on once it is resumed', () =>
    tried({scenario: 'healthy'}, async ({get, patch, pass}) => {
      const web = `${shared}/apis/apps/v1/namespaces/shop/deployments/web`;
      const updated = async () => at((await get(web)).json, 'status', 'updatedReplicas') ?? 0;
      assert.equal((await patch(web, {spec: {paused: true}})).status, 200);
      await patch(web, restartOf('2026-11-22T06:12:00Z'));
      pass(60);
      assert.equal(await updated(), 0);
      const resumed = await patch(web, {spec: {paused: null}});
      assert.equal(at(resumed.json, 'spec', 'paused'), undefined);
      pass(60);
      assert.equal(await updated(), 2);
    }));

  it('cannot make injected pods while the managed control plane cannot be called', () =>
    tried({scenario: 'healthy'}, async ({get, patch, pass, sandbox}) => {
      const web = `${shared}/apis/apps/v1/namespaces/shop/deployments/web`;
      sandbox.patch({
        project: 'shop-fleet',
        memberships: {
          'prod-eu-1': {
            inside: {
              revisions: {'asm-managed': {stall: {reason: 'ProvisioningFailed', message: 'x'}}},
              namespaces: {shop: {workloads: {'StatefulSet/db': {}}}},
            },
          },
        },
      });
      const db = `${shared}/apis/apps/v1/namespaces/shop/statefulsets/db`;
      for (const one of [web, db]) await patch(one, restartOf('now'));
      pass(600);
      const stuck = (await get(web)).json;
      assert.equal(at(stuck, 'status', 'availableReplicas'), 2);
      assert.equal(at(stuck, 'status', 'updatedReplicas'), undefined);
      assert.equal(
        textAt(conditionOf(stuck, 'ReplicaFailure'), 'message'),
        'Internal error occurred: failed calling webhook "rev.namespace.sidecar-injector.istio.io": ' +
          'failed to call webhook: an error on the server ("unknown") has prevented the request from succeeding',
      );
      assert.equal(at((await get(db)).json, 'status', 'availableReplicas'), 1);

      const healed = {inside: {revisions: {'asm-managed': {stall: null}}}};
      sandbox.patch({project: 'shop-fleet', memberships: {'prod-eu-1': healed}});
      pass(20 + 10);
      const done = (await get(web)).json;
      assert.equal(at(done, 'status', 'updatedReplicas'), 2);
      assert.equal(conditionOf(done, 'ReplicaFailure'), undefined);
      assert.equal(at((await get(db)).json, 'status', 'availableReplicas'), 2);
    }));

  it('takes the label of a failed upgrade away with the pods, and the mesh notices', () =>
    tried({scenario: 'data-plane/needs-attention'}, async ({get, patch, pass, sandbox}) => {
      const pods = `${alone}/api/v1/pods?labelSelector=dataplane-upgrade%3Dfailed`;
      const plane = () => {
        const [project] = listAt(sandbox.state(), 'projects');
        const [member] = listAt(project, 'memberships');
        return textAt(member, 'state', 'servicemesh', 'dataPlaneManagement', 'state');
      };
      assert.equal((await items(get, pods)).length, 7);
      const [budget] = await items(get, `${alone}/apis/policy/v1/poddisruptionbudgets`);
      assert.equal(at(budget, 'status', 'disruptionsAllowed'), 1);
      for (const one of ['shop/deployments/checkout', 'shop/statefulsets/ledger'])
        await patch(`${alone}/apis/apps/v1/namespaces/${one}`, restartOf('now'));
      pass(60);
      assert.equal((await items(get, pods)).length, 2);
      assert.equal(plane(), 'NEEDS_ATTENTION');
      await patch(`${alone}/apis/apps/v1/namespaces/search/daemonsets/indexer`, restartOf('now'));
      pass(10 + 19.9);
      assert.deepEqual([(await items(get, pods)).length, plane()], [0, 'NEEDS_ATTENTION']);
      pass(0.1);
      assert.equal(plane(), 'ACTIVE');
    }));

  it('needs all three steps after an outage', () =>
    tried({scenario: 'gateway-aftermath'}, async ({get, post, patch, pass}) => {
      const ledger = `${alone}/apis/apps/v1/namespaces/payments/deployments/ledger`;
      const available = async () => at((await get(ledger)).json, 'status', 'availableReplicas');
      await post(
        'serviceusage.googleapis.com/v1/projects/shop-prod/services/connectgateway.googleapis.com:enable',
      );
      pass(60);
      assert.ok(conditionOf((await get(ledger)).json, 'ReplicaFailure') !== undefined);
      await patch(ledger, restartOf('early'));
      pass(60);
      assert.equal(await available(), undefined);
      await post(
        'gkehub.googleapis.com/v2/projects/shop-prod/locations/europe-west1/memberships/prod-eu-1/features/servicemesh?updateMask=spec',
        {spec: {servicemesh: {management: 'MANAGEMENT_AUTOMATIC'}}},
        'PATCH',
      );
      pass(10 + 20 + 10);
      assert.equal(await available(), 3);
      assert.equal(conditionOf((await get(ledger)).json, 'ReplicaFailure'), undefined);
      const cart = `${alone}/apis/apps/v1/namespaces/shop/deployments/cart`;
      const untouched = (await get(cart)).json;
      assert.ok(conditionOf(untouched, 'ReplicaFailure') !== undefined);
    }));

  for (const [refuses, status, says] of [
    [401, 401, /UNAUTHENTICATED/],
    [
      403,
      403,
      /namespaces is forbidden: User .* cannot list resource \\"namespaces\\" in API group/,
    ],
    [404, 404, /"status":"NOT_FOUND"/],
    [503, 503, /UNAVAILABLE/],
  ] as const) {
    it(`has clusters that answer ${refuses}, and calls that do`, () =>
      tried({scenario: 'main'}, async ({get, sandbox}) => {
        sandbox.patch({project: 'shop-fleet', enable: ['connectgateway.googleapis.com']});
        const path = `${shared}/api/v1/namespaces`;
        sandbox.patch({
          project: 'shop-fleet',
          memberships: {'prod-eu-1': {inside: {refuses}}},
        });
        const refused = await get(path);
        assert.equal(refused.status, status);
        assert.match(refused.text, says);
        assert.equal((await get(path.replace('prod-eu-1', 'stage-eu-1'))).status, 200);

        sandbox.patch({
          project: 'shop-fleet',
          memberships: {'prod-eu-1': {inside: {refuses: 'normal'}}},
        });
        sandbox.addFault(`connectgateway:list.namespaces=${refuses}x1`);
        assert.equal((await get(path)).status, status);
        assert.equal((await get(path)).status, 200);
      }));
  }

  it('has clusters that never answer, and calls that never do', () =>
    tried({scenario: 'healthy'}, async ({sandbox}) => {
      const never = async (path: string) => {
        const signal = AbortSignal.timeout(50);
        await assert.rejects(fetch(`${sandbox.url}/${path}`, {signal}), /TimeoutError|timeout/);
      };
      sandbox.patch({
        project: 'shop-fleet',
        memberships: {'prod-eu-1': {inside: {refuses: 'never'}}},
      });
      await never(`${shared}/api/v1/pods`);
      sandbox.addFault('gkehub:list=never');
      await never('gkehub.googleapis.com/v1/projects/shop-fleet/locations/-/memberships');
      assert.deepEqual(
        sandbox.requests().map(one => one.status),
        [0, 0],
      );
    }));
});

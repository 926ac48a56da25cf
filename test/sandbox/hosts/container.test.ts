import assert from 'node:assert/strict';
import {at, listAt, textAt} from '../../../sandbox/json.ts';
import {tried} from '../start.ts';

const parent = 'container.googleapis.com/v1/projects/shop-prod/locations/europe-west1';
const cluster = `${parent}/clusters/prod-eu-1`;
const pool = (workloadPool: string) => ({
  update: {desiredWorkloadIdentityConfig: {workloadPool}},
});

describe('sandbox container', () => {
  it('shows a cluster and its node pools, by id and by number', () =>
    tried({scenario: 'node-pools-without-metadata'}, async ({get}) => {
      for (const project of ['shop-prod', '415104041262']) {
        const {json} = await get(cluster.replace('shop-prod', project));
        assert.equal(textAt(json, 'status'), 'RUNNING');
        assert.match(textAt(json, 'currentMasterVersion'), /^1\.\d+\.\d+-gke\.\d+$/);
        assert.equal(
          textAt(json, 'workloadIdentityConfig', 'workloadPool'),
          'shop-prod.svc.id.goog',
        );
        assert.deepEqual(
          listAt(json, 'nodePools').map(one => [
            textAt(one, 'name'),
            textAt(one, 'config', 'workloadMetadataConfig', 'mode'),
          ]),
          [
            ['default-pool', 'GKE_METADATA'],
            ['batch', 'GCE_METADATA'],
            ['spot', ''],
          ],
        );
      }
    }));

  it('gives a cluster its workload pool by an operation, one at a time', () =>
    tried({scenario: 'stalled/workload-identity'}, async ({get, post, pass}) => {
      assert.equal(at((await get(cluster)).json, 'workloadIdentityConfig'), undefined);
      const made = await post(cluster, pool('shop-prod.svc.id.goog'), 'PUT');
      assert.equal(textAt(made.json, 'status'), 'RUNNING');
      const second = await post(cluster, pool('shop-prod.svc.id.goog'), 'PUT');
      assert.equal(second.status, 400);
      assert.match(second.text, /running incompatible operation operation-/);

      const operation = `${parent}/operations/${textAt(made.json, 'name')}`;
      pass(9.9);
      assert.equal(textAt((await get(operation)).json, 'status'), 'RUNNING');
      assert.equal(at((await get(cluster)).json, 'workloadIdentityConfig'), undefined);
      pass(0.1);
      assert.equal(textAt((await get(operation)).json, 'status'), 'DONE');
      assert.match((await get(cluster)).text, /"workloadPool":"shop-prod.svc.id.goog"/);
    }));

  it('takes exactly one update, of the project’s own pool', () =>
    tried({scenario: 'healthy'}, async ({post}) => {
      const none = await post(cluster, {update: {}}, 'PUT');
      const foreign = await post(cluster, pool('shop-stage.svc.id.goog'), 'PUT');
      const other = await post(cluster, {update: {desiredNodeVersion: '-'}}, 'PUT');

      assert.deepEqual([none.status, foreign.status, other.status], [400, 400, 501]);
    }));

  it('lists clusters and node pools, and gives a pool its metadata and a cluster a version', () =>
    tried({scenario: 'stalled/kubernetes-version'}, async ({get, post, pass}) => {
      const all = `${parent.replace('europe-west1', '-')}/clusters`;
      const names = async (path: string, field: string) =>
        listAt((await get(path)).json, field).map(one => textAt(one, 'name'));
      assert.deepEqual(await names(all, 'clusters'), ['prod-eu-1']);
      assert.deepEqual(await names(all.replace('-/', 'us-east1/'), 'clusters'), []);
      assert.deepEqual(await names(`${cluster}/nodePools`, 'nodePools'), ['default-pool']);

      const mode = {workloadMetadataConfig: {mode: 'GCE_METADATA'}};
      const pool0 = `${cluster}/nodePools/default-pool`;
      assert.equal((await post(pool0, mode, 'PUT')).status, 200);
      assert.equal((await post(cluster, {update: {desiredMasterVersion: '-'}}, 'PUT')).status, 400);
      pass(10);
      assert.equal(
        textAt((await get(pool0)).json, 'config', 'workloadMetadataConfig', 'mode'),
        'GCE_METADATA',
      );
      assert.equal((await post(`${cluster}/nodePools/none`, mode, 'PUT')).status, 404);
      assert.equal((await post(pool0, {tags: {}}, 'PUT')).status, 501);

      const wanted = textAt((await get(`${parent}/serverConfig`)).json, 'defaultClusterVersion');
      await post(cluster, {update: {desiredMasterVersion: '-'}}, 'PUT');
      pass(10);
      assert.equal(textAt((await get(cluster)).json, 'currentMasterVersion'), wanted);
      assert.equal((await post(`${pool0}:setSize`, {nodeCount: 3})).status, 200);
    }));

  it('knows no other clusters, none that is not of GKE, and no other operations', () =>
    tried({scenario: 'stalled/not-gke'}, async ({get}) => {
      const paths = [
        cluster,
        `${parent}/clusters/prod-eu-9`,
        `${parent}/operations/operation-1`,
        'container.googleapis.com/v1/projects/other/locations/europe-west1/clusters/prod-eu-1',
      ];
      const statuses = await Promise.all(paths.map(async path => (await get(path)).status));

      assert.deepEqual(statuses, [404, 404, 404, 403]);
    }));

  it('is off where the API is off, and fails as it is told', () =>
    tried({scenario: 'healthy', faults: ['container:get=401x1']}, async ({get, sandbox}) => {
      assert.equal((await get(cluster)).status, 401);
      sandbox.patch({project: 'shop-prod', disable: ['container.googleapis.com']});
      const off = await get(cluster);
      assert.equal(off.status, 403);
      assert.match(off.text, /SERVICE_DISABLED/);
    }));
});

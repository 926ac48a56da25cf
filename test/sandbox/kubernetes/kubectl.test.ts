import assert from 'node:assert/strict';
import {at, listAt, textAt} from '../../../sandbox/json.ts';
import {type Trial, tried} from '../start.ts';

// What kubectl asks of an API server; `npm run test:clients` asks it with kubectl itself.

const alone =
  'europe-west1-connectgateway.googleapis.com/v1/projects/415104041262/locations/europe-west1/gkeMemberships/prod-eu-1';
const hooks = `${alone}/apis/admissionregistration.k8s.io/v1/mutatingwebhookconfigurations`;
const revisions = `${alone}/apis/mesh.cloud.google.com/v1beta1/namespaces/istio-system/controlplanerevisions`;
const shop = `${alone}/api/v1/namespaces/shop`;
const table = {accept: 'application/json;as=Table;v=v1;g=meta.k8s.io,application/json'};
const aggregated = {
  accept: 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,application/json',
};
const json = 'application/json-patch+json';
const strategic = 'application/strategic-merge-patch+json';

async function rows(get: Trial['get'], path: string): Promise<readonly unknown[]> {
  const got = await get(path, table);
  assert.equal(textAt(got.json, 'kind'), 'Table', got.text);
  const names = listAt(got.json, 'columnDefinitions').map(one => textAt(one, 'name'));
  return [names, ...listAt(got.json, 'rows').map(one => listAt(one, 'cells'))];
}

describe('sandbox API server', () => {
  it('says which kinds it has, at once and group by group', () =>
    tried({scenario: 'in-cluster-injection'}, async ({get, sandbox}) => {
      const all = (await get(`${alone}/apis`, aggregated)).json;
      const groups = listAt(all, 'items').map(one => textAt(one, 'metadata', 'name'));
      assert.ok(groups.includes('apps') && groups.includes('mesh.cloud.google.com'));
      const [core] = listAt((await get(`${alone}/api`, aggregated)).json, 'items');
      assert.ok(listAt(listAt(core, 'versions')[0], 'resources').length > 3);

      const listed = listAt((await get(`${alone}/apis`)).json, 'groups');
      assert.deepEqual(
        listed.map(one => textAt(one, 'name')),
        groups,
      );
      const apps = await get(`${alone}/apis/apps/v1`);
      const deployments = listAt(apps.json, 'resources').find(
        one => textAt(one, 'name') === 'deployments',
      );
      assert.deepEqual(listAt(deployments, 'shortNames'), ['deploy']);
      assert.equal((await get(`${alone}/apis/batch/v1`)).status, 404);
      assert.match(textAt((await get(`${alone}/version`)).json, 'gitVersion'), /^v1\.\d+\.\d+-gke/);
      assert.ok(at((await get(`${alone}/openapi/v3`)).json, 'paths', 'apis/apps/v1') !== undefined);

      sandbox.patch({
        project: 'shop-prod',
        memberships: {'prod-eu-1': {inside: {revisions: null}}},
      });
      assert.doesNotMatch((await get(`${alone}/apis`)).text, /mesh\.cloud\.google\.com/);
    }));

  it('answers in tables, and by fields', () =>
    tried({scenario: 'stalled/cluster-resources'}, async ({get}) => {
      assert.deepEqual(await rows(get, `${alone}/apis/apps/v1/namespaces/shop/deployments`), [
        ['Name', 'Ready', 'Up-to-date', 'Available', 'Age'],
        ['web', '2/2', 2, 2, '0s'],
      ]);
      assert.deepEqual(await rows(get, revisions), [
        ['Name', 'Reconciled', 'Stalled', 'Age'],
        ['asm-managed', 'False', 'True', '0s'],
      ]);
      const events = `${alone}/api/v1/events?fieldSelector=`;
      const [, event] = await rows(get, `${events}reason=ProvisioningFailed,type!=Normal`);
      assert.deepEqual(Array.isArray(event) ? event.slice(1, 4) : event, [
        'Warning',
        'ProvisioningFailed',
        'controlplanerevision/asm-managed',
      ]);
      assert.equal((await rows(get, `${events}reason=Other`)).length, 1);
      assert.equal((await get(`${events}message=x`)).status, 400);
    }));

  it('takes each type of patch, and no strategic one of a custom resource', () =>
    tried({scenario: 'stalled/mutating-webhook'}, async ({get, patch}) => {
      const hook = `${hooks}/istiod-asm-managed`;
      const url = 'https://elsewhere.example/inject';
      const name = 'rev.object.sidecar-injector.istio.io';
      const merged = await patch(hook, {webhooks: [{name, clientConfig: {url}}]}, strategic);
      const urls = listAt(merged.json, 'webhooks').map(one => textAt(one, 'clientConfig', 'url'));
      assert.equal(urls.length, 2);
      assert.equal(urls[1], url);
      const gone = [{op: 'remove', path: '/webhooks/1'}];
      assert.equal(listAt((await patch(hook, gone, json)).json, 'webhooks').length, 1);
      assert.equal((await patch(hook, gone, json)).status, 422);

      const added = [{op: 'add', path: '/metadata/labels/a~1b', value: 'c'}];
      assert.equal(textAt((await patch(shop, added, json)).json, 'metadata', 'labels', 'a/b'), 'c');
      const revision = `${revisions}/asm-managed`;
      const spec = {spec: {channel: 'rapid'}};
      assert.equal((await patch(revision, spec, strategic)).status, 415);
      assert.equal(textAt((await patch(revision, spec)).json, 'spec', 'channel'), 'rapid');
      assert.equal((await patch(revision, {status: null})).status, 422);
      assert.equal(textAt((await get(revision)).json, 'spec', 'channel'), 'rapid');
    }));

  it('ends a stall by the edit that puts its cause right, and by no other', () =>
    tried({scenario: 'stalled/mutating-webhook'}, async ({get, patch, pass, sandbox}) => {
      const stalled = async () => (await get(revisions)).text.includes('"NotStalled"');
      const hook = `${hooks}/istiod-asm-managed`;
      const right = JSON.stringify((await get(hook)).json).replaceAll(
        'us-central1',
        'europe-west1',
      );
      await patch(hook, {metadata: {labels: {team: 'mesh'}}});
      pass(60);
      assert.equal(await stalled(), false);
      await patch(hook, {webhooks: listAt(JSON.parse(right), 'webhooks')});
      assert.equal(await stalled(), true);
      pass(20);
      assert.deepEqual(
        listAt(listAt(sandbox.state(), 'projects')[0], 'memberships').map(one => at(one, 'causes')),
        [[]],
      );
    }));

  it('deletes what is left over, and makes a deleted pod anew', () =>
    tried({scenario: 'in-cluster-injection'}, async ({get, post, sandbox}) => {
      const hook = `${hooks}/istio-sidecar-injector`;
      assert.equal((await post(`${hook}?dryRun=All`, undefined, 'DELETE')).status, 200);
      const done = await post(hook, undefined, 'DELETE');
      assert.deepEqual(
        [textAt(done.json, 'kind'), textAt(done.json, 'status')],
        ['Status', 'Success'],
      );
      assert.equal((await get(hook)).status, 404);
      assert.equal((await post(hook, undefined, 'DELETE')).status, 404);

      const pods = `${alone}/api/v1/namespaces/shop/pods`;
      const names = async () =>
        listAt((await get(pods)).json, 'items').map(one => textAt(one, 'metadata', 'name'));
      const before = await names();
      await post(`${pods}/${before[0] ?? ''}`, undefined, 'DELETE');
      const after = await names();
      assert.equal(after.length, before.length);
      assert.equal(after.filter(one => before.includes(one)).length, before.length - 1);
      assert.equal((await post(`${shop}/events/x`, undefined, 'DELETE')).status, 404);
      assert.equal(sandbox.requests().filter(one => one.mutating).length, 4);
    }));

  it('tells whoever watches what happens, until the time is over', () =>
    tried({scenario: 'in-cluster-injection'}, async ({get, post, sandbox, patch, pass}) => {
      const version = textAt((await get(hooks)).json, 'metadata', 'resourceVersion');
      const watched = get(
        `${alone}/api/v1/namespaces?watch=true&timeoutSeconds=9&resourceVersion=${version}`,
      );
      while (sandbox.requests().at(-1)?.verb !== 'watch.namespaces')
        await new Promise(resolve => setImmediate(resolve));
      await patch(shop, {metadata: {labels: {team: 'shop'}}});
      // Somebody who watches is told every tenth of a second.
      await new Promise(resolve => setTimeout(resolve, 250));
      pass(10);
      const events = (await watched).text.trim().split('\n');
      assert.equal(events.length, 1);
      assert.match(events[0] ?? '', /^{"type":"MODIFIED".*"team":"shop"/);

      const all = get(`${hooks}?watch=true&timeoutSeconds=9`);
      await new Promise(resolve => setTimeout(resolve, 250));
      await post(`${hooks}/istio-sidecar-injector`, undefined, 'DELETE');
      await new Promise(resolve => setTimeout(resolve, 250));
      pass(10);
      const types = (await all).text.match(/"type":"[A-Z]+"/g);
      assert.deepEqual(types, ['"type":"ADDED"', '"type":"ADDED"', '"type":"DELETED"']);
    }));

  it('gives out a kubeconfig that leads to itself', () =>
    tried({scenario: 'in-cluster-injection'}, async ({get}) => {
      const path = alone.replace('gkeMemberships', 'memberships');
      const {json: answer} = await get(`${path}:generateCredentials`);
      const kubeconfig: unknown = JSON.parse(
        Buffer.from(textAt(answer, 'kubeconfig'), 'base64').toString(),
      );
      const [cluster] = listAt(kubeconfig, 'clusters');
      assert.equal(textAt(cluster, 'cluster', 'server'), `https://${alone}`);
    }));
});

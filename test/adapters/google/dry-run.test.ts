import assert from 'node:assert/strict';
import {describe, it} from 'mocha';
import nock from 'nock';
import type {Policy} from '../../../functions/core/facts/cloud.ts';
import type {Readers, Writers, Written} from '../../../functions/core/ports/ports.ts';
import {dryRunWriters, rememberPolicies} from '../../../functions/adapters/google/dry-run.ts';
import {dryRunHeartbeatWriter} from '../../../functions/adapters/google/logging/heartbeat-writer.ts';
import {googleReaders} from '../../../functions/adapters/google/readers.ts';
import {googleWriters} from '../../../functions/adapters/google/writers.ts';
import {googleDeps} from '../../support/google.ts';
import {reach} from '../../support/inside.ts';
import {callError} from '../../support/outside.ts';

const agent = 'serviceAccount:service-1@gcp-sa-servicemesh.iam.gserviceaccount.com';
const role = 'roles/anthosservicemesh.serviceAgent';
const before: Policy = {
  version: 3,
  etag: 'BwX1',
  bindings: [
    {role: 'roles/viewer', members: ['user:a@example.com']},
    {role, members: [agent], condition: {expression: 'false'}},
  ],
};
const after: Policy = {...before, bindings: [...before.bindings, {role, members: [agent]}]};

function reading(policy: Policy): Readers {
  return {...googleReaders(googleDeps()), policy: () => Promise.resolve(policy)};
}

const issuer =
  'https://container.googleapis.com/v1/projects/shop-prod/locations/europe-west4/clusters/quay-1';
const relabelled = {namespace: 'shop', labels: {'istio.io/rev': null}, resourceVersion: '7'};
const web = {kind: 'Deployment', namespace: 'shop', name: 'web'} as const;
const stamp = '2026-11-22T03:00:00.000Z';
const restarted = {workload: web, stamp, resourceVersion: '7'};

async function requestOf(written: Promise<Awaited<ReturnType<Writers['setPolicy']>>>) {
  const result = await written;
  assert.ok(result.kind === 'recorded');
  return result.request;
}

describe('the dry-run twin of the heartbeat', () => {
  it('says what it would write, and sends nothing', async () => {
    const written = await dryRunHeartbeatWriter.beat('shop-prod', 0);
    assert.ok(written.kind === 'recorded');
    assert.match(
      written.request,
      /^POST .*\/v2\/entries:write \(projects\/shop-prod\/logs\/mesh-responder-heartbeat\)$/,
    );
  });
});

describe('the dry-run twin of the writers', () => {
  it('records the requests that the writers send, and sends none', async () => {
    const sent: string[] = [];
    const hosts = ['serviceusage', 'cloudresourcemanager', 'container', 'gkehub'];
    for (const host of [...hosts, 'europe-west4-connectgateway']) {
      for (const method of ['POST', 'PUT', 'PATCH']) {
        nock(`https://${host}.googleapis.com`)
          .persist()
          .intercept(/.*/, method)
          .optionally()
          .reply(200, (request: Request) => {
            sent.push(`${request.method} ${request.url}`);
            const metadata = {name: request.url.includes('/deployments/') ? 'web' : 'shop'};
            return {name: 'operations/x', done: true, status: 'DONE', metadata};
          });
      }
    }
    nock('https://gkehub.googleapis.com')
      .get(/\/v2\/.*\/features\/servicemesh$/)
      .reply(404);
    const each = async (writers: Writers) => [
      await writers.enableService('shop-prod', 'mesh.googleapis.com'),
      await writers.enableServices('shop-prod', ['mesh.googleapis.com', 'a.googleapis.com']),
      await writers.enableInTurn('shop-prod', ['mesh.googleapis.com']),
      await writers.disableService('shop-prod', 'mesh.googleapis.com'),
      await writers.setPolicy('shop-prod', after),
      await writers.setWorkloadPool('shop-prod', 'europe-west4', 'quay-1', 'shop-prod.svc.id.goog'),
      await writers.setIssuer('shop-prod', 'europe-west4', 'quay-1', issuer),
      await writers.manageMesh('shop-prod', 'europe-west4', 'quay-1'),
      await writers.labelNamespace(reach, relabelled),
      await writers.restart(reach, restarted),
    ];
    const recorded = await each(dryRunWriters({policyRead: () => before}));
    assert.deepEqual(sent, []);
    await each(googleWriters(googleDeps()));
    assert.deepEqual(
      recorded.map(one => (one.kind === 'recorded' ? one.request.split(/ \(|\n/)[0] : one.kind)),
      sent,
    );
    assert.equal(sent.length, 10);
  });

  it('shows the one member that a policy write adds', async () => {
    const {readers, policyRead} = rememberPolicies(reading(before));
    await readers.policy('shop-prod');
    const text = await requestOf(dryRunWriters({policyRead}).setPolicy('shop-prod', after));
    assert.deepEqual(text.split('\n').slice(1), [`+ ${role} ${agent}`]);
  });

  it('shows a member that goes, and says when nothing changes', async () => {
    const twin = dryRunWriters({policyRead: () => after});
    const text = await requestOf(twin.setPolicy('p', before));
    assert.deepEqual(text.split('\n').slice(1), [`- ${role} ${agent}`]);
    assert.match(await requestOf(twin.setPolicy('p', after)), /no change/);
  });

  it('does not guess against a policy of another etag or project', async () => {
    const {readers, policyRead} = rememberPolicies(reading({...before, etag: 'other'}));
    await readers.policy('shop-prod');
    const twin = dryRunWriters({policyRead});
    assert.match(await requestOf(twin.setPolicy('shop-prod', after)), /cannot be shown/);
    assert.match(await requestOf(twin.setPolicy('elsewhere', after)), /cannot be shown/);
  });

  for (const [name, policy] of [
    ['without an etag', {...after, etag: ''}],
    ['with stand-in roles', {...after, bindings: [{role: 'a_withcond_1', members: []}]}],
  ] as const) {
    it(`refuses a policy ${name} in the same words as the writers`, async () => {
      const real = await callError(googleWriters(googleDeps()).setPolicy('p', policy));
      const twin = await callError(
        dryRunWriters({policyRead: () => before}).setPolicy('p', policy),
      );
      assert.deepEqual(twin.facts, real.facts);
      assert.equal(real.facts.failure, 'invalid');
    });
  }

  it('tells what a change of a cluster would be', async () => {
    const twin = dryRunWriters({policyRead: () => before});
    assert.deepEqual((await requestOf(twin.restart(reach, restarted))).split('\n'), [
      'PATCH https://europe-west4-connectgateway.googleapis.com/v1/projects/640118275930/locations/europe-west4/gkeMemberships/quay-1/apis/apps/v1/namespaces/shop/deployments/web?fieldManager=mesh-responder',
      `{"metadata":{"resourceVersion":"7"},"spec":{"template":{"metadata":{"annotations":{"kubectl.kubernetes.io/restartedAt":"${stamp}"}}}}}`,
    ]);
  });

  const away = {...reach, membership: '../quay-1'};
  const refused: Readonly<Record<string, (writers: Writers) => Promise<Written>>> = {
    'a cluster in another place': one =>
      one.setWorkloadPool('shop-prod', 'europe-west4', 'a/b', 'shop-prod.svc.id.goog'),
    'a workload pool that is none': one =>
      one.setWorkloadPool('shop-prod', 'europe-west4', 'quay-1', 'elsewhere.example.com'),
    'an issuer that is no cluster': one =>
      one.setIssuer('shop-prod', 'europe-west4', 'quay-1', 'https://example.com/'),
    'a membership without a name': one => one.manageMesh('shop-prod', 'europe-west4', ''),
    'a membership in another place': one => one.labelNamespace(away, relabelled),
    'a namespace without a fence': one =>
      one.labelNamespace(reach, {...relabelled, resourceVersion: ''}),
    'a namespace in another place': one =>
      one.labelNamespace(reach, {...relabelled, namespace: 'a/b'}),
    'a workload in another place': one =>
      one.restart(reach, {...restarted, workload: {...web, name: '..'}}),
    'a restart without a fence': one => one.restart(reach, {...restarted, resourceVersion: ''}),
    'a restart without a time': one => one.restart(reach, {...restarted, stamp: 'now'}),
    'a host that is none': one => one.restart({...reach, location: 'evil.example.com/'}, restarted),
  };
  for (const [name, change] of Object.entries(refused)) {
    it(`refuses ${name} in the same words as the writers`, async () => {
      const real = await callError(change(googleWriters(googleDeps())));
      const twin = await callError(change(dryRunWriters({policyRead: () => before})));
      assert.deepEqual(twin.facts, real.facts);
      assert.deepEqual([real.facts.failure, real.facts.status], ['invalid', 0]);
    });
  }
});

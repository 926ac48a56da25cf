import assert from 'node:assert/strict';
import {describe, it} from 'mocha';
import {googleReaders} from '../../../../functions/adapters/google/readers.ts';
import {googleWriters} from '../../../../functions/adapters/google/writers.ts';
import {parseProxy} from '../../../../functions/adapters/http/proxy.ts';
import type {Readers, Writers} from '../../../../functions/core/ports/ports.ts';
import type {Sandbox} from '../../../../sandbox/sandbox.ts';
import {startSandbox} from '../../../../sandbox/start.ts';
import {googleDeps} from '../../../support/google.ts';
import {callError} from '../../../support/outside.ts';

const reach = {
  fleet: 'shop-prod',
  fleetNumber: '415104041262',
  location: 'europe-west1',
  membership: 'prod-eu-1',
  collection: 'gkeMemberships',
} as const;
const place = ['shop-prod', 'europe-west1', 'prod-eu-1'] as const;

interface Tried {
  readonly readers: Readers;
  readonly writers: Writers;
  readonly sandbox: Sandbox;
  readonly pass: () => void;
}

async function tried(scenario: string, test: (trial: Tried) => Promise<void>): Promise<void> {
  let now = Date.UTC(2026, 10, 22, 3, 0, 0);
  const sandbox = await startSandbox({scenario, now: () => now});
  const deps = googleDeps({
    proxy: parseProxy(sandbox.url),
    authorise: () => assert.fail('credentials were asked for'),
  });
  const pass = () => {
    now += 60_000;
  };
  try {
    await test({readers: googleReaders(deps), writers: googleWriters(deps), sandbox, pass});
  } finally {
    await sandbox.close();
  }
}

describe('the Google adapters in the clusters of the sandbox', () => {
  it('read every kind', () =>
    tried('in-cluster-injection', async ({readers}) => {
      const [revisions, webhooks, namespaces, pods, sets, workloads, budgets] = await Promise.all([
        readers.revisions(reach),
        readers.webhooks(reach),
        readers.namespaces(reach),
        readers.pods(reach, 'istio.io/rev=default'),
        readers.replicaSets(reach),
        readers.workloads(reach),
        readers.budgets(reach),
      ]);
      assert.deepEqual(
        revisions.map(one => [one.name, one.channel, one.type]),
        [['asm-managed', 'regular', 'managed_service']],
      );
      assert.deepEqual(
        webhooks.map(one => [one.kind, one.name, one.hooks[0]?.service ?? 'by url']).sort(),
        [
          ['mutating', 'istio-sidecar-injector', 'istio-system/istiod'],
          ['mutating', 'istiod-asm-managed', 'by url'],
          ['validating', 'istiod-asm-managed', 'by url'],
        ],
      );
      const older = namespaces.filter(one => one.labels['istio-injection'] === 'enabled');
      assert.deepEqual(
        older.map(one => one.name),
        ['billing', 'orders'],
      );
      assert.equal(pods.length, 5);
      for (const {owner, namespace} of pods) {
        const above = sets.find(one => one.namespace === namespace && one.name === owner?.name);
        assert.ok(owner?.kind === 'StatefulSet' || above?.owner?.kind === 'Deployment');
      }
      assert.ok(workloads.length > 0);
      assert.ok(workloads.every(one => one.observed && one.available === one.wanted));
      assert.deepEqual(budgets, []);
    }));

  it('relabel a namespace and restart a workload, once for each stamp', () =>
    tried('in-cluster-injection', async ({readers, writers, pass}) => {
      const orders = (await readers.namespaces(reach)).find(one => one.name === 'orders');
      const labels = {'istio-injection': null, 'istio.io/rev': 'asm-managed'};
      const change = {
        namespace: 'orders',
        labels,
        resourceVersion: orders?.resourceVersion ?? '',
      };
      await writers.labelNamespace(reach, change);
      const {facts} = await callError(writers.labelNamespace(reach, change));
      assert.equal(facts.failure, 'conflict');

      const workload = {kind: 'Deployment', namespace: 'orders', name: 'orders'} as const;
      const stamp = '2026-11-22T03:00:00Z';
      const read = async () => (await readers.workloads(reach)).find(one => one.name === 'orders');
      const restart = (resourceVersion = '') =>
        writers.restart(reach, {workload, stamp, resourceVersion});
      const before = (await read())?.resourceVersion;
      await restart(before);
      const late = await callError(restart(before));
      assert.equal(late.facts.failure, 'conflict', 'somebody has restarted it since it was read');
      assert.equal((await read())?.updated, 0);
      pass();
      await restart((await read())?.resourceVersion);
      const after = await read();
      assert.deepEqual([after?.updated, after?.restartedAt], [2, stamp]);
    }));

  it('give a cluster its pool, and a membership its issuer and its management', () =>
    tried('installer/health-check-container', async ({readers, writers, sandbox, pass}) => {
      const member = {issuer: '', management: 'MANAGEMENT_UNSPECIFIED'};
      sandbox.patch({project: 'shop-prod', memberships: {'prod-eu-1': member}});
      assert.equal((await readers.cluster(...place)).workloadPool, undefined);
      const cluster = 'projects/shop-prod/locations/europe-west1/clusters/prod-eu-1';
      const issuer = `https://container.googleapis.com/v1/${cluster}`;
      const written = [
        await writers.setWorkloadPool(...place, 'shop-prod.svc.id.goog'),
        await writers.setIssuer(...place, issuer),
        await writers.manageMesh(...place),
      ];
      const [pool = '', issued = '', managed = ''] = written.map(one =>
        one.kind === 'accepted' ? one.operation : '',
      );
      const states = async () => {
        const all = await Promise.all([
          readers.clusterOperation(pool),
          readers.fleetOperation(issued),
          readers.fleetOperation(managed),
        ]);
        return all.map(one => one.kind);
      };
      assert.deepEqual(await states(), ['running', 'running', 'running']);
      pass();
      assert.deepEqual(await states(), ['done', 'done', 'done']);
      assert.equal((await readers.cluster(...place)).workloadPool, 'shop-prod.svc.id.goog');
      const {memberships} = await readers.registrations('shop-prod');
      assert.equal(memberships[0]?.issuer, issuer);
      const mesh = await readers.mesh('shop-prod');
      assert.ok(mesh.kind === 'enabled');
      assert.equal(mesh.memberships[0]?.management, 'MANAGEMENT_AUTOMATIC');
    }));

  it('see what is not there, and what does not answer', () =>
    tried('stalled/not-gke', async ({readers, sandbox}) => {
      const attached = {...reach, collection: 'memberships'} as const;
      const {memberships} = await readers.registrations('shop-prod');
      assert.equal(memberships[0]?.cluster, undefined);
      assert.equal((await readers.revisions(attached))[0]?.conditions.length, 3);
      assert.equal((await callError(readers.cluster(...place))).facts.failure, 'not-found');
      const change = (inside: object) => {
        sandbox.patch({project: 'shop-prod', memberships: {'prod-eu-1': {inside}}});
      };
      change({revisions: null});
      assert.deepEqual(await readers.revisions(attached), []);
      change({refuses: 404});
      assert.equal((await callError(readers.revisions(attached))).facts.failure, 'not-found');
      change({refuses: 403});
      assert.equal((await callError(readers.namespaces(attached))).facts.status, 403);
    }));
});

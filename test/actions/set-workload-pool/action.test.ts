import assert from 'node:assert/strict';
import {setWorkloadPool as action} from '../../../functions/actions/set-workload-pool/action.ts';
import {viewEntry} from '../../../functions/core/detection/entry.ts';
import type {OperationFact} from '../../../functions/core/facts/cloud.ts';
import {callError, shop, World} from '../../support/fakes.ts';
import {gkeCluster, poolless} from '../../support/inside.ts';
import {compile} from '../../../functions/filter/compile.ts';
import {parse} from '../../../functions/filter/parse.ts';

const params = {project: shop.id, location: 'europe-west4', cluster: 'quay-1'};
const pool = 'harbor-prod.svc.id.goog';
const stamp = '2026-11-20T10:00:00.000Z';

describe('set-workload-pool', () => {
  let world: World;
  beforeEach(() => {
    world = new World();
    world.clusters.set('quay-1', poolless());
  });

  it('asks for a person, one cluster at a time, and cannot be undone', () => {
    assert.equal(action.manifest.risk, 'high');
    assert.equal(action.manifest.atOnce, 1);
    assert.ok(!('inverse' in action));
  });

  it('is needed where no pool is set, and nowhere else', async () => {
    assert.equal((await action.precheck(params, world.readers)).kind, 'needed');
    world.clusters.set('quay-1', gkeCluster());
    assert.equal((await action.precheck(params, world.readers)).kind, 'already');
    assert.deepEqual(world.writes, []);
  });

  const refused: Readonly<Record<string, ReturnType<typeof poolless>>> = {
    'refused.other-pool': gkeCluster({workloadPool: 'harbor-fleet.svc.id.goog'}),
    'refused.cluster-status': poolless({status: 'ERROR'}),
  };
  for (const [code, fact] of Object.entries(refused)) {
    it(`is refused: ${code}`, async () => {
      world.clusters.set('quay-1', fact);
      const answer = await action.precheck(params, world.readers);
      assert.ok(answer.kind === 'refused');
      assert.equal(answer.reason.code, code);
    });
  }

  it('waits for a cluster that GKE is at work on', async () => {
    world.clusters.set('quay-1', poolless({status: 'RECONCILING'}));
    const answer = await action.precheck(params, world.readers);
    assert.ok(answer.kind === 'busy');
    assert.match(answer.what, /quay-1: RECONCILING$/);
  });

  it('sets the pool of the cluster’s own project', async () => {
    const done = await action.effect(params, world.readers, world.writers, stamp);
    assert.equal(done.kind, 'accepted');
    assert.equal(world.clusters.get('quay-1')?.workloadPool, pool);
    assert.equal(await action.check(params, world.readers, undefined, stamp), 'took');
    assert.deepEqual(world.writes, ['setWorkloadPool quay-1']);
  });

  const operations: readonly (readonly [OperationFact, string])[] = [
    [{kind: 'running', name: 'o'}, 'pending'],
    [{kind: 'done'}, 'not-taken'],
    [{kind: 'failed', code: 9, message: 'no'}, 'not-taken'],
  ];
  for (const [fact, took] of operations) {
    it(`takes a cluster without the pool and an operation that is ${fact.kind} for ${took}`, async () => {
      const readers = {...world.readers, clusterOperation: () => Promise.resolve(fact)};
      assert.equal(await action.check(params, readers, 'o', stamp), took);
    });
  }

  it('believes the cluster, not its operation', async () => {
    world.clusters.set('quay-1', gkeCluster());
    const failed = () => Promise.resolve({kind: 'failed', code: 9, message: 'no'} as const);
    const readers = {...world.readers, clusterOperation: failed};
    assert.equal(await action.check(params, readers, 'o', stamp), 'took');
    world.clusters.set('quay-1', poolless());
    assert.equal(await action.check(params, world.readers, undefined, stamp), 'not-taken');
  });

  it('waits for the cluster where its operation is forgotten, and asks again where it may be read', async () => {
    const failing = (failure: 'not-found' | 'unavailable') => ({
      ...world.readers,
      clusterOperation: () => Promise.reject(callError(failure)),
    });
    assert.equal(await action.check(params, failing('not-found'), 'o', stamp), 'pending');
    await assert.rejects(action.check(params, failing('unavailable'), 'o', stamp));
  });

  it('shows the command that a person would run, and what node pools need', () => {
    assert.equal(
      action.describe(params).command,
      `gcloud container clusters update quay-1 --location=europe-west4 --project=harbor-prod --workload-pool=${pool}`,
    );
    const risk = action.texts['risk.set-workload-pool'];
    assert.match(risk?.en ?? '', /GKE_METADATA/);
    assert.match(risk?.ko ?? '', /GKE_METADATA/);
  });

  it('refuses a plan without its parameters', () => {
    assert.throws(
      () => action.describe({project: shop.id}),
      /set-workload-pool: .* location is missing/,
    );
  });

  describe('who takes it back', () => {
    function taken(parts: Readonly<Record<string, unknown>> = {}) {
      const entry = {
        logName: 'projects/harbor-prod/logs/cloudaudit.googleapis.com%2Factivity',
        resource: {type: 'gke_cluster', labels: {project_id: shop.id}},
        protoPayload: {
          serviceName: 'container.googleapis.com',
          methodName: 'google.container.v1beta1.ClusterManager.UpdateCluster',
          resourceName: 'projects/harbor-prod/zones/europe-west4/clusters/quay-1',
          request: {update: {desiredWorkloadIdentityConfig: {}}},
          ...parts,
        },
      };
      const undoing = action.undoing?.(params);
      const viewed = viewEntry(entry);
      assert.ok(undoing !== undefined && viewed !== undefined);
      const passes = compile(parse(undoing.filter))(entry);
      const matches = undoing.matches(viewed);
      assert.ok(passes || !matches, 'the filter hides what matches');
      return matches;
    }

    it('is whoever clears the pool of this cluster', () => {
      assert.equal(taken(), true);
      assert.equal(taken({methodName: 'google.container.v1.ClusterManager.UpdateCluster'}), true);
      const resourceName = 'projects/1/locations/europe-west4/clusters/quay-1';
      assert.equal(taken({resourceName}), true);
    });

    it('is nobody else', () => {
      const others = [
        {methodName: 'google.container.v1.ClusterManager.UpdateNodePool'},
        {resourceName: 'projects/harbor-prod/zones/europe-west4/clusters/quay-10'},
        {resourceName: 'projects/harbor-prod/zones/us-east1/clusters/quay-1'},
        {request: {update: {desiredWorkloadIdentityConfig: {workloadPool: pool}}}},
        {request: {update: {desiredLoggingService: 'none'}}},
        {request: undefined},
      ];
      for (const one of others) assert.equal(taken(one), false, JSON.stringify(one));
    });

    it('has a remedy for Terraform', () => {
      const {code} = action.undoing?.(params).remedy ?? {};
      assert.match(code ?? '', /workload_identity_config \{\n +workload_pool = "harbor-prod\.svc/);
    });
  });
});

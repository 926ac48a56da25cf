import assert from 'node:assert/strict';
import {restartWorkloads as action} from '../../../functions/actions/restart-workloads/action.ts';
import {dryRunWriters} from '../../../functions/adapters/google/dry-run.ts';
import {CallError} from '../../../functions/core/error.ts';
import type {OwnedFact} from '../../../functions/core/kube.ts';
import {World} from '../../support/fakes.ts';
import {reach, workload} from '../../support/inside.ts';

const stamp = '2026-11-20T10:00:00.000Z';
const label = {'dataplane-upgrade': 'failed'};
const params = {
  project: 'harbor-prod',
  cluster: 'quay-1',
  ...reach,
  workloads: 'shop/Deployment/web, shop/StatefulSet/db',
  pods: 'dataplane-upgrade=failed',
};

function pod(name: string, kind: string, owner: string): OwnedFact {
  return {namespace: 'shop', name, labels: label, annotations: {}, owner: {kind, name: owner}};
}

describe('restart-workloads', () => {
  let world: World;
  beforeEach(() => {
    world = new World();
    Object.assign(world.inside(), {
      workloads: [
        workload(),
        workload({kind: 'StatefulSet', name: 'db'}),
        workload({kind: 'DaemonSet', name: 'web'}),
      ],
      replicaSets: [
        {...pod('web-7d', 'Deployment', 'web'), labels: {}},
        // The same name in another namespace belongs to somebody else.
        {...pod('web-7d', 'Deployment', 'other'), namespace: 'bank', labels: {}},
      ],
      pods: [pod('web-7d-x', 'ReplicaSet', 'web-7d'), pod('db-0', 'StatefulSet', 'db')],
    });
  });

  const precheck = (over: Partial<typeof params> = {}) =>
    action.precheck({...params, ...over}, world.readers);
  const effect = () => action.effect(params, world.readers, world.writers, stamp);
  const check = () => action.check(params, world.readers, undefined, stamp);

  it('restarts each workload of the batch that has such pods, and sees that it took', async () => {
    assert.deepEqual(await precheck(), {kind: 'needed'});
    assert.equal(await check(), 'not-taken');
    assert.deepEqual(await effect(), {kind: 'accepted'});
    assert.deepEqual(world.writes, ['restart quay-1/shop/web', 'restart quay-1/shop/db']);
    assert.equal(await check(), 'took');
    assert.deepEqual(await precheck(), {kind: 'already'});
  });

  it('changes nothing by a repeat with the same stamp', async () => {
    const {workloads} = world.inside();
    world.inside().workloads = workloads.map(one => ({...one, restartedAt: stamp}));
    assert.deepEqual(await effect(), {kind: 'unchanged'});
    assert.deepEqual(world.writes, []);
  });

  it('takes a restart that somebody made since for its own: never one on top of the other', async () => {
    const {workloads} = world.inside();
    const later = {restartedAt: '2026-11-20T19:00:05+09:00', updated: 1};
    world.inside().workloads = workloads.map(one => ({...one, ...later}));
    assert.deepEqual(await effect(), {kind: 'unchanged'});
    assert.equal(await check(), 'pending');
    assert.deepEqual(world.writes, []);
  });

  it('restarts what was restarted before the yes, or at a time that nobody can read', async () => {
    const {workloads} = world.inside();
    const [web, ...others] = workloads;
    assert.ok(web !== undefined);
    world.inside().workloads = [
      {...web, restartedAt: '2026-11-20T18:59:59+09:00'},
      ...others.map(one => ({...one, restartedAt: 'yesterday'})),
    ];
    assert.equal(await check(), 'not-taken');
    assert.deepEqual(await effect(), {kind: 'accepted'});
    assert.deepEqual(world.writes, ['restart quay-1/shop/web', 'restart quay-1/shop/db']);
  });

  it('leaves alone what is no longer in need', async () => {
    world.inside().pods = [pod('db-0', 'StatefulSet', 'db')];
    await effect();
    assert.deepEqual(world.writes, ['restart quay-1/shop/db']);
  });

  it('finishes a batch that was cut short', async () => {
    world.fail('restart', 'unavailable', {times: 1});
    await assert.rejects(effect(), CallError);
    assert.deepEqual(await effect(), {kind: 'accepted'});
    assert.equal(await check(), 'took');
  });

  const rolling = [
    ['not seen yet', {observed: false}],
    ['half new', {updated: 1}],
    ['not available', {available: 2}],
  ] as const;
  for (const [what, parts] of rolling) {
    it(`waits for a rollout that is ${what}`, async () => {
      await effect();
      world.inside().workloads = world
        .inside()
        .workloads.map(one => (one.kind === 'Deployment' ? {...one, ...parts} : one));
      assert.equal(await check(), 'pending');
    });
  }

  it('waits while an old pod is still there', async () => {
    const {pods} = world.inside();
    await effect();
    world.inside().pods = pods.slice(0, 1);
    assert.equal(await check(), 'pending');
  });

  it('passes over a workload that was deleted meanwhile: the others still need it', async () => {
    const {workloads} = params;
    const over = {workloads: `shop/Deployment/api, ${workloads}`};
    assert.deepEqual(await precheck(over), {kind: 'needed'});
    await action.effect({...params, ...over}, world.readers, world.writers, stamp);
    assert.deepEqual(world.writes, ['restart quay-1/shop/web', 'restart quay-1/shop/db']);
    assert.deepEqual(await precheck({workloads: 'shop/Deployment/api'}), {kind: 'already'});
  });

  it('passes over one that is deleted between the read and the write, which opens no breaker', async () => {
    world.fail('restart', 'not-found', {times: 1});
    assert.deepEqual(await effect(), {kind: 'accepted'});
    assert.deepEqual(world.writes, ['restart quay-1/shop/web', 'restart quay-1/shop/db']);
  });

  it('refuses a workload of the system', async () => {
    const system = await precheck({workloads: 'kube-system/Deployment/kube-dns'});
    assert.ok(system.kind === 'refused' && system.reason.code === 'refused.restart-namespace');
  });

  it('needs no pods with a label where a workload lacks some', async () => {
    const lacking = {workloads: 'shop/Deployment/web', pods: '-'};
    assert.deepEqual(await precheck(lacking), {kind: 'already'});
    for (const parts of [{available: 2}, {failure: 'failed calling webhook'}]) {
      world.inside().workloads = [workload(parts)];
      assert.deepEqual(await precheck(lacking), {kind: 'needed'});
    }
    assert.ok(world.count('pods')['quay-1'] === undefined);
  });

  it('says in a dry run what it would send, and sends nothing', async () => {
    const writers = dryRunWriters({policyRead: () => undefined});
    const written = await action.effect(params, world.readers, writers, stamp);
    assert.ok(written.kind === 'recorded');
    assert.equal(written.request.match(/PATCH https/g)?.length, 2);
    assert.deepEqual(world.writes, []);
  });

  it('is told as the commands that do the same', () => {
    const {command} = action.describe(params);
    assert.equal(
      command,
      'kubectl rollout restart deployment/web --namespace=shop\nkubectl rollout restart statefulset/db --namespace=shop',
    );
  });

  it('takes no plan that does not say where', async () => {
    await assert.rejects(precheck({membership: ''}), /how the cluster is reached/);
    await assert.rejects(
      precheck({workloads: 'shop/Job/once'}),
      /names no workload: shop\/Job\/once/,
    );
  });
});

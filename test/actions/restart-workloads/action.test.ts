import assert from 'node:assert/strict';
import {restartWorkloads as action} from '../../../functions/actions/restart-workloads/action.ts';
import type {RestartWorkloads} from '../../../functions/actions/restart-workloads/params.ts';
import {dryRunWriters} from '../../../functions/adapters/google/dry-run.ts';
import {CallError} from '../../../functions/core/lib/error.ts';
import type {OwnedFact} from '../../../functions/core/facts/kubernetes.ts';
import {World} from '../../support/fakes.ts';
import {reach, workload} from '../../support/inside.ts';

const stamp = '2026-11-20T10:00:00.000Z';
const label = {'dataplane-upgrade': 'failed'};
const web = {kind: 'Deployment', namespace: 'shop', name: 'web'} as const;
const db = {kind: 'StatefulSet', namespace: 'shop', name: 'db'} as const;
const api = {kind: 'Deployment', namespace: 'shop', name: 'api'} as const;
const params: RestartWorkloads = {
  project: 'harbor-prod',
  cluster: 'quay-1',
  ...reach,
  workloads: [web, db],
  pods: {kind: 'labelled', selector: 'dataplane-upgrade=failed'},
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

  const precheck = (over: object = {}) => action.precheck({...params, ...over}, world.readers);
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
    const over = {workloads: [api, ...params.workloads]};
    assert.deepEqual(await precheck(over), {kind: 'needed'});
    await action.effect({...params, ...over}, world.readers, world.writers, stamp);
    assert.deepEqual(world.writes, ['restart quay-1/shop/web', 'restart quay-1/shop/db']);
    assert.deepEqual(await precheck({workloads: [api]}), {kind: 'already'});
  });

  it('passes over one that is deleted between the read and the write, which opens no breaker', async () => {
    world.fail('restart', 'not-found', {times: 1});
    assert.deepEqual(await effect(), {kind: 'accepted'});
    assert.deepEqual(world.writes, ['restart quay-1/shop/web', 'restart quay-1/shop/db']);
  });

  it('refuses a workload of the system', async () => {
    const system = await precheck({workloads: [{...api, namespace: 'kube-system'}]});
    assert.ok(system.kind === 'refused' && system.reason.code === 'refused.restart-namespace');
  });

  it('needs no pods with a label where a workload lacks some', async () => {
    const lacking = {workloads: [web], pods: {kind: 'lacking'}};
    assert.deepEqual(await precheck(lacking), {kind: 'already'});
    for (const parts of [{available: 2}, {failure: 'failed calling webhook'}]) {
      world.inside().workloads = [workload(parts)];
      assert.deepEqual(await precheck(lacking), {kind: 'needed'});
    }
    assert.ok(world.count('pods')['quay-1'] === undefined);
  });

  it('is refused where a Deployment that needs it is paused: nothing would roll', async () => {
    const paused = {...workload(), paused: true as const};
    const others = world.inside().workloads.slice(1);
    world.inside().workloads = [paused, ...others];
    const answer = await precheck();
    assert.ok(answer.kind === 'refused');
    assert.deepEqual(answer.reason, {
      code: 'refused.restart-paused',
      params: {workloads: 'shop/Deployment/web'},
    });
    assert.deepEqual(world.writes, []);
    // One that needs no restart may be as it likes.
    world.inside().pods = world.inside().pods.filter(one => one.name === 'db-0');
    assert.deepEqual(await precheck(), {kind: 'needed'});
  });

  it('is refused where its pods wait until somebody deletes them', async () => {
    const byHand = {...workload(), kind: 'DaemonSet' as const, onDelete: true as const};
    const one = {kind: byHand.kind, namespace: byHand.namespace, name: byHand.name};
    world.inside().workloads = [{...byHand, available: 0}];
    const pods = {kind: 'lacking' as const};
    const answer = await precheck({...params, workloads: [one], pods});
    assert.ok(answer.kind === 'refused');
    assert.deepEqual(answer.reason, {
      code: 'refused.restart-on-delete',
      params: {workloads: 'shop/DaemonSet/web'},
    });
  });

  it('says in a dry run what it would send, and sends nothing', async () => {
    const writers = dryRunWriters({policyRead: () => undefined});
    const written = await action.effect(params, world.readers, writers, stamp);
    assert.ok(written.kind === 'recorded');
    assert.equal(written.request.match(/PATCH https/g)?.length, 2);
    assert.deepEqual(world.writes, []);
  });

  it('is told as the commands that do the same', () => {
    const {command, prepare} = action.describe(params);
    const context = '--context=connectgateway_harbor-fleet_europe-west4_quay-1';
    assert.equal(
      command,
      `kubectl rollout restart deployment/web statefulset/db --namespace=shop ${context}`,
    );
    assert.equal(
      prepare,
      'gcloud container fleet memberships get-credentials quay-1 --location=europe-west4 --project=harbor-fleet',
    );
  });

  it('is shown with the names of its workloads', () => {
    assert.deepEqual(action.shown(params), {
      ...params,
      workloads: 'shop/Deployment/web, shop/StatefulSet/db',
      pods: 'dataplane-upgrade=failed',
    });
    assert.equal(action.shown({...params, pods: {kind: 'lacking'}})['pods'], '-');
  });

  const wrong: Readonly<Record<string, readonly [over: object, said: RegExp]>> = {
    'no membership': [
      {membership: ''},
      /: membership must be a name of lower-case letters, digits and -, not ""/,
    ],
    'another way to the cluster': [
      {collection: 'x'},
      /: collection must be one of gkeMemberships, /,
    ],
    'a fleet without a number': [{fleetNumber: 'shop'}, /: fleetNumber must be the number of/],
    'no workload': [{workloads: []}, /: workloads must be a list that is not empty, not \[\]/],
    'workloads as one text': [{workloads: 'shop/Deployment/web'}, /: workloads must be a list/],
    'a kind that no restart renews': [
      {workloads: [web, {...db, kind: 'Job'}]},
      /: workloads\[1\]\.kind must be one of Deployment, StatefulSet, DaemonSet, not "Job"/,
    ],
    'a name that ends another word': [
      {workloads: [{...web, name: 'a b'}]},
      /: workloads\[0\]\.name/,
    ],
    'pods of the old form': [{pods: '-'}, /: pods must be an object, not "-"/],
    'pods of no kind': [{pods: {kind: 'all'}}, /: pods\.kind must be one of labelled, lacking/],
    'pods with a label and without one': [
      {pods: {kind: 'lacking', selector: 'a=b'}},
      /: pods\.selector must be left out/,
    ],
    'what nobody asked for': [{force: 'yes'}, /: force must be left out, not "yes"/],
  };
  for (const [what, [over, said]] of Object.entries(wrong)) {
    it(`takes nothing that names ${what}, and says which action and what`, async () => {
      await assert.rejects(precheck(over), error => {
        assert.ok(error instanceof Error);
        assert.match(error.message, /^action restart-workloads: /);
        assert.match(error.message, said);
        return true;
      });
      const given = {...params, ...over};
      await assert.rejects(action.effect(given, world.readers, world.writers, stamp), said);
      assert.throws(() => action.describe(given), said);
      assert.deepEqual(world.writes, []);
    });
  }
});

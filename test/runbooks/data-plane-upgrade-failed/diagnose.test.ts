import assert from 'node:assert/strict';
import type {MembershipFact} from '../../../functions/core/facts/cloud.ts';
import type {OwnedFact} from '../../../functions/core/facts/kubernetes.ts';
import type {PlannedAction} from '../../../functions/core/incident/plan.ts';
import {dataPlaneUpgradeFailed as runbook} from '../../../functions/runbooks/data-plane-upgrade-failed/runbook.ts';
import {callError, fleet, shop, World} from '../../support/fakes.ts';
import {shownOf} from '../../support/incident.ts';
import {failedPod, reach, workload} from '../../support/inside.ts';
import {lookAt} from '../../support/look.ts';

const attention: Partial<MembershipFact> = {
  dataPlane: 'NEEDS_ATTENTION',
  dataPlaneDetails: [{code: 'UPGRADE_FAILURES', details: 'Upgrade failures.'}],
};

describe('data-plane-upgrade-failed', () => {
  let world: World;
  beforeEach(() => {
    world = new World();
  });

  function failed(...pods: readonly OwnedFact[]): void {
    Object.assign(world.inside(), {pods, workloads: [workload()]});
  }

  const diagnose = (parts: Parameters<typeof lookAt>[1] = {}) =>
    runbook.diagnose(lookAt(world, {symptom: 'upgrade-failure', ...parts}));

  const workloadsOf = ({actions}: {readonly actions: readonly PlannedAction[]}) =>
    actions.map(one => shownOf(one)['workloads']);

  it('is healthy where no pod failed and the fleet is content', async () => {
    const diagnosis = await diagnose();
    assert.equal(diagnosis.kind, 'healthy');
    // Nothing more is read for nothing.
    assert.deepEqual(Object.keys(world.count('workloads')), []);
  });

  it('plans restarts of what the pods belong to, each once, in batches that repeat exactly', async () => {
    const names = Array.from({length: 12}, (_, at) => `app-${String(at).padStart(2, '0')}`);
    failed(
      ...names.toReversed().map(name => failedPod(`${name}-0`, 'StatefulSet', name)),
      failedPod('app-00-1', 'StatefulSet', 'app-00'),
    );
    const diagnosis = await diagnose();
    assert.ok(diagnosis.kind === 'broken');
    assert.deepEqual(diagnosis.detail?.params, {pods: 13, workloads: 12});
    assert.deepEqual(diagnosis.impact, {
      workloads: names.map(name => `shop/${name}`),
      namespaces: ['shop'],
      pods: 13,
    });
    const plan = diagnosis.actions;
    assert.deepEqual(
      plan.map(one => shownOf(one)['workloads']?.split(', ').length),
      [5, 5, 2],
    );
    assert.deepEqual(plan[0]?.params, {
      project: shop.id,
      cluster: 'quay-1',
      ...reach,
      pods: {kind: 'labelled', selector: 'dataplane-upgrade=failed'},
      workloads: names.slice(0, 5).map(name => ({kind: 'StatefulSet', namespace: 'shop', name})),
    });
    failed(...world.inside().pods.toReversed());
    const again = await diagnose();
    assert.ok(again.kind === 'broken');
    assert.deepEqual(again.actions, plan);
  });

  it('knows a Deployment behind its ReplicaSet', async () => {
    failed(failedPod('web-7d-x', 'ReplicaSet', 'web-7d'));
    world.inside().replicaSets = [failedPod('web-7d', 'Deployment', 'web')];
    const diagnosis = await diagnose();
    assert.ok(diagnosis.kind === 'broken');
    assert.deepEqual(workloadsOf(diagnosis), ['shop/Deployment/web']);
  });

  it('bounds a plan for 5,000 pods', async () => {
    failed(
      ...Array.from({length: 5_000}, (_, at) => failedPod(`p-${at}`, 'StatefulSet', `s-${at}`)),
    );
    const diagnosis = await diagnose();
    assert.ok(diagnosis.kind === 'broken');
    assert.equal(diagnosis.actions.length, 20);
  });

  it('says which budget is strict and which workload lacks pods', async () => {
    failed(failedPod('web-0', 'StatefulSet', 'web'));
    const own = {'dataplane-upgrade': 'failed'};
    Object.assign(world.inside(), {
      workloads: [workload({kind: 'StatefulSet', available: 1})],
      budgets: [
        {namespace: 'shop', name: 'web', selector: own, allowed: 0},
        {namespace: 'shop', name: 'loose', selector: own, allowed: 1},
        {namespace: 'shop', name: 'of-others', selector: {app: 'db'}, allowed: 0},
        {namespace: 'bank', name: 'elsewhere', selector: own, allowed: 0},
      ],
    });
    const {proof} = await diagnose();
    assert.deepEqual(
      proof.filter(one => one.code === 'proof.budget').map(one => one.params['name']),
      ['web'],
    );
    assert.deepEqual(proof.find(one => one.code === 'proof.short')?.params, {
      workload: 'shop/StatefulSet/web',
      available: 1,
      wanted: 3,
    });
  });

  it('leaves pods to a person that no restart replaces, and restarts the others', async () => {
    const {owner: _none, ...bare} = failedPod('alone', 'StatefulSet', 'x');
    failed(bare, failedPod('once-x', 'Job', 'once'));
    const diagnosis = await diagnose();
    assert.ok(diagnosis.kind === 'person');
    assert.equal(diagnosis.cause.code, 'cause.bare-pods');
    assert.deepEqual(diagnosis.advice.params, {namespace: 'shop', name: 'alone'});
    assert.deepEqual(diagnosis.impact, {namespaces: ['shop'], pods: 2});
    failed(bare, failedPod('web-0', 'StatefulSet', 'web'));
    const both = await diagnose();
    assert.ok(both.kind === 'broken');
    assert.ok(both.proof.some(one => one.code === 'proof.bare'));
  });

  it('plans no restart in a namespace of the system, which would be refused', async () => {
    const system = {...failedPod('ingress-0', 'StatefulSet', 'ingress'), namespace: 'istio-system'};
    failed(system);
    const diagnosis = await diagnose();
    assert.ok(diagnosis.kind === 'person');
    assert.deepEqual(diagnosis.advice.params, {namespace: 'istio-system', name: 'ingress-0'});
    failed(system, failedPod('web-0', 'StatefulSet', 'web'));
    const both = await diagnose();
    assert.ok(both.kind === 'broken');
    assert.deepEqual(workloadsOf(both), ['shop/StatefulSet/web']);
    assert.ok(both.proof.some(one => one.code === 'proof.bare'));
  });

  for (const [why, held, kind, code] of [
    ['paused', {paused: true}, 'Deployment', 'advice.resume-rollout'],
    ['on-delete', {onDelete: true}, 'StatefulSet', 'advice.replace-by-hand'],
  ] as const) {
    it(`plans no restart of what is held (${why}), and tells a person what to do`, async () => {
      const still = workload({kind, name: 'still', ...held});
      const own = failedPod('still-0', kind, 'still');
      Object.assign(world.inside(), {pods: [own], workloads: [still, workload()]});
      const alone = await diagnose();
      assert.ok(alone.kind === 'person');
      assert.deepEqual([alone.cause.code, alone.advice.code], ['cause.held-workloads', code]);
      assert.equal(alone.risk?.code, code.replace('advice.', 'risk.'));
      assert.deepEqual(alone.impact, {workloads: ['shop/still'], namespaces: ['shop'], pods: 1});
      assert.ok(alone.proof.some(one => one.code === `proof.${why}`));
      Object.assign(world.inside(), {pods: [own, failedPod('web-0', 'Deployment', 'web')]});
      const both = await diagnose();
      assert.ok(both.kind === 'broken');
      assert.deepEqual(workloadsOf(both), ['shop/Deployment/web']);
      assert.deepEqual(both.proof.find(one => one.code === `proof.${why}`)?.params, {
        count: 1,
        workloads: `shop/${kind}/still`,
        ...(why === 'paused' ? {namespace: 'shop', name: 'still'} : {}),
      });
    });
  }

  it('waits for the fleet to notice that no pod is left', async () => {
    world.fleetSays(attention);
    const diagnosis = await diagnose();
    assert.ok(diagnosis.kind === 'waiting');
    assert.equal(diagnosis.usualSeconds, 900);
  });

  describe('that cannot look into the cluster', () => {
    for (const failure of ['denied', 'not-found', 'invalid'] as const) {
      it(`says so when the gateway’s answer is ${failure}`, async () => {
        world.fleetSays(attention);
        world.fail('pods', failure);
        const diagnosis = await diagnose();
        assert.ok(diagnosis.kind === 'person');
        assert.equal(diagnosis.cause.code, 'cause.pods-unseen');
        assert.equal(diagnosis.proof[0]?.code, 'proof.no-answer');
      });
    }

    it('takes the gateway’s API that is off for the cause', async () => {
      world.readers.pods = () =>
        Promise.reject(
          callError('api-disabled', 'pods', {service: 'connectgateway.googleapis.com'}),
        );
      const diagnosis = await diagnose();
      assert.ok(diagnosis.kind === 'symptom');
      assert.deepEqual(diagnosis.of, {
        runbook: 'connect-gateway-disabled',
        target: {project: fleet.id},
      });
    });

    it('does not take it for the cause where it is off in a project of the caller', async () => {
      const service = 'connectgateway.googleapis.com';
      const consumer = '881177665544';
      const off = callError('api-disabled', 'pods', {service, consumer});
      world.readers.pods = () => Promise.reject(off);
      assert.equal((await diagnose()).kind, 'person');
    });

    it('tries again what may pass', async () => {
      world.fail('pods', 'unavailable');
      await assert.rejects(diagnose(), /unavailable/);
    });

    it('is no news where nobody complained', async () => {
      world.fail('pods', 'denied');
      assert.equal((await diagnose({symptom: ''})).kind, 'healthy');
    });
  });

  it('looks over only clusters of which the fleet says so', async () => {
    const ground = {fleet, projects: [fleet, shop], readers: world.readers};
    assert.deepEqual(await runbook.survey?.(ground), {places: [], whole: true});
    for (const parts of [attention, {dataPlane: 'NEEDS_ATTENTION'}]) {
      world.fleetSays(parts);
      const places = [{project: shop.id, location: 'europe-west4', cluster: 'quay-1'}];
      assert.deepEqual(await runbook.survey?.(ground), {places, whole: true});
    }
    assert.deepEqual(Object.keys(world.count('pods')), []);
  });

  it('finds the cluster of a sign that names only a project', async () => {
    failed(failedPod('web-0', 'StatefulSet', 'web'));
    const diagnosis = await diagnose({target: {project: shop.id}});
    assert.ok(diagnosis.kind === 'symptom');
    assert.equal(diagnosis.of.target.cluster, 'quay-1');
  });
});

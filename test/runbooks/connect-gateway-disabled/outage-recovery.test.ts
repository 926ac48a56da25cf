import assert from 'node:assert/strict';
import {viewEntry} from '../../../functions/core/detection/entry.ts';
import type {Diagnosis} from '../../../functions/core/contract/diagnosis.ts';
import type {MembershipFact} from '../../../functions/core/facts/cloud.ts';
import type {LinkedSymptom} from '../../../functions/core/incident/incident.ts';
import type {JsonObject} from '../../../functions/core/lib/json.ts';
import type {Look} from '../../../functions/core/contract/runbook.ts';
import {connectGatewayDisabled as runbook} from '../../../functions/runbooks/connect-gateway-disabled/runbook.ts';
import {inClusterTail, start, webhookEntry} from '../../support/entries.ts';
import {callError, fleet, gateway, membership, shop, World} from '../../support/fakes.ts';
import {reach, workload} from '../../support/inside.ts';
import {shownOf} from '../../support/incident.ts';
import {hosted, lookAt} from '../../support/look.ts';

const cluster = {project: shop.id, location: 'europe-west4', cluster: 'quay-1'};
const sign: LinkedSymptom = {
  key: 'k',
  runbook: 'webhook-call-failure',
  target: cluster,
  count: 1,
  lastAt: start,
};

describe('connect-gateway-disabled, once the API is on again', () => {
  let world: World;
  let entries: readonly JsonObject[];
  let asked: string[];
  beforeEach(() => {
    world = new World();
    entries = [webhookEntry()];
    asked = [];
    world.inside().workloads = [workload({available: 1})];
    world.inside().replicaSets = [replicaSet('web-7d4f9c6b5', 'web')];
  });

  function replicaSet(name: string, owner: string, kind = 'Deployment') {
    return {namespace: 'shop', name, labels: {}, annotations: {}, owner: {kind, name: owner}};
  }

  function isIn(...members: readonly Partial<MembershipFact>[]): void {
    world.mesh = {kind: 'enabled', memberships: members.map(membership), unreachable: []};
  }

  function diagnose(parts: Partial<Look> = {}): Promise<Diagnosis> {
    return runbook.diagnose(
      lookAt(world, {
        ...hosted,
        symptom: 'api-disabled',
        signs: [sign],
        recent: (project, filter) => {
          asked.push(`${project}: ${filter}`);
          return Promise.resolve(entries.flatMap(one => viewEntry(one) ?? []));
        },
        ...parts,
      }),
    );
  }

  async function planned(parts: Partial<Look> = {}) {
    const diagnosis = await diagnose(parts);
    return diagnosis.kind === 'broken' ? diagnosis.actions : [];
  }

  const codes = (diagnosis: Diagnosis) => diagnosis.proof.map(one => one.code);

  /** An event about another object. */
  function event(involvedObject: JsonObject, parts = {}): JsonObject {
    const entry = webhookEntry(parts);
    return {...entry, jsonPayload: {...Object(entry['jsonPayload']), involvedObject}};
  }

  it('restarts what failed injection and lacks pods, by its owner', async () => {
    assert.deepEqual(await planned(), [
      {
        action: 'restart-workloads',
        params: {
          project: shop.id,
          cluster: 'quay-1',
          ...reach,
          workloads: [{kind: 'Deployment', namespace: 'shop', name: 'web'}],
          pods: {kind: 'lacking'},
        },
      },
    ]);
    assert.equal(asked.length, 1);
    assert.match(asked[0] ?? '', /^harbor-prod: .*cluster_name="quay-1"/s);
  });

  it('looks at nothing but the API when it is asked as a cause or by a poll', async () => {
    assert.equal((await diagnose({symptom: ''})).kind, 'healthy');
    assert.deepEqual(world.calls, [`serviceState ${fleet.id}`]);
    assert.deepEqual(asked, []);
  });

  it('leaves an incident of a project that hosts no fleet as it was', async () => {
    const {kind} = await diagnose({project: shop, target: {project: shop.id}});
    assert.equal(kind, 'healthy');
    assert.deepEqual(asked, []);
    assert.ok(!world.calls.some(one => one.startsWith('mesh')));
  });

  it('looks into no cluster without a sign of it', async () => {
    assert.equal((await diagnose({signs: []})).kind, 'healthy');
    assert.equal(
      (await diagnose({signs: [{...sign, runbook: 'provisioning-stalled'}]})).kind,
      'healthy',
    );
    assert.deepEqual(asked, []);
    assert.deepEqual(world.count('workloads'), {});
  });

  for (const [what, change] of Object.entries({
    'has all its pods': () => (world.inside().workloads = [workload()]),
    'is gone': () => (world.inside().workloads = []),
    'failed in no event': () => (entries = []),
    'failed in another cluster': () => (entries = [webhookEntry({cluster: 'quay-2'})]),
    'failed by a webhook inside the cluster': () =>
      (entries = [webhookEntry({tail: inClusterTail})]),
    'was restarted since it failed': () =>
      (world.inside().workloads = [
        workload({available: 1, restartedAt: new Date(start + 1).toISOString()}),
      ]),
    'is Kubernetes’ own': () => {
      world.inside().workloads = [workload({namespace: 'kube-system', available: 1})];
      entries = [event({kind: 'Deployment', namespace: 'kube-system', name: 'web'})];
    },
    'is of another kind': () =>
      (world.inside().replicaSets = [replicaSet('web-7d4f9c6b5', 'web', 'Rollout')]),
    'is a namesake of what an event made up': () =>
      (entries = [event({kind: 'Deployment', namespace: 'bank', name: 'web'})]),
  })) {
    it(`restarts no workload that ${what}`, async () => {
      change();
      const diagnosis = await diagnose();
      assert.equal(diagnosis.kind, 'healthy');
      assert.ok(codes(diagnosis).includes('proof.none-failed'));
    });
  }

  for (const [why, held, kind, code] of [
    ['paused', {paused: true}, 'Deployment', 'advice.resume-rollout'],
    ['on-delete', {onDelete: true}, 'DaemonSet', 'advice.look-at-missing'],
    ['on-delete', {onDelete: true}, 'StatefulSet', 'advice.look-at-missing'],
  ] as const) {
    it(`plans no restart of a ${kind} that is held (${why}), and tells a person what to do`, async () => {
      const still = workload({kind, name: 'still', available: 1, ...held});
      entries = [event({kind, namespace: 'shop', name: 'still'})];
      world.inside().workloads = [still, workload({available: 1})];
      const alone = await diagnose();
      assert.ok(alone.kind === 'person');
      assert.deepEqual([alone.cause.code, alone.advice.code], ['cause.held-back', code]);
      assert.deepEqual(alone.explains, [cluster]);
      assert.equal(alone.advice.params['name'], 'still');
      assert.ok(codes(alone).includes(`proof.${why}`));

      entries = [...entries, webhookEntry()];
      const both = await diagnose();
      assert.ok(both.kind === 'broken');
      assert.deepEqual(
        both.actions.map(one => shownOf(one)['workloads']),
        ['shop/Deployment/web'],
      );
      assert.equal(both.detail?.params['workloads'], 1);
      assert.deepEqual(both.impact, {
        workloads: ['shop/still', 'shop/web'],
        namespaces: ['shop'],
        clusters: [cluster],
        lack: true,
      });
      assert.deepEqual(both.proof.find(one => one.code === `proof.${why}`)?.params, {
        count: 1,
        workloads: `shop/${kind}/still`,
        ...(why === 'paused' ? {namespace: 'shop', name: 'still'} : {}),
      });
    });
  }

  it('counts pods that cannot be made as lacking', async () => {
    world.inside().workloads = [workload({failure: 'FailedCreate'})];
    assert.equal((await planned()).length, 1);
  });

  it('puts five workloads into one action, the same whatever the order of the answers', async () => {
    const names = Array.from({length: 12}, (_, n) => `w${n}`);
    world.inside().workloads = names.map(name =>
      workload({kind: 'StatefulSet', name, available: 0}),
    );
    entries = names.map(name => event({kind: 'StatefulSet', namespace: 'shop', name}));
    const plan = await planned();
    assert.deepEqual(
      plan.map(one => shownOf(one)['workloads']?.split(', ').length),
      [5, 5, 2],
    );
    world.inside().workloads = [...world.inside().workloads].reverse();
    entries = [...entries].reverse();
    assert.deepEqual(await planned(), plan);
  });

  it('asks for no more than people can look over: the rest comes with the next plan', async () => {
    const lost = {management: 'MANAGEMENT_UNSPECIFIED', controlPlane: 'STALLED'};
    isIn({}, ...Array.from({length: 58}, (_, n) => ({...lost, membership: `quay-${n + 2}`})));
    const names = Array.from({length: 15}, (_, n) => `w${n}`);
    world.inside().workloads = names.map(name =>
      workload({kind: 'StatefulSet', name, available: 0}),
    );
    entries = names.map(name => event({kind: 'StatefulSet', namespace: 'shop', name}));
    const plan = await planned();
    assert.equal(plan.length, 60);
    assert.equal(plan.filter(one => one.action === 'manage-mesh').length, 58);
  });

  it('reads no ReplicaSets where no event names one', async () => {
    entries = [event({kind: 'Deployment', namespace: 'shop', name: 'web'})];
    assert.equal((await planned()).length, 1);
    assert.deepEqual(world.count('replicaSets'), {});
  });

  it('stays within the clusters that the allow-list names', async () => {
    const projects = [fleet, {...shop, clusters: ['quay-2']}];
    assert.equal((await diagnose({projects})).kind, 'healthy');
    assert.equal((await diagnose({projects: [fleet]})).kind, 'healthy');
    assert.deepEqual(asked, []);
  });

  describe('memberships', () => {
    const lost = {
      management: 'MANAGEMENT_UNSPECIFIED',
      controlPlane: 'STALLED',
      description: '',
    };

    it('that nobody manages are provisioned again, before the restarts', async () => {
      isIn(lost);
      const plan = await planned();
      assert.deepEqual(
        plan.map(one => one.action),
        ['manage-mesh', 'restart-workloads'],
      );
      assert.deepEqual(plan[0]?.params, {
        project: shop.id,
        fleet: fleet.id,
        location: 'europe-west4',
        membership: 'quay-1',
      });
    });

    for (const management of [
      'MANAGEMENT_MANUAL',
      'MANAGEMENT_NOT_INSTALLED',
      'MANAGEMENT_OF_TOMORROW',
    ]) {
      it(`with ${management} are left as they are, and that is said`, async () => {
        isIn({...lost, management});
        const diagnosis = await diagnose({signs: []});
        assert.equal(diagnosis.kind, 'healthy');
        assert.ok(codes(diagnosis).includes('proof.left-alone'));
      });
    }

    it('managed by hand by the deprecated field are left as they are, and that is said', async () => {
      isIn({...lost, controlPlaneManagement: 'MANUAL'});
      const diagnosis = await diagnose({signs: []});
      assert.equal(diagnosis.kind, 'healthy');
      const said = diagnosis.proof.find(one => one.code === 'proof.left-alone');
      assert.equal(said?.params['management'], 'controlPlane: MANUAL');
      isIn({...lost, controlPlaneManagement: 'AUTOMATIC'});
      assert.ok(!codes(await diagnose({signs: []})).includes('proof.left-alone'));
    });

    for (const state of ['ACTIVE', 'PROVISIONING', 'DISABLED', 'DEPROVISIONING']) {
      it(`that are ${state} need nothing`, async () => {
        isIn({...lost, controlPlane: state});
        assert.equal((await diagnose({signs: []})).kind, 'healthy');
      });
    }

    it('that the fleet calls disabled count where their cluster calls a managed webhook in vain', async () => {
      isIn(
        {...lost, controlPlane: 'DISABLED'},
        {...lost, membership: 'quay-2', controlPlane: 'DISABLED'},
      );
      const plan = await planned();
      assert.deepEqual(
        plan.map(one => [one.action, one.params.membership]),
        [
          ['manage-mesh', 'quay-1'],
          ['restart-workloads', 'quay-1'],
        ],
      );
      isIn({...lost, controlPlane: 'DISABLED', management: 'MANAGEMENT_NOT_INSTALLED'});
      assert.deepEqual(await planned(), []);
      // Somebody put a control plane of Google's there by hand, and it runs.
      const description = 'Revision(s) ready for use: asm-managed.';
      isIn({...lost, controlPlane: 'DISABLED', description});
      assert.deepEqual(await planned(), []);
      isIn({...lost, controlPlane: 'DEPROVISIONING'});
      assert.deepEqual(await planned(), []);
    });

    it('that the fleet calls disabled are let be where a sign may mean its namesake', async () => {
      isIn(
        {...lost, controlPlane: 'DISABLED'},
        {...lost, location: 'us-east1', controlPlane: 'DISABLED'},
      );
      world.registered = {
        memberships: ['europe-west4', 'us-east1'].map(location => ({
          location,
          membership: 'quay-1',
          cluster: {project: shop.id, location, name: 'quay-1'},
        })),
        unreachable: [],
      };
      const {location: _unknown, ...somewhere} = cluster;
      assert.deepEqual(await planned({signs: [{...sign, target: somewhere}]}), []);
    });

    it('of projects outside the allow-list are nobody’s to touch', async () => {
      isIn(lost);
      const diagnosis = await diagnose({signs: [], projects: [fleet]});
      assert.equal(diagnosis.kind, 'healthy');
      assert.ok(codes(diagnosis).includes('proof.left-alone'));
    });
  });

  describe('a control plane that is not up', () => {
    for (const controlPlane of ['PROVISIONING', 'FAILED_PRECONDITION', 'STALLED']) {
      it(`is waited for while it is ${controlPlane}`, async () => {
        isIn({controlPlane});
        const diagnosis = await diagnose();
        assert.ok(diagnosis.kind === 'waiting');
        assert.equal(diagnosis.cause.code, 'cause.mesh-rising');
        assert.deepEqual(diagnosis.impact?.workloads, ['shop/web']);
      });
    }

    it('that needs attention is told, and nothing is restarted', async () => {
      isIn({controlPlane: 'NEEDS_ATTENTION'});
      const diagnosis = await diagnose();
      assert.equal(diagnosis.kind, 'healthy');
      assert.ok(codes(diagnosis).includes('proof.no-control-plane'));
    });

    it('matters only where workloads wait for it', async () => {
      isIn({controlPlane: 'STALLED'});
      world.inside().workloads = [workload()];
      assert.equal((await diagnose()).kind, 'healthy');
    });
  });

  describe('what cannot be seen', () => {
    for (const failure of ['denied', 'not-found', 'invalid'] as const) {
      it(`is said and not waited for: a cluster that answers ${failure}`, async () => {
        world.fail('workloads', failure);
        const diagnosis = await diagnose();
        assert.equal(diagnosis.kind, 'healthy');
        assert.ok(codes(diagnosis).includes('proof.unseen-in'));
      });
    }

    it('is said and not waited for: the fleet, where only a sign says that there was an outage', async () => {
      world.fail('mesh', 'denied');
      const diagnosis = await diagnose();
      assert.equal(diagnosis.kind, 'healthy');
      assert.ok(codes(diagnosis).includes('proof.unseen'));
      assert.deepEqual(asked, []);
    });

    it('is a person’s to look at: the fleet, where the outage was seen', async () => {
      world.fail('mesh', 'denied');
      const diagnosis = await diagnose({confirmed: true});
      assert.ok(diagnosis.kind === 'person');
      assert.equal(diagnosis.cause.code, 'cause.left-unseen');
      assert.ok(codes(diagnosis).includes('proof.unseen'));
      assert.deepEqual(asked, []);
    });

    it('is said and not waited for: a location of the fleet', async () => {
      world.mesh = {kind: 'enabled', memberships: [], unreachable: ['us-east1']};
      world.registered = {memberships: [], unreachable: ['us-east1', 'asia-east1']};
      const diagnosis = await diagnose();
      assert.equal(diagnosis.kind, 'healthy');
      const unseen = diagnosis.proof.find(one => one.code === 'proof.unseen');
      assert.equal(unseen?.params['failure'], 'no answer from us-east1, asia-east1');
    });

    it('is said and not waited for: the log', async () => {
      const recent = () => Promise.reject(callError('denied', 'logging entries.list'));
      const diagnosis = await diagnose({recent});
      assert.equal(diagnosis.kind, 'healthy');
      assert.ok(codes(diagnosis).includes('proof.unseen-in'));
    });

    it('is looked at again where another try may tell more', async () => {
      world.fail('workloads', 'unavailable');
      await assert.rejects(diagnose(), {name: 'CallError'});
      world.heal();
      world.fail('mesh', 'unavailable');
      await assert.rejects(diagnose(), {name: 'CallError'});
    });

    it('holds up nothing in another cluster', async () => {
      isIn({}, {membership: 'quay-2'});
      const both = [sign, {...sign, key: 'l', target: {...cluster, cluster: 'quay-2'}}];
      world.before = verb => {
        if (verb !== 'workloads' || world.count('workloads')['quay-2'] === undefined) return;
        world.before = undefined;
        throw callError('unavailable', 'workloads');
      };
      const diagnosis = await diagnose({signs: both});
      assert.ok(diagnosis.kind === 'broken');
      assert.ok(codes(diagnosis).includes('proof.unseen-in'));
      assert.equal(diagnosis.actions.length, 1);
    });
  });

  it('waits while the gateway does not know yet that its API is on', async () => {
    const readers = {
      ...world.readers,
      workloads: () => Promise.reject(callError('api-disabled', 'x', {service: gateway})),
    };
    const diagnosis = await diagnose({readers});
    assert.ok(diagnosis.kind === 'waiting');
    assert.equal(diagnosis.cause.code, 'cause.not-propagated');
    const other = callError('api-disabled', 'x', {service: 'gkehub.googleapis.com'});
    const elsewhere = {...world.readers, workloads: () => Promise.reject(other)};
    assert.equal((await diagnose({readers: elsewhere})).kind, 'healthy');
    const consumer = '881177665544';
    const own = callError('api-disabled', 'x', {service: gateway, consumer});
    const callers = {...world.readers, workloads: () => Promise.reject(own)};
    const unseen = await diagnose({readers: callers});
    assert.equal(unseen.kind, 'healthy');
    const said = unseen.proof.find(one => one.code === 'proof.unseen-in');
    assert.equal(said?.params['failure'], 'api-disabled in 881177665544');
  });
});

import assert from 'node:assert/strict';
import type {ClusterFact, MembershipFact} from '../../../functions/core/facts/cloud.ts';
import type {Look} from '../../../functions/core/contract/runbook.ts';
import {workloadIdentityDisabled as runbook} from '../../../functions/runbooks/workload-identity-disabled/runbook.ts';
import {speakAll} from '../../../functions/wiring/translations.ts';
import {fleet, membership, namesakes, shop, World} from '../../support/fakes.ts';
import {gkeCluster, poolless} from '../../support/inside.ts';
import {lookAt} from '../../support/look.ts';

const place = {project: shop.id, location: 'europe-west4', cluster: 'quay-1'};

describe('workload-identity-disabled', () => {
  let world: World;
  beforeEach(() => {
    world = new World();
  });

  function is(fact: ClusterFact): void {
    world.clusters.set(fact.name, fact);
  }

  function diagnose(parts: Partial<Look> = {}) {
    return runbook.diagnose(lookAt(world, parts));
  }

  it('is healthy with the own pool and the metadata server on each node pool', async () => {
    const diagnosis = await diagnose();
    assert.equal(diagnosis.kind, 'healthy');
    assert.deepEqual(world.calls, [`registrations ${fleet.id}`, 'cluster quay-1']);
  });

  it('is broken without a pool, plans to set it, and says what node pools need afterwards', async () => {
    is(poolless());
    const diagnosis = await diagnose();
    assert.ok(diagnosis.kind === 'broken');
    assert.deepEqual(diagnosis.actions, [{action: 'set-workload-pool', params: place}]);
    assert.equal(diagnosis.cause.code, 'cause.pool-missing-nodes');
    assert.equal(diagnosis.detail?.params['nodePools'], 'default-pool');
  });

  it('says nothing of node pools where there are none', async () => {
    is(poolless({nodePools: []}));
    const diagnosis = await diagnose();
    assert.ok(diagnosis.kind === 'broken');
    assert.equal(diagnosis.cause.code, 'cause.pool-missing');
  });

  it('leaves another pool to a person, and never plans over it', async () => {
    is(gkeCluster({workloadPool: 'harbor-fleet.svc.id.goog'}));
    const diagnosis = await diagnose();
    assert.ok(diagnosis.kind === 'person');
    assert.equal(diagnosis.cause.code, 'cause.other-pool');
    assert.equal(diagnosis.detail?.params['found'], 'harbor-fleet.svc.id.goog');
    assert.deepEqual(speakAll('ko').commands(diagnosis.advice), [
      'gcloud container clusters update quay-1 --location=europe-west4 --project=harbor-prod --workload-pool=harbor-prod.svc.id.goog',
    ]);
  });

  for (const metadata of ['GCE_METADATA', 'MODE_UNSPECIFIED', 'A_MODE_OF_TOMORROW']) {
    it(`leaves node pools with ${metadata} to a person, with a command for each`, async () => {
      const nodePools = [
        {name: 'good', metadata: 'GKE_METADATA'},
        {name: 'web', metadata},
        {name: 'batch', metadata},
      ];
      is(gkeCluster({nodePools}));
      const diagnosis = await diagnose();
      assert.ok(diagnosis.kind === 'person');
      assert.equal(diagnosis.detail?.params['nodePools'], 'web, batch');
      const said = [diagnosis.advice, ...diagnosis.proof].flatMap(speakAll('en').commands);
      const commands = ['web', 'batch'].map(
        name =>
          `gcloud container node-pools update ${name} --cluster=quay-1 --location=europe-west4 --project=harbor-prod --workload-metadata=GKE_METADATA`,
      );
      assert.deepEqual(said, commands);
    });
  }

  it('looks at no node pool of Autopilot', async () => {
    is(gkeCluster({autopilot: true, nodePools: [{name: 'x', metadata: 'MODE_UNSPECIFIED'}]}));
    assert.equal((await diagnose()).kind, 'healthy');
    is(poolless({autopilot: true}));
    const diagnosis = await diagnose();
    assert.ok(diagnosis.kind === 'person');
    assert.equal(diagnosis.cause.code, 'cause.autopilot-without-pool');
  });

  for (const status of ['RECONCILING', 'PROVISIONING']) {
    it(`waits while the cluster is ${status}, but not when nothing is missing`, async () => {
      is(poolless({status}));
      const missing = await diagnose();
      assert.ok(missing.kind === 'waiting');
      assert.equal(missing.usualSeconds, 900);
      is(gkeCluster({status, nodePools: [{name: 'web', metadata: 'GCE_METADATA'}]}));
      assert.equal((await diagnose()).kind, 'waiting');
      is(gkeCluster({status}));
      assert.equal((await diagnose()).kind, 'healthy');
    });
  }

  for (const status of ['ERROR', 'DEGRADED', 'STOPPING', 'A_STATUS_OF_TOMORROW']) {
    it(`plans nothing for a cluster that is ${status}`, async () => {
      is(poolless({status}));
      const diagnosis = await diagnose();
      assert.ok(diagnosis.kind === 'person');
      assert.equal(diagnosis.cause.code, 'cause.pool-missing-not-running');
    });
  }

  it('law 1: asks for no cluster that only an entry names', async () => {
    const target = {...place, cluster: '../../evil'};
    const reported = await diagnose({target, symptom: 'installer-refused'});
    assert.ok(reported.kind === 'person');
    assert.equal(reported.cause.code, 'cause.cluster-unregistered');
    assert.equal((await diagnose({target})).kind, 'healthy');
    assert.deepEqual(world.count('cluster'), {});
  });

  it('asks for the cluster under the names of the fleet, whose project may be a number', async () => {
    const [one] = namesakes(world.mesh).memberships;
    assert.ok(one?.cluster !== undefined);
    const cluster = {...one.cluster, project: shop.number};
    world.registered = {memberships: [{...one, membership: 'other', cluster}], unreachable: []};
    is(poolless());
    const diagnosis = await diagnose({target: {project: shop.id, cluster: 'quay-1'}});
    assert.ok(diagnosis.kind === 'broken');
    assert.deepEqual(diagnosis.actions[0]?.params, place);
  });

  it('does not call a cluster healthy that may be among what did not answer', async () => {
    world.registered = {memberships: [], unreachable: ['europe-west4']};
    await assert.rejects(diagnose(), /no answer from europe-west4/);
  });

  it('sits on a cluster only', () => {
    assert.deepEqual(runbook.suspects(shop, place), [place]);
    assert.deepEqual(runbook.suspects(shop, {project: shop.id}), []);
  });

  describe('for a build', () => {
    const sign = {target: {project: shop.id}, symptom: 'installer-refused'};

    function has(...names: readonly (string | Partial<MembershipFact>)[]): void {
      const memberships = names.map(one =>
        membership(typeof one === 'string' ? {membership: one} : one),
      );
      world.mesh = {kind: 'enabled', memberships, unreachable: []};
    }

    it('is a symptom of the cluster that is broken, under its own target', async () => {
      has('quay-1', 'quay-2', 'quay-3');
      is(poolless({name: 'quay-2'}));
      const diagnosis = await diagnose(sign);
      assert.ok(diagnosis.kind === 'symptom');
      assert.deepEqual(diagnosis.of, {
        runbook: runbook.manifest.id,
        target: {...place, cluster: 'quay-2'},
      });
    });

    it('prefers what can be repaired to what a person has to end', async () => {
      has('quay-1', 'quay-2', 'quay-3');
      is(gkeCluster({name: 'quay-1', workloadPool: 'x.svc.id.goog'}));
      is(poolless({name: 'quay-3'}));
      const diagnosis = await diagnose(sign);
      assert.ok(diagnosis.kind === 'symptom');
      assert.equal(diagnosis.of.target.cluster, 'quay-3');
    });

    it('looks at clusters that are not fine first, and no further than it must', async () => {
      const fine = Array.from({length: 20}, (_, n) => `quay-${n}`);
      has(...fine, {membership: 'quay-ill', controlPlane: 'STALLED'});
      is(poolless({name: 'quay-ill'}));
      const diagnosis = await diagnose(sign);
      assert.ok(diagnosis.kind === 'symptom');
      assert.equal(diagnosis.of.target.cluster, 'quay-ill');
      assert.equal(Object.keys(world.count('cluster')).length, 8);
    });

    it('is healthy when all are', async () => {
      has('quay-1', 'quay-2');
      assert.equal((await diagnose(sign)).kind, 'healthy');
      assert.deepEqual(world.count('cluster'), {'quay-1': 1, 'quay-2': 1});
    });

    it('is left to a person where nothing is managed', async () => {
      has({membership: 'quay-1', controlPlane: 'DISABLED'});
      const diagnosis = await diagnose(sign);
      assert.ok(diagnosis.kind === 'person');
      assert.equal(diagnosis.cause.code, 'cause.no-managed-cluster');
      assert.equal((await diagnose({...sign, symptom: ''})).kind, 'healthy');
      assert.deepEqual(world.count('cluster'), {});
    });

    it('says what it could not see, and does not call it healthy', async () => {
      has('quay-1', 'quay-2');
      world.fail('cluster', 'denied', {times: 1});
      const diagnosis = await diagnose(sign);
      assert.ok(diagnosis.kind === 'person');
      assert.equal(diagnosis.cause.code, 'cause.clusters-unseen');
      const [unseen] = diagnosis.proof.filter(one => one.code === 'proof.cluster-unseen');
      assert.deepEqual(unseen?.params, {
        target: 'harbor-prod/europe-west4/quay-1',
        failure: 'denied',
      });
    });

    it('says so of a location of the fleet that did not answer', async () => {
      world.mesh = {kind: 'enabled', memberships: [membership()], unreachable: ['us-east1']};
      const diagnosis = await diagnose(sign);
      assert.ok(diagnosis.kind === 'person');
      assert.equal(diagnosis.proof[0]?.code, 'proof.fleet-unreached');
    });

    it('finds the broken one beside one that it could not see, and says both', async () => {
      has('quay-1', 'quay-2');
      world.fail('cluster', 'denied', {times: 1});
      is(poolless({name: 'quay-2'}));
      const diagnosis = await diagnose(sign);
      assert.ok(diagnosis.kind === 'symptom');
      assert.ok(diagnosis.proof.some(one => one.code === 'proof.cluster-unseen'));
    });

    it('gives no answer where another try may', async () => {
      has('quay-1', 'quay-2');
      world.fail('cluster', 'unavailable', {times: 1});
      await assert.rejects(diagnose(sign), /unavailable/);
    });

    it('looks at no cluster outside of what the allow-list names', async () => {
      has('quay-1', 'quay-2');
      is(poolless({name: 'quay-2'}));
      const project = {...shop, clusters: ['quay-1']};
      assert.equal((await diagnose({...sign, project})).kind, 'healthy');
      assert.deepEqual(world.count('cluster'), {'quay-1': 1});
      const elsewhere = {...shop, locations: ['us-east1']};
      assert.equal((await diagnose({...sign, project: elsewhere})).kind, 'person');
    });
  });

  describe('a survey', () => {
    const survey = async () => {
      const surveyed = await runbook.survey?.({
        fleet,
        projects: [fleet, shop],
        readers: world.readers,
      });
      assert.ok(surveyed !== undefined);
      return surveyed;
    };
    const condition = (code: string) => ({code, details: '', severity: 'INFO'});

    const suspected: Readonly<Record<string, Partial<MembershipFact>>> = {
      'a precondition that is not met': {controlPlane: 'FAILED_PRECONDITION'},
      'a warning': {code: 'WARNING'},
      'an error': {code: 'ERROR'},
      'the condition of node pools': {
        conditions: [condition('NODEPOOL_WORKLOAD_IDENTITY_FEDERATION_REQUIRED')],
      },
      'the condition of the cluster': {conditions: [condition('WORKLOAD_IDENTITY_REQUIRED')]},
    };
    for (const [what, parts] of Object.entries(suspected)) {
      it(`names a managed cluster with ${what}`, async () => {
        world.fleetSays(parts);
        assert.deepEqual(await survey(), {places: [place], whole: true});
      });
    }

    it('costs no read of a cluster, and names none that is fine or not managed', async () => {
      const memberships = [
        membership(),
        membership({membership: 'quay-2', conditions: [condition('VPCSC_GA_SUPPORTED')]}),
        membership({membership: 'quay-3', controlPlane: 'DISABLED', code: 'ERROR'}),
      ];
      world.mesh = {kind: 'enabled', memberships, unreachable: ['us-east1']};
      assert.deepEqual(await survey(), {places: [], whole: false});
      assert.deepEqual(world.count('cluster'), {});
    });
  });
});

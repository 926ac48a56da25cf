import assert from 'node:assert/strict';
import type {RegistrationFact} from '../../../functions/core/facts/cloud.ts';
import type {Look} from '../../../functions/core/contract/runbook.ts';
import {setIssuerKind} from '../../../functions/actions/set-issuer/params.ts';
import {identityProviderMissing as runbook} from '../../../functions/runbooks/identity-provider-missing/runbook.ts';
import {fleet, membership, namesakes, shop, withoutIssuer, World} from '../../support/fakes.ts';
import {gkeCluster, poolless} from '../../support/inside.ts';
import {lookAt} from '../../support/look.ts';

const place = {project: shop.id, location: 'europe-west4', cluster: 'quay-1'};
const issuer =
  'https://container.googleapis.com/v1/projects/harbor-prod/locations/europe-west4/clusters/quay-1';

describe('identity-provider-missing', () => {
  let world: World;
  beforeEach(() => {
    world = new World();
  });

  function clear(): void {
    world.registered = withoutIssuer(namesakes(world.mesh));
  }

  function register(parts: Partial<RegistrationFact>): void {
    const [one] = namesakes(world.mesh).memberships;
    assert.ok(one !== undefined);
    world.registered = {memberships: [{...one, ...parts}], unreachable: []};
  }

  function diagnose(parts: Partial<Look> = {}) {
    return runbook.diagnose(lookAt(world, parts));
  }

  it('is healthy with the issuer of the cluster, without a read of the cluster', async () => {
    register({issuer});
    assert.equal((await diagnose()).kind, 'healthy');
    assert.deepEqual(world.calls, [`registrations ${fleet.id}`]);
  });

  it('is broken without one, and plans to set it', async () => {
    clear();
    const diagnosis = await diagnose();
    assert.ok(diagnosis.kind === 'broken');
    const params = {
      project: shop.id,
      cluster: 'quay-1',
      clusterLocation: 'europe-west4',
      fleet: fleet.id,
      location: 'europe-west4',
      membership: 'quay-1',
    };
    assert.deepEqual(diagnosis.actions, [{action: 'set-issuer', params}]);
    assert.equal(diagnosis.proof[0]?.params['wanted'], issuer);
  });

  it('tells where the membership is from where its cluster is', async () => {
    const [one] = withoutIssuer(namesakes(world.mesh)).memberships;
    assert.ok(one !== undefined);
    const found = {...one, membership: 'old', location: 'global'};
    world.registered = {memberships: [found], unreachable: []};
    const diagnosis = await diagnose();
    assert.ok(diagnosis.kind === 'broken');
    const [issued] = diagnosis.actions;
    const params = setIssuerKind.parse(issued?.params);
    assert.equal(params.location, 'global');
    assert.equal(params.clusterLocation, 'europe-west4');
    assert.equal(params.membership, 'old');
  });

  const others: Readonly<Record<string, string>> = {
    'of another cluster': issuer.replace('quay-1', 'quay-2'),
    'of a zone': issuer.replace('/locations/', '/zones/'),
    'of another provider': 'https://oidc.example.com',
    'in other letters': issuer.toUpperCase(),
  };
  for (const [what, other] of Object.entries(others)) {
    it(`never rewrites an issuer ${what}: a person does`, async () => {
      register({issuer: other});
      const diagnosis = await diagnose();
      assert.ok(diagnosis.kind === 'person');
      assert.equal(diagnosis.cause.code, 'cause.other-issuer');
      assert.equal(diagnosis.detail?.params['issuer'], other);
    });
  }

  it('follows from workload identity that is off in the cluster', async () => {
    clear();
    const clusters = [poolless(), gkeCluster({workloadPool: 'other.svc.id.goog'})];
    for (const fact of clusters) {
      world.clusters.set('quay-1', fact);
      const diagnosis = await diagnose();
      assert.ok(diagnosis.kind === 'symptom');
      assert.deepEqual(diagnosis.of, {runbook: 'workload-identity-disabled', target: place});
    }
  });

  it('law 1: asks for no cluster that only an entry names', async () => {
    clear();
    const target = {...place, cluster: '../../evil'};
    const reported = await diagnose({target, symptom: 'no-identity-provider'});
    assert.ok(reported.kind === 'person');
    assert.equal(reported.cause.code, 'cause.cluster-unregistered');
    assert.equal((await diagnose({target})).kind, 'healthy');
    assert.deepEqual(world.count('cluster'), {});
  });

  it('takes no cluster of another project for its own', async () => {
    register({cluster: {project: 'other-prod', location: 'europe-west4', name: 'quay-1'}});
    assert.equal((await diagnose()).kind, 'healthy');
    assert.equal((await diagnose({symptom: 'no-identity-provider'})).kind, 'person');
  });

  it('sits on a cluster only', () => {
    assert.deepEqual(runbook.suspects(shop, place), [place]);
    assert.deepEqual(runbook.suspects(shop, {project: shop.id}), []);
  });

  describe('for a build', () => {
    const sign = {target: {project: shop.id}, symptom: 'no-identity-provider'};

    it('is a symptom of the cluster whose membership lacks it', async () => {
      clear();
      const diagnosis = await diagnose(sign);
      assert.ok(diagnosis.kind === 'symptom');
      assert.deepEqual(diagnosis.of, {runbook: runbook.manifest.id, target: place});
    });

    it('is a symptom of workload identity where that is off', async () => {
      clear();
      world.clusters.set('quay-1', poolless());
      const diagnosis = await diagnose(sign);
      assert.ok(diagnosis.kind === 'symptom');
      assert.deepEqual(diagnosis.of, {runbook: 'workload-identity-disabled', target: place});
    });

    it('is healthy when all have theirs, and a person’s when nothing is managed', async () => {
      assert.equal((await diagnose(sign)).kind, 'healthy');
      world.mesh = {kind: 'not-enabled'};
      const diagnosis = await diagnose(sign);
      assert.ok(diagnosis.kind === 'person');
      assert.equal(diagnosis.cause.code, 'cause.no-managed-cluster');
    });
  });

  it('surveys the managed clusters without an issuer, and reads none of them', async () => {
    const memberships = [
      membership(),
      membership({membership: 'quay-2'}),
      membership({membership: 'quay-3', controlPlane: 'DISABLED'}),
    ];
    world.mesh = {kind: 'enabled', memberships, unreachable: []};
    const [first, ...rest] = namesakes(world.mesh).memberships;
    assert.ok(first !== undefined);
    const {memberships: bare} = withoutIssuer({memberships: rest, unreachable: []});
    world.registered = {memberships: [first, ...bare], unreachable: []};
    const ground = {fleet, projects: [fleet, shop], readers: world.readers};
    assert.deepEqual(await runbook.survey?.(ground), {
      places: [{...place, cluster: 'quay-2'}],
      whole: true,
    });
    assert.deepEqual(world.count('cluster'), {});
  });
});

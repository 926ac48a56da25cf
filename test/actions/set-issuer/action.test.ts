import assert from 'node:assert/strict';
import {setIssuer as action} from '../../../functions/actions/set-issuer/action.ts';
import type {OperationFact, RegistrationFact} from '../../../functions/core/facts/cloud.ts';
import {fleet, namesakes, shop, withoutIssuer, World} from '../../support/fakes.ts';

const params = {
  project: shop.id,
  cluster: 'quay-1',
  clusterLocation: 'europe-west4',
  fleet: fleet.id,
  location: 'europe-west4',
  membership: 'quay-1',
};
const issuer =
  'https://container.googleapis.com/v1/projects/harbor-prod/locations/europe-west4/clusters/quay-1';
const stamp = '2026-11-20T10:00:00.000Z';

describe('set-issuer', () => {
  let world: World;
  let one: RegistrationFact;
  beforeEach(() => {
    world = new World();
    world.registered = withoutIssuer(namesakes(world.mesh));
    const [first] = world.registered.memberships;
    assert.ok(first !== undefined);
    one = first;
  });

  function register(parts: Partial<RegistrationFact>): void {
    world.registered = {memberships: [{...one, ...parts}], unreachable: []};
  }

  async function refusal(): Promise<string> {
    const answer = await action.precheck(params, world.readers);
    assert.ok(answer.kind === 'refused', answer.kind);
    return answer.reason.code;
  }

  it('asks for a person, one membership at a time, and cannot be undone', () => {
    assert.equal(action.manifest.risk, 'high');
    assert.equal(action.manifest.atOnce, 1);
    assert.ok(!('inverse' in action));
  });

  it('is needed where none is set, and not where its own is', async () => {
    assert.equal((await action.precheck(params, world.readers)).kind, 'needed');
    register({issuer});
    assert.equal((await action.precheck(params, world.readers)).kind, 'already');
    assert.deepEqual(world.writes, []);
  });

  it('is refused where another is set', async () => {
    register({issuer: issuer.replace('quay-1', 'quay-2')});
    assert.equal(await refusal(), 'refused.other-issuer');
  });

  it('is refused where the membership is gone, or stands for another cluster', async () => {
    const cluster = {project: shop.id, location: 'europe-west4', name: 'quay-1'};
    const {cluster: _cluster, ...bare} = one;
    const others: readonly RegistrationFact[] = [
      {...one, membership: 'quay-2'},
      {...one, location: 'global'},
      {...one, cluster: {...cluster, name: 'quay-2'}},
      {...one, cluster: {...cluster, location: 'us-east1'}},
      {...one, cluster: {...cluster, project: 'other-prod'}},
      bare,
    ];
    for (const other of others) {
      world.registered = {memberships: [other], unreachable: []};
      assert.equal(await refusal(), 'refused.membership-changed', JSON.stringify(other));
    }
    register({cluster: {...cluster, project: shop.number}});
    assert.equal((await action.precheck(params, world.readers)).kind, 'needed');
  });

  it('sets the issuer of the cluster', async () => {
    const done = await action.effect(params, world.readers, world.writers, stamp);
    assert.equal(done.kind, 'accepted');
    assert.equal(world.registered?.memberships[0]?.issuer, issuer);
    assert.equal(await action.check(params, world.readers, undefined, stamp), 'took');
    assert.deepEqual(world.writes, ['setIssuer quay-1']);
  });

  const operations: readonly (readonly [OperationFact, string])[] = [
    [{kind: 'running', name: 'o'}, 'pending'],
    [{kind: 'done'}, 'not-taken'],
    [{kind: 'failed', code: 9, message: 'no'}, 'not-taken'],
  ];
  for (const [fact, took] of operations) {
    it(`takes a membership without it and an operation that is ${fact.kind} for ${took}`, async () => {
      const readers = {...world.readers, fleetOperation: () => Promise.resolve(fact)};
      assert.equal(await action.check(params, readers, 'o', stamp), took);
      assert.equal(await action.check(params, readers, undefined, stamp), 'not-taken');
      register({issuer});
      assert.equal(await action.check(params, readers, 'o', stamp), 'took');
    });
  }

  it('shows the command that a person would run', () => {
    assert.equal(
      action.describe(params).command,
      `gcloud container fleet memberships register quay-1 --project=harbor-fleet --location=europe-west4 --gke-uri=${issuer} --enable-workload-identity`,
    );
  });

  it('refuses a plan without its parameters', () => {
    assert.throws(() => action.describe({project: shop.id}), /set-issuer: .* cluster is missing/);
  });
});

import assert from 'node:assert/strict';
import type {MembershipFact} from '../../../functions/core/facts/cloud.ts';
import type {PlannedAction} from '../../../functions/core/incident/plan.ts';
import {requiredServices} from '../../../functions/mesh/required-apis.ts';
import {requiredApiDisabled as runbook} from '../../../functions/runbooks/required-api-disabled/runbook.ts';
import {callError, fleet, membership, namesakes, shop, World} from '../../support/fakes.ts';
import {shownOf} from '../../support/incident.ts';
import {hosted, lookAt} from '../../support/look.ts';

const [container, hub, connect, mesh, director, services, security] = requiredServices.map(
  one => one,
) as [string, string, string, string, string, string, string];
const told = {symptom: 'api-disabled'};

describe('required-api-disabled', () => {
  let world: World;
  beforeEach(() => {
    world = new World();
  });

  function isIn(...members: readonly Partial<MembershipFact>[]): void {
    world.mesh = {kind: 'enabled', memberships: members.map(membership), unreachable: []};
  }

  /** The APIs that a healthy answer looked at, by project. */
  async function neededIn(look: Parameters<typeof lookAt>[1]): Promise<readonly string[]> {
    const diagnosis = await runbook.diagnose(lookAt(world, look));
    assert.equal(diagnosis.kind, 'healthy');
    return diagnosis.proof.flatMap(({code, params}) =>
      code === 'proof.service-state' ? String(params['service']).split(', ') : [],
    );
  }

  it('needs in the host of a fleet what the fleet’s control planes need', async () => {
    assert.deepEqual(await neededIn(hosted), [hub, mesh, director, services, security]);
    isIn({implementation: 'ISTIOD'});
    assert.deepEqual(await neededIn(hosted), [hub, mesh]);
    isIn({implementation: 'ISTIOD'}, {membership: 'quay-2'});
    assert.deepEqual(await neededIn(hosted), [hub, mesh, director, services, security]);
  });

  it('does not count a control plane that nobody wants to be managed', async () => {
    isIn(
      {implementation: 'ISTIOD'},
      {membership: 'quay-2', controlPlane: 'DISABLED', management: 'MANAGEMENT_UNSPECIFIED'},
    );
    assert.deepEqual(await neededIn(hosted), [hub, mesh]);
  });

  it('needs the Connect Agent only for clusters that are not GKE’s', async () => {
    const known = namesakes(world.mesh);
    world.registered = {
      ...known,
      memberships: known.memberships.map(({cluster: _cluster, ...one}) => one),
    };
    assert.deepEqual(await neededIn(hosted), [hub, connect, mesh, director, services, security]);
  });

  it('needs in a project with managed clusters the API of clusters', async () => {
    assert.deepEqual(await neededIn({}), [container]);
    world.registered = {memberships: [], unreachable: []};
    assert.deepEqual(await neededIn({}), []);
  });

  const servicesOf = ({actions}: {readonly actions: readonly PlannedAction[]}) =>
    actions.map(one => shownOf(one)['service']);

  it('needs nothing where no cluster is managed', async () => {
    for (const service of requiredServices) world.disable(fleet.id, service);
    isIn({controlPlane: 'DISABLED', management: 'MANAGEMENT_UNSPECIFIED'});
    assert.deepEqual(await neededIn(hosted), []);
    world.mesh = {kind: 'not-enabled'};
    assert.deepEqual(await neededIn(hosted), []);
    assert.deepEqual(world.count('serviceState'), {});
  });

  it('plans to turn on all that is off with one call, those that others rest on first', async () => {
    for (const service of [...requiredServices].reverse()) world.disable(fleet.id, service);
    const diagnosis = await runbook.diagnose(lookAt(world, hosted));
    assert.ok(diagnosis.kind === 'broken');
    const params = {project: fleet.id, services: [hub, mesh, director, services, security]};
    assert.deepEqual(diagnosis.actions, [{action: 'enable-service', params}]);
  });

  it('is the fleet’s own problem where a complaint came from another project', async () => {
    world.disable(fleet.id, director);
    const diagnosis = await runbook.diagnose(lookAt(world, told));
    assert.ok(diagnosis.kind === 'symptom');
    assert.deepEqual(diagnosis.of, {runbook: 'required-api-disabled', target: {project: fleet.id}});
    world.disable(shop.id, container);
    assert.equal((await runbook.diagnose(lookAt(world, told))).kind, 'broken');
  });

  it('looks, as a cause, at each place by itself', async () => {
    world.disable(fleet.id, director);
    assert.equal((await runbook.diagnose(lookAt(world))).kind, 'healthy');
    assert.deepEqual(world.count('serviceState'), {[shop.id]: 1});
    assert.deepEqual(runbook.suspects(shop, {project: shop.id, cluster: 'quay-1'}), [
      {project: fleet.id},
      {project: shop.id},
    ]);
    assert.deepEqual(runbook.suspects(fleet, {project: fleet.id}), [{project: fleet.id}]);
  });

  it('turns on what is off for sure, and leaves a state that is not documented to a person', async () => {
    world.services.set(`${fleet.id}/${mesh}`, 'UNKNOWN');
    const unclear = await runbook.diagnose(lookAt(world, hosted));
    assert.ok(unclear.kind === 'person');
    assert.equal(unclear.advice.code, 'advice.enable-api');
    assert.equal(unclear.advice.params['service'], mesh);
    world.disable(fleet.id, director);
    const both = await runbook.diagnose(lookAt(world, hosted));
    assert.ok(both.kind === 'broken');
    assert.deepEqual(servicesOf(both), [director]);
  });

  it('says which location of the fleet did not answer', async () => {
    world.mesh = {kind: 'enabled', memberships: [membership()], unreachable: ['us-east1']};
    const diagnosis = await runbook.diagnose(lookAt(world, hosted));
    assert.equal(diagnosis.proof[0]?.code, 'proof.fleet-location-unseen');
  });

  describe('where the fleet cannot be read', () => {
    beforeEach(() => {
      world.fail('mesh', 'api-disabled');
    });

    it('turns the API of fleets on first, if it is that one', async () => {
      world.disable(fleet.id, hub);
      const diagnosis = await runbook.diagnose(lookAt(world, hosted));
      assert.ok(diagnosis.kind === 'broken');
      assert.deepEqual(servicesOf(diagnosis), [hub]);
      for (const look of [{}, told]) {
        assert.equal((await runbook.diagnose(lookAt(world, look))).kind, 'symptom');
      }
    });

    it('turns nothing on where it is off in a project of the caller', async () => {
      world.disable(fleet.id, hub);
      for (const consumer of ['881177665544', shop.number, shop.id]) {
        const off = callError('api-disabled', 'features', {service: hub, consumer});
        const readers = {...world.readers, mesh: () => Promise.reject(off)};
        for (const look of [{}, told, hosted]) {
          await assert.rejects(runbook.diagnose(lookAt(world, {...look, readers})), off);
        }
      }
      for (const consumer of [fleet.number, fleet.id]) {
        const off = callError('api-disabled', 'features', {service: hub, consumer});
        const readers = {...world.readers, mesh: () => Promise.reject(off)};
        const diagnosis = await runbook.diagnose(lookAt(world, {...hosted, readers}));
        assert.equal(diagnosis.kind, 'broken');
      }
    });

    it('says nothing if it is another one', async () => {
      await assert.rejects(runbook.diagnose(lookAt(world, hosted)), {name: 'CallError'});
    });
  });

  it('says nothing when a read gives no answer', async () => {
    world.fail('serviceState', 'unavailable');
    await assert.rejects(runbook.diagnose(lookAt(world, hosted)), {name: 'CallError'});
  });

  it('is looked for in the host of a fleet and where its managed clusters are', async () => {
    const ground = {fleet, projects: [fleet, shop], readers: world.readers};
    assert.deepEqual(await runbook.survey?.(ground), {
      places: [{project: fleet.id}, {project: shop.id}],
      whole: true,
    });
    isIn({controlPlane: 'DISABLED', management: 'MANAGEMENT_UNSPECIFIED'});
    assert.deepEqual((await runbook.survey?.(ground))?.places, []);
  });
});

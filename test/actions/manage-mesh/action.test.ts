import assert from 'node:assert/strict';
import {manageMesh as action} from '../../../functions/actions/manage-mesh/action.ts';
import type {MembershipFact, OperationFact} from '../../../functions/core/facts/cloud.ts';
import {fleet, membership, shop, World} from '../../support/fakes.ts';

const params = {
  project: shop.id,
  fleet: fleet.id,
  location: 'europe-west4',
  membership: 'quay-1',
};
const stamp = '2026-11-20T10:00:00.000Z';

describe('manage-mesh', () => {
  let world: World;
  beforeEach(() => {
    world = new World();
    isNow({management: 'MANAGEMENT_UNSPECIFIED', controlPlane: 'STALLED'});
  });

  function isNow(...members: readonly Partial<MembershipFact>[]): void {
    world.mesh = {kind: 'enabled', memberships: members.map(membership), unreachable: []};
  }

  async function precheck(): Promise<string> {
    const answer = await action.precheck(params, world.readers);
    return answer.kind === 'refused' ? answer.reason.code : answer.kind;
  }

  it('is needed where nobody chose a management and the control plane is not up', async () => {
    assert.equal(await precheck(), 'needed');
    isNow({management: 'MANAGEMENT_UNSPECIFIED'});
    assert.equal(await precheck(), 'already');
    isNow({management: 'MANAGEMENT_AUTOMATIC', controlPlane: 'STALLED'});
    assert.equal(await precheck(), 'already');
    assert.deepEqual(world.writes, []);
  });

  for (const management of ['MANAGEMENT_MANUAL', 'MANAGEMENT_NOT_INSTALLED', 'MANAGEMENT_NEW']) {
    for (const controlPlane of ['STALLED', 'ACTIVE']) {
      it(`never takes over ${management} that is ${controlPlane}`, async () => {
        isNow({management, controlPlane});
        assert.equal(await precheck(), 'refused.management');
      });
    }
  }

  it('goes by the deprecated field where the new one says nothing', async () => {
    const lost = {management: 'MANAGEMENT_UNSPECIFIED', controlPlane: 'STALLED'};
    isNow({...lost, controlPlaneManagement: 'AUTOMATIC'});
    assert.equal(await precheck(), 'already');
    for (const controlPlaneManagement of ['MANUAL', 'OF_TOMORROW']) {
      for (const controlPlane of ['STALLED', 'ACTIVE']) {
        isNow({...lost, controlPlane, controlPlaneManagement});
        const answer = await action.precheck(params, world.readers);
        assert.ok(answer.kind === 'refused');
        const said = `controlPlane: ${controlPlaneManagement}`;
        assert.deepEqual(answer.reason.params, {membership: 'quay-1', management: said});
      }
    }
    isNow({...lost, management: 'MANAGEMENT_MANUAL', controlPlaneManagement: 'AUTOMATIC'});
    assert.equal(await precheck(), 'refused.management');
  });

  it('does not believe that nobody chose where the fleet tells of the deprecated field', async () => {
    const told = (code: string) => [{code, details: '', severity: 'WARNING'}];
    const lost = {management: 'MANAGEMENT_UNSPECIFIED', controlPlane: 'STALLED'};
    isNow({...lost, conditions: told('DEPRECATED_SPEC_CONTROL_PLANE_MANAGEMENT')});
    assert.equal(await precheck(), 'refused.management');
    isNow({...lost, conditions: told('DEPRECATED_SPEC_CONTROL_PLANE_MANAGEMENT_SAFE')});
    assert.equal(await precheck(), 'needed');
  });

  it('refuses a membership that the feature does not know, also by its location', async () => {
    isNow({location: 'us-east1', management: 'MANAGEMENT_UNSPECIFIED', controlPlane: 'STALLED'});
    assert.equal(await precheck(), 'refused.no-membership');
    world.mesh = {kind: 'not-enabled'};
    assert.equal(await precheck(), 'refused.no-membership');
  });

  it('changes one membership, and sees by the feature that it took', async () => {
    const done = await action.effect(params, world.readers, world.writers, stamp);
    assert.deepEqual(done, {kind: 'accepted'});
    assert.deepEqual(world.writes, ['manageMesh quay-1']);
    assert.equal(await action.check(params, world.readers, undefined, stamp), 'took');
  });

  it('tells by the operation only a delay from a failure', async () => {
    const check = (fact: OperationFact) => {
      const readers = {...world.readers, fleetOperation: () => Promise.resolve(fact)};
      return action.check(params, readers, 'projects/x/operations/1', stamp);
    };
    assert.equal(await check({kind: 'running', name: 'x'}), 'pending');
    assert.equal(await check({kind: 'done'}), 'not-taken');
    assert.equal(await check({kind: 'failed', code: 7, message: 'no'}), 'not-taken');
    world.fail('fleetOperation', 'denied');
    assert.equal(
      await action.check(params, world.readers, 'projects/x/operations/1', stamp),
      'pending',
    );
    assert.equal(await action.check(params, world.readers, undefined, stamp), 'not-taken');
  });

  it('is a person’s to allow, and cannot be taken back', () => {
    assert.equal(action.manifest.risk, 'high');
    assert.equal(action.manifest.atOnce, 5);
    assert.ok(!('inverse' in action));
    const {command} = action.describe(params);
    assert.match(command, /--management=automatic --memberships=quay-1 --location=europe-west4/);
  });

  it('is a bug without a name', async () => {
    await assert.rejects(
      action.precheck({project: shop.id}, world.readers),
      /manage-mesh: .* fleet is missing/,
    );
  });
});

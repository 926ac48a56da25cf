import assert from 'node:assert/strict';
import type {MembershipFact} from '../../../functions/core/facts/cloud.ts';
import {
  controlStates,
  dataStates,
  type StateRow,
} from '../../../functions/runbooks/provisioning-stalled/states.ts';
import {stalledReasons} from '../../../functions/runbooks/provisioning-stalled/reasons.ts';
import {provisioningStalled as runbook} from '../../../functions/runbooks/provisioning-stalled/runbook.ts';
import {fleet, membership, shop, World} from '../../support/fakes.ts';
import {lookAt} from '../../support/look.ts';

const error = {code: 'CONFIG_APPLY_BLOCKED', details: '', severity: 'ERROR'};
const unchosen = {management: 'MANAGEMENT_UNSPECIFIED'};
const target = {project: shop.id, location: 'europe-west4', cluster: 'quay-1'};

describe('provisioning-stalled', () => {
  let world: World;
  beforeEach(() => {
    world = new World();
  });

  function fleetHas(...memberships: readonly MembershipFact[]): void {
    world.mesh = {kind: 'enabled', memberships, unreachable: []};
  }

  async function diagnose(parts: Parameters<typeof lookAt>[1] = {}) {
    return runbook.diagnose(lookAt(world, {symptom: 'stalled:Stalled', ...parts}));
  }

  const states: readonly (readonly [string, Partial<MembershipFact>, string])[] = [
    ['ACTIVE', {}, 'healthy'],
    ['ACTIVE with a warning', {conditions: [{...error, severity: 'WARNING'}]}, 'healthy'],
    ['ACTIVE with an error', {conditions: [error]}, 'person'],
    ['PROVISIONING', {controlPlane: 'PROVISIONING'}, 'waiting'],
    ['FAILED_PRECONDITION', {controlPlane: 'FAILED_PRECONDITION'}, 'waiting'],
    [
      'FAILED_PRECONDITION with an error',
      {controlPlane: 'FAILED_PRECONDITION', conditions: [error]},
      'person',
    ],
    ['STALLED', {controlPlane: 'STALLED'}, 'person'],
    ['NEEDS_ATTENTION', {controlPlane: 'NEEDS_ATTENTION'}, 'person'],
    ['DEGRADED', {controlPlane: 'DEGRADED'}, 'person'],
    ['DISABLED', {controlPlane: 'DISABLED', ...unchosen}, 'person'],
    ['DISABLED, and the fleet is to manage it', {controlPlane: 'DISABLED'}, 'waiting'],
    ['no state', {controlPlane: 'LIFECYCLE_STATE_UNSPECIFIED', ...unchosen}, 'person'],
    ['ERROR without a reason', {code: 'ERROR'}, 'person'],
    ['WARNING', {code: 'WARNING'}, 'healthy'],
    ['a state not documented yet', {controlPlane: 'HIBERNATING'}, 'person'],
  ];
  for (const [what, parts, kind] of states) {
    it(`judges ${what}: ${kind}`, async () => {
      fleetHas(membership(parts));
      const diagnosis = await diagnose();
      assert.equal(diagnosis.kind, kind);
      assert.equal(diagnosis.proof[0]?.code, 'proof.membership');
    });
  }

  it('asks nothing but the fleet where a poll finds both planes running, and in a look of somebody else', async () => {
    await diagnose({symptom: 'polled'});
    fleetHas(membership({controlPlane: 'STALLED'}));
    await diagnose({symptom: ''});
    assert.deepEqual(world.calls, [`mesh ${fleet.id}`, `mesh ${fleet.id}`]);
  });

  for (const [plane, row] of [
    ...controlStates.map(one => ['control', one] as const),
    ...dataStates.map(one => ['data', one] as const),
  ]) {
    const {state, code = '', awaited, standing} = row;
    it(`judges the ${plane} plane in ${state} ${code}${awaited ? ' that is awaited' : ''}`, async () => {
      fleetHas(inRow(plane, row));
      const diagnosis = await diagnose();
      assert.ok(diagnosis.proof.some(one => one.code === `proof.${plane}-said`));
      if (standing.kind === 'fine' || standing.kind === 'runbook') {
        assert.equal(diagnosis.kind, 'healthy');
        return;
      }
      const isPassing = standing.kind === 'passing';
      assert.ok(diagnosis.kind === 'waiting' || diagnosis.kind === 'person');
      assert.equal(diagnosis.kind === 'waiting', isPassing);
      assert.equal(diagnosis.cause.code, `plane.${standing.id}`);
      assert.deepEqual(diagnosis.detail, {
        code: 'detail.reported',
        params: {what: state, said: 'so it says'},
      });
      assert.equal(diagnosis.advice?.code, `advice.${standing.advice}`);
      if (isPassing) assert.equal(diagnosis.usualSeconds, standing.usualSeconds);
    });
  }

  it('tells a state of either plane that is not documented yet', async () => {
    for (const [plane, parts] of [
      ['control', {controlPlane: 'HIBERNATING'}],
      ['data', {dataPlane: 'HIBERNATING'}],
    ] as const) {
      fleetHas(membership(parts));
      const diagnosis = await diagnose();
      assert.ok(diagnosis.kind === 'person');
      assert.equal(diagnosis.cause.code, `plane.${plane}-unknown`);
      assert.equal(diagnosis.detail?.params['what'], 'HIBERNATING');
    }
  });

  it('calls a healthy control plane with a stalled data plane a problem, also in a poll', async () => {
    fleetHas(membership({dataPlane: 'STALLED'}));
    for (const symptom of ['', 'polled', 'stalled:Stalled']) {
      assert.equal((await diagnose({symptom})).kind, 'person');
    }
  });

  it('leaves failed upgrades to their own runbook, so that neither explains the other', async () => {
    const dataPlaneDetails = [{code: 'UPGRADE_FAILURES', details: ''}];
    fleetHas(membership({dataPlane: 'NEEDS_ATTENTION', dataPlaneDetails}));
    for (const symptom of [
      '',
      'polled',
      'stalled:Stalled',
      'seen-from:data-plane-upgrade-failed',
    ]) {
      assert.equal((await diagnose({symptom})).kind, 'healthy');
    }
  });

  it('misses no control plane that nobody asked for, unless an entry does', async () => {
    for (const controlPlane of ['DISABLED', 'DEPROVISIONING', 'LIFECYCLE_STATE_UNSPECIFIED']) {
      fleetHas(membership({controlPlane, dataPlane: 'STALLED', ...unchosen}));
      assert.equal((await diagnose({symptom: ''})).kind, 'healthy');
      assert.equal((await diagnose({symptom: 'polled'})).kind, 'healthy');
      assert.equal((await diagnose()).kind, 'person');
    }
  });

  it('names the worse of two planes', async () => {
    fleetHas(membership({controlPlane: 'PROVISIONING', dataPlane: 'STALLED'}));
    const diagnosis = await diagnose();
    assert.ok(diagnosis.kind === 'person');
    assert.equal(diagnosis.cause.code, 'plane.data-stalled');
    fleetHas(membership({controlPlane: 'STALLED', dataPlane: 'STALLED'}));
    const both = await diagnose();
    assert.ok(both.kind === 'person');
    assert.equal(both.cause.code, 'plane.control-stalled');
  });

  it('waits no longer for what a poll has waited for', async () => {
    for (const parts of [{controlPlane: 'PROVISIONING'}, {dataPlane: 'PROVISIONING'}]) {
      fleetHas(membership(parts));
      const patient = await diagnose({symptom: ''});
      const told = await diagnose({symptom: 'polled'});
      assert.ok(patient.kind === 'waiting' && told.kind === 'person');
      assert.deepEqual(patient.advice, told.advice);
    }
  });

  for (const {id} of stalledReasons) {
    it(`leaves the documented reason ${id} to a person at once, with its own advice`, async () => {
      fleetHas(membership({controlPlane: 'FAILED_PRECONDITION'}));
      world.fail('cluster', 'denied');
      const diagnosis = await diagnose({symptom: `stalled:${id}`});
      assert.ok(diagnosis.kind === 'person');
      // Only live state names the webhook.
      assert.equal(diagnosis.cause.code, `${id.endsWith('-webhook') ? 'cause' : 'stalled'}.${id}`);
      assert.equal(diagnosis.advice.code, `advice.stalled.${id}`);
    });
  }

  it('takes an event’s bare reason for no documented one', async () => {
    fleetHas(membership({controlPlane: 'PROVISIONING'}));
    assert.equal((await diagnose({symptom: 'stalled:PreconditionFailed'})).kind, 'waiting');
  });

  it('leaves a fleet without the mesh feature to a person', async () => {
    world.mesh = {kind: 'not-enabled'};
    const diagnosis = await diagnose();
    assert.ok(diagnosis.kind === 'person');
    assert.equal(diagnosis.cause.code, 'cause.mesh-not-enabled');
  });

  it('finds a cluster that is registered in global', async () => {
    fleetHas(membership({location: 'global', controlPlane: 'STALLED'}));
    assert.equal((await diagnose()).kind, 'person');
  });

  it('prefers the cluster’s own location to global', async () => {
    fleetHas(membership({location: 'global', controlPlane: 'STALLED'}), membership());
    assert.equal((await diagnose()).kind, 'healthy');
  });

  const unknown: readonly (readonly [string, readonly MembershipFact[], typeof target])[] = [
    ['another name', [membership({membership: 'quay-10'})], target],
    ['another location', [membership({location: 'us-east1'})], target],
    ['no membership', [], target],
  ];
  for (const [what, memberships, place] of unknown) {
    it(`does not guess: ${what}`, async () => {
      fleetHas(...memberships);
      const diagnosis = await diagnose({target: place});
      assert.ok(diagnosis.kind === 'person');
      assert.equal(diagnosis.cause.code, 'cause.membership-unknown');
    });
  }

  it('looks again where the membership may sit in a location that did not answer', async () => {
    world.mesh = {kind: 'enabled', memberships: [], unreachable: ['europe-west4']};
    await assert.rejects(diagnose(), /gkehub features.get: unavailable .*europe-west4/);
    assert.equal((await diagnose({symptom: ''})).kind, 'healthy');
  });

  it('does not choose between two memberships of one name', async () => {
    fleetHas(membership({location: 'us-east1'}), membership({location: 'asia-east1'}));
    const diagnosis = await diagnose({target: {project: shop.id, cluster: 'quay-1'}});
    assert.ok(diagnosis.kind === 'person');
    assert.equal(diagnosis.cause.code, 'cause.membership-unknown');
  });

  it('is no suspect where nothing of the cluster is known', async () => {
    fleetHas(membership({membership: 'quay-10'}));
    assert.equal((await diagnose({symptom: ''})).kind, 'healthy');
    world.mesh = {kind: 'not-enabled'};
    assert.equal((await diagnose({symptom: ''})).kind, 'healthy');
  });

  it('plans nothing and explains signs of clusters only', () => {
    assert.deepEqual(runbook.manifest.actions, []);
    assert.deepEqual(runbook.suspects(shop, target), [target]);
    assert.deepEqual(runbook.suspects(shop, {project: shop.id}), []);
  });
});

/** A membership that is in a row of a table. */
function inRow(plane: 'control' | 'data', {state, code, awaited}: StateRow): MembershipFact {
  const details = [{code: code ?? 'SOMETHING_NEW', details: 'so it says'}];
  return plane === 'control'
    ? membership({
        controlPlane: state,
        controlPlaneDetails: details,
        management: awaited ? 'MANAGEMENT_AUTOMATIC' : 'MANAGEMENT_UNSPECIFIED',
      })
    : membership({dataPlane: state, dataPlaneDetails: details});
}

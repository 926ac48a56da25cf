import assert from 'node:assert/strict';
import type {Incident} from '../../../functions/core/incident/incident.ts';
import {status} from '../../../functions/core/announcement/status.ts';
import {poll} from '../../../functions/engine/poll/poll.ts';
import {runUntilSettled, sweep} from '../../../functions/engine/operate/sweep.ts';
import {receive} from '../../support/drive.ts';
import {stalledEntry} from '../../support/entries.ts';
import {assertSpoken, fleet, rig, type Rig} from '../../support/fakes.ts';
import {failedPod, poolless} from '../../support/inside.ts';
import {minute} from '../../support/incident.ts';

afterEach(assertSpoken);

const identityOff = {message: 'Workload identity is not enabled'};

describe('an event of a stalled ControlPlaneRevision', () => {
  let here: Rig;
  beforeEach(async () => {
    here = await rig();
    here.world.fleetSays({controlPlane: 'STALLED'});
  });

  function inside(message: string): void {
    const stalled = {type: 'Stalled', status: 'True', reason: 'PreconditionFailed', message};
    here.world.inside().revisions = [
      {name: 'asm-managed', channel: 'regular', type: 'managed_service', conditions: [stalled]},
    ];
  }

  /** `runbook: state reason`, a line for each incident. */
  async function ends(parts: Parameters<typeof stalledEntry>[0]): Promise<readonly string[]> {
    await receive(here.deps, stalledEntry(parts));
    await runUntilSettled(here.deps);
    return (await here.store.all()).map(lineOf).sort();
  }

  it('about Workload Identity is a symptom of the cluster that lacks it', async () => {
    here.world.clusters.set('quay-1', poolless());
    assert.deepEqual(await ends(identityOff), [
      'provisioning-stalled: suppressed reason.symptom-of',
      'workload-identity-disabled: awaiting-approval reason.risk-high',
    ]);
  });

  it('about something else is one as well, when the revision by now complains of that', async () => {
    here.world.clusters.set('quay-1', poolless());
    inside(identityOff.message);
    assert.deepEqual(await ends({message: 'Channel must not be omitted or blank'}), [
      'provisioning-stalled: suppressed reason.symptom-of',
      'workload-identity-disabled: awaiting-approval reason.risk-high',
    ]);
  });

  it('about Workload Identity is overruled by what the revision says by now', async () => {
    inside('Channel must not be omitted or blank');
    assert.deepEqual(await ends(identityOff), [
      'provisioning-stalled: blocked stalled.channel-missing',
    ]);
  });

  it('that no page documents leads to the gateway that is off', async () => {
    here.world.disable(fleet.id);
    here.world.fail('enableService', 'denied');
    assert.deepEqual(await ends({}), [
      'connect-gateway-disabled: blocked reason.denied',
      'provisioning-stalled: suppressed reason.symptom-of',
    ]);
  });

  it('that outlives the gateway being off is told once that is over', async () => {
    here.world.disable(fleet.id);
    assert.deepEqual(await ends({}), [
      'connect-gateway-disabled: resolved reason.verified',
      'provisioning-stalled: blocked plane.control-stalled',
    ]);
  });

  it('is a person’s where nobody can look into the cluster', async () => {
    here.world.fail('revisions', 'denied');
    here.world.fail('cluster', 'denied');
    assert.deepEqual(await ends({message: 'Channel must not be omitted or blank'}), [
      'provisioning-stalled: blocked stalled.channel-missing',
    ]);
    const [{timeline} = {timeline: []}] = await here.store.all();
    const codes = timeline.at(-1)?.proof?.map(one => one.code) ?? [];
    assert.equal(codes.filter(one => one === 'proof.inside-unseen').length, 2);
  });

  it('resolves when the fleet has noticed that a permission is back', async () => {
    const denied = {code: 'MESH_IAM_PERMISSION_DENIED', details: '', severity: 'ERROR'};
    here.world.fleetSays({controlPlane: 'FAILED_PRECONDITION', conditions: [denied]});
    await receive(here.deps, stalledEntry());
    here.clock.advance(minute);
    await sweep(here.deps);
    assert.deepEqual((await here.store.all()).map(lineOf), [
      'provisioning-stalled: diagnosing cause.unnoticed',
    ]);
    here.world.fleetSays({});
    await runUntilSettled(here.deps);
    assert.deepEqual((await here.store.all()).map(lineOf), [
      'provisioning-stalled: resolved reason.healed',
    ]);
    assert.deepEqual(here.world.writes, []);
  });

  it('and failed upgrades of the data plane do not wait for one another', async () => {
    const dataPlaneDetails = [{code: 'UPGRADE_FAILURES', details: ''}];
    here.world.fleetSays({dataPlane: 'NEEDS_ATTENTION', dataPlaneDetails});
    here.world.inside().pods = [failedPod('db-0', 'StatefulSet', 'db')];
    await receive(here.deps, stalledEntry());
    await poll(here.deps);
    here.clock.advance(2 * minute);
    await poll(here.deps);
    await runUntilSettled(here.deps);
    assert.deepEqual((await here.store.all()).map(lineOf).sort(), [
      'data-plane-upgrade-failed: awaiting-approval reason.risk-high',
      'provisioning-stalled: no-action reason.already-healthy',
    ]);
  });
});

function lineOf(incident: Incident): string {
  return `${incident.runbook}: ${incident.state} ${status(incident).code}`;
}

import assert from 'node:assert/strict';
import {memoizedReaders} from '../../../functions/engine/lib/memoized-readers.ts';
import {withRememberedList} from '../../../functions/engine/lib/remembered-list.ts';
import {provisioningStalled as runbook} from '../../../functions/runbooks/provisioning-stalled/runbook.ts';
import {shop, World} from '../../support/fakes.ts';
import {lookAt} from '../../support/look.ts';

const symptom = 'stalled:Stalled';

describe('a look at the cluster of an event', () => {
  let world: World;
  let remembering: ReturnType<typeof withRememberedList>;

  beforeEach(() => {
    world = new World();
    world.fleetSays({controlPlane: 'STALLED'});
    remembering = withRememberedList(world.readers);
  });

  /** What a look reads, in order, and what is found. */
  async function reads(cluster = 'quay-1') {
    world.calls.length = 0;
    const readers = memoizedReaders(remembering);
    const target = {project: shop.id, location: 'europe-west4', cluster};
    const {kind} = await runbook.diagnose(lookAt(world, {symptom, readers, target}));
    return {kind, calls: [...world.calls]};
  }

  it('begins what it will need beside the list, once the list has named the cluster', async () => {
    const first = await reads();
    const second = await reads();
    assert.ok(first.calls.findIndex(isInside) > first.calls.findIndex(isList));
    assert.ok(
      second.calls.findIndex(isInside) < second.calls.findIndex(one => one.startsWith('mesh ')),
    );
    assert.deepEqual(second.calls.toSorted(), first.calls.toSorted());
    assert.equal(second.kind, first.kind);
  });

  it('goes by what the list says now', async () => {
    const before = await reads();
    world.registered = {memberships: [], unreachable: []};
    const diagnosis = await runbook.diagnose(
      lookAt(world, {symptom, readers: memoizedReaders(remembering)}),
    );
    assert.ok(before.calls.some(isInside));
    assert.ok('proof' in diagnosis && diagnosis.proof.some(one => one.code === 'proof.unlisted'));
  });

  it('reads nothing for a cluster that no list has named', async () => {
    await reads();
    const {calls} = await reads('made-up');
    assert.ok(!calls.some(isInside), calls.join('\n'));
  });

  it('is not hurt by what it has begun for nothing', async () => {
    await reads();
    world.mesh = {kind: 'not-enabled'};
    world.fail('revisions', 'denied');
    world.fail('cluster', 'denied');
    assert.equal((await reads()).kind, 'person');
  });
});

function isInside(call: string): boolean {
  return /^(cluster|revisions) /.test(call);
}

function isList(call: string): boolean {
  return call.startsWith('registrations ');
}

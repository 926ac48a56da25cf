import assert from 'node:assert/strict';
import {describe, it} from 'mocha';
import {
  fleetIn,
  fleetMark,
  fleetValue,
  unseenFleet,
} from '../../../functions/core/poll/fleet-seen.ts';
import {poll} from '../../../functions/engine/poll/poll.ts';
import {pollMemory} from '../../../functions/engine/poll/poll-budget.ts';
import {fleet, rig} from '../../support/fakes.ts';
import {minute} from '../../support/incident.ts';

describe('what the last poll saw of a fleet', () => {
  it('is remembered with its age, and written again only when it is new or old', async () => {
    const {deps, clock, world} = await rig('observe');
    const memory = pollMemory(deps);
    await poll(deps, memory);
    const name = fleetMark(fleet.id);
    const first = await deps.store.mark(name);
    const seen = fleetIn(first?.value);
    assert.equal(seen.mesh, 'enabled');
    assert.equal(seen.readAt, clock.now());
    assert.ok(seen.memberships.length > 0);
    assert.ok(seen.memberships.every(one => one.controlPlane !== '' && one.since === clock.now()));
    assert.ok(Object.keys(seen.services).includes(fleet.id));
    assert.deepEqual(fleetIn(fleetValue(seen)), seen);

    clock.advance(minute);
    await poll(deps, memory);
    const later = fleetIn((await deps.store.mark(name))?.value);
    assert.equal(later.memberships[0]?.since, seen.memberships[0]?.since, 'unchanged since');
    world.fail('mesh', 'unavailable');
    clock.advance(6 * minute);
    await poll(deps, memory);
    const blind = fleetIn((await deps.store.mark(name))?.value);
    assert.deepEqual(blind.memberships, later.memberships, 'what is not read stays as it was seen');
    assert.equal(blind.readAt, later.readAt, 'with its age');
  });

  it('is nothing where the mark cannot be understood', () => {
    assert.deepEqual(fleetIn(undefined), unseenFleet);
    const odd = {memberships: [1, {membership: 'm'}], services: [], agents: {p: 1}, count: 'x'};
    assert.deepEqual(fleetIn(odd), unseenFleet);
  });
});

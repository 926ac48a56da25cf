import assert from 'node:assert/strict';
import type {State} from '../../../functions/core/incident/reason.ts';
import {orderOfWork} from '../../../functions/engine/operate/order-of-work.ts';
import {callError, fleet, rig, shop} from '../../support/fakes.ts';

let count = 0;

function due(key: string, state: State = 'detected') {
  count += 1;
  return {id: `${key}#${count}`, key, state};
}

const ghost = (n: number, project = shop.id) => due(`w|${project}|europe-west4|ghost-${n}|||`);
const known = () => due(`w|${shop.id}|europe-west4|quay-1|||`);

describe('the order of work', () => {
  it('is what waits longest, where there is room for all, by turns of the projects', async () => {
    const {deps} = await rig();
    const all = [ghost(1), ghost(2), ghost(3, fleet.id)];
    assert.deepEqual(
      await orderOfWork(deps, all, 3),
      [all[0], all[2], all[1]].map(one => one?.id),
    );
  });

  it('is first what was looked at, then what the fleet knows, then the rest', async () => {
    const {deps} = await rig();
    const ghosts = Array.from({length: 200}, (_, n) => ghost(n));
    const asks = due(`g|${fleet.id}||||`, 'awaiting-approval');
    const repairs = due(`w|${shop.id}|europe-west4|ghost-9|||`, 'verifying');
    const [real, whole] = [known(), due(`g|${fleet.id}||||`)];
    const order = await orderOfWork(deps, [...ghosts, real, whole, repairs, asks], 10);
    assert.equal(order.length, 10);
    assert.deepEqual(new Set(order.slice(0, 2)), new Set([repairs.id, asks.id]));
    assert.deepEqual(new Set(order.slice(2, 4)), new Set([real.id, whole.id]));
    assert.equal(new Set(order).size, 10);
  });

  it('knows a cluster in its own location only, and a membership by its own name only', async () => {
    const {deps} = await rig();
    const ghosts = [
      ...Array.from({length: 100}, (_, n) => due(`w|${shop.id}|nowhere-${n}|quay-1|||`)),
      ...Array.from({length: 100}, (_, n) => due(`w|${shop.id}|europe-west4||quay-x${n}||`)),
    ];
    const [real, member] = [known(), due(`w|${shop.id}|||quay-1||`)];
    const order = await orderOfWork(deps, [...ghosts, real, member], 10);
    assert.deepEqual(new Set(order.slice(0, 2)), new Set([real.id, member.id]));
  });

  it('knows a cluster that is none of GKE’s by its membership, as entries name it', async () => {
    const {deps} = await rig();
    const {memberships} = await deps.readers.registrations(fleet.id);
    const [one] = memberships;
    assert.ok(one !== undefined);
    const {cluster: _none, ...attached} = one;
    const registrations = () => Promise.resolve({memberships: [attached], unreachable: []});
    const ghosts = Array.from({length: 200}, (_, n) => ghost(n));
    const real = due(`p|${fleet.id}|${one.location}|${one.membership}|||`);
    const readers = {...deps.readers, registrations};
    const order = await orderOfWork({...deps, readers}, [...ghosts, real], 10);
    assert.equal(order[0], real.id);
  });

  it('keeps room for what waits longest', async () => {
    const {deps} = await rig();
    const old = ghost(0);
    const busy = Array.from({length: 100}, (_, n) => due(`g|${n}||||`, 'verifying'));
    const order = await orderOfWork(deps, [old, ...busy], 10);
    assert.ok(order.includes(old.id));
  });

  it('takes all for known where a fleet gives no list', async () => {
    const {deps} = await rig();
    const readers = {
      ...deps.readers,
      registrations: () => Promise.reject(callError('unavailable', 'memberships')),
    };
    const ghosts = Array.from({length: 20}, (_, n) => ghost(n));
    const order = await orderOfWork({...deps, readers}, ghosts, 10);
    assert.deepEqual(
      order,
      ghosts.slice(0, 10).map(one => one.id),
    );
  });
});

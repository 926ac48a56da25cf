import {DedupCache} from '../../functions/engine/intake/dedup-cache.ts';
import {intake} from '../../functions/engine/intake/intake.ts';
import {sweep} from '../../functions/engine/operate/sweep.ts';
import {stalledEntry} from '../../test/support/entries.ts';
import {membership, rig} from '../../test/support/fakes.ts';
import type {SweepRow} from '../figures/parts.ts';

const counts = [10, 100, 1_000, 5_000] as const;
/** Sweeps before it is measured: the first ones look at what was never looked at. */
const before = 5;
/** Each is looked at every quarter of an hour. */
const minutes = 15;

/** A sweep a minute where so many incidents wait for a person, each in a cluster of its own, on a clock of its own. */
export async function sweepIncidents(): Promise<readonly SweepRow[]> {
  const rows: SweepRow[] = [];
  for (const count of counts) rows.push(await withOpen(count));
  return rows;
}

async function withOpen(count: number): Promise<SweepRow> {
  const {deps, clock, world, store} = await rig('observe');
  const memberships = Array.from({length: count}, (_, n) =>
    membership({membership: `quay-${n}`, controlPlane: 'STALLED', code: 'ERROR'}),
  );
  const mesh = {kind: 'enabled', memberships, unreachable: []} as const;
  const all = {...deps, readers: {...deps.readers, mesh: () => Promise.resolve(mesh)}};
  const door = intake(all, new DedupCache());
  const receiveTimestamp = new Date(clock.now()).toISOString();
  for (let n = 0; n < count; n += 1) {
    const entry = stalledEntry({cluster: `quay-${n}`, insertId: `s${n}`});
    await door.receive({...entry, receiveTimestamp});
  }
  await door.flush();
  const took: {readonly seconds: number; readonly busy: number; readonly requests: number}[] = [];
  for (let minute = -before; minute < minutes; minute += 1) {
    clock.advance(60_000);
    const [asked, began, cpu] = [world.calls.length, performance.now(), process.cpuUsage()];
    await sweep(all);
    const {user, system} = process.cpuUsage(cpu);
    const seconds = (performance.now() - began) / 1000;
    const requests = world.calls.length - asked;
    if (minute >= 0) took.push({seconds, busy: (user + system) / 1e6, requests});
  }
  const open = (await store.open()).length;
  if (open !== count) throw new Error(`${open} incidents are open in the place of ${count}`);
  return {
    of: 'incidents',
    count,
    what: 'a minute in the mean, all waiting for a person',
    seconds: mean(took.map(one => one.seconds)),
    cpuSeconds: mean(took.map(one => one.busy)),
    requests: mean(took.map(one => one.requests)),
  };
}

function mean(numbers: readonly number[]): number {
  return numbers.reduce((sum, one) => sum + one, 0) / numbers.length;
}

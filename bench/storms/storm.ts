import {setFlagsFromString} from 'node:v8';
import {runInNewContext} from 'node:vm';
import {sweep} from '../../functions/engine/operate/sweep.ts';
import {intake} from '../../functions/engine/intake/intake.ts';
import {DedupCache} from '../../functions/engine/intake/dedup-cache.ts';
import {webhookEntry} from '../../test/support/entries.ts';
import {membership, rig} from '../../test/support/fakes.ts';
import type {Benchmarks} from '../figures/benchmarks.ts';
import {madeNow} from '../figures/made.ts';
import type {StormRow} from '../figures/parts.ts';

/** A storm of one kind of finding: its entries, evenly over its minutes and clusters. */
interface Storm {
  readonly entries: number;
  readonly minutes: number;
  readonly clusters: number;
}

const whole: Storm = {entries: 600_000, minutes: 10, clusters: 50};
const storms: readonly Storm[] = [
  whole,
  {...whole, entries: 60_000},
  {...whole, minutes: 20},
  {...whole, clusters: 25},
];
const samples = 10;

/**
 * Storms through the engine (intake, store in memory, a sweep each minute) on a clock of their own:
 * what they leave behind, and whether memory grows with them.
 */
export async function storm(): Promise<Partial<Benchmarks>> {
  const rows: StormRow[] = [];
  for (const one of storms) rows.push(await rage(one));
  return {storm: {made: madeNow(1), rows}};
}

async function rage({entries, minutes, clusters}: Storm): Promise<StormRow> {
  const {deps, clock, chat, store} = await rig('observe');
  const memberships = Array.from({length: clusters}, (_, n) =>
    membership({membership: `quay-${n}`}),
  );
  const mesh = {kind: 'enabled', memberships, unreachable: []} as const;
  const readers = {...deps.readers, mesh: () => Promise.resolve(mesh)};
  const door = intake(deps, new DedupCache());
  const entryAt = template();
  const perMinute = entries / minutes;
  const heap: number[] = [];
  for (let n = 0; n < entries; n += 1) {
    await door.receive(entryAt(n, n % clusters, clock.now()));
    clock.advance(60_000 / perMinute);
    if (n % perMinute === perMinute - 1) await sweep({...deps, readers});
    if (n % (entries / samples) === entries / samples - 1) heap.push(heapNow());
  }
  await door.flush();
  await sweep({...deps, readers});
  const {create = 0, replace = 0, setMark = 0} = store.count;
  const all = await store.all();
  const roots = new Set(chat.messages.map(one => one.incident)).size;
  return {
    entries,
    minutes,
    clusters,
    incidents: all.length,
    roots,
    edits: chat.messages.length - roots,
    writes: create + replace + setMark,
    counted: all.reduce((sum, one) => sum + one.intake.entries.count, 0),
    heapMib: heap,
  };
}

/** Makes entries from one text: each is an object of its own, as a request's is. */
function template(): (number: number, cluster: number, now: number) => unknown {
  const text = JSON.stringify(webhookEntry({cluster: 'quay-CLUSTER', insertId: 'NUMBER'}));
  return (number, cluster, now): unknown => {
    const at = new Date(now).toISOString();
    const entry = text
      .replace('CLUSTER', String(cluster))
      .replace('NUMBER', `s${number}`)
      .replace(/"receiveTimestamp":"[^"]*"/, `"receiveTimestamp":"${at}"`);
    return JSON.parse(entry);
  };
}

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

function heapNow(): number {
  collect();
  return process.memoryUsage().heapUsed / 1024 / 1024;
}

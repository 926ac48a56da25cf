import {cost} from './cost/cost.ts';
import {type Benchmarks, writeBenchmarks} from './figures/benchmarks.ts';
import {printed} from './figures/part-tables.ts';
import {writePages} from './figures/write-pages.ts';
import {allowList} from './fleets/allow-list.ts';
import {fleet} from './fleets/fleet.ts';
import {sweep} from './fleets/sweep.ts';
import type {Effort} from './lib/effort.ts';
import {type Stage, stage} from './lib/stage.ts';
import {peers} from './peers/peers.ts';
import {filters} from './recognition/filters.ts';
import {recognise} from './recognition/recognise.ts';
import {command} from './starts/command.ts';
import {start} from './starts/start.ts';
import {stores} from './stores/stores.ts';
import {flood} from './storms/flood.ts';
import {storm} from './storms/storm.ts';

/** Gives the parts of docs/benchmarks.json that it measures; `options` are what stands behind the names. */
type Measurement = (
  stage: Stage,
  effort: Effort,
  options: readonly string[],
) => Partial<Benchmarks> | Promise<Partial<Benchmarks>>;

/** Each measurement by name; the peers are the last, because they bind this process to a core. */
const all: Readonly<Record<string, Measurement>> = {
  recognise,
  filters,
  start,
  flood,
  storm,
  command,
  sweep,
  fleet,
  'allow-list': allowList,
  stores,
  cost,
  peers: (_, __, options) => peers(options),
};

const args = process.argv.slice(2);
const firstOption = args.findIndex(one => one.startsWith('-'));
const given = firstOption < 0 ? args : args.slice(0, firstOption);
const options = firstOption < 0 ? [] : args.slice(firstOption);
const names = given.length > 0 ? given : Object.keys(all);
const unknown =
  names.find(name => !Object.hasOwn(all, name)) ??
  // What the peers are measured with is for them alone.
  (names.includes('peers')
    ? undefined
    : options.find(one => !['--write', '--quick'].includes(one)));
if (unknown === undefined) {
  await measureAll(options.includes('--write'), options.includes('--quick') ? 'quick' : 'thorough');
} else {
  process.stderr.write(
    `there is no "${unknown}"; npm run bench [-- ${Object.keys(all).join(' ')} [--write] [--quick] [OPTION…]]\n`,
  );
  process.exitCode = 2;
}

/** Measures one after the other and prints what came of it; with `write` each is written down as soon as it was measured. */
async function measureAll(write: boolean, effort: Effort): Promise<void> {
  const made = await stage();
  try {
    for (const name of names) {
      const began = performance.now();
      const parts = (await all[name]?.(made, effort, options)) ?? {};
      process.stdout.write(`${printed(parts)}\n`);
      process.stderr.write(`${name}: ${Math.round((performance.now() - began) / 1000)} s\n`);
      if (write) await writeBenchmarks(parts);
    }
    if (write) await writePages();
  } finally {
    await made.remove();
  }
}

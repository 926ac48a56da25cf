import {allowList} from './fleets/allow-list.ts';
import {command} from './starts/command.ts';
import {filters} from './recognition/filters.ts';
import {fleet} from './fleets/fleet.ts';
import {flood} from './storms/flood.ts';
import {peers} from './peers/peers.ts';
import {recognise} from './recognition/recognise.ts';
import {type Stage, stage} from './lib/stage.ts';
import {start} from './starts/start.ts';
import {sweep} from './fleets/sweep.ts';
import {storm} from './storms/storm.ts';

/** Gives its table in Markdown; `options` are what stands behind the names, e.g. `--quick`. */
type Measurement = (stage: Stage, options: readonly string[]) => string | Promise<string>;

/** Each measurement by name. */
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
  peers: (_, options) => peers(options),
};

const args = process.argv.slice(2);
const firstOption = args.findIndex(one => one.startsWith('-'));
const given = firstOption < 0 ? args : args.slice(0, firstOption);
const options = firstOption < 0 ? [] : args.slice(firstOption);
const names = given.length > 0 ? given : Object.keys(all);
const unknown = names.find(name => !Object.hasOwn(all, name));
if (unknown === undefined) {
  const made = await stage();
  try {
    for (const name of names) process.stdout.write(`${(await all[name]?.(made, options)) ?? ''}\n`);
  } finally {
    await made.remove();
  }
} else {
  process.stderr.write(
    `there is no "${unknown}"; npm run bench [-- ${Object.keys(all).join(' ')} [OPTION…]]\n`,
  );
  process.exitCode = 2;
}

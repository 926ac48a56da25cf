import {spawnSync} from 'node:child_process';
import {parseArgs} from 'node:util';
import {seeded} from '../deep/random.ts';
import {type Beginning, cutPower, empty, full} from './cuts.ts';
import type {Harm} from './judge.ts';
import {killWriters} from './kills.ts';

const help = `npm run test:power -- [--cuts N] [--kills N] [--seed N]

Writes into the embedded store from several processes, cuts their power and kills them: what was acknowledged must be there,
and nothing by halves. Power is cut in a model of the disk, from what strace has seen of the processes' system calls.

  --cuts N    looks at what a power cut has left (200)
  --kills N   writers that are killed (30)
  --seed N    chooses the moments, and what a power cut takes (1); how processes meet is the machine's to say
`;

/** A new file; one with a full quarantine and documents that nobody can read; and what a power cut has left of that one. */
const histories = ['new', 'full', 'again'];
/** Of each cut. */
const shown = 3;

const {values} = parseArgs({
  options: {
    cuts: {type: 'string', default: '200'},
    kills: {type: 'string', default: '30'},
    seed: {type: 'string', default: '1'},
    help: {type: 'boolean', default: false},
  },
});

if (values.help) console.log(help);
else if (spawnSync('strace', ['-V']).error === undefined) process.exitCode = await run();
else {
  console.error(
    'npm run test:power needs strace, which is not installed; it is there for Linux only',
  );
  process.exitCode = 2;
}

async function run(): Promise<number> {
  const began = Date.now();
  const random = seeded(Number(values.seed));
  const totals = {cuts: 0, kills: 0, acknowledged: 0, lost: 0, torn: 0};
  const add = (name: string, {lost, torn}: Harm): void => {
    for (const one of lost.slice(0, shown)) console.log(`  ${name}: lost ${one}`);
    for (const one of torn.slice(0, shown)) console.log(`  ${name}: torn ${one}`);
    totals.lost += lost.length;
    totals.torn += torn.length;
  };
  // Each moment is looked at twice.
  const moments = Math.ceil(Number(values.cuts) / 2 / histories.length);
  let left: Beginning | undefined = empty;
  for (const name of histories) {
    if (name === 'full') left = await full();
    // What is broken already proves nothing more.
    if (left === undefined) break;
    const {cuts, acknowledged, logs} = await cutPower(left, name, moments, random);
    console.log(`${name}: ${cuts.length} cuts, ${acknowledged} acknowledged, ${logs} logs begun`);
    for (const cut of cuts) add(`${name} at ${cut.at}, ${cut.kept} kept`, cut);
    totals.cuts += cuts.length;
    totals.acknowledged += acknowledged;
    const whole = cuts.filter(one => one.lost.length + one.torn.length === 0);
    left = whole.findLast(one => one.kept === 'something')?.left;
  }
  const {kills, acknowledged, lost, torn} = await killWriters(Number(values.kills), random);
  add('killed', {lost, torn});
  console.log(`${kills} kills, ${acknowledged} acknowledged`);
  console.log(`seed=${values.seed} seconds=${Math.round((Date.now() - began) / 1000)}`);
  totals.kills = kills;
  totals.acknowledged += acknowledged;
  console.log(
    Object.entries(totals)
      .map(([name, count]) => `${name}=${count}`)
      .join(' '),
  );
  return totals.lost + totals.torn === 0 ? 0 : 1;
}

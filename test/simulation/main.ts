import {availableParallelism} from 'node:os';
import {Worker} from 'node:worker_threads';
import {parseArgs} from 'node:util';
import {playNamed, undisturbed} from './histories.ts';
import {paths} from './paths.ts';
import {deliveriesOf} from './paths/path.ts';
import {addProbes, missed, type Probes} from './probes.ts';
import {pairsOf, schedulesOf, singlesOf, spread} from './shares.ts';
import type {Done, Share} from './work.ts';

const help = `npm run test:simulation -- [--seconds N] [--sample N] [--only PREFIX] [--schedules N] [--from SEED] [--replay HISTORY]

Plays the responder's histories in virtual time: every single fault, every pair of faults on the main
paths, and random schedules, and checks every law on each.

  --seconds N       all single faults, then pairs and schedules for N seconds
  --sample N        of the single faults those at each Nth effect (1)
  --only PREFIX     single faults of the paths whose names begin so, and nothing else
  --schedules N     how many random schedules (100000)
  --from SEED       the first schedule's seed (1)
  --replay HISTORY  plays one history and prints its effects and what was stored and shown, e.g. gateway/once/13:lost or schedule/42
`;

/** From this time on a run is a full one: it fails where a rare branch was never reached. */
const fullMs = 30_000;

const {values} = parseArgs({
  options: {
    seconds: {type: 'string'},
    sample: {type: 'string', default: '1'},
    only: {type: 'string'},
    schedules: {type: 'string', default: '100000'},
    from: {type: 'string', default: '1'},
    replay: {type: 'string'},
    help: {type: 'boolean', default: false},
  },
});

if (values.help) process.stdout.write(help);
else if (values.replay === undefined) process.exitCode = await playAll();
else process.exitCode = await replay(values.replay);

/** Plays one history and prints what it did, and what people saw of it. */
async function replay(name: string): Promise<number> {
  const {effects, violations, digest, story} = await playNamed(name);
  const began = effects[0]?.at ?? 0;
  for (const {index, at, process: who, verb, about, fault = ''} of effects) {
    const time = ((at - began) / 1000).toFixed(2).padStart(9);
    print(`${String(index).padStart(4)} ${time} s  ${who.padEnd(10)} ${verb} ${about}  ${fault}`);
  }
  print(`\n${story().join('\n')}`);
  print(`\n${digest}\n\n${violations.length === 0 ? 'no law was broken' : violations.join('\n')}`);
  return violations.length === 0 ? 0 : 1;
}

/** Plays everything, or what there is time for. */
async function playAll(): Promise<number> {
  const began = performance.now();
  const totals = {singles: 0, pairs: 0, schedules: 0, violations: 0};
  const differing = await orders();
  totals.violations += differing;
  const budgetMs = values.seconds === undefined ? Infinity : Number(values.seconds) * 1000;
  const probes: Probes = new Map();
  const count = (done: Done): void => {
    addProbes(probes, done.probes);
    totals[done.kind] += done.histories;
    totals.violations += done.violations;
    for (const {history, violations} of done.broken) {
      print(`${history}\n  ${violations.join('\n  ')}`);
    }
  };
  const each = Number(values.sample);
  const chosen = paths.filter(one => one.id.startsWith(values.only ?? ''));
  const singles = (await singlesOf(chosen)).filter((_share, index) => index % each === 0);
  await playShares(singles, Infinity, count);
  // Mixed, so that a run cut short has seen some of everything.
  const schedules = schedulesOf(Number(values.schedules), Number(values.from));
  if (values.only === undefined) {
    await playShares(spread(await pairsOf(), schedules), budgetMs, count);
  }
  const seconds = Math.round((performance.now() - began) / 1000);
  print(`${seconds} s; replay one with: npm run test:simulation -- --replay HISTORY`);
  for (const [name, times] of [...probes].sort()) print(`${String(times).padStart(9)}  ${name}`);
  const unseen = missed(probes);
  if (unseen.length > 0) print(`never reached: ${unseen.join(', ')}`);
  // A short run has not been everywhere.
  const isFull = budgetMs >= fullMs && each === 1 && values.only === undefined;
  const holes = isFull ? unseen.length : 0;
  print(
    `single=${totals.singles} pairs=${totals.pairs} schedules=${totals.schedules} violations=${totals.violations}`,
  );
  return totals.violations + holes === 0 ? 0 : 1;
}

/** I23: however its entries are delivered, a path without faults ends the same. */
async function orders(): Promise<number> {
  let differing = 0;
  for (const path of paths) {
    const {digest} = await undisturbed(path, 'once');
    for (const delivery of deliveriesOf(path)) {
      const other = await undisturbed(path, delivery);
      if (other.digest === digest) continue;
      differing += 1;
      print(`${path.id}/${delivery}/-\n  I23: ends otherwise than when delivered once`);
    }
  }
  return differing;
}

/** Hands shares to one thread a core until none is left or the time is up. */
async function playShares(
  shares: readonly Share[],
  forMs: number,
  count: (done: Done) => void,
): Promise<void> {
  const left = shares.values();
  const until = performance.now() + forMs;
  const thread = async (): Promise<void> => {
    const worker = new Worker(new URL('./worker.ts', import.meta.url));
    try {
      for (const share of left) {
        if (performance.now() >= until) return;
        count(await ask(worker, share));
      }
    } finally {
      await worker.terminate();
    }
  };
  await Promise.all(Array.from({length: availableParallelism()}, thread));
}

function ask(worker: Worker, share: Share): Promise<Done> {
  return new Promise((done, fail) => {
    const answered = (answer: Done): void => {
      worker.off('error', fail);
      done(answer);
    };
    worker.once('message', answered);
    worker.once('error', fail);
    worker.postMessage(share);
  });
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

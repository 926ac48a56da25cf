import {once} from 'node:events';
import type {Benchmarks} from '../figures/benchmarks.ts';
import {madeNow} from '../figures/made.ts';
import type {FloodRow, HeapRow, Part} from '../figures/parts.ts';
import {type Effort, roundsOf} from '../lib/effort.ts';
import {stormEntry} from '../lib/entries.ts';
import {median} from '../lib/measure.ts';
import {
  envelope,
  envelopeOf,
  firstAnswer,
  serve,
  type Served,
  type Serving,
} from '../lib/served.ts';
import type {Stage} from '../lib/stage.ts';

const connections = 16;
const perRound = 5_000;
const total = 200_000;
/** Each opens an incident: so many that memory has them all. */
const uniquePerRound = 500;

const mark = 'storm-0';
const template = JSON.stringify(stormEntry(0));
const cluster = '"prod-eu-1"';

/** Prints the heap, collected, when it is asked to. */
const heapOnSignal = `data:text/javascript,${encodeURIComponent(
  `process.on('SIGUSR2', () => { gc(); process.stderr.write('heap ' + process.memoryUsage().heapUsed + '\\n'); });`,
)}`;

/** A number's request. */
type Body = (number: number) => string;

/** A storm through the real endpoint, of one finding and of a finding each, beside a function that only answers. */
export async function flood(stage: Stage, effort: Effort): Promise<Partial<Benchmarks>> {
  const rounds = roundsOf(effort, 15);
  return {
    flood: await speed(variantsOf(stage), {body: duplicate, rounds, count: perRound}),
    unique: await speed(variantsOf(stage).slice(0, 2), {
      body: unique,
      rounds,
      count: uniquePerRound,
    }),
    heap: await memory(stage),
  };
}

function variantsOf({empty, bundled, secrets: env}: Stage): readonly (Serving & {
  readonly name: string;
})[] {
  const node = ['--max-semi-space-size=1'];
  const nothing = {source: empty, target: 'empty'};
  const intake = {source: bundled, target: 'intake', env};
  return [
    {name: 'empty function', ...nothing},
    {name: 'intake', ...intake},
    {name: 'empty function, semi-space 1 MiB', ...nothing, node},
    {name: 'intake, semi-space 1 MiB', ...intake, node},
  ];
}

async function speed(
  variants: ReturnType<typeof variantsOf>,
  {body, rounds, count}: {readonly body: Body; readonly rounds: number; readonly count: number},
): Promise<Part<FloodRow>> {
  const all = await Promise.all(variants.map(started));
  const took = all.map(() => ({rate: [] as number[], cpu: [] as number[]}));
  for (let round = -1; round < rounds; round += 1) {
    for (const [index, served] of all.entries()) {
      const busy = await served.busy();
      const seconds = await pour(served, body, (round + 1) * count, count);
      if (round < 0) continue;
      took[index]?.rate.push(count / seconds);
      took[index]?.cpu.push((((await served.busy()) - busy) / count) * 1e6);
    }
  }
  // Round by round: what else the machine does meanwhile slows both.
  const [first] = took;
  const share = (rate: readonly number[]): number =>
    median(rate.map((one, round) => one / (first?.rate[round] ?? Number.NaN)));
  const rows: FloodRow[] = [];
  for (const [index, {name}] of variants.entries()) {
    const {rate = [], cpu = []} = took[index] ?? {};
    const mib = (await all[index]?.resident()) ?? Number.NaN;
    rows.push({
      name,
      perSecond: median(rate),
      timesEmpty: share(rate),
      cpuUs: median(cpu),
      mib,
    });
  }
  await Promise.all(all.map(served => served.stop()));
  return {made: madeNow(rounds), rows};
}

async function memory({bundled, secrets: env}: Stage): Promise<Part<HeapRow>> {
  const node = ['--expose-gc', '--import', heapOnSignal];
  const served = await started({source: bundled, target: 'intake', env, node});
  const rows: HeapRow[] = [];
  const step = total / 5;
  for (let sent = 0; sent < total; sent += step) {
    await pour(served, duplicate, sent, step);
    rows.push({
      entries: sent + step,
      heapMib: await heap(served),
      mib: await served.resident(),
    });
  }
  await served.stop();
  return {made: madeNow(1), rows};
}

async function started(serving: Serving): Promise<Served> {
  const served = await serve(serving);
  await firstAnswer(served, {body: envelope(stormEntry(0))});
  return served;
}

/** Sends entries, each with an id of its own, over a fixed number of connections; seconds. */
async function pour(served: Served, bodyOf: Body, from: number, count: number): Promise<number> {
  let next = from;
  const end = from + count;
  const began = performance.now();
  const lane = async (): Promise<void> => {
    while (next < end) {
      next += 1;
      const status = await served.post({body: bodyOf(next)});
      if (status !== 204) throw new Error(`answered ${status}`);
    }
  };
  await Promise.all(Array.from({length: connections}, lane));
  return (performance.now() - began) / 1000;
}

/** Another entry of one finding. Made from one text, so that this process costs the measured one little. */
function duplicate(number: number): string {
  return encoded(template.replace(mark, `storm-${number}`));
}

/** An entry of a cluster of its own: a problem of its own. */
function unique(number: number): string {
  return encoded(
    template.replace(mark, `unique-${number}`).replaceAll(cluster, `"prod-eu-u${number}"`),
  );
}

function encoded(text: string): string {
  return envelopeOf(Buffer.from(text).toString('base64'));
}

async function heap({process: child}: Served): Promise<number> {
  const said = once(child.stderr ?? child, 'data') as Promise<[Buffer]>;
  child.kill('SIGUSR2');
  const [text] = await said;
  return Number(/heap (\d+)/.exec(text.toString('utf8'))?.[1]) / 1024 / 1024;
}

import {once} from 'node:events';
import {stormEntry} from '../lib/entries.ts';
import {median} from '../lib/measure.ts';
import {envelope, envelopeOf, firstAnswer, serve, type Served} from '../lib/served.ts';
import type {Stage} from '../lib/stage.ts';
import {table} from '../lib/table.ts';

const connections = 16;
const perRound = 5_000;
const rounds = 15;
const total = 200_000;

const mark = 'storm-0';
const template = JSON.stringify(stormEntry(0));

/** Prints the heap, collected, when it is asked to. */
const heapOnSignal = `data:text/javascript,${encodeURIComponent(
  `process.on('SIGUSR2', () => { gc(); process.stderr.write('heap ' + process.memoryUsage().heapUsed + '\\n'); });`,
)}`;

/** A storm of one finding through the real endpoint, beside a function that only answers. */
export async function flood(stage: Stage): Promise<string> {
  return `${await speed(stage)}\n${await memory(stage)}`;
}

async function speed({empty, bundled}: Stage): Promise<string> {
  const small = ['--max-semi-space-size=1'];
  const variants = [
    {name: 'empty function', source: empty, target: 'empty'},
    {name: 'intake, bundled', source: bundled, target: 'intake'},
    {name: 'empty function, semi-space 1 MiB', source: empty, target: 'empty', node: small},
    {name: 'intake, bundled, semi-space 1 MiB', source: bundled, target: 'intake', node: small},
  ];
  const all = await Promise.all(variants.map(started));
  const took = all.map(() => ({rate: [] as number[], cpu: [] as number[]}));
  for (let round = -1; round < rounds; round += 1) {
    for (const [index, served] of all.entries()) {
      const busy = await served.busy();
      const seconds = await pour(served, (round + 1) * perRound, perRound);
      if (round < 0) continue;
      took[index]?.rate.push(perRound / seconds);
      took[index]?.cpu.push((((await served.busy()) - busy) / perRound) * 1e6);
    }
  }
  // Round by round: what else the machine does meanwhile slows both.
  const [first] = took;
  const share = (rate: readonly number[]): number =>
    median(rate.map((one, round) => one / (first?.rate[round] ?? Number.NaN)));
  const rows = [];
  for (const [index, {name}] of variants.entries()) {
    const {rate = [], cpu = []} = took[index] ?? {};
    const resident = await all[index]?.resident();
    rows.push([name, median(rate), share(rate), median(cpu), resident ?? Number.NaN]);
  }
  await Promise.all(all.map(served => served.stop()));
  const head = ['function', 'requests/s', '× empty', 'CPU µs/request', 'RSS MiB after it'];
  return table(`A storm of one finding, ${connections} connections, 2 kB entries`, head, rows);
}

async function memory({bundled}: Stage): Promise<string> {
  const node = ['--expose-gc', '--import', heapOnSignal];
  const served = await started({source: bundled, target: 'intake', node});
  const rows = [];
  const step = total / 5;
  for (let sent = 0; sent < total; sent += step) {
    await pour(served, sent, step);
    rows.push([(sent + step).toLocaleString('en'), await heap(served), await served.resident()]);
  }
  await served.stop();
  const head = ['different entries of one finding', 'heap after a collection MiB', 'RSS MiB'];
  return table('Memory in a storm', head, rows);
}

async function started(serving: Parameters<typeof serve>[0]): Promise<Served> {
  const served = await serve(serving);
  await firstAnswer(served, envelope(stormEntry(0)));
  return served;
}

/** Sends entries, each with an id of its own, over a fixed number of connections; seconds. */
async function pour(served: Served, from: number, count: number): Promise<number> {
  let next = from;
  const end = from + count;
  const began = performance.now();
  const lane = async (): Promise<void> => {
    while (next < end) {
      next += 1;
      const status = await served.post(bodyOf(next));
      if (status !== 204) throw new Error(`answered ${status}`);
    }
  };
  await Promise.all(Array.from({length: connections}, lane));
  return (performance.now() - began) / 1000;
}

/** Made from one text, so that this process costs the measured one little. */
function bodyOf(number: number): string {
  const data = Buffer.from(template.replace(mark, `storm-${number}`)).toString('base64');
  return envelopeOf(data);
}

async function heap({process: child}: Served): Promise<number> {
  const said = once(child.stderr ?? child, 'data') as Promise<[Buffer]>;
  child.kill('SIGUSR2');
  const [text] = await said;
  return Number(/heap (\d+)/.exec(text.toString('utf8'))?.[1]) / 1024 / 1024;
}

import {availableParallelism} from 'node:os';
import {Worker} from 'node:worker_threads';
import {parseArgs} from 'node:util';
import {scenarios} from '../../sandbox/scenarios.ts';
import type {Flood} from './flood.ts';
import {type Kind, kinds, opensOf} from './forged.ts';
import type {Done, Task} from './worker.ts';

const help = `npm run test:flood -- [--count N] [--rows ROW,…] [--kinds KIND,…] [--apart] [--part N/OF]

Plays each scenario of the sandbox twice, in virtual time through the real adapters: with its real log entries
alone, and in a flood of forged ones that the sinks' own filters pass. The real problems must end the same, with
the same changes, and people must read of each at most 60 s later.

  --count N      forged entries of each kind (10000)
  --rows A,B     only these scenarios
  --kinds A,B    only these kinds of entries
  --apart        each kind in a flood of its own, on one scenario after the other
  --part N/OF    one part of the floods, for several machines
`;

/**
 * So many of the kinds that have an incident for each name come in one flood with `count` entries, by turns; the
 * others of them with one in fifty of it.
 */
const inventing = 2;
const fewer = 50;

const {values} = parseArgs({
  options: {
    count: {type: 'string', default: '10000'},
    rows: {type: 'string'},
    kinds: {type: 'string'},
    apart: {type: 'boolean', default: false},
    part: {type: 'string', default: '1/1'},
    help: {type: 'boolean', default: false},
  },
});

if (values.help) process.stdout.write(help);
else process.exitCode = await run();

async function run(): Promise<number> {
  const began = performance.now();
  const count = Number(values.count);
  const rows = chosen(
    'scenario',
    values.rows,
    scenarios.map(one => one.name),
  );
  const sorts = chosen('kind', values.kinds, kinds);
  const [part = 1, of = 1] = values.part.split('/').map(Number);
  const tasks = (values.apart ? apart(rows, sorts, count) : together(rows, sorts, count)).filter(
    (_, index) => index % of === part - 1,
  );
  const totals = {forged: 0, violations: 0, ms: 0};
  const whole = new Map<Kind, number>();
  await workOff(tasks, ({task, harm, forged, ms, incidents, seconds}) => {
    totals.forged += forged;
    totals.ms += ms;
    totals.violations += harm.length;
    for (const [kind, sent] of task.flood)
      if (sent === count) whole.set(kind, (whole.get(kind) ?? 0) + 1);
    const each = (ms / Math.max(1, forged)).toFixed(3);
    print(
      `${task.row}: ${task.flood.length} kinds, ${forged} forged, ${incidents} incidents, ${each} ms an entry, ${seconds} s`,
    );
    for (const one of harm) print(`  ${one}`);
  });
  for (const kind of sorts)
    print(`${String(whole.get(kind) ?? 0).padStart(4)} rows with ${count} of ${kind}`);
  const seconds = Math.round((performance.now() - began) / 1000);
  print(`${seconds} s`);
  const played = new Set(tasks.map(one => one.row)).size;
  print(
    `rows=${played} kinds=${whole.size} forged=${totals.forged} violations=${totals.violations}`,
  );
  return totals.violations === 0 ? 0 : 1;
}

function chosen<Name extends string>(
  what: string,
  given: string | undefined,
  all: readonly Name[],
): readonly Name[] {
  if (given === undefined) return all;
  return given.split(',').map(name => {
    const found = all.find(one => one === name);
    if (found === undefined) throw new Error(`no ${what} is called '${name}'`);
    return found;
  });
}

/** One flood for each row, of all kinds. */
function together(rows: readonly string[], sorts: readonly Kind[], count: number): readonly Task[] {
  const names = sorts.filter(kind => opensOf(kind) === 'each');
  return rows.map((row, index) => {
    const turns = Array.from(
      {length: Math.min(inventing, names.length)},
      (_, at) => names[(index * inventing + at) % names.length],
    );
    const flood: Flood = sorts.map(kind => [
      kind,
      opensOf(kind) !== 'each' || turns.includes(kind) ? count : Math.ceil(count / fewer),
    ]);
    return {row, flood};
  });
}

/** One flood for each kind, the rows by turns. */
function apart(rows: readonly string[], sorts: readonly Kind[], count: number): readonly Task[] {
  return sorts.map((kind, index) => ({
    row: rows[index % rows.length] ?? '',
    flood: [[kind, count]],
  }));
}

/** Hands the floods to one thread a core. */
async function workOff(tasks: readonly Task[], done: (one: Done) => void): Promise<void> {
  const left = tasks.values();
  const thread = async (): Promise<void> => {
    const worker = new Worker(new URL('./worker.ts', import.meta.url));
    try {
      for (const task of left) done(await ask(worker, task));
    } finally {
      await worker.terminate();
    }
  };
  await Promise.all(Array.from({length: Math.min(tasks.length, availableParallelism())}, thread));
}

function ask(worker: Worker, task: Task): Promise<Done> {
  return new Promise((done, fail) => {
    const answered = (answer: Done): void => {
      worker.off('error', fail);
      done(answer);
    };
    worker.once('message', answered);
    worker.once('error', fail);
    worker.postMessage(task);
  });
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

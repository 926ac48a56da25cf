import {readFileSync, writeFileSync} from 'node:fs';
import {availableParallelism} from 'node:os';
import {Worker} from 'node:worker_threads';
import {parseArgs} from 'node:util';
import type {Hunted} from './hunt.ts';
import type {Mutant} from './kind.ts';
import {mutants} from './list.ts';
import {runSpec} from './run-spec.ts';

// Takes the guards of the real code out, one at a time, and lets the simulation find that they are
// gone, or the spec that a mutant names: what is not missed, is not tested. The history that found each
// stands in found.json and is played first; `--remember` writes down those that took longer to find.
const {values} = parseArgs({
  options: {
    seconds: {type: 'string', default: '120'},
    only: {type: 'string'},
    remember: {type: 'boolean', default: false},
  },
});

type Answer = Hunted & {readonly applied: number};

const {only = ''} = values;
const chosen = mutants.filter(one => one.id.includes(only) || one.by?.includes(only) === true);
const left = chosen.values();
let killed = 0;
const file = new URL('./found.json', import.meta.url);
const found = new Map(
  Object.entries(JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>),
);

async function thread(): Promise<void> {
  for (const mutant of left) {
    const began = performance.now();
    const answer = await (mutant.by === undefined ? ask(mutant) : missedBy(mutant, mutant.by));
    const took = `${((performance.now() - began) / 1000).toFixed(1)} s`;
    if (answer.applied !== 1) {
      print(
        `DOES NOT APPLY  ${mutant.id}: its text stands ${answer.applied} times in ${mutant.file}`,
      );
    } else if (answer.violation === undefined) {
      print(`SURVIVED        ${mutant.id}: ${answer.histories} histories, ${took}`);
    } else {
      killed += 1;
      if (mutant.by === undefined && answer.history !== undefined && answer.histories > 1) {
        found.set(mutant.id, answer.history);
        if (values.remember) remember();
      }
      const how = `${answer.history ?? ''} ${answer.violation.split('\n')[0] ?? ''}`;
      print(`killed          ${mutant.id}: ${how} (${answer.histories} histories, ${took})`);
    }
  }
}

function ask(mutant: Mutant): Promise<Answer> {
  const seconds = Number(values.seconds);
  return new Promise(done => {
    const worker = new Worker(new URL('./mutant.ts', import.meta.url), {
      workerData: {mutant, seconds, found: found.get(mutant.id)},
    });
    const answered = (answer: Answer): void => {
      clearTimeout(timer);
      void worker.terminate();
      done(answer);
    };
    // A mutant that does not come back at all has broken more than a law.
    const timer = setTimeout(
      () => {
        answered({applied: 1, histories: 0, violation: 'it hangs'});
      },
      (seconds + 60) * 1000,
    );
    worker.once('message', answered);
    worker.once('error', (error: unknown) => {
      // What is no program any more tests nothing.
      const applied = error instanceof SyntaxError ? 0 : 1;
      answered({applied, histories: 0, violation: `it does not run: ${String(error)}`});
    });
  });
}

/** Specs with the code as it is: one that fails then misses nothing. */
const whole = new Map<string, Promise<string | undefined>>();

async function missedBy(mutant: Mutant, spec: string): Promise<Answer> {
  const seconds = Number(values.seconds);
  const before = whole.get(spec) ?? runSpec(spec, seconds).then(one => one.failure);
  whole.set(spec, before);
  const broken = await before;
  if (broken !== undefined) print(`FAILS BY ITSELF  ${spec}: ${broken}`);
  if (broken !== undefined) return {applied: 1, histories: 0};
  const {applied, failure} = await runSpec(spec, seconds, mutant);
  return {
    applied,
    histories: 0,
    ...(failure === undefined ? {} : {history: spec, violation: failure}),
  };
}

/** Writes down what found each mutant that there is. */
function remember(): void {
  const known = mutants.flatMap(({id}) => (found.has(id) ? [[id, found.get(id)] as const] : []));
  writeFileSync(file, `${JSON.stringify(Object.fromEntries(known), undefined, 2)}\n`);
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

await Promise.all(Array.from({length: availableParallelism()}, thread));
print(`mutants=${chosen.length} killed=${killed}`);
if (killed < chosen.length) process.exitCode = 1;

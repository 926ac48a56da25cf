import {availableParallelism} from 'node:os';
import {Worker} from 'node:worker_threads';
import {parseArgs} from 'node:util';
import type {Hunted} from './hunt.ts';
import type {Mutant} from './kind.ts';
import {mutants} from './list.ts';

// Takes the guards of the real code out, one at a time, and lets the simulation find that they are
// gone: what it does not miss, it does not test.
const {values} = parseArgs({
  options: {seconds: {type: 'string', default: '120'}, only: {type: 'string'}},
});

type Answer = Hunted & {readonly applied: number};

const chosen = mutants.filter(one => values.only === undefined || one.id.includes(values.only));
const left = chosen.values();
let killed = 0;

async function thread(): Promise<void> {
  for (const mutant of left) {
    const began = performance.now();
    const answer = await ask(mutant);
    const took = `${((performance.now() - began) / 1000).toFixed(1)} s`;
    if (answer.applied !== 1) {
      print(
        `DOES NOT APPLY  ${mutant.id}: its text stands ${answer.applied} times in ${mutant.file}`,
      );
    } else if (answer.violation === undefined) {
      print(`SURVIVED        ${mutant.id}: ${answer.histories} histories, ${took}`);
    } else {
      killed += 1;
      const how = `${answer.history ?? ''} ${answer.violation.split('\n')[0] ?? ''}`;
      print(`killed          ${mutant.id}: ${how} (${answer.histories} histories, ${took})`);
    }
  }
}

function ask(mutant: Mutant): Promise<Answer> {
  const seconds = Number(values.seconds);
  return new Promise(done => {
    const worker = new Worker(new URL('./mutant.ts', import.meta.url), {
      workerData: {mutant, seconds},
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

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

await Promise.all(Array.from({length: availableParallelism()}, thread));
print(`mutants=${chosen.length} killed=${killed}`);
if (killed < chosen.length) process.exitCode = 1;

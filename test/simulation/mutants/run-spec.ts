import {execFile} from 'node:child_process';
import {mkdtemp, readFile, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {isObject, listAt, textAt} from '../../../functions/core/lib/json.ts';
import type {Mutant} from './kind.ts';

/** What a spec came to. */
export interface SpecRun {
  /** How often the mutant's text stood in its file. */
  readonly applied: number;
  /** The first test that failed, and why; undefined: all of them passed, of which there must be some. */
  readonly failure?: string;
}

const root = new URL('../../../', import.meta.url);

/** Runs one spec in a process of its own, with a guard taken out or with the code as it is. */
export async function runSpec(spec: string, seconds: number, mutant?: Mutant): Promise<SpecRun> {
  const folder = await mkdtemp(join(tmpdir(), 'mutant-'));
  const [report, said] = [join(folder, 'report.json'), join(folder, 'applied')];
  try {
    const mocha = 'node_modules/mocha/bin/mocha.js';
    // A slow machine is no failure: what hangs is ended with the run.
    const patience = ['--no-parallel', '--timeout', String(seconds * 1000)];
    const options = ['--reporter', 'json', '--reporter-option', `output=${report}`, ...patience];
    const taken = mutant === undefined ? {} : takenOut(mutant, said);
    const {timedOut} = await run([mocha, ...options, spec], seconds, taken);
    const applied = mutant === undefined ? 1 : await timesIn(said);
    if (timedOut) return {applied, failure: 'it hangs'};
    const text = await readFile(report, 'utf8').catch(() => undefined);
    if (text === undefined) return {applied, failure: 'it does not run'};
    const told: unknown = JSON.parse(text);
    const [failure] = listAt(told, 'failures');
    if (failure !== undefined) {
      const why = textAt(failure, 'err', 'message') ?? '';
      return {applied, failure: `${textAt(failure, 'fullTitle') ?? ''}: ${why.slice(0, 80)}`};
    }
    return listAt(told, 'passes').length > 0 && isObject(told)
      ? {applied}
      : {applied, failure: 'no test ran'};
  } finally {
    await rm(folder, {recursive: true});
  }
}

/** The environment of a process, and of all that it starts, in which a guard is taken out. */
function takenOut(mutant: Mutant, said: string): Readonly<Record<string, string>> {
  const preload = new URL('./preload.ts', import.meta.url).href;
  return {
    NODE_OPTIONS: `--import=${preload}`,
    MUTANT: JSON.stringify(mutant),
    MUTANT_APPLIED: said,
  };
}

/** How often the text stood in the file, in each process that loaded it. */
async function timesIn(said: string): Promise<number> {
  const text = await readFile(said, 'utf8').catch(() => '');
  return Math.max(0, ...text.split('\n').filter(Boolean).map(Number));
}

function run(
  args: readonly string[],
  seconds: number,
  env: Readonly<Record<string, string>>,
): Promise<{readonly timedOut: boolean}> {
  return new Promise(done => {
    const options = {
      cwd: root,
      env: {...process.env, ...env},
      timeout: seconds * 1000,
      killSignal: 'SIGKILL',
      maxBuffer: 64 * 1024 * 1024,
    } as const;
    execFile(process.execPath, args, options, error => {
      done({timedOut: error?.killed === true});
    });
  });
}

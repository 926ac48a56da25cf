import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {join} from 'node:path';
import type {Benchmarks} from '../figures/benchmarks.ts';
import {madeNow} from '../figures/made.ts';
import {type Effort, roundsOf} from '../lib/effort.ts';
import {otherEntry} from '../lib/entries.ts';
import {median} from '../lib/measure.ts';
import {root} from '../../tools/root.ts';
import type {Stage} from '../lib/stage.ts';

/** A whole run of the command, from its start to its end; variants in turn. */
export async function command({cli, config}: Stage, effort: Effort): Promise<Partial<Benchmarks>> {
  const rounds = roundsOf(effort, 11);
  const source = join(root, 'bin/mesh-responder.js');
  const nothing = ['respond', '--config', config, '--entries', '-'];
  const runs = [
    {name: 'node alone', args: ['-e', '0']},
    {name: 'classify, bundled', args: [cli, 'classify']},
    {name: 'classify, sources', args: [source, 'classify']},
    {name: 'respond --help, bundled', args: [cli, 'respond', '--help']},
    {name: 'respond, nothing ours, bundled', args: [cli, ...nothing]},
    {name: 'respond, nothing ours, sources', args: [source, ...nothing]},
  ];
  const took = runs.map((): number[] => []);
  for (let round = -1; round < rounds; round += 1) {
    for (const [index, {name, args}] of runs.entries()) {
      const ms = await run(name, args);
      if (round >= 0) took[index]?.push(ms);
    }
  }
  const rows = runs.map(({name}, index) => {
    const all = took[index] ?? [];
    return {name, ms: median(all), fastestMs: Math.min(...all)};
  });
  return {command: {made: madeNow(rounds), rows}};
}

async function run(name: string, args: readonly string[]): Promise<number> {
  const began = performance.now();
  const child = spawn(process.execPath, args, {stdio: ['pipe', 'ignore', 'ignore']});
  child.stdin.on('error', () => undefined);
  child.stdin.end(JSON.stringify(otherEntry()));
  await once(child, 'exit');
  if (child.exitCode !== 0) throw new Error(`${name} ended with ${String(child.exitCode)}`);
  return performance.now() - began;
}

import {sinkFilter} from '../../functions/engine/intake/allow-list.ts';
import {compile} from '../../functions/filter/compile.ts';
import {parse} from '../../functions/filter/parse.ts';
import {runbooks} from '../../functions/runbooks/index.ts';
import type {Benchmarks} from '../figures/benchmarks.ts';
import {madeNow} from '../figures/made.ts';
import {type Effort, roundsOf} from '../lib/effort.ts';
import {delivered} from '../lib/entries.ts';
import {measure, median, timed} from '../lib/measure.ts';
import type {Stage} from '../lib/stage.ts';

const projects = [{id: 'shop-prod', number: '415104041262', fleet: 'shop-prod'}];

/** Evaluating each runbook's own filter, with a project appended, on entries of 2 kB. */
export function filters(_: Stage, effort: Effort): Partial<Benchmarks> {
  const rounds = roundsOf(effort, 31);
  const entries = Array.from({length: 30}, () => delivered(2_000, 'fields')).flat();
  const texts = runbooks.flatMap(({manifest}) => {
    const text = sinkFilter(manifest, projects);
    return text === undefined ? [] : [{id: manifest.id, text}];
  });
  const subjects = texts.map(({text}) => {
    const passes = compile(parse(text));
    const run = (): bigint =>
      timed(() => {
        for (const entry of entries) passes(entry);
      });
    return {operations: entries.length, run};
  });
  const took = measure(subjects, rounds);
  const rows = texts.map(({id}, index) => ({runbook: id, us: median(took[index] ?? [])}));
  return {filters: {made: madeNow(rounds), rows}};
}

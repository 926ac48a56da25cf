import {sinkFilter} from '../../functions/engine/intake/allow-list.ts';
import {compile} from '../../functions/filter/compile.ts';
import {parse} from '../../functions/filter/parse.ts';
import {runbooks} from '../../functions/runbooks/index.ts';
import {delivered} from '../lib/entries.ts';
import {measure, median, timed} from '../lib/measure.ts';
import {table} from '../lib/table.ts';

const projects = [{id: 'shop-prod', number: '415104041262', fleet: 'shop-prod'}];

/** Evaluating each runbook's own filter, with a project appended, on entries of 2 kB. */
export function filters(): string {
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
  const took = measure(subjects, 31);
  const rows = texts.map(({id}, index) => {
    const all = took[index] ?? [];
    return [id, median(all), Math.min(...all)];
  });
  return table(
    'Evaluating a sink filter, µs an entry',
    ['filter', 'median', 'fastest round'],
    rows,
  );
}

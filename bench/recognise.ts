import {viewEntry} from '../functions/core/entry.ts';
import {classify} from '../functions/engine/classify.ts';
import {runbooks} from '../functions/runbooks/index.ts';
import {delivered} from './entries.ts';
import {measure, type Subject} from './measure.ts';
import {table} from './table.ts';

const loads = [
  {size: 2_000, where: 'fields'},
  {size: 20_000, where: 'fields'},
  {size: 20_000, where: 'message'},
  {size: 256_000, where: 'fields'},
  {size: 256_000, where: 'message'},
] as const;

/** Recognising entries (view and every runbook) beside JSON.parse of the same text. */
export function recognise(): string {
  const rows = loads.map(({size, where}) => {
    const texts = delivered(size, where).map(entry => JSON.stringify(entry));
    const [parse, both] = measure([parsing(texts), recognising(texts)], 25);
    if (parse === undefined || both === undefined) throw new Error('nothing was measured');
    return [
      `${size / 1000} kB, mostly ${where}`,
      parse.median,
      both.median - parse.median,
      both.median / parse.median - 1,
      both.least / parse.least - 1,
    ];
  });
  return table(
    'Recognising an entry, µs',
    ['entry', 'JSON.parse', 'recognising', 'ratio', 'ratio of the fastest rounds'],
    rows,
  );
}

function parsing(texts: readonly string[]): Subject {
  const times = timesOf(texts);
  return {
    name: 'parse',
    operations: times * texts.length,
    run() {
      for (let time = 0; time < times; time += 1) for (const text of texts) JSON.parse(text);
    },
  };
}

/** As intake does it: what was parsed is recognised at once. */
function recognising(texts: readonly string[]): Subject {
  const times = timesOf(texts);
  return {
    name: 'parse and recognise',
    operations: times * texts.length,
    run() {
      for (let time = 0; time < times; time += 1) {
        for (const text of texts) {
          const entry = viewEntry(JSON.parse(text));
          if (entry !== undefined) classify(entry, runbooks);
        }
      }
    },
  };
}

/** Rounds of about 3 MB of text. */
function timesOf(texts: readonly string[]): number {
  const bytes = texts.reduce((sum, text) => sum + text.length, 0);
  return Math.max(1, Math.round(3_000_000 / bytes));
}

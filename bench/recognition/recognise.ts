import {viewEntry} from '../../functions/core/detection/entry.ts';
import {classify} from '../../functions/engine/intake/classify.ts';
import {runbooks} from '../../functions/runbooks/index.ts';
import {delivered} from '../lib/entries.ts';
import {measure, median, type Subject, timed} from '../lib/measure.ts';
import {table} from '../lib/table.ts';

const loads = [
  {size: 2_000, where: 'fields'},
  {size: 20_000, where: 'fields'},
  {size: 20_000, where: 'message'},
  {size: 256_000, where: 'fields'},
  {size: 256_000, where: 'message'},
] as const;
const rounds = 31;

/** Recognising entries (view, then every runbook) beside JSON.parse of the same text. */
export function recognise(): string {
  const rows = loads.map(({size, where}) => {
    const texts = delivered(size, where).map(entry => JSON.stringify(entry));
    const [parsed = [], recognised = []] = measure([parsing(texts), recognising(texts)], rounds);
    const ratio = median(recognised) / median(parsed);
    const least = Math.min(...recognised) / Math.min(...parsed);
    return [`${size / 1000} kB, more ${where}`, median(parsed), median(recognised), ratio, least];
  });
  const head = ['entry', 'JSON.parse', 'recognising', 'ratio', 'ratio of the fastest rounds'];
  return table('Recognising an entry, µs', head, rows);
}

function parsing(texts: readonly string[]): Subject {
  return repeated(texts, () =>
    timed(() => {
      for (const text of texts) JSON.parse(text);
    }),
  );
}

/** Entries are recognised right after they were parsed, as in intake. */
function recognising(texts: readonly string[]): Subject {
  return repeated(texts, () => {
    const values = texts.map((text): unknown => JSON.parse(text));
    return timed(() => {
      for (const value of values) {
        const entry = viewEntry(value);
        if (entry !== undefined) classify(entry, runbooks);
      }
    });
  });
}

/** As often as makes about 3 MB of text. */
function repeated(texts: readonly string[], once: () => bigint): Subject {
  const bytes = texts.reduce((sum, text) => sum + text.length, 0);
  const times = Math.max(1, Math.round(3_000_000 / bytes));
  return {
    operations: times * texts.length,
    run() {
      let took = 0n;
      for (let time = 0; time < times; time += 1) took += once();
      return took;
    },
  };
}

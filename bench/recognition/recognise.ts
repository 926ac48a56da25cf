import {viewEntry} from '../../functions/core/detection/entry.ts';
import {type Detection, unrelated} from '../../functions/core/detection/finding.ts';
import type {Runbook} from '../../functions/core/contract/runbook.ts';
import {classify} from '../../functions/engine/intake/classify.ts';
import {runbooks} from '../../functions/runbooks/index.ts';
import type {Benchmarks} from '../figures/benchmarks.ts';
import {madeNow} from '../figures/made.ts';
import {type Effort, roundsOf} from '../lib/effort.ts';
import {delivered} from '../lib/entries.ts';
import {measure, median, type Subject, timed} from '../lib/measure.ts';
import type {Stage} from '../lib/stage.ts';

/** Bytes: from less than any entry has, which is as it is then, to the longest that Cloud Logging takes. */
const sizes = [200, 1_000, 2_000, 5_000, 20_000, 64_000, 256 * 1024] as const;
const places = ['fields', 'message'] as const;
/** How many runbooks are asked, at 2 kB. */
const crowds = [1, 10, 25, 50, 100] as const;
const usual = 2_000;

/** Recognising entries (view, then every runbook) beside JSON.parse of the same text, by their size and by how many runbooks. */
export function recognise(_: Stage, effort: Effort): Partial<Benchmarks> {
  const rounds = roundsOf(effort, 31);
  const rows = sizes.flatMap(bytes =>
    places.map(where => ({bytes, where, ...beside(bytes, where, runbooks, rounds)})),
  );
  const crowd = crowds.map(count => ({
    runbooks: count,
    ...beside(usual, 'fields', copies(count), rounds),
  }));
  return {recognise: {made: madeNow(rounds), rows}, crowd: {made: madeNow(rounds), rows: crowd}};
}

function beside(
  bytes: number,
  where: (typeof places)[number],
  all: readonly Runbook[],
  rounds: number,
): {readonly parseUs: number; readonly recogniseUs: number} {
  const texts = delivered(bytes, where).map(entry => JSON.stringify(entry));
  const [parsed = [], recognised = []] = measure([parsing(texts), recognising(texts, all)], rounds);
  return {parseUs: median(parsed), recogniseUs: median(recognised)};
}

/**
 * So many runbooks: real ones under other ids. They stand before the real ones and take nothing, as the runbooks of other
 * problems would: each is asked about each entry, and what it would find is thrown away.
 */
function copies(count: number): readonly Runbook[] {
  if (count <= runbooks.length) return runbooks.slice(0, count);
  const others = Array.from({length: count - runbooks.length}, (_, at): readonly Runbook[] => {
    const one = runbooks[at % runbooks.length];
    if (one === undefined) return [];
    const manifest = {...one.manifest, id: `${one.manifest.id}-${at}`};
    return [{...one, manifest, detect: entry => missed(one.detect(entry))}];
  });
  return [...others.flat(), ...runbooks];
}

function missed(detection: Detection): Detection {
  return detection.kind === 'foreign' ? detection : unrelated;
}

function parsing(texts: readonly string[]): Subject {
  return repeated(texts, () =>
    timed(() => {
      for (const text of texts) JSON.parse(text);
    }),
  );
}

/** Entries are recognised right after they were parsed, as in intake. */
function recognising(texts: readonly string[], all: readonly Runbook[]): Subject {
  return repeated(texts, () => {
    const values = texts.map((text): unknown => JSON.parse(text));
    return timed(() => {
      for (const value of values) {
        const entry = viewEntry(value);
        if (entry !== undefined) classify(entry, all);
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

import assert from 'node:assert/strict';
import {aimsTable} from '../../../bench/figures/aims.ts';
import {type Benchmarks, textOf} from '../../../bench/figures/benchmarks.ts';
import {madeNote} from '../../../bench/figures/made.ts';
import {partPlots} from '../../../bench/figures/part-plots.ts';
import {printed} from '../../../bench/figures/part-tables.ts';
import {ownSections} from '../../../bench/figures/sections.ts';

const made = {on: '2026-11-30', node: '24.21.0', cores: '2 cores', rounds: 3};
const start = (name: string, timesEmpty: number) => ({
  name,
  ms: 100 * timesEmpty,
  timesEmpty,
  fastestMs: 90,
  mib: 70,
});
const figures: Partial<Benchmarks> = {
  start: {
    made,
    rows: [
      start('empty function', 1),
      start('intake: not ours', 0.98),
      start('respond: a sweep and its poll', 1.57),
    ],
  },
  stores: {
    made,
    writesEach: 6,
    missing: 'the Firestore emulator (how to get it)',
    rows: [{store: 'SQLite', incidents: 200, width: 16, perSecond: 1_234, p50Ms: 1, p99Ms: 9.5}],
  },
};

/** The cells of the row of a table that begins with a name. */
function rowOf(text: string, name: string): readonly string[] {
  const row = text.split('\n').find(line => line.startsWith(`| ${name} `));
  assert.ok(row, name);
  return row
    .split('|')
    .map(cell => cell.trim())
    .slice(1, -1);
}

describe('what was measured of ours alone', () => {
  it('is printed with how it was made, and without what was not measured', () => {
    const text = printed(figures);
    assert.deepEqual(rowOf(text, 'respond: a sweep and its poll'), [
      'respond: a sweep and its poll',
      '157',
      '1.57',
      '90',
      '70',
    ]);
    assert.ok(text.includes(madeNote(made)));
    assert.doesNotMatch(text, /Recognising|undefined|NaN/);
  });

  it('says who was not there to be measured', () => {
    assert.match(printed(figures), /Not measured, .*: the Firestore emulator \(how to get it\)\./);
  });

  it('has a section for each subject that was measured, with its plots', () => {
    const plots = partPlots(figures);
    assert.deepEqual(
      plots.map(({file}) => file),
      ['start.svg', 'stores.svg'],
    );
    const text = ownSections(figures, plots);
    const heads = Array.from(text.matchAll(/^## (.*)$/gm), ([, title]) => title);
    assert.deepEqual(heads, ['Cold start', 'SQLite and Firestore']);
    assert.match(
      text,
      /!\[Process start to first answer, .*1\.57\.\]\(pictures\/benchmarks\/start\.svg\)/,
    );
  });

  it('is held against the aims, also where it misses them', () => {
    const text = aimsTable(figures);
    const ends = (name: string) => rowOf(text, name).slice(1);
    assert.deepEqual(ends('cold start of intake, an entry not ours, × empty'), [
      '≤ 1',
      '0.98',
      'holds',
    ]);
    assert.deepEqual(ends('cold start of respond, a sweep and its poll, × empty'), [
      '≤ 1.3',
      '1.57',
      '**missed**',
    ]);
    assert.deepEqual(ends('duplicates through intake, × empty'), ['≥ 0.8', '–', 'not measured']);
  });

  it('is kept in three digits', () => {
    assert.match(
      textOf({command: {made, rows: [{name: 'x', ms: 105.234, fastestMs: 1234}]}}),
      /"ms":105,"fastestMs":1234/,
    );
  });
});

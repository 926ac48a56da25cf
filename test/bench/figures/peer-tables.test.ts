import assert from 'node:assert/strict';
import type {PeerFigures, Run} from '../../../bench/figures/benchmarks.ts';
import {peerPlots} from '../../../bench/figures/peer-plots.ts';
import {peerTables} from '../../../bench/figures/peer-tables.ts';
import {readmeTable} from '../../../bench/figures/readme-table.ts';

function run(program: string, given: Partial<Run>): Run {
  return {
    program,
    googleMs: 0,
    events: 200,
    p50Ms: 1.25,
    p99Ms: 9.5,
    wholeMs: 2_000,
    lost: 0,
    startMs: 250,
    peakMib: 120,
    asksEach: 6,
    repliesEach: 1,
    ...given,
  };
}

const figures: PeerFigures = {
  made: {on: '2026-11-30', node: '24.21.0', cores: 'each has its own', rounds: 3},
  programs: [
    {id: 'ours', name: 'mesh-responder', version: '0.1.0'},
    {id: 'other', name: 'Other', version: '1.2'},
  ],
  missing: [{name: 'Third', install: 'npm install third'}],
  runs: [
    run('ours', {perSecond: 20}),
    run('ours', {events: 500, wholeMs: 2_500, lost: 100, peakMib: 151.4}),
    run('ours', {perSecond: 20, googleMs: 50, p50Ms: 61, p99Ms: 83}),
    run('other', {perSecond: 20, p50Ms: 2.5}),
  ],
};

/** The cells of the rows of a table that begin with a name. */
function rowsOf(text: string, name: string): readonly (readonly string[])[] {
  return text
    .split('\n')
    .filter(line => line.startsWith(`| ${name}`))
    .map(line => line.split('|').map(one => one.trim()))
    .map(cells => cells.slice(2, -1));
}

describe('the tables of the peers', () => {
  const text = peerTables(figures);

  it('show each run, and a dash where there is none', () => {
    const [rates, bursts, cost, slower] = rowsOf(text, 'mesh-responder');
    assert.deepEqual(rates, ['1.25', '9.5', '0']);
    assert.deepEqual(cost, ['250', '120', '151', '6', '1']);
    assert.deepEqual(slower, ['1.25 / 9.5', '61 / 83']);
    // Of 500 at once 400 were posted in 2.5 seconds.
    assert.deepEqual(bursts, ['160', '2.5', '100']);
    assert.deepEqual(rowsOf(text, 'Other')[1], ['–', '–', '–']);
  });

  it('name who was not there', () => {
    assert.match(text, /not installed: Third \(`npm install third`\)/);
  });

  it('leave out what was not measured at all', () => {
    const only = {...figures, runs: figures.runs.slice(0, 1)};
    assert.doesNotMatch(peerTables(only), /All at once|slower answers/);
  });
});

describe('the table of the first page', () => {
  it('shows the three figures in both languages, in the same numbers', () => {
    const [english, korean] = (['en', 'ko'] as const).map(one => readmeTable(figures, one));
    const ours = ['1.25 / 9.5', '160', '151'];
    assert.deepEqual(rowsOf(english ?? '', 'mesh-responder'), [ours]);
    assert.deepEqual(rowsOf(korean ?? '', 'mesh-responder'), [ours]);
    assert.deepEqual(rowsOf(english ?? '', 'Other'), [['2.5 / 9.5', '–', '–']]);
  });
});

describe('the plots of the peers', () => {
  it('are one for each rate, and three more where there is something to show', () => {
    const files = (given: PeerFigures) => peerPlots(given).map(one => one.file);
    const all = ['first-post-20.svg', 'at-once.svg', 'memory.svg', 'latency.svg'];
    assert.deepEqual(files(figures), all);
    assert.deepEqual(files({...figures, runs: figures.runs.slice(0, 1)}), ['first-post-20.svg']);
  });

  it('say in words what they show', () => {
    const [first, burst] = peerPlots(figures).map(one => one.alt);
    assert.match(first ?? '', /mesh-responder 1\.25 and 9\.5; Other 2\.5 and 9\.5\.$/);
    assert.match(burst ?? '', /mesh-responder 160; Other not measured\.$/);
  });
});

import assert from 'node:assert/strict';
import {type Bars, drawBars, ticks} from '../../../bench/figures/bars.ts';

const plot: Bars = {
  title: 'Posts & <threads>',
  unit: 'ms',
  scale: 'linear',
  series: ['p50', 'p99'],
  groups: [
    {name: 'one', values: [10, 40]},
    {name: 'two', values: [20, Number.NaN]},
  ],
};

/** The lengths of the bars, in the order in which they are drawn. */
function lengthsOf(svg: string): readonly number[] {
  const bars = svg.matchAll(/<rect x="230" y="[\d.]+" width="([\d.]+)" height="14"/g);
  return Array.from(bars, ([, width]) => Number(width));
}

describe('a plot of bars', () => {
  it('draws each value as long as it is, and none where nothing was measured', () => {
    const [ten = 0, forty = 0, twenty = 0, ...others] = lengthsOf(drawBars(plot, String));
    assert.deepEqual(others, []);
    assert.ok(Math.abs(forty / ten - 4) < 0.01);
    assert.ok(Math.abs(twenty / ten - 2) < 0.01);
  });

  it('draws powers of ten evenly where the scale is logarithmic', () => {
    const groups = [{name: 'all', values: [10, 100, 1_000]}];
    const svg = drawBars({...plot, scale: 'log', groups}, String);
    const [ten = 0, hundred = 0, thousand = 0] = lengthsOf(svg);
    assert.ok(ten > 0, 'the shortest bar is to be seen');
    assert.ok(Math.abs(hundred - ten - (thousand - hundred)) < 0.3);
  });

  it('says what it shows, with values and names, and escapes them', () => {
    const svg = drawBars(plot, value => `${value} ms`);
    assert.match(svg, /<title>Posts &amp; &lt;threads&gt;, ms<\/title>/);
    for (const said of ['>10 ms<', '>40 ms<', '>20 ms<', '>one<', '>two<', '>p50<', '>p99<']) {
      assert.ok(svg.includes(said), said);
    }
    assert.doesNotMatch(svg, /NaN|undefined/);
  });

  it('marks its axis from nothing, or a power of ten, to behind the longest bar', () => {
    assert.deepEqual(ticks(plot), [0, 10, 20, 30, 40]);
    const groups = [{name: 'all', values: [10, 1_200]}];
    assert.deepEqual(ticks({scale: 'log', groups}), [1, 10, 100, 1_000, 10_000]);
    assert.deepEqual(ticks({scale: 'linear', groups}), [0, 500, 1_000, 1_500]);
    assert.deepEqual(ticks({scale: 'log', groups: []}), [0, 1]);
  });
});

import assert from 'node:assert/strict';
import {type Curves, drawCurves} from '../../../bench/figures/curves.ts';

const plot: Curves = {
  title: 'Sizes & <times>',
  across: 'bytes',
  unit: 'µs',
  series: [
    {
      name: 'one',
      points: [
        [10, 1],
        [100, 10],
        [1_000, 100],
      ],
    },
    {
      name: 'two',
      points: [
        [10, 5],
        [1_000, 5],
      ],
    },
  ],
};

/** The places of the points of each curve. */
function placesOf(svg: string): readonly (readonly (readonly number[])[])[] {
  return Array.from(svg.matchAll(/<polyline [^>]*points="([^"]+)"/g), ([, points = '']) =>
    points.split(' ').map(one => one.split(',').map(Number)),
  );
}

describe('a plot of curves', () => {
  const svg = drawCurves(plot, String);

  it('draws a power as a straight line, upwards, and what does not change as a level one', () => {
    const [rising = [], level = []] = placesOf(svg);
    const [[x1 = 0, y1 = 0] = [], [x2 = 0, y2 = 0] = [], [x3 = 0, y3 = 0] = []] = rising;
    assert.ok(x1 < x2 && x2 < x3 && y1 > y2 && y2 > y3);
    assert.ok(Math.abs((y2 - y1) / (x2 - x1) - (y3 - y2) / (x3 - x2)) < 0.01);
    assert.equal(level[0]?.[1], level[1]?.[1]);
  });

  it('marks both axes, names each curve, and escapes what it says', () => {
    assert.match(svg, /<title>Sizes &amp; &lt;times&gt;, µs \(logarithmic\)<\/title>/);
    for (const said of ['>10<', '>100<', '>1000<', '>one<', '>two<', '>bytes<']) {
      assert.ok(svg.includes(said), said);
    }
    assert.doesNotMatch(svg, /NaN|undefined/);
  });

  it('gives each curve a mark of its own', () => {
    assert.equal(svg.match(/<circle /g)?.length, 3 + 1);
    assert.equal(svg.match(/<rect [^>]*width="8"/g)?.length, 2 + 1);
  });
});

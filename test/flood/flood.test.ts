import assert from 'node:assert/strict';
import {sinkFilters} from '../../functions/engine/intake/sink-filters.ts';
import {compile} from '../../functions/filter/compile.ts';
import {parse} from '../../functions/filter/parse.ts';
import {runbooks} from '../../functions/runbooks/index.ts';
import {findScenario} from '../../sandbox/scenarios.ts';
import {assertSpoken} from '../support/fakes.ts';
import {start} from '../support/entries.ts';
import {harmOf} from './compare.ts';
import type {Flood} from './flood.ts';
import {forged, groundOf, kinds} from './forged.ts';
import {playRow} from './play-row.ts';

/** A few rows: what a person repairs, what is approved, what is repaired at once, and what two problems are. */
const rows = [
  'main',
  'connect-gateway-disabled',
  'stalled/workload-identity',
  'data-plane/needs-attention',
];
/** Of each kind; \`npm run test:flood\` plays all rows with 10,000 of each. */
const each = 4;

describe('a flood of forged entries', () => {
  afterEach(assertSpoken);

  it('has no kind that every sink would hold back', () => {
    const sinks = sinkFilters(runbooks.map(one => one.manifest)).map(({filter}) =>
      compile(parse(filter, {for: 'sink'})),
    );
    const ground = groundOf(findScenario('main'));
    for (const kind of kinds) {
      for (const n of [0, 1, 4_711]) {
        const entry = forged(kind, ground, n, start);
        assert.ok(
          sinks.some(passes => passes(entry)),
          `${kind}: no filter passes ${JSON.stringify(entry).slice(0, 300)}`,
        );
      }
    }
  });

  for (const row of rows) {
    it(`changes nothing about what is real: ${row}`, async function () {
      this.timeout(120_000);
      const flood: Flood = kinds.map(kind => [kind, each]);
      const quiet = await playRow(row);
      const loud = await playRow(row, flood);
      assert.ok(loud.ends.size > quiet.ends.size, 'the flood came to nothing');
      assert.deepEqual(harmOf(quiet, loud, {flood, ground: groundOf(findScenario(row))}), []);
    });
  }
});

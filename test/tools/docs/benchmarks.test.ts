import assert from 'node:assert/strict';
import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {readBenchmarks} from '../../../bench/figures/benchmarks.ts';
import {pagesFromFigures} from '../../../bench/figures/pages.ts';
import {root} from '../../../tools/root.ts';

describe('docs/benchmarks.json', () => {
  it('is what every page and plot of it shows; else: npm run bench -- --write', async () => {
    const files = await pagesFromFigures();
    for (const file of ['README.md', 'README.ko.md', 'docs/benchmarks.md', 'docs/performance.md']) {
      assert.ok(files.has(file), file);
    }
    for (const [file, text] of files) {
      assert.equal(await readFile(join(root, file), 'utf8'), text, file);
    }
  });

  it('says that nothing of ours was lost', async () => {
    const {peers} = await readBenchmarks();
    assert.ok(peers.runs.some(one => one.program === 'ours'));
    for (const run of peers.runs.filter(one => one.program.startsWith('ours'))) {
      assert.equal(run.lost, 0, JSON.stringify(run));
    }
  });
});

import assert from 'node:assert/strict';
import {readFile} from 'node:fs/promises';
import {withDiagrams} from '../../../tools/docs/diagrams.ts';
import {causes} from '../../../functions/runbooks/causes.ts';
import {runbooks} from '../../../functions/runbooks/index.ts';

describe('docs/architecture.md', () => {
  it('draws an arrow for each cause of the graph, between the titles of the runbooks', async () => {
    const drawn = await withDiagrams();
    for (const [id, all] of Object.entries(causes)) {
      for (const [at, cause] of all.entries()) {
        assert.ok(drawn.includes(`  ${cause} -->|${at + 1}| ${id}\n`), `${cause} -> ${id}`);
        const title = runbooks.find(one => one.manifest.id === cause)?.manifest.title;
        assert.ok(title !== undefined && drawn.includes(`  ${cause}["${title}"]\n`), cause);
      }
    }
  });

  it('has a line of the graph for each runbook, and none for others', () => {
    const ids = runbooks.map(one => one.manifest.id);
    assert.deepEqual(Object.keys(causes).sort(), ids.sort());
  });

  it('shows the states and arrows that the code obeys; else: npm run docs', async () => {
    const page = new URL('../../../docs/architecture.md', import.meta.url);
    assert.equal(await readFile(page, 'utf8'), await withDiagrams());
  });
});

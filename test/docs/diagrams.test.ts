import assert from 'node:assert/strict';
import {readFile} from 'node:fs/promises';
import {withDiagrams} from '../../docs/diagrams.ts';

describe('docs/architecture.md', () => {
  it('shows the states and arrows that the code obeys; else: npm run docs', async () => {
    const page = new URL('../../docs/architecture.md', import.meta.url);
    assert.equal(await readFile(page, 'utf8'), await withDiagrams());
  });
});

import assert from 'node:assert/strict';
import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {fidelityPage, withDifferences} from '../../../tools/docs/fidelity.ts';
import {root} from '../../../tools/root.ts';

describe('docs/fidelity.md', () => {
  it('shows every row of what differs, with its reason; else: npm run docs', async () => {
    assert.equal(await readFile(join(root, fidelityPage), 'utf8'), await withDifferences());
  });
});

import assert from 'node:assert/strict';
import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {witnessesPage, withDifferences} from '../../../tools/docs/witnesses.ts';
import {root} from '../../../tools/root.ts';

describe('docs/witnesses.md', () => {
  it('shows every row of what differs, with its reason; else: npm run docs', async () => {
    assert.equal(await readFile(join(root, witnessesPage), 'utf8'), await withDifferences());
  });
});

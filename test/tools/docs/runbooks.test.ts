import assert from 'node:assert/strict';
import {pagesThere, runbookPages} from '../../../tools/docs/runbooks.ts';

const outside = ['../add-a-runbook.md', '../add-an-action.md', '../architecture.md'];

describe('docs/runbooks', () => {
  it('is what the runbooks’ folders say; else: npm run docs', async () => {
    const [there, wanted] = await Promise.all([pagesThere(), runbookPages()]);
    assert.deepEqual([...there.keys()].sort(), [...wanted.keys()].sort());
    for (const [name, text] of wanted) assert.equal(there.get(name), text, name);
  });

  it('leads nowhere that is not there', async () => {
    const pages = await pagesThere();
    for (const [name, text] of pages) {
      for (const [, to = ''] of text.matchAll(/\]\(([^)]+)\)/g)) {
        assert.ok(pages.has(to) || outside.includes(to), `${name}: ${to}`);
      }
    }
  });
});

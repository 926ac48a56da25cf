import assert from 'node:assert/strict';
import {existsSync} from 'node:fs';
import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {root} from '../../support/child.ts';

describe('the security model', () => {
  it('names files that there are', async () => {
    const text = await readFile(join(root, 'docs/security.md'), 'utf8');
    const named = Array.from(text.matchAll(/`([\w/-]+\.(?:test\.)?ts)`/g), ([, one = '']) => one);
    assert.ok(named.length > 30);
    for (const one of named) {
      const path = one.startsWith('test/') ? one : `functions/${one}`;
      assert.ok(existsSync(join(root, path)), one);
    }
  });

  it('has a test for each threat', async () => {
    const text = await readFile(join(root, 'docs/security.md'), 'utf8');
    const [, table = ''] = text.split('## Threats, and what holds them');
    const rows = (table.split('\n## ')[0] ?? '').split('\n').filter(line => line.startsWith('| '));
    for (const row of rows.slice(2)) assert.match(row, /`test\/.*\.test\.ts`/, row);
  });
});

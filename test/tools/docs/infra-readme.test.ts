import assert from 'node:assert/strict';
import {describe, it} from 'mocha';
import {readmeOf, terraformFolders} from '../../../tools/docs/infra-readme.ts';
import {textOf} from '../../infra/files.ts';

describe('the pages of the infrastructure', () => {
  for (const folder of terraformFolders) {
    it(`${folder}: its tables are those of its variables and outputs`, async () => {
      const written = textOf(`${folder}/README.md`);
      assert.equal(written, await readmeOf(folder), 'else: npm run docs');
      assert.match(written, /\| `\w+`/);
    });
  }
});

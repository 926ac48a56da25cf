import assert from 'node:assert/strict';
import {describe, it} from 'mocha';
import {readmeOf} from '../../infra/readme.ts';
import {textOf} from './files.ts';

describe('the pages of the infrastructure', () => {
  for (const folder of ['.', 'modules/queue']) {
    it(`${folder}: its tables are those of its variables and outputs`, async () => {
      const written = textOf(`infra/${folder}/README.md`);
      assert.equal(written, await readmeOf(folder), 'node infra/readme.ts writes them anew');
      assert.match(written, /\| `\w+`/);
    });
  }
});

import assert from 'node:assert/strict';

import {compile} from '../../functions/filter/compile.ts';
import {FilterError} from '../../functions/filter/error.ts';
import {parse} from '../../functions/filter/parse.ts';
import {matches} from './laws.ts';

describe('filter compile', () => {
  it('takes an entry for none that is no object', () => {
    for (const entry of [undefined, null, 5, 'a', true, [], [{textPayload: 'a'}]]) {
      assert.equal(matches('', entry), false);
      assert.equal(matches('NOT a', entry), false);
    }
    assert.equal(matches('', {}), true);
  });

  it('will not evaluate sample(), whose hash is not documented', () => {
    assert.throws(
      () => compile(parse('NOT sample(insertId, 0.5)')),
      (error: unknown) =>
        error instanceof FilterError &&
        error.line === 0 &&
        error.message === 'sample(insertId, …) cannot be evaluated: its hash is not documented',
    );
  });

  it('will not evaluate a field that does not exist', () => {
    assert.throws(() => compile({kind: 'exists', field: ['thud']}), FilterError);
  });
});

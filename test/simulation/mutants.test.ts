import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {mutants} from './mutants/list.ts';

const functions = new URL('../../functions/', import.meta.url);

describe('the mutants of the simulation', () => {
  it('stand where the code is, each once: one that does not apply tests nothing', () => {
    const lost = mutants.filter(({file, from}) => {
      const text = readFileSync(new URL(file, functions), 'utf8');
      return text.split(from).length !== 2;
    });
    assert.deepEqual(
      lost.map(one => one.id),
      [],
    );
  });
});

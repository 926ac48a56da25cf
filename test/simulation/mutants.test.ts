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

  it('have a name each, and what found them is remembered of no other', () => {
    const ids = mutants.map(one => one.id);
    assert.equal(new Set(ids).size, ids.length);
    const found = readFileSync(new URL('./mutants/found.json', import.meta.url), 'utf8');
    const known = Object.keys(JSON.parse(found) as object);
    assert.deepEqual(
      known.filter(id => !ids.includes(id)),
      [],
    );
  });
});

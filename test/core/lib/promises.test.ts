import assert from 'node:assert/strict';
import {setImmediate as turn} from 'node:timers/promises';
import {forEachConcurrently} from '../../../functions/core/lib/promises.ts';

describe('working on many things concurrently', () => {
  it('works on each once, in order, and on no more at a time than asked for', async () => {
    const begun: number[] = [];
    let under = 0;
    let most = 0;
    const items = Array.from({length: 9}, (_, index) => index);
    await forEachConcurrently(items, 3, async item => {
      begun.push(item);
      under += 1;
      most = Math.max(most, under);
      await turn();
      under -= 1;
    });
    assert.deepEqual(begun, items);
    assert.equal(most, 3);
  });

  it('takes up what comes after an item that is undefined', async () => {
    const seen: (number | undefined)[] = [];
    await forEachConcurrently([1, undefined, 2], 1, item => Promise.resolve(seen.push(item)));
    assert.deepEqual(seen, [1, undefined, 2]);
  });

  it('rejects with the first error', async () => {
    const work = (item: number) =>
      item === 2 ? Promise.reject(new Error('two')) : Promise.resolve();
    await assert.rejects(forEachConcurrently([1, 2, 3], 2, work), /two/);
  });
});

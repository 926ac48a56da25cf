import assert from 'node:assert/strict';
import {sqliteStore} from '../../../functions/adapters/store/sqlite/sqlite-store.ts';
import type {Store} from '../../../functions/core/ports/ports.ts';
import {
  StaleError,
  updateMark,
  whenContended,
} from '../../../functions/engine/lib/compare-and-set.ts';

const name = 'counter';

/** The store, where somebody else writes the mark before each of our first writes. */
function contended(
  store: Store,
  times: number,
): Pick<Store, 'mark' | 'setMark'> & {writes: number} {
  const tried = {
    writes: 0,
    mark: (asked: string) => store.mark(asked),
    setMark: async (mark: Parameters<Store['setMark']>[0]) => {
      tried.writes += 1;
      if (tried.writes <= times) await add(store, 100);
      return store.setMark(mark);
    },
  };
  return tried;
}

function add(
  store: Pick<Store, 'mark' | 'setMark'>,
  more: number,
  tries?: number,
): Promise<number> {
  const edit = (value: {readonly count?: unknown} | undefined) => {
    const count = Number(value?.count ?? 0) + more;
    return {value: {count}, result: count};
  };
  return updateMark(store, name, edit, tries);
}

describe('the update of a mark', () => {
  let store: Store;
  beforeEach(async () => {
    store = await sqliteStore();
  });
  afterEach(() => store.close());

  it('makes one that is not there, and changes one that is', async () => {
    assert.equal(await add(store, 1), 1);
    assert.equal(await add(store, 1), 2);
    assert.deepEqual(await store.mark(name), {name, version: 2, value: {count: 2}});
  });

  it('writes nothing when the edit gives no value', async () => {
    assert.equal(await updateMark(store, name, () => ({result: 'left'})), 'left');
    assert.equal(await store.mark(name), undefined);
  });

  it('edits what others wrote meanwhile, and loses none of it', async () => {
    assert.equal(await add(contended(store, 3), 1), 301);
    assert.deepEqual((await store.mark(name))?.value, {count: 301});
  });

  it('is made by each of a hundred that ask for it at once', async () => {
    const all = Array.from({length: 100}, () => add(store, 1));
    const counts = await Promise.all(all);
    assert.deepEqual(
      counts.toSorted((a, b) => a - b),
      Array.from({length: 100}, (_, index) => index + 1),
    );
    assert.deepEqual((await store.mark(name))?.value, {count: 100});
  });

  it('does not wait for one that failed', async () => {
    const broken = {
      mark: (asked: string) => store.mark(asked),
      setMark: async (mark: Parameters<Store['setMark']>[0]) => {
        const said = await store.setMark(mark);
        if (said === 'stored') return said;
        throw new Error('the store is gone');
      },
    };
    const all = await Promise.allSettled(Array.from({length: 5}, () => add(broken, 1)));
    assert.equal(all.filter(one => one.status === 'rejected').length, 4);
    assert.equal(await add(broken, 1), 2);
  });

  it('ends after its tries with an error that names the mark and says what to do', async () => {
    const busy = contended(store, Infinity);
    await assert.rejects(add(busy, 1, 4), error => {
      assert.ok(error instanceof StaleError);
      assert.match(error.message, /^the mark counter: 4 other writers .* try again$/);
      return true;
    });
    assert.equal(busy.writes, 4);
    assert.deepEqual((await store.mark(name))?.value, {count: 400});
  });

  it('gives way softly for those who can do without, and hides no other error', async () => {
    assert.equal(await add(contended(store, Infinity), 1).catch(whenContended(-1)), -1);
    const broken = Promise.reject<number>(new Error('the disk is full'));
    await assert.rejects(broken.catch(whenContended(-1)), /the disk is full/);
  });
});

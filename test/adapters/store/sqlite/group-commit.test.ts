import assert from 'node:assert/strict';
import {DatabaseSync} from 'node:sqlite';
import {groupCommit} from '../../../../functions/adapters/store/sqlite/group-commit.ts';
import {StoreError} from '../../../../functions/core/lib/error.ts';

describe('writes of one turn', () => {
  let database: DatabaseSync;
  let said: string[];
  let refusing: string | undefined;
  const numbers = () =>
    database
      .prepare('SELECT n FROM t ORDER BY n')
      .all()
      .map(row => row['n']);

  beforeEach(() => {
    database = new DatabaseSync(':memory:');
    database.exec('CREATE TABLE t (n INTEGER PRIMARY KEY) STRICT');
    said = [];
    refusing = undefined;
    const exec = database.exec.bind(database);
    database.exec = sql => {
      said.push(sql);
      if (sql === refusing) throw new Error('disk full');
      exec(sql);
    };
  });
  afterEach(() => {
    if (database.isOpen) database.close();
  });

  const insert = (n: number) => () => database.prepare('INSERT INTO t VALUES (?)').run(n).changes;

  it('share one transaction, and are answered behind its commit', async () => {
    const writes = groupCommit(database, 'of a test');
    const answered: number[] = [];
    const all = [1, 2, 3].map(async n => {
      await writes.add('insert', insert(n));
      assert.deepEqual(said, ['BEGIN IMMEDIATE', 'COMMIT']);
      answered.push(n);
    });
    assert.deepEqual([numbers(), said], [[], []], 'nothing is written before the turn ends');
    await Promise.all(all);
    assert.deepEqual(answered, [1, 2, 3]);
    assert.deepEqual(numbers(), [1, 2, 3]);
  });

  it('need no transaction of ours when they are one', async () => {
    const writes = groupCommit(database, 'of a test');
    assert.equal(await writes.add('insert', insert(1)), 1);
    assert.deepEqual(said, []);
  });

  it('fail by themselves where a statement does', async () => {
    const writes = groupCommit(database, 'of a test');
    const [first, twice, last] = await Promise.allSettled([
      writes.add('insert', insert(1)),
      writes.add('insert', insert(1)),
      writes.add('insert', insert(2)),
    ]);
    assert.deepEqual([first.status, last.status], ['fulfilled', 'fulfilled']);
    assert.ok(twice.status === 'rejected' && twice.reason instanceof StoreError);
    assert.match(twice.reason.message, /store of a test: insert failed: /);
    assert.deepEqual(numbers(), [1, 2]);
  });

  it('fail all where the commit does, and leave nothing', async () => {
    const writes = groupCommit(database, 'of a test');
    refusing = 'COMMIT';
    const all = await Promise.allSettled([1, 2].map(n => writes.add('insert', insert(n))));
    for (const one of all)
      assert.ok(one.status === 'rejected' && String(one.reason).includes('disk full'));
    assert.deepEqual(numbers(), []);
    assert.equal(said.at(-1), 'ROLLBACK');
    refusing = undefined;
    await writes.add('insert', insert(3));
    assert.deepEqual(numbers(), [3], 'the next turn has a transaction of its own');
  });

  it('are made before the store is closed, and refused afterwards', async () => {
    const writes = groupCommit(database, 'of a test');
    const one = writes.add('insert', insert(1));
    writes.commit();
    assert.equal(await one, 1);
    database.close();
    await assert.rejects(writes.add('insert', insert(2)), /insert failed: it is closed/);
  });
});

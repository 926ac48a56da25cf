import type {DatabaseSync} from 'node:sqlite';
import {storeError} from './open-database.ts';

/** Writes that share a transaction. */
export interface GroupCommit {
  /** Makes a write with the next commit; answered behind it, or rejected with StoreError. */
  readonly add: <T>(verb: string, work: () => T) => Promise<T>;
  /** Commits what waits, now. */
  readonly commit: () => void;
}

interface Waiting {
  readonly verb: string;
  /** Makes the write, and gives what answers it once it is committed. */
  readonly work: () => () => void;
  readonly fail: (error: unknown) => void;
}

/**
 * Gathers the writes of one turn of the event loop into one transaction: what is dear is to bring a commit to
 * the disk, and incidents that are worked on side by side write at the same time. A write that fails takes no
 * other with it; a commit that fails fails all.
 */
export function groupCommit(database: DatabaseSync, place: string): GroupCommit {
  let waiting: Waiting[] = [];
  const commit = (): void => {
    const batch = waiting;
    waiting = [];
    if (batch.length > 0) together(database, batch);
  };
  return {
    add: (verb, work) =>
      new Promise((done, fail) => {
        if (waiting.length === 0) setImmediate(commit);
        waiting.push({
          verb,
          work: () => {
            const result = work();
            return () => {
              done(result);
            };
          },
          fail: error => {
            fail(storeError(place, verb, error));
          },
        });
      }),
    commit,
  };
}

function together(database: DatabaseSync, batch: readonly Waiting[]): void {
  const answers: (() => void)[] = [];
  try {
    if (!database.isOpen) throw new Error('it is closed');
    // One statement is a transaction by itself.
    const [only, ...others] = batch;
    if (only !== undefined && others.length === 0) {
      answers.push(only.work());
    } else {
      database.exec('BEGIN IMMEDIATE');
      for (const one of batch) answers.push(...made(database, one));
      database.exec('COMMIT');
    }
  } catch (error) {
    if (database.isOpen && database.isTransaction) database.exec('ROLLBACK');
    for (const one of batch) one.fail(error);
    return;
  }
  for (const answer of answers) answer();
}

/** A statement that fails is undone by itself, unless the transaction ended with it. */
function made(database: DatabaseSync, one: Waiting): readonly (() => void)[] {
  try {
    return [one.work()];
  } catch (error) {
    if (!database.isTransaction) throw error;
    one.fail(error);
    return [];
  }
}

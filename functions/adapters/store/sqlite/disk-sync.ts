import type {StoreError} from '../../../core/lib/error.ts';
import {storeError} from './store-error.ts';

/** Brings what was committed to the disk, many commits with one wait. */
export interface DiskSync {
  /** A commit was made. */
  readonly committed: () => void;
  /** Throws StoreError once the disk has refused anything: what it holds then nobody knows. */
  readonly check: () => void;
  /** Resolves when all that was committed before is on the disk; rejects with StoreError when it is not. */
  readonly synced: () => Promise<void>;
}

/** In memory there is no disk, and a rollback journal has its commits there already. */
export const noSync: DiskSync = {
  committed: () => undefined,
  check: () => undefined,
  synced: () => Promise.resolve(),
};

/** A flush that is under way, or about to begin: `upTo` is then Infinity. */
interface Flushing {
  /** The commits that it takes with it. */
  readonly upTo: number;
  readonly done: Promise<void>;
}

/**
 * Counts commits and brings them to the disk when somebody waits. While the disk is at work others gather for the next
 * time, so that however many commit at once, each waits for two flushes at most.
 * @param flush brings everything that was committed before it is called to the disk.
 * @param place names the store in errors.
 */
export function diskSync(flush: () => Promise<void>, place: string): DiskSync {
  let commits = 0;
  /** So many of them are on the disk. */
  let safe = 0;
  let flushing: Flushing | undefined;
  let queued: Promise<void> | undefined;
  let broken: StoreError | undefined;

  const flushAll = async (): Promise<void> => {
    // Who commits in the same turn of the event loop shares it.
    await new Promise(resolve => setImmediate(resolve));
    const upTo = commits;
    if (flushing !== undefined) flushing = {...flushing, upTo};
    try {
      await flush();
      safe = Math.max(safe, upTo);
    } catch (error) {
      // What the disk has refused once it may say yes to the next time, and not have:
      // https://wiki.postgresql.org/wiki/Fsync_Errors
      broken = storeError(place, 'bringing a commit to the disk', error);
      throw broken;
    } finally {
      flushing = undefined;
    }
  };
  const synced = (): Promise<void> => {
    if (broken !== undefined) return Promise.reject(broken);
    if (safe >= commits) return Promise.resolve();
    if (flushing === undefined) {
      flushing = {upTo: Infinity, done: flushAll()};
      return flushing.done;
    }
    if (flushing.upTo >= commits) return flushing.done;
    queued ??= flushing.done
      .catch(() => undefined)
      .then(() => {
        queued = undefined;
        return synced();
      });
    return queued;
  };
  return {
    committed() {
      commits += 1;
    },
    check() {
      if (broken !== undefined) throw broken;
    },
    synced,
  };
}

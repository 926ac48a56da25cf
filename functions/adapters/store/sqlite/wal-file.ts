import {close, fdatasync, open} from 'node:fs';

/** The write-ahead log of a database, as a file of its own. */
export interface WalFile {
  /**
   * Brings all of it to the disk, on a thread of its own: nobody else waits.
   * @throws Error with the system's code.
   */
  readonly flush: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/**
 * Opens it with the first flush: it is there as long as the database is open and was written to. SQLite locks no byte of it,
 * so that to close it ends no lock of the database (https://sqlite.org/src/file/src/os_unix.c, "Posix Advisory Locking").
 * @param path of the log, `DATABASE-wal`.
 */
export function walFile(path: string): WalFile {
  let file: Promise<number> | undefined;
  return {
    async flush() {
      file ??= called(done => {
        open(path, 'r', done);
      });
      const descriptor = await file;
      await called<unknown>(done => {
        fdatasync(descriptor, error => {
          done(error, undefined);
        });
      });
    },
    async close() {
      const opened = file;
      file = undefined;
      const descriptor = await opened?.catch(() => undefined);
      if (descriptor === undefined) return;
      await called<unknown>(done => {
        close(descriptor, error => {
          done(error ?? null, undefined);
        });
      });
    },
  };
}

function called<T>(work: (done: (error: Error | null, value: T) => void) => void): Promise<T> {
  return new Promise((resolve, reject) => {
    work((error, value) => {
      if (error === null) resolve(value);
      else reject(error);
    });
  });
}

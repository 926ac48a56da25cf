import {errorText, StoreError} from '../../../core/lib/error.ts';

/** What SQLite's primary result codes mean for an operator (https://sqlite.org/rescode.html). */
const meanings: Readonly<Record<number, string>> = {
  5: 'another process kept it locked for longer than the store waits; end that process or try again',
  6: 'another connection kept it locked for longer than the store waits; try again',
  8: 'it cannot be written; give this process write access to the file and to its directory',
  10: 'the disk answered with an I/O error; check the disk, then start again',
  11: 'the file is damaged; it was left as it is: restore a copy of it, or move it away to start empty',
  13: 'the disk is full; make room, then start again',
  14: 'it cannot be opened; check that it is a file and that this process may read and write it and its directory',
  26: 'the file is no SQLite database; it was left as it is: name another path, or move the file away',
};

/** Wraps whatever a verb of the store at `place` threw; a `StoreError` passes through. */
export function storeError(place: string, verb: string, cause: unknown): StoreError {
  if (cause instanceof StoreError) return cause;
  return new StoreError(`store ${place}: ${verb} failed: ${reason(cause)}`, {cause});
}

/** SQLite's primary result code of an error of node:sqlite; undefined for any other error. */
export function sqliteCode(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('errcode' in error)) return undefined;
  // The low byte is the primary code, the rest narrows it: https://sqlite.org/rescode.html#pve
  return typeof error.errcode === 'number' ? error.errcode & 0xff : undefined;
}

function reason(cause: unknown): string {
  return meanings[sqliteCode(cause) ?? 0] ?? errorText(cause);
}

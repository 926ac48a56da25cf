import {basename, dirname} from 'node:path';
import type {Arg, Call, Event} from './strace.ts';

/** What lies in a directory: the bytes of each file by its name. */
export type Image = ReadonlyMap<string, Buffer>;

/** Which bytes of a change that no flush has made safe are kept, of so many; a change that is no write counts as one byte. */
export type Keep = (bytes: number) => readonly Range[];

/** From one byte to before another. */
export type Range = readonly [from: number, to: number];

/** A power cut that takes all it can. */
export const keepNothing: Keep = () => [];
/** No power cut: what the processes of the machine see. */
export const keepAll: Keep = bytes => [[0, bytes]];

/** A change of a file or of a directory, and how far it has come. */
interface Change<What> {
  readonly what: What;
  made: boolean;
  safe: boolean;
}

type Edit =
  | {readonly kind: 'write'; readonly at: number; readonly bytes: Buffer}
  | {readonly kind: 'truncate'; readonly size: number};

/** The changes of one thing since what the disk certainly has, oldest first. */
class Changes<What> {
  readonly all: Change<What>[] = [];

  add(what: What, made = false): Change<What> {
    const change = {what, made, safe: false};
    this.all.push(change);
    return change;
  }

  /** A flush begins; what is returned is called when it has ended, and makes safe what was made before it began. */
  flush(): () => void {
    const covered = this.all.filter(one => one.made);
    return () => {
      for (const one of covered) one.safe = true;
    };
  }

  /** Takes out what is safe, as far as nothing older is not. */
  settle(apply: (what: What) => void): void {
    const first = this.all.findIndex(one => !one.safe);
    for (const one of this.all.splice(0, first === -1 ? this.all.length : first)) apply(one.what);
  }
}

class PlayedFile {
  #safe: Buffer;
  readonly changes = new Changes<Edit>();

  constructor(safe: Buffer = Buffer.alloc(0)) {
    this.#safe = safe;
  }

  settle(): void {
    this.changes.settle(edit => {
      this.#safe = edited(this.#safe, edit, keepAll);
    });
  }

  bytes(keep: Keep): Buffer {
    let bytes: Buffer = Buffer.from(this.#safe);
    for (const {what, safe} of this.changes.all) bytes = edited(bytes, what, safe ? keepAll : keep);
    return bytes;
  }
}

type Entry = readonly [name: string, file: PlayedFile | undefined];

/**
 * A directory on a disk that keeps no promise but this: what was written to a file before a flush of that file began is there
 * once the flush has ended, and so are the names that a directory had when a flush of the directory began. All else may be
 * there or not, in any order and by halves, when the power is cut.
 * https://pubs.opengroup.org/onlinepubs/9799919799/functions/fsync.html
 */
export class PlayedDisk {
  readonly #directory: string;
  /** What the processes see. */
  readonly #seen = new Map<string, PlayedFile>();
  readonly #safe: Map<string, PlayedFile>;
  readonly #names = new Changes<Entry>();
  /** What is done when a call ends well. */
  readonly #ends = new Map<Call, () => void>();

  /** @param image what the disk certainly has at first. */
  constructor(directory: string, image: Image) {
    this.#directory = directory;
    for (const [name, bytes] of image) this.#seen.set(name, new PlayedFile(Buffer.from(bytes)));
    this.#safe = new Map(this.#seen);
  }

  /** @throws Error for a call that changes the directory in a way that is not played. */
  play({at, call}: Event): void {
    if (at === 'start') {
      const end = this.#begin(call);
      if (end !== undefined) this.#ends.set(call, end);
    } else {
      if (call.result !== undefined && call.result >= 0) this.#ends.get(call)?.();
      this.#ends.delete(call);
    }
  }

  /** What is found after a power cut at this moment. */
  image(keep: Keep): Image {
    const names = new Map(this.#safe);
    for (const {what, safe} of this.#names.all) if (safe || keep(1).length > 0) rename(names, what);
    return new Map([...names].map(([name, file]) => [name, file.bytes(keep)]));
  }

  #begin(call: Call): (() => void) | undefined {
    const [first, second, third, fourth] = call.args;
    switch (call.name) {
      case 'open':
        return this.#open(first, second);
      case 'openat':
        return this.#open(second, third);
      case 'pwrite64':
        return this.#edit(first, call, {kind: 'write', at: count(fourth), bytes: bytesOf(second)});
      case 'ftruncate':
        return this.#edit(first, call, {kind: 'truncate', size: count(second)});
      case 'fsync':
      case 'fdatasync':
        return this.#flush(first);
      case 'unlink': {
        const name = this.#nameOf(first);
        if (name === undefined) return undefined;
        return () => {
          this.#rename([name, undefined]);
        };
      }
      case 'mmap':
        if (!call.args.some(one => one.kind === 'plain' && one.text.includes('MAP_SHARED'))) return;
        break;
    }
    if (call.args.some(one => this.#nameOf(one) !== undefined))
      throw new Error(`a ${call.name} in the directory of the database is not played`);
    return undefined;
  }

  #open(path: Arg | undefined, flags: Arg | undefined): (() => void) | undefined {
    const name = this.#nameOf(path);
    if (name === undefined || flags?.kind !== 'plain' || !/O_CREAT|O_TRUNC/.test(flags.text))
      return undefined;
    return () => {
      const file = this.#seen.get(name);
      if (file === undefined) this.#rename([name, new PlayedFile()]);
      else if (flags.text.includes('O_TRUNC')) file.changes.add({kind: 'truncate', size: 0}, true);
    };
  }

  #edit(target: Arg | undefined, call: Call, edit: Edit): (() => void) | undefined {
    const name = this.#nameOf(target);
    if (name === undefined) return undefined;
    const file = this.#seen.get(name);
    if (file === undefined) throw new Error(`${name} was written before it was created`);
    const change = file.changes.add(edit);
    return () => {
      if (edit.kind === 'write' && call.result !== edit.bytes.length)
        throw new Error(`a write of half of what it should is not played`);
      change.made = true;
    };
  }

  #flush(target: Arg | undefined): (() => void) | undefined {
    if (target?.kind === 'file' && target.path === this.#directory) {
      const end = this.#names.flush();
      return () => {
        end();
        this.#names.settle(entry => {
          rename(this.#safe, entry);
        });
      };
    }
    const name = this.#nameOf(target);
    const file = name === undefined ? undefined : this.#seen.get(name);
    const end = file?.changes.flush();
    return () => {
      end?.();
      file?.settle();
    };
  }

  #rename(entry: Entry): void {
    rename(this.#seen, entry);
    this.#names.add(entry, true);
  }

  /**
   * The name of a file in the directory. The index of a write-ahead log is shared memory that SQLite makes anew, and is
   * no part of the disk (https://sqlite.org/walformat.html#shm); nor is a file that has no name any more.
   */
  #nameOf(arg: Arg | undefined): string | undefined {
    const path =
      arg?.kind === 'bytes' ? arg.bytes.toString('latin1') : arg?.kind === 'file' && arg.path;
    if (typeof path !== 'string' || dirname(path) !== this.#directory) return undefined;
    return path.endsWith('-shm') || path.endsWith('(deleted)') ? undefined : basename(path);
  }
}

function rename(names: Map<string, PlayedFile>, [name, file]: Entry): void {
  if (file === undefined) names.delete(name);
  else names.set(name, file);
}

/** The bytes of a file with as much of an edit as is kept. */
function edited(before: Buffer, edit: Edit, keep: Keep): Buffer {
  if (edit.kind === 'truncate') {
    if (keep(1).length === 0) return before;
    return edit.size <= before.length ? before.subarray(0, edit.size) : grown(before, edit.size);
  }
  let after = before;
  for (const [from, to] of keep(edit.bytes.length)) {
    after = grown(after, edit.at + to);
    edit.bytes.copy(after, edit.at + from, from, to);
  }
  return after;
}

function grown(bytes: Buffer, size: number): Buffer {
  return size <= bytes.length ? bytes : Buffer.concat([bytes], size);
}

function bytesOf(arg: Arg | undefined): Buffer {
  if (arg?.kind !== 'bytes') throw new Error('a write without bytes');
  return arg.bytes;
}

function count(arg: Arg | undefined): number {
  if (arg?.kind !== 'plain' || !/^\d+$/.test(arg.text)) throw new Error('a number is missing');
  return Number(arg.text);
}

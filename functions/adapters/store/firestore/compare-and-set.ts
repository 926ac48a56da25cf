import type {firestore_v1} from 'googleapis/build/src/apis/firestore/v1.js';
import {CallError, type Failure} from '../../../core/lib/error.ts';
import {FirestoreError, type FirestoreClient, type FirestoreDeps, type Found} from './client.ts';
import {series, type Fields, numberIn, text, textIn} from './documents.ts';

/** One document's next content, and what it may replace. */
export interface Change {
  readonly name: string;
  readonly fields: Fields;
  /** The version that is replaced; absent: there must be no document. */
  readonly over?: number;
  /** A field that gets the time at which Firestore takes the write. */
  readonly takenAt?: string;
}

/** Says which writes won. */
export interface Writer {
  /** Takes note of what a read has shown, which spares one before the next write. */
  saw(found: Found): void;
  /**
   * Makes a change unless the document is not (or no longer) what it may replace.
   * @throws CallError, or FirestoreError when nobody knows whether it was made.
   */
  write(change: Change): Promise<'written' | 'refused'>;
}

/** Writes that one change may take when others keep getting in the way or answers get lost. */
const triesLimit = 4;
/** The first wait between two of them is up to this long, seconds; each next twice that. */
const firstWait = 0.2;

/** What Firestore must find for a write to be made. */
type Base = {readonly exists: false} | {readonly updateTime: string};

/**
 * Compare-and-set on documents. Every write carries a stamp that no other has. Whatever answer but
 * success comes, or none, the document is read: our stamp on it means that the write was made (an
 * answer that was lost), the version it may replace means that it was not, and then it is made once
 * more with the same stamp. That cannot write twice, because both have a precondition that only the
 * first of them meets; the second then finds the stamp.
 */
export function firestoreWriter(client: FirestoreClient, deps: FirestoreDeps): Writer {
  const seen = seenVersions();
  const nextStamp = series(deps.random);

  const read = async (name: string): Promise<Found | undefined> => {
    const found = await client.get(name);
    if (found === undefined) seen.forget(name);
    else seen.saw(found);
    return found;
  };

  const baseOf = async ({name, over}: Change): Promise<Base | undefined> => {
    if (over === undefined) return {exists: false};
    const last = seen.get(name);
    if (last?.version === over) return {updateTime: last.updateTime};
    return met(await read(name), over);
  };

  /** One try; an error says that the document has to be looked at. */
  const tried = async (
    change: Change,
    stamp: string,
    base: Base,
  ): Promise<CallError | undefined> => {
    try {
      const updateTime = await client.commit(request(change, stamp, base));
      const version = numberIn(change.fields, 'version');
      if (version !== undefined) seen.wrote(change.name, {version, updateTime});
      return undefined;
    } catch (error) {
      if (error instanceof CallError && isOpen(error.facts.failure)) return error;
      throw error;
    }
  };

  return {
    saw(found) {
      seen.saw(found);
    },
    async write(change) {
      const stamp = nextStamp();
      let base = await baseOf(change);
      for (let tries = 1; base !== undefined; tries += 1) {
        const error = await tried(change, stamp, base);
        if (error === undefined) return 'written';
        const found = await read(change.name).catch((unread: unknown) => {
          throw new FirestoreError(error, unread);
        });
        if (textIn(found?.fields, 'stamp') === stamp) return 'written';
        const next = met(found, change.over);
        if (next !== undefined && gaveUp(error, tries, same(base, next))) throw error;
        if (next !== undefined) await deps.clock.sleep(wait(deps, tries));
        base = next;
      }
      return 'refused';
    },
  };
}

/** What a write needs to find, when the document is what it may replace. */
function met(found: Found | undefined, over: number | undefined): Base | undefined {
  if (over === undefined) return found === undefined ? {exists: false} : undefined;
  if (found === undefined || numberIn(found.fields, 'version') !== over) return undefined;
  return {updateTime: found.updateTime};
}

function same(one: Base, other: Base): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** A refusal although the document is as wanted is not about the document. */
function gaveUp({facts}: CallError, tries: number, unchanged: boolean): boolean {
  const refused = facts.failure === 'invalid' || facts.failure === 'not-found';
  return tries >= triesLimit || (refused && unchanged);
}

/**
 * Whether reading the document can tell more: a precondition that is not met is 400
 * FAILED_PRECONDITION, 404 NOT_FOUND or 409 ALREADY_EXISTS, contention is 409 ABORTED
 * (https://docs.cloud.google.com/firestore/docs/understand-error-codes), and after no answer, 5xx or
 * an unreadable one nobody knows.
 */
function isOpen(failure: Failure): boolean {
  switch (failure) {
    case 'invalid':
    case 'not-found':
    case 'busy':
    case 'conflict':
    case 'unavailable':
    case 'malformed':
      return true;
    case 'denied':
    case 'api-disabled':
    case 'rate-limited':
      return false;
  }
}

function request(change: Change, stamp: string, base: Base): firestore_v1.Schema$Write {
  const {name, fields, takenAt} = change;
  const transform = {fieldPath: takenAt ?? '', setToServerValue: 'REQUEST_TIME'};
  return {
    update: {name, fields: {...fields, stamp: text(stamp)}},
    currentDocument: base,
    ...(takenAt === undefined ? {} : {updateTransforms: [transform]}),
  };
}

function wait({timing, random}: FirestoreDeps, tries: number): number {
  return timing.seconds(random() * firstWait * 2 ** (tries - 1));
}

/** The version that was last seen of a document, and when that was written. */
export interface Seen {
  readonly version: number;
  readonly updateTime: string;
}

/** What was last seen of documents; it spares a read before each write and decides nothing. */
export interface Memory {
  get(name: string): Seen | undefined;
  /** Remembers what a read has shown, where it has a version. */
  saw(found: Found): void;
  /** Remembers what a write has left. */
  wrote(name: string, seen: Seen): void;
  forget(name: string): void;
}

/** Remembers so many documents; the longest untouched is forgotten first. */
function seenVersions(limit = 1_000): Memory {
  const seen = new Map<string, Seen>();
  const wrote = (name: string, one: Seen): void => {
    seen.delete(name);
    seen.set(name, one);
    const [oldest] = seen.keys();
    if (seen.size > limit && oldest !== undefined) seen.delete(oldest);
  };
  return {
    get: name => seen.get(name),
    saw({name, fields, updateTime}) {
      const version = numberIn(fields, 'version');
      if (version !== undefined) wrote(name, {version, updateTime});
    },
    wrote,
    forget(name) {
      seen.delete(name);
    },
  };
}

import type {Found} from './client.ts';
import {numberIn} from './field-value.ts';

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
export function seenVersions(limit = 1_000): Memory {
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

import type {Term} from './ast.ts';
import {readField} from './comparison.ts';
import {advance, type Cursor, refused, surprised, take} from './cursor.ts';

/** Documented functions that are not evaluated here. Source: logging-query-language, "Functions". */
const unsupported = new Set(['search', 'ip_in_net', 'cast', 'regexp_extract', 'source']);

/**
 * Reads a function call; the present token is its name, with a parenthesis right behind it. Names
 * are taken in any letter case, as the documentation writes them.
 */
export function readCall(cursor: Cursor, name: string): Term {
  const {start} = cursor.token;
  const known = name.toLowerCase();
  if (unsupported.has(known))
    throw refused(cursor, start, `the function ${name}() is not supported`);
  if (known !== 'log_id' && known !== 'sample') {
    throw refused(cursor, start, `there is no function ${name}()`, ['log_id()', 'sample()']);
  }
  if (known === 'sample' && cursor.purpose === 'sink') {
    const reason =
      'sample() would let a sink drop entries at random: every entry may be the only one of its incident';
    throw refused(cursor, start, reason);
  }
  advance(cursor);
  advance(cursor);
  const term = known === 'log_id' ? readLogId(cursor) : readSample(cursor);
  take(cursor, ')');
  return term;
}

function readLogId(cursor: Cursor): Term {
  const {token} = cursor;
  if (token.kind === 'string') {
    advance(cursor);
    return {kind: 'log', id: token.text};
  }
  if (token.kind !== 'word' || token.parts.length > 1) throw surprised(cursor, 'a quoted log id');
  advance(cursor);
  return {kind: 'log', id: token.raw};
}

function readSample(cursor: Cursor): Term {
  const {token} = cursor;
  if (token.kind !== 'word') throw surprised(cursor, 'a field name');
  const field = readField(cursor, token.parts);
  advance(cursor);
  take(cursor, ',');
  const written = cursor.token;
  const fraction = written.kind === 'word' ? fractionOf(written.raw) : undefined;
  if (fraction === undefined) throw surprised(cursor, 'a fraction above 0 and up to 1');
  advance(cursor);
  return {kind: 'sample', field, fraction};
}

function fractionOf(raw: string): number | undefined {
  const fraction = /^\d+(?:\.\d+)?(?:[eE]-?\d+)?$/.test(raw) ? Number(raw) : 0;
  return fraction > 0 && fraction <= 1 ? fraction : undefined;
}

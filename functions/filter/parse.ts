import type {Query, Term} from './ast.ts';
import {readComparison, readField} from './read-comparison.ts';
import {
  advance,
  type Cursor,
  isKeyword,
  type Purpose,
  refused,
  surprised,
  take,
  readToken,
} from './lex.ts';
import {FilterError} from './error.ts';
import {type Leaves, readTree} from './read-tree.ts';

/** Longest query, in characters, comments included ("Syntax notation"). */
export const longestQuery = 20_000;

const terms: Leaves<Term> = {name: 'a comparison', signed: false, read: readTerm};

/**
 * Parses a query of the Logging query language
 * (https://docs.cloud.google.com/logging/docs/view/logging-query-language, whose section titles
 * are cited in this folder). An empty query matches every entry. Fields, values and patterns are
 * checked here, so that a query that parses can be evaluated.
 * @param options.for `sink` also refuses what a log sink cannot or must not use: `sample()` and
 *   `errorGroups`.
 * @throws FilterError with line, column and what was expected.
 */
export function parse(text: string, options: {readonly for?: Purpose} = {}): Query {
  if (text.length > longestQuery) {
    throw new FilterError(
      `the query has ${text.length} characters, the language allows ${longestQuery}`,
      {
        line: 1,
        column: 1,
      },
    );
  }
  const token = readToken(text, 0);
  if (token.kind === 'end') return {kind: 'and', terms: []};
  return readQuery({text, purpose: options.for ?? 'search', token, depth: 0});
}

function readQuery(cursor: Cursor): Query {
  const query = readTree(cursor, terms);
  if (cursor.token.kind !== 'end') throw surprised(cursor, 'AND', 'OR', 'the end of the query');
  return query;
}

function readTerm(cursor: Cursor): Term {
  const {token} = cursor;
  if (token.kind === 'string') {
    advance(cursor);
    if (cursor.token.kind !== 'operator') return {kind: 'search', text: token.text};
    throw refused(cursor, token.start, 'a field name before an operator must not be quoted', [
      'a field name',
    ]);
  }
  if (token.kind === 'operator' || token.kind === '*') {
    const found = `"${cursor.text.slice(token.start, token.end)}"`;
    const reason = `expected ${terms.name}, found ${found}; text that holds it must be quoted`;
    throw refused(cursor, token.start, reason, [terms.name]);
  }
  if (token.kind !== 'word' || isKeyword(token)) throw surprised(cursor, terms.name);
  if (cursor.text.charAt(token.end) === '(') return readCall(cursor, token.raw);
  advance(cursor);
  if (cursor.token.kind === 'operator') return readComparison(cursor, token.parts);
  if (/^(?:[^.+][^.]*|\d+\.\d+)$/.test(token.raw)) return {kind: 'search', text: token.raw};
  const reason = `${token.raw} must be quoted to be searched for, or needs an operator to be a field`;
  throw refused(cursor, token.start, reason, ['an operator', 'a quoted value']);
}

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

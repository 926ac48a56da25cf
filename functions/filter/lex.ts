import type {Operator} from './ast.ts';
import {FilterError, placeOf, choice} from './error.ts';
import {unquote} from './quote.ts';

interface Span {
  readonly start: number;
  readonly end: number;
}

/** One token of a query. A word is unquoted text; its parts are what stands between its dots. */
export type Token = Span &
  (
    | {readonly kind: 'word'; readonly raw: string; readonly parts: readonly Part[]}
    | {readonly kind: 'string'; readonly text: string}
    | {readonly kind: 'operator'; readonly operator: Operator}
    | {readonly kind: '(' | ')' | ',' | '-' | '*' | 'end'}
  );

/** A part of a dotted path with its place in the query. */
export interface Part extends Span {
  readonly text: string;
  readonly quoted: boolean;
}

const space = /(?:\s|--[^\n]*)*/y;
const operator = /=~|!~|!=|<=|>=|[=<>:]/y;
const literal = /"((?:[^"\\]|\\[^])*)"/y;
/** Special characters end unquoted text ("Values and conversions"); `!` does as part of an operator. */
const run = /(?:[^\s~=():><,."*!]|!(?![=~]))+/y;

/**
 * Reads the token at an offset, after white space and `--` comments.
 * @throws FilterError for a string without an end and for a character that has no place here.
 */
export function readToken(text: string, from: number): Token {
  const start = endOf(space, text, from);
  const first = text.charAt(start);
  switch (first) {
    case '':
      return {kind: 'end', start, end: start};
    case '(':
    case ')':
    case ',':
    case '-':
    case '*':
      return {kind: first, start, end: start + 1};
    case '"': {
      const part = readString(text, start);
      return {kind: 'string', text: part.text, start, end: part.end};
    }
    case "'":
      throw new FilterError('strings take double quotes', placeOf(text, start), ['a double quote']);
  }
  const end = endOf(operator, text, start);
  if (end > start) {
    return {kind: 'operator', operator: text.slice(start, end) as Operator, start, end};
  }
  return readWord(text, start);
}

function readWord(text: string, start: number): Token {
  const parts: Part[] = [];
  let at = start;
  for (;;) {
    const end = endOf(run, text, at);
    if (end > at) parts.push({text: text.slice(at, end), quoted: false, start: at, end});
    else if (parts.length > 0 && text.charAt(at) === '"') parts.push(readString(text, at));
    else throw unexpected(text, at, parts.length > 0);
    at = parts.at(-1)?.end ?? end;
    if (text.charAt(at) !== '.')
      return {kind: 'word', raw: text.slice(start, at), parts, start, end: at};
    at += 1;
  }
}

function readString(text: string, start: number): Part {
  const end = endOf(literal, text, start);
  if (end === start) {
    const expected = ['a closing double quote'];
    throw new FilterError(
      'this string has no end: expected a closing double quote',
      placeOf(text, start),
      expected,
    );
  }
  return {text: unquote(text.slice(start + 1, end - 1)), quoted: true, start, end};
}

function unexpected(text: string, at: number, afterDot: boolean): FilterError {
  const found = at < text.length ? `"${text.charAt(at)}"` : 'the end of the query';
  if (!afterDot)
    return new FilterError(
      `unexpected ${found}; text that holds it must be quoted`,
      placeOf(text, at),
    );
  const expected = ['a field name'];
  return new FilterError(
    `expected a field name after ".", found ${found}`,
    placeOf(text, at),
    expected,
  );
}

function endOf(pattern: RegExp, text: string, from: number): number {
  pattern.lastIndex = from;
  return pattern.test(text) ? pattern.lastIndex : from;
}

/** What a query is for: a log sink refuses what a search may hold. */
export type Purpose = 'search' | 'sink';

/** A place in a query that is being parsed: the token to look at, the one after it unread. */
export interface Cursor {
  readonly text: string;
  readonly purpose: Purpose;
  token: Token;
  depth: number;
}

/** Takes the present token and reads the next. */
export function advance(cursor: Cursor): Token {
  const {token} = cursor;
  cursor.token = readToken(cursor.text, token.end);
  return token;
}

/** Takes a punctuation mark that has to be here. */
export function take(cursor: Cursor, mark: '(' | ')' | ','): void {
  if (cursor.token.kind !== mark) throw surprised(cursor, `"${mark}"`);
  advance(cursor);
}

/** True when the present token is the keyword; keywords are upper-case only ("Boolean operators"). */
export function isKeyword(token: Token, keyword?: 'AND' | 'OR' | 'NOT'): boolean {
  if (token.kind !== 'word') return false;
  return keyword === undefined ? /^(?:AND|OR|NOT)$/.test(token.raw) : token.raw === keyword;
}

/** The error of finding the present token where one of some others had to be. */
export function surprised(cursor: Cursor, ...expected: readonly string[]): FilterError {
  const {start, end, kind} = cursor.token;
  const found = kind === 'end' ? 'the end of the query' : shorten(cursor.text.slice(start, end));
  const reason = `expected ${choice(expected)}, found ${found}`;
  return new FilterError(reason, placeOf(cursor.text, start), expected);
}

/** An error at an offset in the query. */
export function refused(
  cursor: Cursor,
  offset: number,
  reason: string,
  expected: readonly string[] = [],
  cause?: unknown,
): FilterError {
  return new FilterError(reason, placeOf(cursor.text, offset), expected, cause);
}

function shorten(found: string): string {
  const quoted = found.startsWith('"') ? found : `"${found}"`;
  return quoted.length > 60 ? `${quoted.slice(0, 60)}…` : quoted;
}

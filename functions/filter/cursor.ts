import {choice, FilterError, placeOf} from './error.ts';
import {readToken, type Token} from './lex.ts';

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

import type {Operator} from './ast.ts';
import {FilterError, placeOf} from './error.ts';
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

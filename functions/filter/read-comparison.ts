import {errorText} from '../core/lib/error.ts';
import type {Operator, Path, Scalar, Term, Value} from './ast.ts';
import {openCheck, typedCheck} from './checks.ts';
import {advance, type Cursor, isKeyword, refused, surprised, type Part, type Token} from './lex.ts';
import {type Resolved, resolve} from './fields.ts';
import {readGroup} from './read-tree.ts';

/** A number as unquoted text; its dot would make any other text a path. */
const number = /^\+?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/**
 * Reads an operator and a value after a field ("Comparisons"), and checks that the value can be
 * compared with the field, so that evaluation cannot fail.
 */
export function readComparison(cursor: Cursor, parts: readonly Part[]): Term {
  const field = readField(cursor, parts);
  const {token} = cursor;
  if (token.kind !== 'operator') throw surprised(cursor, 'an operator');
  const {operator} = token;
  advance(cursor);
  if (cursor.token.kind === '*') return readExists(cursor, field, operator);
  const resolved = resolve(field);
  if (resolved.kind === 'object' && operator !== ':') {
    const reason = `${field.join('.')} is an object: compare one of its fields, or use ":"`;
    throw refused(cursor, token.start, reason, [':']);
  }
  const read = (from: Cursor): Scalar => readScalar(from, resolved, operator);
  const value: Value =
    cursor.token.kind === '('
      ? readGroup<Scalar>(cursor, {name: 'a value', signed: true, read})
      : read(cursor);
  return {kind: 'compare', field, operator, value};
}

/**
 * Checks that a path leads somewhere; an undefined field is an error of the query ("Missing
 * fields").
 */
export function readField(cursor: Cursor, parts: readonly Part[]): Path {
  for (const [index, {text, quoted, start}] of parts.entries()) {
    if (quoted || (index === 0 ? /^\w+$/ : /^[^/+]+$/).test(text)) continue;
    if (index === 0) throw refused(cursor, start, `"${text}" is no field name`);
    throw refused(
      cursor,
      start,
      `"${text}" holds a special character: quote this part of the path`,
    );
  }
  const path = parts.map(part => part.text);
  const resolved = resolve(path);
  if (resolved.kind === 'unknown') {
    throw refused(cursor, parts[resolved.part]?.start ?? 0, resolved.reason, resolved.expected);
  }
  if (cursor.purpose === 'sink' && path[0] === 'errorGroups') {
    throw refused(
      cursor,
      parts[0]?.start ?? 0,
      'errorGroups is filled in after routing: no sink can filter on it',
    );
  }
  return path;
}

/** Reads the `*` of `field:*`. */
function readExists(cursor: Cursor, field: Path, operator: Operator): Term {
  if (operator !== ':') throw surprised(cursor, 'a value');
  const star = advance(cursor);
  if (cursor.token.start === star.end && /[\w"*]/.test(cursor.text.charAt(star.end))) {
    throw refused(cursor, star.start, 'text that holds "*" must be quoted');
  }
  return {kind: 'exists', field};
}

function readScalar(cursor: Cursor, resolved: Resolved, operator: Operator): Scalar {
  const {token} = cursor;
  const scalar = scalarOf(cursor, token, operator);
  try {
    if (resolved.kind === 'open' || resolved.kind === 'object') openCheck(operator, scalar);
    else if (resolved.kind !== 'unknown') typedCheck(resolved.kind, operator, scalar);
  } catch (error) {
    throw refused(cursor, token.start, errorText(error), [], error);
  }
  return scalar;
}

function scalarOf(cursor: Cursor, token: Token, operator: Operator): Scalar {
  if (token.kind === 'string') {
    advance(cursor);
    return {kind: 'text', text: token.text};
  }
  if (operator === '=~' || operator === '!~') throw surprised(cursor, 'a quoted pattern');
  if (token.kind === '-' && /\d/.test(cursor.text.charAt(token.end))) {
    advance(cursor);
    return {kind: 'text', text: `-${readPlain(cursor, true)}`};
  }
  if (token.kind !== 'word' || isKeyword(token)) throw surprised(cursor, 'a value');
  const text = readPlain(cursor, false);
  return text === 'NULL_VALUE' ? {kind: 'null'} : {kind: 'text', text};
}

/** Takes a word as text. It must not hold special characters ("Values and conversions", string). */
function readPlain(cursor: Cursor, numeric: boolean): string {
  const {token} = cursor;
  if (token.kind !== 'word') throw surprised(cursor, 'a value');
  if (cursor.text.charAt(token.end) === '(') {
    throw refused(cursor, token.start, `the function ${token.raw}() is not supported as a value`);
  }
  if (number.test(token.raw)) {
    advance(cursor);
    return token.raw;
  }
  if (numeric || token.parts.length > 1 || token.raw.startsWith('+')) {
    throw refused(cursor, token.start, `text such as ${token.raw} must be quoted`, [
      'a quoted value',
    ]);
  }
  advance(cursor);
  return token.raw;
}

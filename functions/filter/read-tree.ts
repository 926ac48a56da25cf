import type {Tree} from './ast.ts';
import {advance, type Cursor, isKeyword, refused, take} from './lex.ts';

/** Parentheses inside each other beyond this are refused: each level costs stack. */
const deepest = 200;

/** Reads what stands between the operators: a term of a query, or a scalar of a value group. */
export interface Leaves<Leaf> {
  /** Names a leaf in errors, e.g. `a value`. */
  readonly name: string;
  /** True when a minus before a digit is part of a number and no negation. */
  readonly signed: boolean;
  readonly read: (cursor: Cursor) => Tree<Leaf>;
}

/**
 * Reads leaves joined by AND (or by nothing), OR and NOT up to the end or a closing parenthesis.
 * NOT binds tightest, then OR, then AND ("Boolean operators").
 */
export function readTree<Leaf>(cursor: Cursor, leaves: Leaves<Leaf>): Tree<Leaf> {
  const terms = [readEither(cursor, leaves)];
  for (;;) {
    if (isKeyword(cursor.token, 'AND')) advance(cursor);
    else if (cursor.token.kind === 'end' || cursor.token.kind === ')') break;
    terms.push(readEither(cursor, leaves));
  }
  return joined('and', terms);
}

/** Reads a parenthesised tree; the present token is the opening parenthesis. */
export function readGroup<Leaf>(cursor: Cursor, leaves: Leaves<Leaf>): Tree<Leaf> {
  const {start} = cursor.token;
  cursor.depth += 1;
  if (cursor.depth > deepest) {
    throw refused(cursor, start, `more than ${deepest} parentheses inside each other`);
  }
  advance(cursor);
  const tree = readTree(cursor, leaves);
  take(cursor, ')');
  cursor.depth -= 1;
  return tree;
}

function readEither<Leaf>(cursor: Cursor, leaves: Leaves<Leaf>): Tree<Leaf> {
  const terms = [readNegation(cursor, leaves)];
  while (isKeyword(cursor.token, 'OR')) {
    advance(cursor);
    terms.push(readNegation(cursor, leaves));
  }
  return joined('or', terms);
}

function readNegation<Leaf>(cursor: Cursor, leaves: Leaves<Leaf>): Tree<Leaf> {
  const {token} = cursor;
  if (isKeyword(token, 'NOT')) {
    advance(cursor);
    return {kind: 'not', term: readLeaf(cursor, leaves)};
  }
  if (token.kind !== '-' || (leaves.signed && /\d/.test(cursor.text.charAt(token.end)))) {
    return readLeaf(cursor, leaves);
  }
  advance(cursor);
  if (cursor.token.start !== token.end) {
    throw refused(cursor, token.end, `expected ${leaves.name} right after "-"`, [leaves.name]);
  }
  return {kind: 'not', term: readLeaf(cursor, leaves)};
}

function readLeaf<Leaf>(cursor: Cursor, leaves: Leaves<Leaf>): Tree<Leaf> {
  return cursor.token.kind === '(' ? readGroup(cursor, leaves) : leaves.read(cursor);
}

function joined<Leaf>(kind: 'and' | 'or', terms: readonly Tree<Leaf>[]): Tree<Leaf> {
  const [only] = terms;
  return terms.length === 1 && only !== undefined ? only : {kind, terms};
}

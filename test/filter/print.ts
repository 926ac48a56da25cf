import type {Path, Query, Value} from '../../functions/filter/ast.ts';
import {quote} from '../../functions/filter/quote.ts';

/**
 * Writes a query in one canonical form, on one line: operators spelled out, nested groups in
 * parentheses, all text quoted. Parsing it gives the same query again (as long as the text, which
 * may be longer than what was typed, keeps to the language's limit).
 */
export function print(query: Query): string {
  switch (query.kind) {
    case 'and':
    case 'or':
      return join(
        query.kind,
        query.terms.map(term => (isJoined(term) ? `(${print(term)})` : print(term))),
      );
    case 'not': {
      const {term} = query;
      return isJoined(term) || term.kind === 'not' ? `NOT (${print(term)})` : `NOT ${print(term)}`;
    }
    case 'compare': {
      const {field, operator, value} = query;
      const text = printValue(value);
      const grouped = isJoined(value) || value.kind === 'not';
      return `${printPath(field)}${operator}${grouped ? `(${text})` : text}`;
    }
    case 'exists':
      return `${printPath(query.field)}:*`;
    case 'search':
      return quote(query.text);
    case 'log':
      return `log_id(${quote(query.id)})`;
    case 'sample':
      return `sample(${printPath(query.field)}, ${query.fraction})`;
  }
}

function printValue(value: Value): string {
  switch (value.kind) {
    case 'text':
      return quote(value.text);
    case 'null':
      return 'NULL_VALUE';
    case 'and':
    case 'or':
      return join(
        value.kind,
        value.terms.map(term => (isJoined(term) ? `(${printValue(term)})` : printValue(term))),
      );
    case 'not': {
      const {term} = value;
      return isJoined(term) || term.kind === 'not'
        ? `NOT (${printValue(term)})`
        : `NOT ${printValue(term)}`;
    }
  }
}

/** Groups inside groups keep their parentheses: precedence need not be known to read the text. */
function isJoined(node: {readonly kind: string}): boolean {
  return node.kind === 'and' || node.kind === 'or';
}

function join(kind: 'and' | 'or', texts: readonly string[]): string {
  return texts.join(kind === 'and' ? ' AND ' : ' OR ');
}

function printPath(path: Path): string {
  return path.map(part => (/^[A-Za-z_@][\w@-]*$/.test(part) ? part : quote(part))).join('.');
}

import type {Path, Query, Term, Value} from './ast.ts';
import {quote} from './quote.ts';

/**
 * Writes a query in one canonical form, on one line: operators spelled out, nested groups in
 * parentheses, all text quoted. Parsing it gives the same query again (as long as the text, which
 * may be longer than what was typed, keeps to the language's limit).
 */
export function print(query: Query): string {
  switch (query.kind) {
    case 'and':
    case 'or':
      return query.terms.map(term => group(term, print)).join(` ${query.kind.toUpperCase()} `);
    case 'not':
      return `NOT ${group(query.term, print)}`;
    default:
      return printTerm(query);
  }
}

function printTerm(term: Term): string {
  switch (term.kind) {
    case 'compare': {
      const value = group(term.value, printValue);
      return `${printPath(term.field)}${term.operator}${term.value.kind === 'not' ? `(${printValue(term.value)})` : value}`;
    }
    case 'exists':
      return `${printPath(term.field)}:*`;
    case 'search':
      return quote(term.text);
    case 'log':
      return `log_id(${quote(term.id)})`;
    case 'sample':
      return `sample(${printPath(term.field)}, ${term.fraction})`;
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
      return value.terms.map(one => group(one, printValue)).join(` ${value.kind.toUpperCase()} `);
    case 'not':
      return `NOT ${group(value.term, printValue)}`;
  }
}

/** Sets what is joined or negated in parentheses, so that precedence need not be known to read it. */
function group<Node extends {readonly kind: string}>(
  node: Node,
  write: (node: Node) => string,
): string {
  const text = write(node);
  return node.kind === 'and' || node.kind === 'or' ? `(${text})` : text;
}

function printPath(path: Path): string {
  return path.map(part => (/^[A-Za-z_@][\w@-]*$/.test(part) ? part : quote(part))).join('.');
}

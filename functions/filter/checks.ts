import type {Operator, Scalar} from './ast.ts';
import {compareInstants, instantOf, nanosecondsOf} from './times.ts';
import {choice} from './error.ts';
import type {FieldType} from './fields.ts';
import {matcherOf, type Matches} from './regex.ts';

/** Says whether one value of an entry stands in the wanted relation; undefined is an unset field. */
export type Check = (value: unknown) => boolean;

const epoch = {seconds: 0, nanos: 0};

/**
 * Makes the check of a scalar field that LogEntry defines. An unset field, or one of a wrong type,
 * counts as its default ("Missing fields").
 * @throws Error when the scalar is no value of the field's type, or its pattern is broken.
 */
export function typedCheck(type: FieldType, operator: Operator, scalar: Scalar): Check {
  if (scalar.kind === 'null') return nullCheck(operator, true);
  const {text} = scalar;
  if (type === 'string') {
    const check = textCheck(operator, text);
    return value => check(typeof value === 'string' ? value : '');
  }
  const order = orderOf(operator, type);
  switch (type) {
    case 'bool': {
      const wanted = Number(need(booleanOf(text), text, 'true or false'));
      return value => holds(order, Number(value === true), wanted);
    }
    case 'int': {
      const wanted = need(wholeOf(text), text, 'a whole number');
      return value => holds(order, wholeOf(value) ?? 0, wanted);
    }
    case 'duration': {
      const wanted = need(nanosecondsOf(text), text, 'a duration such as "3.2s"');
      return value =>
        holds(order, (typeof value === 'string' ? nanosecondsOf(value) : undefined) ?? 0n, wanted);
    }
    case 'timestamp': {
      const wanted = need(instantOf(text), text, 'a time (RFC 3339) or a date (YYYY-MM-DD)');
      return value => {
        const found = (typeof value === 'string' ? instantOf(value) : undefined) ?? epoch;
        return holds(order, compareInstants(found, wanted), 0);
      };
    }
    case 'severity': {
      const wanted = need(
        severityLevel(text),
        text,
        `a severity (${choice(severities)}) or its number`,
      );
      return value => holds(order, severityLevel(value) ?? 0, wanted);
    }
  }
}

/**
 * Makes the check of a value inside a map or payload: its own JSON type decides what the text is
 * converted to, and a conversion that fails makes the comparison fail, `!=` included ("Values and
 * conversions"). A missing value fails every comparison.
 * @throws Error when the pattern is broken.
 */
export function openCheck(operator: Operator, scalar: Scalar): Check {
  if (scalar.kind === 'null') return nullCheck(operator, false);
  const check = textCheck(operator, scalar.text);
  if (operator === '=~' || operator === '!~')
    return value => typeof value === 'string' && check(value);
  const order = operator === ':' ? '=' : operator;
  const number = numberOf(scalar.text);
  const boolean = booleanOf(scalar.text);
  return value => {
    if (typeof value === 'string') return check(value);
    if (typeof value === 'number') return number !== undefined && holds(order, value, number);
    if (typeof value !== 'boolean') return false;
    return boolean !== undefined && holds(order, Number(value), Number(boolean));
  };
}

function textCheck(operator: Operator, text: string): Matches {
  switch (operator) {
    case '=~':
      return matcherOf(text);
    case '!~': {
      const matches = matcherOf(text);
      return value => !matches(value);
    }
    case ':': {
      const folded = fold(text);
      return value => fold(value).includes(folded);
    }
    case '=': {
      const folded = fold(text);
      return value => value === text || fold(value) === folded;
    }
    case '!=':
    case '<':
    case '<=':
    case '>':
    case '>=': {
      const folded = fold(text);
      return value => holds(operator, fold(value), folded);
    }
  }
}

/** An unset field of LogEntry has a default, which is not null. */
function nullCheck(operator: Operator, defaulted: boolean): Check {
  if (operator === '=' || operator === ':')
    return defaulted ? () => false : value => value === null;
  if (operator === '!=') return defaulted ? () => true : value => value !== null;
  throw new Error(`NULL_VALUE can be compared with = and !=, not with ${operator}`);
}

/** The substring operator is for text; on other types it is equality ("Comparison operators"). */
function orderOf(operator: Operator, type: FieldType): Order {
  if (operator === ':') return '=';
  if (operator !== '=~' && operator !== '!~') return operator;
  throw new Error(`${operator} is for text fields; this one is a ${type}`);
}

function need<T>(value: T | undefined, text: string, what: string): T {
  if (value === undefined) throw new Error(`"${text}" is not ${what}`);
  return value;
}

function wholeOf(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && /^[+-]?\d{1,20}$/.test(value) ? Number(value) : undefined;
}

function numberOf(text: string): number | undefined {
  if (/^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(text)) return Number(text);
  const special = /^([+-]?)(nan|infinity)$/i.exec(text);
  if (special === null) return undefined;
  if (special[2]?.toLowerCase() === 'nan') return Number.NaN;
  return special[1] === '-' ? -Infinity : Infinity;
}

function booleanOf(text: string): boolean | undefined {
  const lower = text.toLowerCase();
  return lower === 'true' ? true : lower === 'false' ? false : undefined;
}

/** The operators that put two values of one type in relation. */
export type Order = '=' | '!=' | '<' | '<=' | '>' | '>=';

/** Whether two values of one type stand in a relation; NaN stands in none but `!=`. */
export function holds<T extends number | string | bigint>(order: Order, a: T, b: T): boolean {
  switch (order) {
    case '=':
      return a === b;
    case '!=':
      return a !== b;
    case '<':
      return a < b;
    case '<=':
      return a <= b;
    case '>':
      return a > b;
    case '>=':
      return a >= b;
  }
}

/** Source: https://docs.cloud.google.com/logging/docs/reference/v2/rest/v2/LogEntry#LogSeverity */
const levels: ReadonlyMap<string, number> = new Map([
  ['DEFAULT', 0],
  ['DEBUG', 100],
  ['INFO', 200],
  ['NOTICE', 300],
  ['WARNING', 400],
  ['ERROR', 500],
  ['CRITICAL', 600],
  ['ALERT', 700],
  ['EMERGENCY', 800],
]);

/** The severities' names in rising order. */
const severities: readonly string[] = [...levels.keys()];

/**
 * The number of a severity: of its name in any letter case, or of a whole number as such (500 and
 * "500" are ERROR). Numbers between the names keep their place in the order.
 * @returns undefined for anything else.
 */
function severityLevel(value: unknown): number | undefined {
  if (typeof value === 'number') return Number.isInteger(value) ? value : undefined;
  if (typeof value !== 'string') return undefined;
  const level = levels.get(value) ?? levels.get(value.toUpperCase());
  if (level !== undefined) return level;
  return /^\d{1,9}$/.test(value) ? Number(value) : undefined;
}

/**
 * Brings text to the form in which the language compares strings: without letter case, by
 * NFKC_Casefold ("Comparison operators"; https://www.unicode.org/reports/tr44/#NFKC_Casefold).
 * Letters that fold to more than their lower case are the German and Greek ones below; the iota
 * subscripts of polytonic Greek are left as they are.
 */
export function fold(text: string): string {
  // As many bytes as units means plain ASCII: one native call, where a pattern walks the text.
  if (Buffer.byteLength(text) === text.length) return text.toLowerCase();
  return text
    .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replaceAll('ς', 'σ')
    .normalize('NFKC');
}

import {isObject, type JsonObject} from '../core/lib/json.ts';
import type {Operator, Path, Query, Scalar, Value} from './ast.ts';
import {type Check, fold, openCheck, typedCheck} from './checks.ts';
import {FilterError} from './error.ts';
import {resolve, type Resolved} from './fields.ts';
import {someAt, someWithin, stepsOf} from './walk.ts';

type Test = (entry: JsonObject) => boolean;

/**
 * Turns a query into a test of log entries. The test takes any JSON value, never throws and keeps
 * nothing; what is no object is no entry and passes no test.
 * @throws FilterError for `sample()`, whose hash is not documented: no answer would be honest.
 */
export function compile(query: Query): (entry: unknown) => boolean {
  const test = testOf(query);
  return entry => isObject(entry) && test(entry);
}

function testOf(query: Query): Test {
  switch (query.kind) {
    case 'and':
      return all(query.terms.map(testOf));
    case 'or':
      return any(query.terms.map(testOf));
    case 'not':
      return not(testOf(query.term));
    case 'compare':
      return compareTest(query.field, query.operator, query.value);
    case 'exists':
      return existsTest(query.field);
    case 'search': {
      const check = openCheck(':', {kind: 'text', text: query.text});
      return entry => someWithin(entry, check);
    }
    case 'log': {
      const check = logCheck(query.id);
      return entry => check(entry['logName']);
    }
    case 'sample':
      throw new FilterError(
        `sample(${query.field.join('.')}, …) cannot be evaluated: its hash is not documented`,
      );
  }
}

function all(tests: readonly Test[]): Test {
  return entry => {
    for (const test of tests) if (!test(entry)) return false;
    return true;
  };
}

function any(tests: readonly Test[]): Test {
  return entry => {
    for (const test of tests) if (test(entry)) return true;
    return false;
  };
}

function not(test: Test): Test {
  return entry => !test(entry);
}

/** The operator is applied to each scalar of a group; an OR of scalars finds its field once. */
function compareTest(field: Path, operator: Operator, value: Value): Test {
  if (value.kind === 'text' || value.kind === 'null') return fieldTest(field, operator, [value]);
  if (value.kind === 'not') return not(compareTest(field, operator, value.term));
  if (value.kind === 'or') {
    const scalars = value.terms.filter(isScalar);
    if (scalars.length === value.terms.length) return fieldTest(field, operator, scalars);
  }
  const tests = value.terms.map(term => compareTest(field, operator, term));
  return value.kind === 'or' ? any(tests) : all(tests);
}

function isScalar(value: Value): value is Scalar {
  return value.kind === 'text' || value.kind === 'null';
}

function fieldTest(field: Path, operator: Operator, scalars: readonly Scalar[]): Test {
  const resolved = known(field);
  const steps = stepsOf(field, resolved.kind === 'open' && resolved.proto);
  if (resolved.kind !== 'open' && resolved.kind !== 'object') {
    const type = resolved.kind;
    const check = anyOf(scalars.map(scalar => typedCheck(type, operator, scalar)));
    return entry => check(valueAt(entry, field));
  }
  const check = anyOf(scalars.map(scalar => openCheck(operator, scalar)));
  if (operator !== ':') return entry => someAt(entry, steps, check);
  const within: Check = value => (isObject(value) ? someWithin(value, check) : check(value));
  return entry => someAt(entry, steps, within);
}

/** `field:*` asks what is there, whatever its default; null is a value only where JSON is free. */
function existsTest(field: Path): Test {
  const resolved = known(field);
  if (resolved.kind === 'open') {
    const steps = stepsOf(field, resolved.proto);
    return entry => someAt(entry, steps, () => true);
  }
  const steps = stepsOf(field, false);
  return entry => someAt(entry, steps, value => value !== null);
}

function anyOf(checks: readonly Check[]): Check {
  const [only] = checks;
  if (checks.length === 1 && only !== undefined) return only;
  return value => {
    for (const check of checks) if (check(value)) return true;
    return false;
  };
}

/** The value of a field of LogEntry itself, none of which sits in a list. */
function valueAt(entry: JsonObject, field: Path): unknown {
  let here: unknown = entry;
  for (const name of field) {
    if (!isObject(here)) return undefined;
    here = here[name];
  }
  return here;
}

function known(field: Path): Exclude<Resolved, {kind: 'unknown'}> {
  const resolved = resolve(field);
  if (resolved.kind === 'unknown')
    throw new FilterError(resolved.reason, undefined, resolved.expected);
  return resolved;
}

const beforeLogId = '/logs/';

/**
 * Makes the check of a logName for `log_id()`: the id, written without URL encoding, is compared
 * with the decoded part after `/logs/`, letter case aside ("log_id").
 */
function logCheck(id: string): Check {
  const folded = fold(id);
  return value => {
    if (typeof value !== 'string') return false;
    const at = value.indexOf(beforeLogId);
    if (at < 0) return false;
    const found = decode(value.slice(at + beforeLogId.length));
    return found === id || fold(found) === folded;
  };
}

/** A broken encoding is taken as it stands. */
function decode(text: string): string {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

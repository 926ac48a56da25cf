import {at, isObject, textAt} from '../../../core/lib/json.ts';

/**
 * A field as Firestore's REST API writes it:
 * https://docs.cloud.google.com/firestore/docs/reference/rest/v1/Value
 */
export type Value =
  | {readonly stringValue: string}
  | {readonly integerValue: string}
  | {readonly doubleValue: number}
  | {readonly timestampValue: string}
  | {readonly referenceValue: string};

/** A document's fields, to be written. */
export type Fields = Readonly<Record<string, Value>>;

/** Text as a field. */
export function text(value: string): Value {
  return {stringValue: value};
}

/** A number as a field; both kinds sort together, as numbers. */
export function number(value: number): Value {
  return Number.isSafeInteger(value) ? {integerValue: String(value)} : {doubleValue: value};
}

/** Epoch milliseconds as a timestamp, which is what a TTL policy reads. */
export function time(value: number): Value {
  return {timestampValue: new Date(value).toISOString()};
}

/** The text in a field of a document as it came, or undefined when there is none. */
export function textIn(fields: unknown, name: string): string | undefined {
  return textAt(fields, name, 'stringValue');
}

/** The number in a field of a document as it came, or undefined when there is none. */
export function numberIn(fields: unknown, name: string): number | undefined {
  const value = at(fields, name);
  if (!isObject(value)) return undefined;
  const {integerValue, doubleValue} = value;
  if (typeof integerValue === 'string') return Number(integerValue);
  return typeof doubleValue === 'number' ? doubleValue : undefined;
}

/** A number or timestamp of a document as it came, to be sent again as a place in an order. */
export function placeIn(fields: unknown, name: string): Value | undefined {
  const timestampValue = textAt(fields, name, 'timestampValue');
  if (timestampValue !== undefined) return {timestampValue};
  const found = numberIn(fields, name);
  return found === undefined ? undefined : number(found);
}

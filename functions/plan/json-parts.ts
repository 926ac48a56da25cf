// Finds the parts of a JSON text without building its value: a plan of 100 MB holds its resources four times
// (planned, changed, before, configured), and one of them is wanted.

/** Where a part of the text begins and ends; `end` is behind it. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** The text is no JSON, as far as its structure goes; `at` is the byte. */
export class JsonFault extends Error {
  override readonly name = 'JsonFault';
  readonly at: number;

  constructor(message: string, at: number) {
    super(message);
    this.at = at;
  }
}

const quote = 0x22;
const backslash = 0x5c;
const comma = 0x2c;
const colon = 0x3a;
const braceOpen = 0x7b;
const braceClose = 0x7d;
const bracketOpen = 0x5b;
const bracketClose = 0x5d;

/**
 * The members of the object that begins in `from`, as the spans of their values by their names. Names are
 * compared as they are written, without escapes; of a name that stands twice the last counts, as in JSON.parse.
 * @throws JsonFault when it is no object, or is cut off.
 */
export function membersOf(text: Buffer, from: Span): ReadonlyMap<string, Span> {
  const found = new Map<string, Span>();
  let here = skipSpace(text, from.start, from.end);
  if (text[here] !== braceOpen) throw new JsonFault('it is no object', here);
  here = skipSpace(text, here + 1, from.end);
  if (text[here] === braceClose) return endedAt(text, here + 1, from.end, found);
  for (;;) {
    if (text[here] !== quote) throw new JsonFault('a name is missing', here);
    const nameEnd = stringEnd(text, here, from.end);
    const name = text.toString('utf8', here + 1, nameEnd - 1);
    here = skipSpace(text, nameEnd, from.end);
    if (text[here] !== colon) throw new JsonFault('a colon is missing', here);
    const start = skipSpace(text, here + 1, from.end);
    const end = valueEnd(text, start, from.end);
    found.set(name, {start, end});
    here = skipSpace(text, end, from.end);
    if (text[here] === braceClose) return endedAt(text, here + 1, from.end, found);
    if (text[here] !== comma) throw new JsonFault('a comma is missing', here);
    here = skipSpace(text, here + 1, from.end);
  }
}

/**
 * The elements of the array that begins in `from`, one after the other.
 * @throws JsonFault when it is no array, or is cut off.
 */
export function* elementsOf(text: Buffer, from: Span): Generator<Span> {
  let here = skipSpace(text, from.start, from.end);
  if (text[here] !== bracketOpen) throw new JsonFault('it is no list', here);
  here = skipSpace(text, here + 1, from.end);
  if (text[here] === bracketClose) return;
  for (;;) {
    const end = valueEnd(text, here, from.end);
    yield {start: here, end};
    here = skipSpace(text, end, from.end);
    if (text[here] === bracketClose) return;
    if (text[here] !== comma) throw new JsonFault('a comma is missing', here);
    here = skipSpace(text, here + 1, from.end);
  }
}

function endedAt<T>(text: Buffer, here: number, end: number, found: T): T {
  const rest = skipSpace(text, here, end);
  if (rest < end) throw new JsonFault('more follows behind its end', rest);
  return found;
}

/** Behind the value that begins at `start`; brackets are matched, what stands between them is not read. */
function valueEnd(text: Buffer, start: number, end: number): number {
  const first = text[start];
  if (first === quote) return stringEnd(text, start, end);
  if (first !== braceOpen && first !== bracketOpen) return wordEnd(text, start, end);
  // Which brackets are open, in bits: a stack that costs an eighth of a byte for each level.
  const braces: number[] = [];
  let depth = 0;
  for (let here = start; here < end; here += 1) {
    const byte = text[here];
    if (byte === quote) here = stringEnd(text, here, end) - 1;
    else if (byte === braceOpen || byte === bracketOpen) {
      const bit = 1 << (depth & 31);
      const word = braces[depth >> 5] ?? 0;
      braces[depth >> 5] = byte === braceOpen ? word | bit : word & ~bit;
      depth += 1;
    } else if (byte === braceClose || byte === bracketClose) {
      depth -= 1;
      const isBrace = ((braces[depth >> 5] ?? 0) & (1 << (depth & 31))) !== 0;
      if (isBrace !== (byte === braceClose)) throw new JsonFault('brackets do not match', here);
      if (depth === 0) return here + 1;
    }
  }
  throw new JsonFault('it is cut off', end);
}

function stringEnd(text: Buffer, start: number, end: number): number {
  let here = start + 1;
  for (;;) {
    here = text.indexOf(quote, here);
    if (here < 0 || here >= end) throw new JsonFault('a text is cut off', end);
    let slashes = 0;
    while (text[here - 1 - slashes] === backslash) slashes += 1;
    here += 1;
    if (slashes % 2 === 0) return here;
  }
}

/** A number, true, false or null. */
function wordEnd(text: Buffer, start: number, end: number): number {
  let here = start;
  while (here < end && isWord(text[here])) here += 1;
  const word = here - start > 400 ? '' : text.toString('latin1', start, here);
  if (!/^(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)$/.test(word))
    throw new JsonFault('a value is missing', start);
  return here;
}

function isWord(byte: number | undefined): boolean {
  return (
    byte !== undefined &&
    ((byte >= 0x30 && byte <= 0x39) ||
      (byte >= 0x61 && byte <= 0x7a) ||
      byte === 0x2b ||
      byte === 0x2d ||
      byte === 0x2e ||
      byte === 0x45)
  );
}

function skipSpace(text: Buffer, from: number, end: number): number {
  let here = from;
  while (here < end && isSpace(text[here])) here += 1;
  return here;
}

function isSpace(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}

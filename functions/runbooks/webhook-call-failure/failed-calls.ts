/** A webhook whose call failed, as the message quotes it. */
export interface FailedCall {
  readonly name: string;
  /** Where the name begins and where the text behind it does. */
  readonly index: number;
  readonly end: number;
}

const limit = 20;
const longestName = 253;

/**
 * The webhooks that a message says could not be called: `failed calling webhook "NAME"`, older
 * `failed calling admission webhook "NAME"`; words may be wrapped over lines, quotes escaped once
 * more. A scan by hand, because it runs on every entry: one pass, no backtracking.
 */
export function failedCalls(message: string): readonly FailedCall[] {
  const found: FailedCall[] = [];
  for (let at = message.indexOf('webhook'); at >= 0; at = message.indexOf('webhook', at + 7)) {
    if (!isFailedCalling(message, at)) continue;
    const quote = afterSpace(message, at + 7);
    const open = afterBackslashes(message, quote);
    if (quote === at + 7 || message[open] !== '"') continue;
    const close = message.indexOf('"', open + 1);
    const end = close < 0 ? Math.min(message.length, open + 1 + longestName) : close;
    const name = message.slice(open + 1, beforeBackslashes(message, open + 1, end));
    if (name !== '' && name.length <= longestName) found.push({name, index: at, end});
    if (found.length >= limit) break;
  }
  return found;
}

/** Whether `failed calling`, or `failed calling admission`, stands right before a position. */
function isFailedCalling(message: string, at: number): boolean {
  let end = beforeWord(message, at, 'admission') ?? at;
  const calling = beforeWord(message, end, 'calling');
  if (calling === undefined) return false;
  end = calling;
  return beforeWord(message, end, 'failed') !== undefined;
}

/** Where a word begins that ends, with white space behind it, right before a position. */
function beforeWord(message: string, at: number, word: string): number | undefined {
  let end = at;
  while (end > 0 && isSpace(message.charCodeAt(end - 1))) end -= 1;
  if (end === at || message.charCodeAt(end - 1) !== word.charCodeAt(word.length - 1)) {
    return undefined;
  }
  return message.endsWith(word, end) ? end - word.length : undefined;
}

function afterSpace(message: string, at: number): number {
  let next = at;
  while (isSpace(message.charCodeAt(next))) next += 1;
  return next;
}

function afterBackslashes(message: string, at: number): number {
  let next = at;
  while (message[next] === '\\') next += 1;
  return next;
}

function beforeBackslashes(message: string, start: number, at: number): number {
  let end = at;
  while (end > start && message[end - 1] === '\\') end -= 1;
  return end;
}

/** Blank, tab, line feed, carriage return. */
function isSpace(code: number): boolean {
  return code === 32 || code === 9 || code === 10 || code === 13;
}

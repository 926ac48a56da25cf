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

/** What the end of the error says about where the call went wrong. */
type Tail =
  /** An address inside the cluster, or a network error on the way to one. */
  | 'in-cluster'
  /** An answer of the managed control plane's own endpoint. */
  | 'managed'
  /** Nothing that tells. */
  | 'unclear';

const meshWebhook = /(?:^|\.)(?:sidecar-injector|validation)\.istio\.io$/;

/** Whether a webhook name is one that the mesh installs; a look-alike is not. */
export function isMeshWebhook(name: string): boolean {
  return meshWebhook.test(name);
}

const reach = 2_000;
const inCluster =
  /\.svc\b|\bdial\s+tcp\b|\bservice\s+\\{0,2}"[^"]{1,253}"\s+not\s+found|no\s+endpoints\s+available\s+for\s+service|no\s+service\s+port\s+\S{1,20}\s+found/;
const managed =
  /an\s+error\s+on\s+the\s+server\s+\(|the\s+server\s+is\s+currently\s+unable\s+to\s+handle\s+the\s+request|Internal\s+Server\s+Error|googleapis\.com|\.run\.app/;

/**
 * Classifies the text behind a webhook's name. In-cluster signs win: managed mesh is called by URL,
 * so a `.svc` address, a missing service or a refused connection proves a webhook of the cluster.
 */
export function tailOf(text: string): Tail {
  // What is said of the next webhook is not about this one.
  const near = text.slice(0, reach);
  const next = near.search(/[Ff]ailed\s+calling/);
  const tail = next < 0 ? near : near.slice(0, next);
  if (inCluster.test(tail)) return 'in-cluster';
  return managed.test(tail) ? 'managed' : 'unclear';
}

/** In-cluster failures are a problem of their own beside the managed ones on the same cluster. */
export function variantOf(tail: Tail): 'in-cluster' | undefined {
  switch (tail) {
    case 'in-cluster':
      return 'in-cluster';
    case 'managed':
    case 'unclear':
      return undefined;
  }
}

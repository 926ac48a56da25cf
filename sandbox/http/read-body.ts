import type {IncomingMessage} from 'node:http';

/** The largest body that is read: 10 MiB, the most that Pub/Sub takes in one publish request. */
export const bodyLimit = 10 * 1024 * 1024;

/** What came in a request's body. */
export type Body =
  | {readonly kind: 'none'}
  | {readonly kind: 'json'; readonly value: unknown}
  | {readonly kind: 'junk'; readonly text: string}
  | {readonly kind: 'too-large'};

/**
 * Reads a body to its end; beyond the limit it goes on reading and keeps nothing, so that the client
 * gets its answer. Forms count as JSON objects whose fields may hold JSON, as Slack reads them.
 */
export async function readBody(request: IncomingMessage): Promise<Body> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const piece: unknown = chunk;
    if (!Buffer.isBuffer(piece)) continue;
    size += piece.length;
    if (size <= bodyLimit) chunks.push(piece);
    else chunks.length = 0;
  }
  if (size > bodyLimit) return {kind: 'too-large'};
  if (size === 0) return {kind: 'none'};
  const text = Buffer.concat(chunks).toString();
  if ((request.headers['content-type'] ?? '').startsWith('application/x-www-form-urlencoded')) {
    return {kind: 'json', value: readForm(text)};
  }
  return parse(text) ?? {kind: 'junk', text: text.slice(0, 200)};
}

function readForm(text: string): unknown {
  const fields = [...new URLSearchParams(text)].map(([name, value]) => {
    const inner = /^[[{]/.test(value) ? parse(value) : undefined;
    return [name, inner === undefined ? value : inner.value];
  });
  return Object.fromEntries(fields);
}

function parse(text: string): {readonly kind: 'json'; readonly value: unknown} | undefined {
  try {
    return {kind: 'json', value: JSON.parse(text)};
  } catch {
    return undefined;
  }
}

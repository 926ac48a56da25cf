/** A longer wait than this is not honoured, milliseconds. */
const longest = 60_000;

/**
 * Milliseconds that a `Retry-After` header asks to wait, at most 60 s: a number of seconds or an
 * HTTP date (RFC 9110, 10.2.3).
 * @returns undefined when there is none or it cannot be read.
 */
export function retryAfter(header: string | undefined, now: number): number | undefined {
  const text = header?.trim();
  if (text === undefined || text === '') return undefined;
  const wait = /^\d+$/.test(text) ? Number(text) * 1000 : dateOf(text) - now;
  return Number.isNaN(wait) ? undefined : Math.min(longest, Math.max(0, wait));
}

/** Only the date form that senders must use; `Date.parse` alone would take `-5` for a year. */
function dateOf(text: string): number {
  return /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} [\d:]{8} GMT$/.test(text)
    ? Date.parse(text)
    : NaN;
}

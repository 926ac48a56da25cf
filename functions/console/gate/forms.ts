import {timingSafeEqual} from 'node:crypto';
import type {AtGate, Gate} from './gate.ts';

/**
 * Whether a form may count: it was sent by a page of this console, within this session. Three things have to hold, so that
 * no single one has to be trusted: the browser says that the page is of this origin (`Sec-Fetch-Site`, else `Origin`; one
 * of them is sent with every form by each browser of today), and the form carries the session's own word.
 * https://cheatsheetseries.owasp.org/cheatsheets/Cross-Site_Request_Forgery_Prevention_Cheat_Sheet.html
 */
export function isOwnForm(
  request: AtGate,
  gate: Gate,
  {expected, given}: {readonly expected: string; readonly given: string | undefined},
): boolean {
  const site = request.header('sec-fetch-site');
  const origin = request.header('origin');
  if (site === undefined && origin === undefined) return false;
  if (site !== undefined && site !== 'same-origin') return false;
  if (origin !== undefined && !gate.origins(request).includes(origin)) return false;
  return isSame(expected, given ?? '');
}

/** Compares in a time that tells nothing; the empty word is nobody's. */
export function isSame(expected: string, given: string): boolean {
  const [a, b] = [Buffer.from(expected), Buffer.from(given)];
  return a.length > 0 && a.length === b.length && timingSafeEqual(a, b);
}

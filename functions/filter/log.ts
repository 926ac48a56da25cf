import type {Check} from './compare.ts';
import {fold} from './fold.ts';

const before = '/logs/';

/**
 * Makes the check of a logName for `log_id()`: the id, written without URL encoding, is compared
 * with the decoded part after `/logs/`, letter case aside ("log_id").
 */
export function logCheck(id: string): Check {
  const folded = fold(id);
  return value => {
    if (typeof value !== 'string') return false;
    const at = value.indexOf(before);
    if (at < 0) return false;
    const found = decode(value.slice(at + before.length));
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

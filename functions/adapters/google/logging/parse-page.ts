import {at, isObject, textAt, type JsonObject} from '../../../core/json.ts';
import {malformed} from '../../http/failed-attempt.ts';

/** A page of log entries as REST gives it. */
export interface Page {
  readonly entries: readonly JsonObject[];
  /** Token of the next page; a page can be empty and still have one. */
  readonly next: string | undefined;
}

/**
 * Reads an entries.list answer; `{}` is an empty page.
 * https://docs.cloud.google.com/logging/docs/reference/v2/rest/v2/entries/list
 * @throws Fault malformed.
 */
export function parsePage(data: unknown): Page {
  const entries = at(data, 'entries') ?? [];
  if (!isObject(data) || !Array.isArray(entries))
    throw malformed('the page has no list of entries');
  if (!entries.every(isObject)) throw malformed('an entry of the page is no object');
  const next = textAt(data, 'nextPageToken') ?? '';
  return {entries, next: next === '' ? undefined : next};
}

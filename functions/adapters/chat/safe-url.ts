import {partLimits} from './limits.ts';

/**
 * The address of a link in a form that no channel can misread: a web address without user name, with
 * every `<`, `>` and `|` encoded.
 * @returns undefined for anything else, and for addresses that are too long; such a link is left out.
 */
export function safeUrl(text: string): string | undefined {
  const url = URL.parse(text);
  if (url === null || !/^https?:$/.test(url.protocol)) return undefined;
  if (url.username !== '' || url.password !== '') return undefined;
  const href = url.href.replaceAll('|', '%7C').replaceAll("'", '%27');
  return href.length > partLimits.url ? undefined : href;
}

import {partLimits} from './limits.ts';

/**
 * The address of a link in a form that no channel can misread: a web address without user name, with
 * every character encoded that markup is made of.
 * @returns undefined for anything else, and for addresses that are too long; such a link is left out.
 */
export function safeUrl(text: string): string | undefined {
  const url = URL.parse(text);
  if (url === null || !/^https?:$/.test(url.protocol)) return undefined;
  if (url.username !== '' || url.password !== '') return undefined;
  const href = url.href.replace(/[|'`]/g, one => `%${one.charCodeAt(0).toString(16)}`);
  return href.length > partLimits.url ? undefined : href;
}

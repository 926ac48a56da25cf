import {html as escaping, raw} from 'hono/html';
import {visible} from '../core/lib/visible.ts';

/** A piece of HTML that may stand in a page as it is: only `html` and `verbatim` make one. */
export interface Html {
  readonly isEscaped: true;
  toString(): string;
}

/** What fills a template: texts are escaped, pieces of HTML are not, and what is absent leaves nothing. */
export type Fill = string | number | Html | undefined | false | readonly Fill[];

/**
 * Tag of a template that gives HTML. Whatever fills it is escaped, for texts and for attributes in quotes, and shows what
 * would be unseen or turn the reading direction. A value never stands in a script, a style sheet, an event handler or an
 * attribute without quotes; an address passes `address` first.
 */
export function html(parts: TemplateStringsArray, ...fills: readonly Fill[]): Html {
  const made = escaping(parts, ...fills.map(shown));
  // It waits for nothing where nothing that fills it is a promise, and the types let none in.
  if (made instanceof Promise) throw new TypeError('a page was filled with a promise');
  return made;
}

/** Nothing to show. */
export const nothing: Html = html``;

/** Puts what was written by us into a page as it is: a style sheet, never a value. */
export function verbatim(source: string): Html {
  return raw(source);
}

/** An address for `href`: of the web, or within the same site; anything else, `javascript:` among it, leads nowhere. */
export function address(url: string): string {
  return /^(?:https?:\/\/|\/(?![/\\])|[#?])/i.test(url) ? url : '#';
}

function shown(fill: Fill): Fill {
  if (typeof fill === 'string') return visible(fill);
  return Array.isArray(fill) ? fill.map(shown) : fill;
}

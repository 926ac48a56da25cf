import {html, type Html} from '../html.ts';

/** How a set of values is drawn: a colour by what it means, and where two of a colour meet, hatching. */
export type Look = 'accent' | 'accent-hatched' | 'wait' | 'wait-hatched' | 'quiet' | 'bad' | 'good';

const hatchings: readonly Look[] = ['accent-hatched', 'wait-hatched'];

/**
 * The patterns that hatched looks are drawn with. They stand in the drawing that uses them; `id` keeps those of several
 * drawings of a page apart.
 */
export function patterns(id: string, used: readonly Look[]): Html {
  const hatched = hatchings.filter(one => used.includes(one));
  if (hatched.length === 0) return html``;
  return html`<defs>
    ${hatched.map(
      look =>
        html`<pattern
          id="${id}-${look}"
          width="6"
          height="6"
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <rect width="6" height="6" class="fill-bg" />
          <rect width="3.5" height="6" class="fill-${colourOf(look)}" />
        </pattern>`,
    )}
  </defs>`;
}

/** The attribute that fills a shape with a look. */
export function filled(id: string, look: Look): Html {
  return hatchings.includes(look)
    ? html`fill="url(#${id}-${look})"`
    : html`class="fill-${colourOf(look)}"`;
}

/** A small square of a look, for a legend. */
export function swatch(id: string, look: Look): Html {
  const own = `${id}-key-${look}`;
  return html`<svg viewBox="0 0 12 12" aria-hidden="true">
    ${patterns(own, [look])}
    <rect width="12" height="12" rx="2" ${filled(own, look)} />
  </svg>`;
}

function colourOf(look: Look): string {
  return look.replace('-hatched', '');
}

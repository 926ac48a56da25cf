import type {Verdict} from '../../core/report/readiness.ts';
import {html, type Html} from '../html.ts';

/** A small sign beside a verdict; the word says it, and the sign only repeats it. */
export function verdictMark(kind: Verdict['kind']): Html {
  return html`<svg class="mark" viewBox="0 0 16 16" aria-hidden="true">${shapeOf(kind)}</svg>`;
}

function shapeOf(kind: Verdict['kind']): Html {
  switch (kind) {
    case 'ready':
      return html`<circle cx="8" cy="8" r="7" class="fill-good" />
        <path d="M4.5 8.3l2.4 2.4 4.6-5" class="tick" />`;
    case 'is-auto':
      return html`<path d="M3 8.5l3.2 3.2L13 5" class="line" />`;
    case 'not-yet':
      return html`<circle cx="8" cy="8" r="6.25" class="line" /><path d="M5 8h6" class="line" />`;
    case 'look-first':
      return html`<rect x="1.5" y="1.5" width="13" height="13" rx="2" class="fill-wait" />
        <path d="M8 4.5v4.2M8 11v.6" class="tick" />`;
    case 'always-asks':
      return html`<path d="M5.5 3.5v9M10.5 3.5v9" class="line" />`;
    case 'person-only':
      return html`<circle cx="8" cy="5" r="2.75" class="line" />
        <path d="M3 14c0-3 2.2-4.5 5-4.5s5 1.5 5 4.5" class="line" />`;
    case 'excluded':
      return html`<circle cx="8" cy="8" r="6.25" class="line" /><path
          d="M3.6 12.4l8.8-8.8"
          class="line"
        />`;
  }
}

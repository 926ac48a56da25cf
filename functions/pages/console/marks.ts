import {standing} from '../../core/incident/incident.ts';
import type {State} from '../../core/incident/reason.ts';
import {html, type Html} from '../html.ts';

// States are a shape and a word: no colour carries meaning alone.

/** The part of its way that an open incident has behind it. */
const fifths: Readonly<Partial<Record<State, number>>> = {
  diagnosing: 1,
  planned: 2,
  acting: 3,
  verifying: 4,
};

const ring = html`<circle
  cx="8"
  cy="8"
  r="6.2"
  fill="none"
  stroke="currentColor"
  stroke-width="1.6"
/>`;

/** The shape of a state, in the colour of the text around it. */
export function stateShape(state: State): Html {
  return html`<svg class="mark" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
    ${shapeOf(state)}
  </svg>`;
}

function shapeOf(state: State): Html {
  switch (state) {
    case 'detected':
      return html`${ring}<circle cx="8" cy="8" r="1.8" fill="currentColor" />`;
    case 'diagnosing':
    case 'planned':
    case 'acting':
    case 'verifying':
      return html`${ring}<path d="${sector((fifths[state] ?? 1) / 5)}" fill="currentColor" />`;
    case 'awaiting-approval':
      return html`<path d="M8 .8 15.2 8 8 15.2 .8 8Z" fill="currentColor" /><circle
          cx="8"
          cy="8"
          r="2"
          class="hole"
        />`;
    case 'blocked':
      return html`<path
          d="M5.2 1h5.6L15 5.2v5.6L10.8 15H5.2L1 10.8V5.2Z"
          fill="currentColor"
        /><path d="M4.5 7h7v2h-7Z" class="hole" />`;
    case 'flapping':
      return html`<rect x="1" y="1" width="14" height="14" rx="2" fill="currentColor" /><path
          d="M4 5.2h5V3.4l3 2.6-3 2.6V6.8H4ZM12 9.2H7V7.4L4 10l3 2.6v-1.8h5Z"
          class="hole"
        />`;
    case 'failed':
      return html`<path d="M8 1 15.4 14.4H.6Z" fill="currentColor" /><path
          d="M7.2 5.6h1.6v4.6H7.2ZM7.2 11.2h1.6v1.6H7.2Z"
          class="hole"
        />`;
    case 'resolved':
      return html`<circle cx="8" cy="8" r="7" fill="currentColor" /><path
          d="m4.6 8.2 2.3 2.3 4.5-4.8"
          fill="none"
          class="line"
        />`;
    case 'no-action':
      return html`${ring}<path d="M5 7.2h6v1.6H5Z" fill="currentColor" />`;
    case 'suppressed':
      return html`<circle
          cx="8"
          cy="8"
          r="6.2"
          fill="none"
          stroke="currentColor"
          stroke-width="1.6"
          stroke-dasharray="2.4 2"
        /><path d="M4.6 7.2h3.6V5l3.4 3-3.4 3V8.8H4.6Z" fill="currentColor" />`;
  }
}

/** A part of a disc, clockwise from the top. */
function sector(part: number): string {
  const turn = part * 2 * Math.PI;
  const [x, y] = [8 + 4.4 * Math.sin(turn), 8 - 4.4 * Math.cos(turn)].map(one => one.toFixed(2));
  return `M8 8V3.6A4.4 4.4 0 ${part > 0.5 ? 1 : 0} 1 ${x ?? ''} ${y ?? ''}Z`;
}

/** Which colour a state has: of a person who is needed, of what failed, what is good, or none. */
export function stateClass(state: State): 'wait' | 'bad' | 'good' | 'busy' | 'quiet' {
  if (state === 'failed') return 'bad';
  if (state === 'resolved') return 'good';
  switch (standing(state)) {
    case 'parked':
      return 'wait';
    case 'open':
      return 'busy';
    case 'closed':
      return 'quiet';
  }
}

/** A state as shape and word. */
export function stateMark(state: State): Html {
  return html`<span class="state ${stateClass(state)}"
    >${stateShape(state)}<span>${state}</span></span
  >`;
}

/** What was read, or what a guard said: yes, no, or that it waits. @param word empty where a word stands beside it. */
export function verdict(kind: 'yes' | 'no' | 'wait' | 'unknown', word: string): Html {
  const path = html`<path
    d="${paths[kind]}"
    fill="none"
    stroke="currentColor"
    stroke-width="1.8"
  />`;
  return word === ''
    ? html`<svg class="tick ${kind}" viewBox="0 0 16 16" aria-hidden="true">${path}</svg>`
    : html`<svg class="tick ${kind}" viewBox="0 0 16 16" role="img" aria-label="${word}">
        ${path}
      </svg>`;
}

const paths = {
  yes: 'm3 8.4 3.2 3.2L13 4.6',
  no: 'm4 4 8 8m0-8-8 8',
  wait: 'M5.5 3v10M10.5 3v10',
  unknown: 'M5.6 6a2.4 2.4 0 1 1 3.4 2.2c-.7.4-1 .8-1 1.6m0 1.6v1.2',
} as const;

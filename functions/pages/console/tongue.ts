import type {Locale} from '../../core/texts/define-texts.ts';
import type {Phrase} from '../../core/texts/phrase.ts';
import {html, type Html} from '../html.ts';
import {phrase} from './texts.ts';

/** How a page speaks: its language, its time zone, and the moment that it is a picture of. */
export interface Tongue {
  readonly locale: Locale;
  readonly say: (phrase: Phrase) => string;
  /** A time of day with its seconds, with the date in front where that is another than `now`'s. */
  readonly clock: (at: number) => string;
  /** What the clock shows: `UTC`, or a time zone's IANA name. */
  readonly zone: string;
  /** Epoch ms. */
  readonly now: number;
}

/** How long ago, or in how long, with the time itself to be read by machines and behind the pointer. */
export function age(tongue: Tongue, at: number): Html {
  const {say, now} = tongue;
  const text =
    at > now
      ? say(phrase('console.in', {span: at - now}))
      : say(phrase('console.ago', {span: now - at}));
  return timed(at, text);
}

/** A time as the clock shows it. */
export function moment(tongue: Tongue, at: number): Html {
  return timed(at, tongue.clock(at));
}

function timed(at: number, text: string): Html {
  if (!Number.isFinite(at)) return html`${text}`;
  const iso = new Date(at).toISOString();
  return html`<time datetime="${iso}" title="${iso}">${text}</time>`;
}

/** A length of time in its two largest units. */
export function span({say}: Tongue, milliseconds: number): string {
  return say(phrase('console.span', {span: Math.max(0, milliseconds)}));
}

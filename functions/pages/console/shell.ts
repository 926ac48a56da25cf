import {html, type Html, verbatim} from '../html.ts';
import {style} from '../style.ts';
import {liveScript} from './live.ts';
import {sheet} from './sheet.ts';
import {phrase} from './texts.ts';
import type {Tongue} from './tongue.ts';

/** The places of the console, in the order of its navigation. */
export const sections = ['incidents', 'fleets', 'runbooks', 'stops', 'report'] as const;

/** One of them. */
export type Section = (typeof sections)[number];

/** What every page has around its own content. */
export interface Shell {
  readonly tongue: Tongue;
  readonly title: string;
  /** Absent: a page that is none of them. */
  readonly section?: Section;
  /** The path and query that it stands at. */
  readonly here: string;
  /** How many incidents wait for a person; absent: nobody knows. */
  readonly waiting?: number;
  /** Who is looking; absent: nobody is let in. */
  readonly viewer?: {readonly name: string; readonly isVerified: boolean};
  /** Where its changes are told; absent: nothing of it changes by itself. */
  readonly live?: string;
  /** A style sheet of its own, beside those of every page; it has to be one that the policy names. */
  readonly sheet?: string;
  /** What is said of a change to whoever cannot see it. */
  readonly word?: string;
}

/** A whole page. */
export function page(shell: Shell, main: Html): string {
  const {tongue, title, live, word = ''} = shell;
  const {say, locale, now, clock} = tongue;
  return html`<!doctype html>
    <html lang="${locale}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title} · mesh-responder</title>
        <link rel="icon" href="/icon.svg" type="image/svg+xml" />
        ${inPage('style', style)} ${inPage('style', sheet)}
        ${shell.sheet === undefined ? '' : inPage('style', shell.sheet)}
      </head>
      <body data-live="${live ?? ''}" data-clock="${clock(now)}">
        <a class="skip" href="#main">${say(phrase('console.skip'))}</a>
        ${top(shell)}
        <main id="main" tabindex="-1">${main}</main>
        <p id="said" class="unseen" role="status" aria-live="polite" data-now="${word}"></p>
        ${bottom(shell)} ${inPage('script', liveScript)}
      </body>
    </html>`.toString();
}

/** What the policy names by its hash, which is of every character between the tags (`named` in console/server/headers.ts). */
function inPage(tag: 'style' | 'script', source: string): Html {
  return verbatim(`<${tag}>${source.trim()}</${tag}>`);
}

function top({tongue, section, waiting, viewer, live}: Shell): Html {
  const {say, clock, now} = tongue;
  return html`<header class="top">
    <a class="brand" href="/incidents">${brand}<span>mesh-responder</span></a>
    <nav aria-label="${say(phrase('console.nav'))}">
      ${sections.map(
        one =>
          html`<a href="/${one}" ${one === section ? verbatim('aria-current="page"') : ''}
            >${say(phrase(`console.nav.${one}`))}${
              one === 'incidents' && waiting !== undefined && waiting > 0
                ? html` <span
                    class="count"
                    title="${say(phrase('console.waiting', {count: waiting}))}"
                    >${waiting}<span class="unseen">
                      ${say(phrase('console.waiting', {count: waiting}))}</span
                    ></span
                  >`
                : ''
            }</a
          >`,
      )}
    </nav>
    <p class="status">
      ${
        live === undefined
          ? html`<span class="asof">${say(phrase('console.as-of', {at: clock(now)}))}</span>`
          : html`<span
              id="live"
              data-is="none"
              data-on="${say(phrase('console.live', {at: '{at}'}))}"
              data-off="${say(phrase('console.lost', {at: '{at}'}))}"
              >${say(phrase('console.as-of', {at: clock(now)}))}</span
            >`
      }
      ${
        viewer === undefined
          ? ''
          : html`<span class="viewer"
              >${
                viewer.isVerified
                  ? viewer.name
                  : say(phrase('console.viewer.reads', {name: viewer.name}))
              }</span
            >`
      }
    </p>
  </header>`;
}

function bottom({tongue: {say, locale}, here}: Shell): Html {
  const other = locale === 'en' ? 'ko' : 'en';
  const url = new URL(here, 'http://console.invalid');
  url.searchParams.set('lang', other);
  return html`<footer class="bottom">
    <a href="${url.pathname}${url.search}" lang="${other}" hreflang="${other}"
      >${other === 'ko' ? '한국어' : 'English'}</a
    >
    <span class="keys" aria-hidden="true">${keys(say(phrase('console.keys')))}</span>
  </footer>`;
}

/** `[k] word` as a key and its word. */
function keys(text: string): Html {
  const parts = text.split(/\[([^\]]+)\]/);
  return html`${parts.map((part, at) => (at % 2 === 1 ? html`<kbd>${part}</kbd>` : part))}`;
}

const mark =
  '<path d="M4 4 12 12M12 4 4 12M4 4v8M12 4v8" fill="none" stroke="#3346c7" stroke-width="1.6"/>' +
  ['4 4', '12 4', '4 12', '12 12', '8 8']
    .map(at => at.split(' '))
    .map(([x = '', y = '']) => `<circle cx="${x}" cy="${y}" r="2" fill="#3346c7"/>`)
    .join('');

const brand = verbatim(
  `<svg viewBox="0 0 16 16" aria-hidden="true" focusable="false">${mark.replaceAll('#3346c7', 'currentColor')}</svg>`,
);

/** The sign of the console beside its title in a browser. */
export const icon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16">${mark}</svg>`;

import {html, type Html, nothing} from '../html.ts';
import {findForm} from './list.ts';
import {commandBlock} from './parts.ts';
import {phrase} from './texts.ts';
import type {Tongue} from './tongue.ts';

/** Why there is no page. */
export type Trouble =
  /** No incident has this id. */
  | {readonly kind: 'no-incident'; readonly id: string}
  | {readonly kind: 'no-page'}
  /** The store did not answer in this time, or refused. */
  | {readonly kind: 'no-store'; readonly seconds: number}
  /** Nobody with a key of this console. */
  | {readonly kind: 'no-session' | 'token-used'}
  /** Google's proxy has not said who it is, or somebody else has. */
  | {readonly kind: 'not-signed-in'}
  | {readonly kind: 'keys-unknown'}
  /** A form of another page, or of a session that is over. */
  | {readonly kind: 'foreign-form'}
  | {readonly kind: 'read-only'; readonly why: string}
  | {readonly kind: 'wrong-method'; readonly allowed: string}
  | {readonly kind: 'too-large'}
  | {readonly kind: 'failed'};

/** A page that says what is wrong, and what to do about it. */
export function troublePage(tongue: Tongue, trouble: Trouble): Html {
  const {say} = tongue;
  return html`<div class="trouble">
    <h1>${say(phrase(`console.trouble.${trouble.kind}`))}</h1>
    <p>${whatNext(tongue, trouble)}</p>
    ${
      trouble.kind === 'no-incident'
        ? html`${findForm(tongue)}
            <p><a href="/incidents">${say(phrase('console.trouble.to-list'))}</a></p>`
        : trouble.kind === 'no-page'
          ? html`<p><a href="/incidents">${say(phrase('console.trouble.to-list'))}</a></p>`
          : trouble.kind === 'no-session' || trouble.kind === 'token-used'
            ? commandBlock(tongue, 'again', 'mesh-responder console')
            : nothing
    }
  </div>`;
}

function whatNext({say}: Tongue, trouble: Trouble): string {
  switch (trouble.kind) {
    case 'no-incident':
      return say(phrase('console.trouble.no-incident.next', {id: trouble.id}));
    case 'no-store':
      return say(phrase('console.trouble.no-store.next', {seconds: trouble.seconds}));
    case 'read-only':
      return trouble.why;
    case 'wrong-method':
      return say(phrase('console.trouble.wrong-method.next', {allowed: trouble.allowed}));
    case 'no-page':
    case 'no-session':
    case 'token-used':
    case 'not-signed-in':
    case 'keys-unknown':
    case 'foreign-form':
    case 'too-large':
    case 'failed':
      return say(phrase(`console.trouble.${trouble.kind}.next`));
  }
}

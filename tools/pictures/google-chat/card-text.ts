import {decoded, html, type Html} from '../html.ts';

// https://developers.google.com/workspace/chat/format-messages#card-formatting
const tag = /(<\/?(?:b|i|u|s|br)>)/;

/** The text of a card as HTML: the tags that cards know without attributes, and entities. */
export function cardText(text: string): Html {
  const pieces = text.split(tag).map(one => (tag.test(one) ? {html: one} : html`${decoded(one)}`));
  return html`${pieces}`;
}

/** A piece of HTML that may stand in a page as it is. */
export interface Html {
  readonly html: string;
}

/** What a page is put together from: texts are escaped, pieces of HTML are not. */
export type Piece = string | number | Html | readonly Html[];

/** Tag of a template that gives HTML; whatever fills it is escaped unless it is HTML already. */
export function html(parts: TemplateStringsArray, ...pieces: readonly Piece[]): Html {
  const [first = '', ...rest] = parts;
  return {html: rest.reduce((made, part, at) => made + sourceOf(pieces[at] ?? '') + part, first)};
}

/** Nothing to show. */
export const nothing: Html = {html: ''};

function sourceOf(piece: Piece): string {
  if (typeof piece === 'string' || typeof piece === 'number') return escaped(String(piece));
  return 'html' in piece ? piece.html : piece.map(one => one.html).join('');
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

/** The text that the entities of Slack and of Google Chat's cards stand for. */
export function decoded(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
}

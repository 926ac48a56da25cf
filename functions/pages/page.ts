import type {Locale} from '../core/texts/define-texts.ts';
import type {Phrase} from '../core/texts/phrase.ts';
import {html, type Html, verbatim} from './html.ts';
import {policyFor, style} from './style.ts';

/** Puts phrases into words of one language, as a speaker of `adapters/chat/text` does. */
export interface Say {
  (phrase: Phrase): string;
  readonly locale: Locale;
}

/**
 * A whole page that needs nothing from anywhere: one file, without scripts.
 * @param sheet the page's own style sheet, behind that of all pages.
 */
export function page({
  locale,
  title,
  sheet,
  body,
}: {
  readonly locale: Locale;
  readonly title: string;
  readonly sheet: string;
  readonly body: Html;
}): string {
  const document = html`<!doctype html>
    <html lang="${locale}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta http-equiv="Content-Security-Policy" content="${policyFor(style, sheet)}" />
        <meta name="referrer" content="no-referrer" />
        <title>${title}</title>
        ${sheetOf(style)}${sheetOf(sheet)}
      </head>
      <body>
        ${body}
      </body>
    </html>`;
  return `${document.toString()}\n`;
}

/** Not a space more than what the policy has the hash of. */
function sheetOf(sheet: string): Html {
  return verbatim(`<style>${sheet}</style>`);
}

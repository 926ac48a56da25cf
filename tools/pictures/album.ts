import {readFile} from 'node:fs/promises';
import type {Locale} from '../../functions/core/texts/define-texts.ts';
import {languages} from '../docs/page.ts';
import {chatPost, chatThread} from './google-chat/page.ts';
import {html, type Html} from './html.ts';
import {type Kind, kinds} from './kinds.ts';
import {readSent} from './sent-files.ts';
import type {Sent} from './sent.ts';
import {slackChannel, slackThread} from './slack/page.ts';

/** One picture before it is drawn. */
export interface Picture {
  /** Its file, a path from the root. */
  readonly file: string;
  /** CSS pixels. */
  readonly width: number;
  /** A whole page, without a script or anything to load. */
  readonly page: string;
}

/** A chat product as pictures show it. */
interface Product {
  readonly name: 'slack' | 'google-chat';
  /** How wide a desktop shows a message, CSS pixels. */
  readonly desktop: number;
  readonly message: (sent: Sent, locale: Locale) => Html;
  readonly thread: (sent: Sent, locale: Locale) => Html;
}

const products: readonly Product[] = [
  {name: 'slack', desktop: 760, message: slackChannel, thread: slackThread},
  {name: 'google-chat', desktop: 420, message: chatPost, thread: chatThread},
];

/** How wide a usual phone is, CSS pixels. */
const phone = 375;

/** Every picture of the docs, of what the files say is sent. */
export async function album(): Promise<readonly Picture[]> {
  const pictures = kinds.map(async kind => {
    const sent = await readSent(kind);
    return Promise.all(
      products.flatMap(one => languages.map(locale => picturesOf(kind, one, sent[locale], locale))),
    );
  });
  return (await Promise.all(pictures)).flat(2);
}

async function picturesOf(
  {name, views = []}: Kind,
  {name: product, desktop, message, thread}: Product,
  sent: Sent,
  locale: Locale,
): Promise<readonly Picture[]> {
  const css = await readFile(new URL(`${product}/${product}.css`, import.meta.url), 'utf8');
  const picture = (file: string, width: number, body: Html): Picture => ({
    file: `docs/pictures/${product}/${locale}/${file}.png`,
    width,
    page: pageOf(body, css, locale),
  });
  return [
    picture(name, desktop, message(sent, locale)),
    ...(views.includes('phone') ? [picture(`${name}-phone`, phone, message(sent, locale))] : []),
    ...(views.includes('thread') ? [picture(`${name}-thread`, desktop, thread(sent, locale))] : []),
  ];
}

function pageOf(body: Html, css: string, locale: Locale): string {
  const style = {html: css};
  return html`<!doctype html>
    <html lang="${locale}">
      <meta charset="utf-8" />
      <style>
        * {
          box-sizing: border-box;
          margin: 0;
        }
        body {
          border: 1px solid #ddd;
          background: #fff;
        }
        ${style}
      </style>
      <body>
        ${body}
      </body>
    </html>`.html;
}

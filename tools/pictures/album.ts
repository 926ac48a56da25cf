import {readFile} from 'node:fs/promises';
import type {Locale} from '../../functions/core/texts/define-texts.ts';
import {languages} from '../docs/page.ts';
import {dialogs, type DialogKind, type SentDialog} from './dialogs.ts';
import {chatDialog} from './google-chat/dialog.ts';
import {chatPost, chatThread} from './google-chat/page.ts';
import {html, type Html} from './html.ts';
import {type Kind, kinds} from './kinds.ts';
import {readSent, readSentDialog} from './sent-files.ts';
import type {Sent} from './sent.ts';
import {slackModal} from './slack/modal.ts';
import {slackChannel, slackThread} from './slack/page.ts';

/** One picture before it is drawn. */
export interface Picture {
  /** Its file, a path from the root. */
  readonly file: string;
  /** CSS pixels. */
  readonly width: number;
  /** A whole page, without a script or anything to load. */
  readonly page: string;
  /** True: drawn for readers whose system is dark. */
  readonly dark?: boolean;
}

/** A chat product as pictures show it. */
interface Product {
  readonly name: 'slack' | 'google-chat';
  /** How wide a desktop shows a message, CSS pixels. */
  readonly desktop: number;
  readonly message: (sent: Sent, locale: Locale) => Html;
  readonly thread: (sent: Sent, locale: Locale) => Html;
  /** How wide a desktop shows a dialog, CSS pixels. */
  readonly window: number;
  readonly dialog: (shown: SentDialog, locale: Locale) => Html;
}

const products: readonly Product[] = [
  {
    name: 'slack',
    desktop: 760,
    message: slackChannel,
    thread: slackThread,
    window: 520,
    dialog: slackModal,
  },
  {
    name: 'google-chat',
    desktop: 420,
    message: chatPost,
    thread: chatThread,
    window: 480,
    dialog: chatDialog,
  },
];

/** How wide a usual phone is, CSS pixels. */
const phone = 375;

/** Every picture of the docs, of what the files say is sent. */
export async function album(): Promise<readonly Picture[]> {
  const messages = kinds.map(async kind => {
    const sent = await readSent(kind);
    return each((product, locale) => messagePictures(kind, product, sent[locale], locale));
  });
  const windows = dialogs.map(async kind => {
    const sent = await readSentDialog(kind);
    return each((product, locale) => dialogPictures(kind, product, sent[locale], locale));
  });
  return (await Promise.all([...messages, ...windows])).flat();
}

async function each(
  pictures: (product: Product, locale: Locale) => readonly Drawing[],
): Promise<readonly Picture[]> {
  const all = products.map(async product => {
    const file = new URL(`${product.name}/${product.name}.css`, import.meta.url);
    const css = await readFile(file, 'utf8');
    return languages.flatMap(locale =>
      pictures(product, locale).map(({name, width, body}) => ({
        file: `docs/pictures/${product.name}/${locale}/${name}.png`,
        width,
        page: pageOf(body, css, locale),
      })),
    );
  });
  return (await Promise.all(all)).flat();
}

/** What is drawn on a page of its own. */
interface Drawing {
  /** Names its file. */
  readonly name: string;
  readonly width: number;
  readonly body: Html;
}

function messagePictures(
  {name, views = []}: Kind,
  {desktop, message, thread}: Product,
  sent: Sent,
  locale: Locale,
): readonly Drawing[] {
  const body = message(sent, locale);
  return [
    {name, width: desktop, body},
    ...(views.includes('phone') ? [{name: `${name}-phone`, width: phone, body}] : []),
    ...(views.includes('thread')
      ? [{name: `${name}-thread`, width: desktop, body: thread(sent, locale)}]
      : []),
  ];
}

function dialogPictures(
  {name, views = []}: DialogKind,
  {window, dialog}: Product,
  sent: SentDialog,
  locale: Locale,
): readonly Drawing[] {
  const body = dialog(sent, locale);
  return [
    {name, width: window, body},
    ...(views.includes('phone') ? [{name: `${name}-phone`, width: phone, body}] : []),
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

import {readFileSync, writeFileSync} from 'node:fs';
import {renderGoogleChat} from '../../../functions/adapters/chat/google-chat/render.ts';
import {renderSlack, renderSlackNotes} from '../../../functions/adapters/chat/slack/render.ts';
import {renderTerminal} from '../../../functions/adapters/chat/terminal/render.ts';
import type {Locale} from '../../../functions/core/texts/define-texts.ts';
import {samples, speakers} from './samples.ts';

/**
 * What each sample looks like in one language, in every channel. `node test/adapters/chat/golden.ts
 * --write` puts the present state into the golden files; read the difference before keeping it.
 */
export function rendered(locale: Locale): Readonly<Record<string, unknown>> {
  const speak = speakers[locale];
  return Object.fromEntries(
    Object.entries(samples).map(([name, message]) => [
      name,
      {
        slack: renderSlack(message, speak),
        slackThread: renderSlackNotes(message.notes, message, speak, {first: true}),
        googleChat: renderGoogleChat(message, speak, {notes: message.notes}),
        terminal: Object.fromEntries(
          renderTerminal(message, speak, {width: 80, colour: false})
            .split('\n')
            .map((line, at) => [`line${String(at + 1).padStart(2, '0')}`, line]),
        ),
      },
    ]),
  );
}

/** The golden file of a language. */
export function golden(locale: Locale): unknown {
  return JSON.parse(readFileSync(fileOf(locale), 'utf8'));
}

function fileOf(locale: Locale): URL {
  return new URL(`golden/${locale}.json`, import.meta.url);
}

if (import.meta.main && process.argv.includes('--write')) {
  for (const locale of ['en', 'ko'] as const) {
    writeFileSync(fileOf(locale), `${JSON.stringify(rendered(locale), null, 2)}\n`);
  }
}

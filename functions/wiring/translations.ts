import {actions} from '../actions/index.ts';
import {type Speak, speaker} from '../adapters/chat/text/translate.ts';
import {chatTexts} from '../adapters/chat/texts.ts';
import type {Texts} from '../core/phrase.ts';
import type {Locale} from '../core/settings.ts';
import coreTexts from '../core/texts.json' with {type: 'json'};
import {runbooks} from '../runbooks/index.ts';

/** Every line of text there is: of chat, of the core, and of each runbook and action. */
export function allTexts(): readonly Texts[] {
  return [chatTexts, coreTexts, ...[...runbooks, ...actions].map(one => one.texts)];
}

/** Speaks one language with every line of text there is. */
export function speakAll(locale: Locale): Speak {
  return speaker(
    Object.assign({}, ...allTexts().map(one => one[locale])) as Record<string, string>,
  );
}

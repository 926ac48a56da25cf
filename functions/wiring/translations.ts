import {actions} from '../actions/index.ts';
import {type Speak, speaker} from '../adapters/chat/text/translate.ts';
import {texts as chatTexts} from '../adapters/chat/texts.ts';
import type {Locale, Texts} from '../core/texts/define-texts.ts';
import {texts as coreTexts} from '../core/texts/texts.ts';
import {runbooks} from '../runbooks/index.ts';

/** Every line of text there is: of chat, of the core, and of each runbook and action. */
export function allTexts(): readonly Texts[] {
  return [chatTexts, coreTexts, ...[...runbooks, ...actions].map(one => one.texts)];
}

/** Speaks one language with every line of text there is. */
export function speakAll(locale: Locale): Speak {
  return speaker(locale, ...allTexts());
}

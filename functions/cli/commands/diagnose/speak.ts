import {type Speak, speaker} from '../../../adapters/chat/text/translate.ts';
import type {Locale} from '../../../core/texts/define-texts.ts';
import {allTexts} from '../../../wiring/translations.ts';
import {texts} from './texts.ts';

/** Speaks the sentences of the report, and those of runbooks and actions. */
export function speakDiagnose(locale: Locale): Speak {
  return speaker(locale, ...allTexts(), texts);
}

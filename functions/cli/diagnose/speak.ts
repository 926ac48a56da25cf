import {type Speak, speaker} from '../../adapters/chat/speak.ts';
import type {Locale} from '../../core/settings.ts';
import {allTexts} from '../../wiring/speak.ts';
import {texts} from './texts.ts';

/** Speaks the sentences of the report, and those of runbooks and actions. */
export function speakDiagnose(locale: Locale): Speak {
  return speaker(locale, ...allTexts(), texts);
}

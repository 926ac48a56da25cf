import {type Speak, speaker} from '../../../adapters/chat/text/translate.ts';
import type {Locale} from '../../../core/settings.ts';
import {allTexts} from '../../../wiring/translations.ts';
import texts from './texts.json' with {type: 'json'};

/** Speaks the sentences of the report, and those of runbooks and actions. */
export function speakDiagnose(locale: Locale): Speak {
  const all = [...allTexts(), texts].map(one => one[locale]);
  return speaker(Object.assign({}, ...all) as Record<string, string>);
}

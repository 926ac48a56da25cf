import {oneLine} from '../../../adapters/chat/text/sanitise.ts';
import {speaker} from '../../../adapters/chat/text/translate.ts';
import type {Runbook} from '../../../core/contract/runbook.ts';
import type {Locale} from '../../../core/texts/define-texts.ts';
import type {Phrase} from '../../../core/texts/phrase.ts';
import type {Say} from '../../../pages/page.ts';
import {texts} from '../../../pages/report/texts.ts';
import {allTexts} from '../../../wiring/translations.ts';

/** Speaks a report in one language, each phrase as one safe line. */
export function speakReport(locale: Locale, runbooks: readonly Runbook[]): Say {
  const speak = speaker(locale, ...allTexts(runbooks), texts);
  return Object.assign((one: Phrase) => oneLine(speak(one)), {locale});
}

import {actions} from '../actions/index.ts';
import {type Speak, speaker} from '../adapters/chat/text/translate.ts';
import {texts as chatTexts} from '../adapters/chat/texts.ts';
import type {Runbook} from '../core/contract/runbook.ts';
import type {Locale, Texts} from '../core/texts/define-texts.ts';
import {texts as coreTexts} from '../core/texts/texts.ts';
import {runbooks} from '../runbooks/index.ts';

/** Every line of text there is: of chat, of the core, of each action, and of these runbooks. */
export function allTexts(all: readonly Runbook[] = runbooks): readonly Texts[] {
  return [chatTexts, coreTexts, ...[...all, ...actions].map(one => one.texts)];
}

/** Speaks one language with every line of text there is; where private runbooks may speak, `all` has them. */
export function speakAll(locale: Locale, all: readonly Runbook[] = runbooks): Speak {
  return speaker(locale, ...allTexts(all));
}

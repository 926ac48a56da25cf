import type {Locale} from '../../core/settings.ts';
import en from './locales/en.json' with {type: 'json'};
import ko from './locales/ko.json' with {type: 'json'};

/** The lines that chat itself needs, by language; merge them with those of runbooks and actions. */
export const chatTexts: Readonly<Record<Locale, Readonly<Record<string, string>>>> = {en, ko};

import type {Locale} from './define-texts.ts';

/** The same in each language that people are told things in. */
export type Words = Readonly<Record<Locale, string>>;

/** The same text in every language: names, and what a program said. */
export function same(text: string): Words {
  return {en: text, ko: text};
}

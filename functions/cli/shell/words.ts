import type {Locale} from '../../core/texts/define-texts.ts';

/** The same in each language that the command speaks. */
export type Words = Readonly<Record<Locale, string>>;

/**
 * A sentence before it has a language: the code names a line of the locale files
 * (adapters/chat/locales), the parameters fill it. Everything a person reads is a phrase, so that
 * no text is written twice and none exists in one language only. Parameter values may come from
 * outside; whoever renders them escapes and clamps.
 */
export interface Phrase {
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
}

/** Lines of text by language; both languages have the same codes. */
export type Texts = Readonly<Record<'en' | 'ko', Readonly<Record<string, string>>>>;

/** Builds a phrase. */
export function phrase(code: string, params: Phrase['params'] = {}): Phrase {
  return {code, params};
}

/** What phrases are counted by: the sentence, whatever its parameters. */
export function phraseId({code}: Phrase): string {
  return code;
}

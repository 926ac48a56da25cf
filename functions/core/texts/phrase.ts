import {truncate} from '../lib/truncate.ts';

/**
 * A sentence before it has a language: the code names a line of some `texts.ts`, the parameters fill
 * it. Everything a person reads is a phrase, so that no text is written twice and none exists in one
 * language only. A phrase only tells: what is decided, is decided by facts, so nothing but rendering
 * reads its code or parameters (`npm run lint` sees to that). Parameter values may come from outside;
 * whoever renders them escapes and clamps.
 */
export interface Phrase {
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
}

/**
 * A phrase whose code is known only when the program runs: it is put together from the id of a runbook
 * or action, whose texts have to have it (`more-texts.ts`), or was read back from the store. Everywhere
 * else the `phrase` of a `texts.ts` makes phrases, which the type check compares with the sentence.
 */
export function phraseByCode(code: string, params: Phrase['params'] = {}): Phrase {
  const isLong = Object.values(params).some(one => String(one).length > longestParam);
  return {code, params: isLong ? clamped(params) : params};
}

/** More of a text from outside tells nobody anything, and phrases are stored. */
const longestParam = 1_000;

function clamped(params: Phrase['params']): Phrase['params'] {
  const pairs = Object.entries(params).map(([name, value]) =>
    typeof value === 'string' ? [name, truncate(value, longestParam)] : [name, value],
  );
  return Object.fromEntries(pairs) as Phrase['params'];
}

/** The same for two phrases that say the same. */
export function phraseKey({code, params}: Phrase): string {
  return JSON.stringify([code, params]);
}

/** What phrases are counted by: the sentence, whatever its parameters. */
export function phraseId({code}: Phrase): string {
  return code;
}

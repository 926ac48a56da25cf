import {nearest} from '../../core/lib/nearest.ts';
import type {Words} from '../../core/texts/words.ts';

/** The command line is wrong: the message says what, and where help is. Exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
  readonly words: Words;

  constructor(words: Words, options?: ErrorOptions) {
    super(words.en, options);
    this.words = words;
  }
}

/** A usage error of a subcommand: what is wrong, as the end of a sentence without its full stop. */
export function usage(command: string, {en, ko}: Words): UsageError {
  const help = `mesh-responder ${command} --help`;
  return new UsageError({
    en: `mesh-responder ${command}: ${ended(en)} See: ${help}`,
    ko: `mesh-responder ${command}: ${ended(ko)} 도움말: ${help}`,
  });
}

function ended(sentence: string): string {
  return /[.?!]$/.test(sentence) ? sentence : `${sentence}.`;
}

/** What was probably meant by a word, as a sentence of its own; empty where nothing is near. */
export function meant(found: string, known: readonly string[]): Words {
  const word = nearest(found, known);
  if (word === undefined) return {en: '', ko: ''};
  return {en: ` Did you mean ${word}?`, ko: ` 이것을 찾으셨나요? ${word}`};
}

/** An option or an argument that has to be there. */
export function missing(name: string, why?: Words): Words {
  const more = (text: string | undefined): string => (text === undefined ? '' : `: ${text}`);
  return {
    en: `${name} is missing${more(why?.en)}`,
    ko: `${name} 값이 없습니다${more(why?.ko)}`,
  };
}

/** A word that has to be one of a few: `found` is none of them, or none was given. */
export function oneOf(known: readonly string[], found?: string, option?: string): Words {
  const all = known.join(', ');
  const at = option === undefined ? '' : `${option} `;
  if (found === undefined) {
    const en = `${at}is missing: it is one of ${all}`;
    return {
      en: option === undefined ? `say one of ${all}` : en,
      ko: `${at}값이 없습니다. 사용 가능한 값: ${all}`,
    };
  }
  const near = meant(found, known);
  return {
    en: `${at}"${found}" is none of ${all}.${near.en}`,
    ko: `${at}"${found}" 값은 사용할 수 없습니다. 사용 가능한 값: ${all}.${near.ko}`,
  };
}

/** Two options that exclude each other. */
export function either(one: string, other: string): Words {
  return {
    en: `${one} and ${other} exclude each other`,
    ko: `${one} 옵션은 ${other} 옵션과 함께 사용할 수 없습니다`,
  };
}

/** An option that says nothing without another one. */
export function needs(one: string, other: string): Words {
  return {en: `${one} goes with ${other}`, ko: `${one} 옵션은 ${other} 옵션과 함께 사용합니다`};
}

import type {Phrase} from '../../../../core/texts/phrase.ts';
import type {Speak} from '../../../../adapters/chat/text/translate.ts';

/** Names that are the same everywhere tell nothing of anybody. */
const common = new Set(['default', 'global', 'istio-system', 'kube-system', 'asm-managed']);

/** What an error quotes of an answer that nobody understood may be a name that nobody knows: it goes. */
export function withoutQuotes(text: string): string {
  return text.replace(/"(?:[^"\\]|\\.)*"?/g, '"…"');
}

/** Gives each name that it is told another one of its kind: `project-1`, `project-2`. */
export class Pseudonyms {
  readonly #given = new Map<string, string>();
  readonly #counts = new Map<string, number>();

  /** A name that must not be told. */
  hide(kind: string, name: string): void {
    if (name === '' || common.has(name) || this.#given.has(name)) return;
    const count = (this.#counts.get(kind) ?? 0) + 1;
    this.#counts.set(kind, count);
    this.#given.set(name, `${kind}-${count}`);
  }

  get all(): ReadonlyMap<string, string> {
    return this.#given;
  }
}

/**
 * Replaces names in what is told, the same by the same, and every email address and long number. The longest first, so that no
 * name is left in pieces of another.
 */
export function redacting(
  given: ReadonlyMap<string, string>,
  speak: Speak,
): {readonly names: (text: string) => string; readonly speak: Speak} {
  const longest = [...given].sort(([one], [other]) => other.length - one.length);
  const names = (text: string): string => {
    let told = text.replace(/[\w.+-]+@[\w.-]+\.\w+/g, 'EMAIL');
    for (const [name, instead] of longest) {
      const exact = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
      told = told.replace(new RegExp(`(?<![A-Za-z0-9-])${exact}(?![A-Za-z0-9-])`, 'g'), instead);
    }
    return told.replace(/(?<![\w-])\d{9,}(?![\w-])/g, 'NUMBER');
  };
  const told = (phrase: Phrase) => names(speak(phrase));
  const commands = (phrase: Phrase) => speak.commands(phrase).map(names);
  return {names, speak: Object.assign(told, {commands, locale: speak.locale})};
}

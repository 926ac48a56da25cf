/** More alternatives than this are the engine's work. */
const mostWords = 16;
const deepestGroup = 20;

/**
 * The words that a pattern stands for, when it stands for a small finite set of them:
 * `failed calling (admission )?webhook` is two. A text then matches exactly when it includes one,
 * so that no engine is needed. Only plain characters, escaped punctuation, groups, `|` and `?` are
 * read, all of which RE2 accepts (https://github.com/google/re2/wiki/Syntax).
 * @returns undefined for every other pattern, broken ones included.
 */
export function wordsOf(pattern: string): readonly string[] | undefined {
  const reader: Reader = {pattern, at: 0, depth: 0};
  const words = readAlternatives(reader);
  return reader.at === pattern.length ? words : undefined;
}

interface Reader {
  readonly pattern: string;
  at: number;
  depth: number;
}

function readAlternatives(reader: Reader): string[] | undefined {
  const words: string[] = [];
  for (;;) {
    const more = readSequence(reader);
    if (more === undefined) return undefined;
    words.push(...more);
    if (words.length > mostWords) return undefined;
    if (reader.pattern.charAt(reader.at) !== '|') return words;
    reader.at += 1;
  }
}

function readSequence(reader: Reader): string[] | undefined {
  let words = [''];
  for (;;) {
    const next = reader.pattern.charAt(reader.at);
    if (next === '' || next === '|' || next === ')') return words;
    const atom = next === '(' ? readGroup(reader) : readCharacter(reader);
    if (atom === undefined) return undefined;
    if (reader.pattern.charAt(reader.at) === '?') {
      reader.at += 1;
      atom.push('');
    }
    if (words.length * atom.length > mostWords) return undefined;
    words = words.flatMap(word => atom.map(end => word + end));
  }
}

function readGroup(reader: Reader): string[] | undefined {
  const start = reader.pattern.startsWith('(?:', reader.at) ? 3 : 1;
  reader.at += start;
  reader.depth += 1;
  if (reader.depth > deepestGroup) return undefined;
  const words = readAlternatives(reader);
  if (words === undefined || reader.pattern.charAt(reader.at) !== ')') return undefined;
  reader.at += 1;
  reader.depth -= 1;
  return words;
}

/** Surrogates are left to the engine: it matches whole characters, `includes` halves too. */
function readCharacter(reader: Reader): string[] | undefined {
  const first = reader.pattern.charAt(reader.at);
  const second = reader.pattern.charAt(reader.at + 1);
  if (first === '\\') {
    if (!/[!-/:-@[-`{-~]/.test(second)) return undefined;
    reader.at += 2;
    return [second];
  }
  if (/[*+?.^$[\]{}\ud800-\udfff]/.test(first)) return undefined;
  reader.at += 1;
  return [first];
}

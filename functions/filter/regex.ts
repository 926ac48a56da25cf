import type * as re2 from 're2js';
import {errorText} from '../core/lib/error.ts';

/** Says whether a text holds a match, in time linear in the text. */
export type Matches = (text: string) => boolean;

/** Longest pattern, in UTF-16 units: hundreds of times what a sink filter needs. */
const longestPattern = 1_000;

/** Largest program; the engine's time for each character grows with it (`.{1000}.{1000}` is 2,000). */
const largestProgram = 2_000;

/**
 * Makes a test for an RE2 pattern, case-sensitive and unanchored ("Using regular expressions").
 * A pattern that stands for a few words needs no engine; all others run on re2js, which finds the
 * literals that a match needs by itself before it starts.
 * @throws Error with the engine's reason when the pattern is broken or too large.
 */
export function matcherOf(pattern: string): Matches {
  if (pattern.length > longestPattern) {
    throw new Error(`the pattern has ${pattern.length} characters, more than ${longestPattern}`);
  }
  const words = wordsOf(pattern);
  const word = words?.[0];
  if (words === undefined || word === undefined) return engineMatcher(pattern);
  if (words.length === 1) return text => text.includes(word);
  return text => {
    for (const one of words) if (text.includes(one)) return true;
    return false;
  };
}

function engineMatcher(pattern: string): Matches {
  const compiled = compilePattern(pattern);
  if (compiled.programSize() > largestProgram) {
    throw new Error(
      `the pattern is too large: its repetitions make ${compiled.programSize()} steps`,
    );
  }
  return again(text => compiled.test(text));
}

/** Longest text that a matcher remembers. */
const longestRemembered = 4_000;

/** A storm says the same sentence again and again: the last answer, while the text is the same. */
function again(matches: Matches): Matches {
  let last = '';
  let answer = matches(last);
  return text => {
    if (text === last) return answer;
    const found = matches(text);
    if (text.length <= longestRemembered) [last, answer] = [text, found];
    return found;
  };
}

function compilePattern(pattern: string): re2.RE2JS {
  const re2js = engine();
  try {
    return re2js.compile(pattern);
  } catch (error) {
    const said = errorText(error).replace(/^error parsing regexp: /, '');
    throw new Error(`not an RE2 pattern: ${said}`, {cause: error});
  }
}

/**
 * The engine takes 25 ms to load, so that it is loaded by the first pattern that needs it. `require`
 * keeps the interface synchronous; node caches the module. A bundler does not see this call:
 * tools/bundle/regex-engine.ts puts the engine beside a bundle.
 */
function engine(): typeof re2.RE2JS {
  const load = process.getBuiltinModule('node:module').createRequire(import.meta.url);
  const loaded = load('re2js') as typeof re2;
  return loaded.RE2JS;
}

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

import {errorText} from '../core/lib/error.ts';
import type * as re2 from 're2js';
import {wordsOf} from './words.ts';

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

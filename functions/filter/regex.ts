import type * as re2 from 're2js';

import {wordsOf} from './words.ts';

/** Says whether a text holds a match, in time linear in the text. */
export type Matches = (text: string) => boolean;

/** Longest pattern, in UTF-16 units: hundreds of times what a sink filter needs. */
export const longestPattern = 1_000;

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
  return text => words.some(one => text.includes(one));
}

function engineMatcher(pattern: string): Matches {
  const compiled = engine().compile(pattern);
  if (compiled.programSize() > largestProgram) {
    throw new Error(
      `the pattern is too large: its repetitions make ${compiled.programSize()} steps`,
    );
  }
  return text => compiled.test(text);
}

/**
 * The engine takes 25 ms to load, so that it is loaded by the first pattern that needs it. `require`
 * keeps the interface synchronous; node caches the module.
 */
function engine(): typeof re2.RE2JS {
  const load = process.getBuiltinModule('node:module').createRequire(import.meta.url);
  const loaded = load('re2js') as typeof re2;
  return loaded.RE2JS;
}

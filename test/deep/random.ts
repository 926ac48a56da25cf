/** Numbers from 0 to below 1, the same for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** One of a few. */
export function pick<T>(random: () => number, all: readonly T[]): T {
  const found = all[Math.floor(random() * all.length)];
  if (found === undefined) throw new Error('there is nothing to pick from');
  return found;
}

/** A text with one character in another's place. */
export function another(text: string, random: () => number, letters: string): string {
  const at = Math.floor(random() * text.length);
  const rest = Array.from(letters).filter(one => one !== text[at]);
  return text.slice(0, at) + pick(random, rest) + text.slice(at + 1);
}

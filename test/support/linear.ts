import assert from 'node:assert/strict';

/**
 * Asserts that work on a text four times as long takes about four times as long: quadratic work
 * takes sixteen times. The shortest of several runs counts, and times too short to compare pass.
 * @param grow makes the argument for a size in characters.
 */
export function assertLinear<T>(grow: (size: number) => T, work: (argument: T) => unknown): void {
  const small = shortest(grow(64 * 1024), work);
  const large = shortest(grow(256 * 1024), work);
  const ratio = large / small;
  const floor = 5;
  assert.ok(large < floor || ratio < 13, `64 KiB: ${small} ms, 256 KiB: ${large} ms`);
}

function shortest<T>(argument: T, work: (argument: T) => unknown): number {
  let best = Infinity;
  for (let run = 0; run < 12; run += 1) {
    const began = performance.now();
    work(argument);
    best = Math.min(best, performance.now() - began);
    if (best > 200) break;
  }
  return best;
}

/** How a set of durations is spread, in milliseconds. Absent: nothing was measured. */
export interface Spread {
  readonly count: number;
  readonly median: number;
  readonly p90: number;
  readonly longest: number;
}

/**
 * Median and 90th percentile by the nearest rank: each is a duration that was measured, the smallest that at least
 * half, or nine tenths, of all do not exceed.
 */
export function spreadOf(durations: readonly number[]): Spread | undefined {
  const sorted = [...durations].sort((a, b) => a - b);
  const longest = sorted.at(-1);
  if (longest === undefined) return undefined;
  const at = (share: number): number => sorted[Math.ceil(share * sorted.length) - 1] ?? longest;
  return {count: sorted.length, median: at(0.5), p90: at(0.9), longest};
}

/** Something to measure: `run` does `operations` of it and returns the nanoseconds they took. */
export interface Subject {
  readonly operations: number;
  readonly run: () => bigint;
}

/** What a subject took in each round, microseconds an operation. */
export type Took = readonly number[];

/** Nanoseconds that some work took. */
export function timed(work: () => void): bigint {
  const began = process.hrtime.bigint();
  work();
  return process.hrtime.bigint() - began;
}

/**
 * Measures subjects against each other: all of them once in each round, so that a machine that gets
 * slower does so for all.
 */
export function measure(subjects: readonly Subject[], rounds: number): readonly Took[] {
  for (const {run} of subjects) warm(run);
  const took = subjects.map((): number[] => []);
  for (let round = 0; round < rounds; round += 1) {
    subjects.forEach(({operations, run}, index) => {
      took[index]?.push(Number(run()) / 1000 / operations);
    });
  }
  return took;
}

/** The middle of some numbers; NaN of none. */
export function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? Number.NaN)) / 2;
}

/** Half a second for the compiler. */
function warm(run: () => unknown): void {
  const end = process.hrtime.bigint() + 500_000_000n;
  while (process.hrtime.bigint() < end) run();
}

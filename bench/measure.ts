/** Something to measure: `run` does `operations` of it. */
export interface Subject {
  readonly name: string;
  readonly operations: number;
  readonly run: () => void;
}

/** What one subject took, microseconds an operation. */
export interface Took {
  readonly name: string;
  readonly median: number;
  readonly least: number;
}

/**
 * Measures subjects against each other: all of them once in each round, so that a machine that gets
 * slower does so for all.
 */
export function measure(subjects: readonly Subject[], rounds: number): readonly Took[] {
  const took = subjects.map((): number[] => []);
  for (const {run} of subjects) warm(run);
  for (let round = 0; round < rounds; round += 1) {
    subjects.forEach(({operations, run}, index) => {
      const began = process.hrtime.bigint();
      run();
      const micros = Number(process.hrtime.bigint() - began) / 1000 / operations;
      took[index]?.push(micros);
    });
  }
  return subjects.map(({name}, index) => {
    const all = took[index] ?? [];
    return {name, median: median(all), least: Math.min(...all)};
  });
}

/** A second for the compiler. */
function warm(run: () => void): void {
  const end = process.hrtime.bigint() + 1_000_000_000n;
  while (process.hrtime.bigint() < end) run();
}

/** The middle of some numbers; NaN of none. */
export function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? Number.NaN)) / 2;
}

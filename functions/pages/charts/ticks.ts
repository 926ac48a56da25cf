/**
 * Whole numbers from 0 up that are easy to read (1, 2 or 5 times a power of ten apart), the last at least `most`; about
 * `wanted` of them above 0.
 */
export function niceTicks(most: number, wanted: number): readonly number[] {
  const rough = Math.max(1, most / wanted);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 5, 10].find(one => one * power >= rough) ?? 10) * power;
  const count = Math.max(1, Math.ceil(most / step));
  return Array.from({length: count + 1}, (_, at) => at * step);
}

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

/** Durations that people think in, in milliseconds, for a logarithmic axis. */
const landmarks = [second, 10 * second, minute, 10 * minute, hour, 6 * hour, 24 * hour, 168 * hour];

/** A logarithmic axis of durations. */
export interface DurationAxis {
  /** Milliseconds, the first and last at the ends. */
  readonly ticks: readonly number[];
  /** Where a duration stands, per cent from the beginning; what is beyond an end stands at that end. */
  readonly at: (milliseconds: number) => number;
}

/** The axis from a second to the landmark behind the longest duration, an hour at least. */
export function durationAxis(longest: number): DurationAxis {
  const enough = landmarks.findIndex(one => one >= Math.max(longest, hour));
  const ticks = enough < 0 ? landmarks : landmarks.slice(0, enough + 1);
  const [first = second] = ticks;
  const last = ticks.at(-1) ?? hour;
  const range = Math.log(last / first);
  return {
    ticks,
    at: milliseconds => {
      const share = Math.log(Math.max(milliseconds, first) / first) / range;
      return Math.round(Math.min(1, share) * 10_000) / 100;
    },
  };
}

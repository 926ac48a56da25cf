// Times that the laws name, milliseconds.

export const minute = 60 * 1000;
export const halfHour = 30 * minute;
export const sixHours = 12 * halfHour;
/** How far off a clock may be, each way. */
export const skew = 5 * minute;

/** How many of these times are no longer ago than a span. */
export function within(times: readonly number[], span: number, now: number): number {
  return times.filter(time => time > now - span).length;
}

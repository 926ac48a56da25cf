/** A minute as calendars and clocks of a place show it. */
export interface WallTime {
  /** Days since 1970-01-01, by the calendar there. */
  readonly day: number;
  /** Minutes since midnight, by the clock there. */
  readonly minute: number;
}

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
/** 1970-01-01 was a Thursday. */
const firstWeekday = 4;

/** The day of the week of a day since 1970-01-01; 0 is Sunday. */
export function weekdayOf(day: number): number {
  return (((day + firstWeekday) % 7) + 7) % 7;
}

/** What clocks in a time zone show at a moment (epoch ms). */
export function wallTimeAt(moment: number, timeZone: string): WallTime {
  const wall = moment + offsetAt(moment, timeZone);
  const day = Math.floor(wall / dayMs);
  return {day, minute: Math.floor((wall - day * dayMs) / minuteMs)};
}

/**
 * The moment (epoch ms) at which clocks in a time zone show this. Of a time that comes twice, when clocks go
 * back, the first one; of one that clocks leave out, as long after the gap's beginning as it was meant to be.
 */
export function momentOf({day, minute}: WallTime, timeZone: string): number {
  const wall = day * dayMs + minute * minuteMs;
  // No zone is a day off UTC, and none changes its clocks twice in two days.
  const before = offsetAt(wall - dayMs, timeZone);
  const after = offsetAt(wall + dayMs, timeZone);
  const shown = [wall - before, wall - after].filter(one => one + offsetAt(one, timeZone) === wall);
  return shown.length === 0 ? wall - before : Math.min(...shown);
}

/** How far clocks there are ahead of UTC, ms. */
function offsetAt(moment: number, timeZone: string): number {
  const parts = new Map(
    formatOf(timeZone)
      .formatToParts(moment)
      .map(one => [one.type, one.value]),
  );
  const [year, month, day, hour, minute, second] = names.map(name => Number(parts.get(name)));
  const shown = Date.UTC(year ?? 0, (month ?? 1) - 1, day, hour, minute, second);
  return shown - Math.floor(moment / 1000) * 1000;
}

const names = ['year', 'month', 'day', 'hour', 'minute', 'second'] as const;
/** To make one costs far more than to use it. */
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  formats.set(timeZone, format);
  return format;
}

const latestTime = 8.64e15;
const units = [
  ['duration.d', 86_400],
  ['duration.h', 3_600],
  ['duration.min', 60],
  ['duration.s', 1],
] as const;
type Unit = (typeof units)[number][0];

let grouped: Intl.NumberFormat | undefined;

/** Groups digits the way both languages write them: `60,000`. */
export function formatNumber(value: number): string {
  // Most numbers need no grouping, and a formatter costs more to make than a message.
  if (Number.isInteger(value) && value >= 0 && value < 1000) return String(value);
  grouped ??= new Intl.NumberFormat('en-US', {maximumFractionDigits: 2});
  return grouped.format(value);
}

/**
 * A point in time as `06:12 UTC`, with its date in front (`2026-11-21 06:12 UTC`) unless `day` falls
 * on the same UTC day. Without `day` the date is always there.
 * @param at epoch milliseconds, or RFC 3339 text.
 * @param day epoch milliseconds of the day that the reader takes for granted.
 * @returns the value as it came when it is no time.
 */
export function formatTime(at: number | string, day?: number): string {
  const time = typeof at === 'number' ? at : Date.parse(at);
  if (!isTime(time)) return String(at);
  const text = new Date(time).toISOString();
  const clock = `${text.slice(11, 16)} UTC`;
  const sameDay =
    day !== undefined &&
    isTime(day) &&
    new Date(day).toISOString().slice(0, 10) === text.slice(0, 10);
  return sameDay ? clock : `${text.slice(0, 10)} ${clock}`;
}

/**
 * A duration as its largest unit and the one below: `4 min 10 s`, `2 h`, `0 s`.
 * @param name puts a number and its unit's code into words.
 */
export function formatDuration(
  milliseconds: number,
  name: (code: Unit, n: number) => string,
): string {
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  const first = units.findIndex(([, size]) => seconds >= size);
  if (first < 0) return name('duration.s', 0);
  let rest = seconds;
  return units
    .slice(first, first + 2)
    .flatMap(([code, size]) => {
      const n = Math.floor(rest / size);
      rest -= n * size;
      return n === 0 ? [] : [name(code, n)];
    })
    .join(' ');
}

function isTime(milliseconds: number): boolean {
  return Number.isFinite(milliseconds) && Math.abs(milliseconds) <= latestTime;
}

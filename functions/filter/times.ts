/** An instant, to the nanosecond: whole seconds since 1970-01-01T00:00:00Z and what is beyond them. */
export interface Instant {
  readonly seconds: number;
  readonly nanos: number;
}

const form =
  /^(\d{4})-(\d\d)-(\d\d)(?:[Tt](\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?(?:[Zz]|([+-])(\d\d):(\d\d)))?$/;
const lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/**
 * Reads an RFC 3339 time (with `Z` or an offset, up to nine decimals) or a date YYYY-MM-DD, which
 * means its midnight in UTC ("Searching by time").
 * @returns undefined for anything else, days that do not exist included.
 */
export function instantOf(text: string): Instant | undefined {
  const found = form.exec(text);
  if (found === null) return undefined;
  const [year, month, day, hour, minute, second] = numbers(found, 1, 6);
  const [offsetHour, offsetMinute] = numbers(found, 9, 2);
  if (year < 1 || day < 1 || day > daysIn(year, month)) return undefined;
  // RFC 3339 allows :60 for a leap second; it is counted as the next second, as Unix time does.
  if (hour > 23 || minute > 59 || second > 60 || offsetHour > 23 || offsetMinute > 59)
    return undefined;
  const offset = (offsetHour * 60 + offsetMinute) * (found[8] === '-' ? -60 : 60);
  const midnight = Date.UTC(2000 + (year % 400), month - 1, day) / 1000;
  const cycles = (Math.floor(year / 400) - 5) * secondsIn400Years;
  return {
    seconds: midnight + cycles + hour * 3600 + minute * 60 + second - offset,
    nanos: Number((found[7] ?? '').padEnd(9, '0')),
  };
}

/** Below 0, 0 or above 0 as the first instant is before, at or after the second. */
export function compareInstants(a: Instant, b: Instant): number {
  return a.seconds - b.seconds || a.nanos - b.nanos;
}

/** Date.UTC takes the years 0 to 99 for 1900 to 1999, hence the detour over a cycle of 400 years. */
const secondsIn400Years = 146_097 * 86_400;

function daysIn(year: number, month: number): number {
  const leap = month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return (lengths[month - 1] ?? 0) + (leap ? 1 : 0);
}

function numbers(
  found: RegExpExecArray,
  from: number,
  count: 6,
): [number, number, number, number, number, number];
function numbers(found: RegExpExecArray, from: number, count: 2): [number, number];
function numbers(found: RegExpExecArray, from: number, count: number): number[] {
  return Array.from({length: count}, (_, at) => Number(found[from + at] ?? '0'));
}

const units: ReadonlyMap<string, bigint> = new Map([
  ['ns', 1n],
  ['us', 1_000n],
  ['ms', 1_000_000n],
  ['s', 1_000_000_000n],
  ['m', 60_000_000_000n],
  ['h', 3_600_000_000_000n],
]);

/**
 * Nanoseconds of a duration: a signed decimal number and one of ns, us, ms, s, m, h ("Values and
 * conversions"), for example `3.2s`; what is finer than a nanosecond is cut off.
 * @returns undefined for anything else.
 */
export function nanosecondsOf(text: string): bigint | undefined {
  const found = /^([+-]?)(\d{1,15})(?:\.(\d{1,15}))?(ns|us|ms|s|m|h)$/.exec(text);
  if (found === null) return undefined;
  const unit = units.get(found[4] ?? '') ?? 0n;
  const decimals = found[3] ?? '';
  const nanoseconds = (BigInt((found[2] ?? '') + decimals) * unit) / 10n ** BigInt(decimals.length);
  return found[1] === '-' ? -nanoseconds : nanoseconds;
}

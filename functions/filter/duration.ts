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

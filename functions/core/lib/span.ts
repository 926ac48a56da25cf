const unitSeconds = {m: 60, h: 3600, d: 86_400} as const;

/** A length of time as people type it, `30m`, `6h` or `2d`, in seconds; undefined for anything else. */
export function spanSeconds(text: string): number | undefined {
  const [, count, unit] = /^(\d{1,5})([mhd])$/.exec(text) ?? [];
  if (count === undefined || (unit !== 'm' && unit !== 'h' && unit !== 'd')) return undefined;
  return Number(count) * unitSeconds[unit];
}

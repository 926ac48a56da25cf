import {usage} from '../shell/args.ts';

const unitSeconds = {m: 60, h: 3600, d: 86_400} as const;

/** A length of time as people type it, `30m`, `6h` or `2d`, in seconds; undefined for anything else. */
export function spanSeconds(text: string): number | undefined {
  const [, count, unit] = /^(\d{1,5})([mhd])$/.exec(text) ?? [];
  if (count === undefined || (unit !== 'm' && unit !== 'h' && unit !== 'd')) return undefined;
  return Number(count) * unitSeconds[unit];
}

/**
 * The moment that `--since` names, in RFC 3339: `30m`, `6h` or `2d` before `now` (epoch ms), or an RFC 3339 time.
 * @throws UsageError of `command` for anything else.
 */
export function sinceTime(text: string, now: number, command: string): string {
  const seconds = spanSeconds(text);
  if (seconds !== undefined) return new Date(now - seconds * 1000).toISOString();
  const at = /^\d{4}-\d{2}-\d{2}T/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(at)) {
    throw usage(command, `--since "${text}" is neither like 30m, 6h or 2d nor an RFC 3339 time`);
  }
  return new Date(at).toISOString();
}

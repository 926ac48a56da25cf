import {parseArgs, type ParseArgsOptionsConfig} from 'node:util';
import {errorText} from '../../core/lib/error.ts';

/** The command line is wrong: the message says what, and where help is. Exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** What was given on the command line. */
export interface Given {
  text(name: string): string | undefined;
  flag(name: string): boolean;
  list(name: string): readonly string[];
  readonly rest: readonly string[];
}

/**
 * Reads the arguments of a subcommand.
 * @throws UsageError for an unknown option, a missing value or too many files.
 */
export function readArgs(
  command: string,
  args: readonly string[],
  options: ParseArgsOptionsConfig,
  limits: {readonly files: number} = {files: 0},
): Given {
  const {values, positionals} = parse(command, args, options);
  if (positionals.length > limits.files) {
    const extra = positionals[limits.files] ?? '';
    throw usage(command, `"${extra}" is one argument too many`);
  }
  return {
    text(name) {
      const value = values[name];
      return typeof value === 'string' ? value : undefined;
    },
    flag: name => values[name] === true,
    list(name) {
      const value = values[name];
      return Array.isArray(value) ? value.filter(one => typeof one === 'string') : [];
    },
    rest: positionals,
  };
}

/** A usage error of a subcommand. */
export function usage(command: string, what: string): UsageError {
  return new UsageError(
    `mesh-responder ${command}: ${what}. See: mesh-responder ${command} --help`,
  );
}

function parse(command: string, args: readonly string[], options: ParseArgsOptionsConfig) {
  try {
    return parseArgs({args: [...args], options, allowPositionals: true, strict: true});
  } catch (error) {
    throw usage(
      command,
      errorText(error)
        .replace(/\. .*$/s, '')
        .replace(/\.$/, ''),
    );
  }
}

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

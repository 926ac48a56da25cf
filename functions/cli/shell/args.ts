import {parseArgs} from 'node:util';
import {spanSeconds} from '../../core/lib/span.ts';
import {meant, usage} from './usage-error.ts';

/** One option of a subcommand. */
export interface Option {
  readonly type: 'string' | 'boolean';
  readonly short?: string;
  readonly multiple?: boolean;
  /** What its value is, for completion: a file, a scenario of the sandbox, or one of these words. */
  readonly of?: 'file' | 'scenario' | readonly string[];
}

/** The options of a subcommand by their names, without dashes. */
export type Options = Readonly<Record<string, Option>>;

/** The configuration's file, as every command takes it. */
export const configOption = {type: 'string', short: 'c', of: 'file'} as const satisfies Option;

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
  options: Options,
  limits: {readonly files: number} = {files: 0},
): Given {
  const {values, positionals} = parse(command, args, options);
  if (positionals.length > limits.files) {
    const extra = positionals[limits.files] ?? '';
    throw usage(command, {
      en: `"${extra}" is one argument too many`,
      ko: `"${extra}" 인수는 사용할 수 없습니다`,
    });
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

function parse(command: string, args: readonly string[], options: Options) {
  const told = withJoinedValues(args, options);
  const {tokens} = parseArgs({
    args: told,
    options,
    allowPositionals: true,
    strict: false,
    tokens: true,
  });
  for (const token of tokens) {
    if (token.kind !== 'option') continue;
    const {name, rawName, value} = token;
    const option = Object.hasOwn(options, name) ? options[name] : undefined;
    if (option === undefined) throw unknownOption(command, rawName, options);
    const isNext = token.inlineValue !== true && value !== undefined && isOption(value, options);
    if (option.type === 'string' && (value === undefined || isNext)) {
      throw usage(command, {
        en: `${rawName} needs a value`,
        ko: `${rawName} 옵션에 값이 필요합니다`,
      });
    }
    if (option.type === 'boolean' && value !== undefined) {
      throw usage(command, {
        en: `${rawName} takes no value`,
        ko: `${rawName} 옵션은 값을 받지 않습니다`,
      });
    }
  }
  return parseArgs({args: told, options, allowPositionals: true, strict: true});
}

/**
 * A value that begins with a dash is joined to its option, as in `--filter '-x="y"'`: what follows an option
 * that takes a value is that value, unless it is an option of the command itself.
 */
function withJoinedValues(args: readonly string[], options: Options): string[] {
  const joined: string[] = [];
  for (let at = 0; at < args.length; at += 1) {
    const one = args[at] ?? '';
    if (one === '--') return [...joined, ...args.slice(at)];
    const long = longOf(one, options);
    const value = args[at + 1];
    const isValue = value?.startsWith('-') === true && value !== '-' && value !== '--';
    if (long === undefined || !isValue || isOption(value, options)) {
      joined.push(one);
      continue;
    }
    joined.push(`--${long}=${value}`);
    at += 1;
  }
  return joined;
}

/** The name of the option that takes a value and stands there without one. */
function longOf(arg: string, options: Options): string | undefined {
  return Object.entries(options).find(
    ([name, {type, short}]) =>
      type === 'string' && (arg === `--${name}` || (short !== undefined && arg === `-${short}`)),
  )?.[0];
}

function isOption(arg: string, options: Options): boolean {
  const [head = ''] = arg.split('=');
  return Object.entries(options).some(
    ([name, {short}]) => head === `--${name}` || (short !== undefined && arg === `-${short}`),
  );
}

function unknownOption(command: string, rawName: string, options: Options): Error {
  const near = meant(
    rawName,
    Object.keys(options).map(name => `--${name}`),
  );
  return usage(command, {
    en: `there is no option ${rawName}.${near.en}`,
    ko: `${rawName} 옵션이 없습니다.${near.ko}`,
  });
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
    throw usage(command, {
      en: `--since "${text}" is neither like 30m, 6h or 2d nor an RFC 3339 time`,
      ko: `--since "${text}" 값은 30m, 6h, 2d 형식도 RFC 3339 시간도 아닙니다`,
    });
  }
  return new Date(at).toISOString();
}

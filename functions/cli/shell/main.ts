import {type Env, localeOf, readEnv} from '../../adapters/env.ts';
import {CallError, type CallFacts, errorText} from '../../core/lib/error.ts';
import type {Locale} from '../../core/texts/define-texts.ts';
import {type Options, readArgs} from './args.ts';
import type {Command, Exit, Io} from './command.ts';
import {allCommands, commands} from './commands.ts';
import {isObject} from '../../core/lib/json.ts';
import {meant, UsageError} from './usage-error.ts';
import type {Words} from '../../core/texts/words.ts';

/** Errors that the caller can correct: their message says it all. */
const callersFault = ['UsageError', 'ConfigError', 'EnvError', 'PlanError'];

/**
 * Runs the command line. Never throws: an error is printed and becomes the exit code.
 * @param variables Of the environment; by default those of the process.
 */
export async function main(
  args: readonly string[],
  io: Omit<Io, 'env' | 'locale'>,
  variables?: Env['all'],
): Promise<Exit> {
  let locale = localeOf(variables);
  try {
    const asked = spoken(args);
    locale = asked.locale ?? locale;
    return await dispatch(asked.rest, {...io, locale}, variables);
  } catch (error) {
    return told(error, io, locale);
  }
}

/** Takes `--locale LANG` out of the line, wherever it stands. @throws UsageError for another language. */
function spoken(args: readonly string[]): {
  readonly locale?: Locale;
  readonly rest: readonly string[];
} {
  const at = args.findIndex(one => one === '--locale' || one.startsWith('--locale='));
  const found = args[at];
  if (found === undefined) return {rest: args};
  const isJoined = found.includes('=');
  const locale = isJoined ? found.slice('--locale='.length) : args[at + 1];
  if (locale !== 'en' && locale !== 'ko')
    throw new UsageError({
      en: `mesh-responder: --locale is en or ko`,
      ko: `mesh-responder: --locale 값은 en 또는 ko입니다`,
    });
  return {locale, rest: [...args.slice(0, at), ...args.slice(at + (isJoined ? 1 : 2))]};
}

async function dispatch(
  [name, ...rest]: readonly string[],
  io: Omit<Io, 'env'>,
  variables: Env['all'] | undefined,
): Promise<Exit> {
  const {locale} = io;
  const asksForHelp = name === 'help' || name === '--help' || name === '-h';
  if (name === undefined || (asksForHelp && rest.length === 0)) {
    io.out(overviews[locale](await summaries(locale)));
    return name === undefined ? 2 : 0;
  }
  if (name === '--version') {
    io.out(`${(await import('../../../package.json', {with: {type: 'json'}})).default.version}\n`);
    return 0;
  }
  if (asksForHelp) {
    const [wanted = ''] = readArgs('help', rest, noOptions, {files: 1}).rest;
    io.out(`${(await commandCalled(wanted)).help[locale]}\n`);
    return 0;
  }
  const command = await commandCalled(name);
  const own = rest.slice(0, rest.includes('--') ? rest.indexOf('--') : rest.length);
  if (own.includes('--help') || own.includes('-h')) {
    io.out(`${command.help[locale]}\n`);
    return 0;
  }
  return command.run(rest, {...io, env: readEnv(variables)});
}

const noOptions: Options = {};

/** @throws UsageError that says what was probably meant. */
async function commandCalled(name: string): Promise<Command> {
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (load !== undefined) return load();
  const near = meant(name, [...Object.keys(commands), 'help']);
  throw new UsageError({
    en: `mesh-responder: there is no command "${name}".${near.en} See: mesh-responder --help`,
    ko: `mesh-responder: "${name}" 명령어가 없습니다.${near.ko} 도움말: mesh-responder --help`,
  });
}

function told(error: unknown, io: Pick<Io, 'err'>, locale: Locale): Exit {
  const token = tokenOf(error);
  if (token !== undefined) {
    io.err(`mesh-responder: ${signIn[token][locale]}\n`);
    return 1;
  }
  const known = error instanceof Error && callersFault.includes(error.name);
  const text = wordsOf(error)?.[locale] ?? errorText(error);
  io.err(`${known ? text : `${failed[locale]}: ${text}`}\n`);
  return known ? 2 : 1;
}

/** An error that says itself in both languages. */
function wordsOf(error: unknown): Words | undefined {
  const words = isObject(error) ? error['words'] : undefined;
  if (!isObject(words)) return undefined;
  const {en, ko} = words;
  return typeof en === 'string' && typeof ko === 'string' ? {en, ko} : undefined;
}

/** Whether an error, or what it came from, is that there was no token to call Google with. */
function tokenOf(error: unknown): CallFacts['token'] {
  if (error instanceof CallError && error.facts.token !== undefined) return error.facts.token;
  return error instanceof Error && error.cause !== undefined ? tokenOf(error.cause) : undefined;
}

const login = 'gcloud auth application-default login';
const signIn: Readonly<Record<NonNullable<CallFacts['token']>, Words>> = {
  missing: {
    en: `not signed in to Google Cloud. Run: ${login}`,
    ko: `Google Cloud에 로그인되어 있지 않습니다. 실행: ${login}`,
  },
  refused: {
    en: `Google Cloud refused your sign-in: it has ended, or was revoked. Run: ${login}`,
    ko: `Google Cloud가 로그인을 거부했습니다. 만료되었거나 취소되었습니다. 실행: ${login}`,
  },
};

const failed: Words = {en: 'mesh-responder failed', ko: 'mesh-responder 실행 실패'};

async function summaries(locale: Locale): Promise<string> {
  const all = await allCommands();
  const width = Math.max(...all.map(one => one.name.length));
  return all.map(one => `  ${one.name.padEnd(width)}  ${one.summary[locale]}`).join('\n');
}

const overviews: Readonly<Record<Locale, (summaries: string) => string>> = {
  en: lines => `Repairs the documented problems of managed Cloud Service Mesh, safely.

Usage: mesh-responder COMMAND [OPTIONS]

${lines}

Every command takes --locale en|ko: the language of help and errors (LANG by
default). Exit codes: 0 done or nothing to do, 1 failure, 2 usage or
configuration, 3 a person is needed.
Help on a command: mesh-responder help COMMAND
`,
  ko: lines => `관리형 Cloud Service Mesh의 문서화된 문제를 안전하게 복구합니다.

사용법: mesh-responder 명령어 [옵션]

${lines}

모든 명령어에 --locale en|ko 옵션을 사용할 수 있습니다(도움말과 오류의 언어,
기본값은 LANG). 종료 코드: 0 완료 또는 할 일 없음, 1 실패, 2 사용법 또는 구성
오류, 3 사람의 조치 필요.
명령어 도움말: mesh-responder help 명령어
`,
};

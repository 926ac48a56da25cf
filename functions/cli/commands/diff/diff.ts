import {actions} from '../../../actions/index.ts';
import {errorText, StoreError} from '../../../core/lib/error.ts';
import type {KeptLook} from '../../../core/looks/kept-look.ts';
import {historyOf, googleDeps} from '../../../wiring/compose.ts';
import {openStoresToRead} from '../../../wiring/open-store.ts';
import {loadConfigWithoutChat} from '../../../wiring/load-config.ts';
import {runbooksOf} from '../../../wiring/registry.ts';
import {speakAll} from '../../../wiring/translations.ts';
import {readEntries} from '../../shared/read-entries.ts';
import {configOf} from '../../shared/with-store.ts';
import {configOption, type Given, readArgs, sinceTime} from '../../shell/args.ts';
import type {Command, Exit, Io} from '../../shell/command.ts';
import {either, missing, needs, usage} from '../../shell/usage-error.ts';
import {type Base, findBase} from './base.ts';
import {Comparison} from './compare.ts';
import {decideLines} from './decide.ts';
import {DiffError} from './diff-error.ts';
import {help} from './help.ts';
import {otherVersion} from './other-version.ts';
import {entryItem, loggedEntries, looksOf, type Remembered} from './recorded.ts';
import {shownLines, shownText} from './show.ts';
import {ownSide, type Side} from './side.ts';

const options = {
  config: configOption,
  base: {type: 'string', of: 'file'},
  'base-config': {type: 'string', of: 'file'},
  entries: {type: 'string', of: 'file'},
  since: {type: 'string'},
  json: {type: 'boolean'},
  decide: {type: 'boolean'},
} as const;

/** `diff`: what would be decided otherwise, by what was recorded. */
export const diff: Command = {
  name: 'diff',
  summary: {
    en: 'say what would act, ask or tell otherwise, by what was recorded',
    ko: '기록을 바탕으로 결정이 달라지는 항목 출력',
  },
  help,
  options,
  run,
};

async function run(args: readonly string[], io: Io): Promise<Exit> {
  const given = readArgs('diff', args, options);
  const config = configOf('diff', given, io);
  if (given.flag('decide')) return decideLines(config, io);
  const asked = askedFor(given);
  const stop = new AbortController();
  void io.stopped().then(() => {
    stop.abort();
  });
  const base = await findBase(asked.base, io);
  const sides: Side[] = [];
  const compareSides = async (): Promise<Exit> => {
    const before = await baseSide({base, asked, config, io, stop: stop.signal});
    sides.push(before);
    const now = await ownSide(config, io);
    return compareAll({before, now, asked, config, io, stop: stop.signal});
  };
  try {
    if (base.kind === 'configuration' && asked.baseConfig !== undefined) {
      throw usage('diff', needs('--base-config', '--base REV'));
    }
    return await Promise.race([stopped(stop.signal), compareSides()]);
  } finally {
    await Promise.allSettled(sides.map(side => side.close()));
    if (base.kind === 'version') await base.release();
  }
}

/** What is to be compared with what. */
interface Asked {
  readonly base: string;
  readonly baseConfig: string | undefined;
  readonly json: boolean;
  readonly from:
    | {readonly kind: 'file'; readonly file: string}
    /** RFC 3339, or as long ago. */
    | {readonly kind: 'since'; readonly since: string};
}

function askedFor(given: Given): Asked {
  const base = given.text('base');
  const [file, since] = [given.text('entries'), given.text('since')];
  if (base === undefined) throw usage('diff', missing('--base'));
  if (file !== undefined && since !== undefined)
    throw usage('diff', either('--entries', '--since'));
  const rest = {base, baseConfig: given.text('base-config'), json: given.flag('json')};
  if (file !== undefined) return {...rest, from: {kind: 'file', file}};
  if (since !== undefined) return {...rest, from: {kind: 'since', since}};
  throw usage('diff', {
    en: 'say of what: --since 30d, or --entries FILE',
    ko: '대상이 없습니다. --since 30d 또는 --entries 파일을 지정하세요',
  });
}

function baseSide({
  base,
  asked,
  config,
  io,
  stop,
}: Pick<Comparing, 'asked' | 'config' | 'io' | 'stop'> & {readonly base: Base}): Promise<Side> {
  if (base.kind === 'configuration') return ownSide(base.file, io);
  const {folder} = base;
  return otherVersion({folder, name: asked.base, config: asked.baseConfig ?? config}, io, stop);
}

/** Fails once somebody stops the command, or has stopped it: then it tidies up, and has said nothing. */
function stopped(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const fail = (): void => {
      reject(new DiffError({en: 'it was stopped', ko: '중지되었습니다'}));
    };
    if (signal.aborted) fail();
    else signal.addEventListener('abort', fail, {once: true});
  });
}

interface Comparing {
  readonly before: Side;
  readonly now: Side;
  readonly asked: Asked;
  readonly config: string;
  readonly io: Io;
  readonly stop: AbortSignal;
}

async function compareAll(comparing: Comparing): Promise<Exit> {
  const {before, now, asked, config, io} = comparing;
  const settings = await loadConfigWithoutChat(config, io.env);
  const comparison = new Comparison();
  const {looks, left, since} = await feed(comparing, settings, comparison);
  const looksFrom = looks[0]?.firstAt;
  const shown = {
    ...{comparison, left},
    base: nameOf(before, asked.base, asked.baseConfig),
    now: nameOf(now, config),
    ...(looksFrom === undefined ? {} : {looksFrom}),
    ...(since === undefined ? {} : {since}),
  };
  const {locale} = io;
  const speak = speakAll(locale, await runbooksOf(settings));
  io.out(asked.json ? shownLines(shown) : shownText(shown, {locale, speak, actions}));
  return comparison.groups().length === 0 ? 0 : 3;
}

function nameOf({version}: Side, given: string, config?: string): string {
  return `${given}${config === undefined ? '' : ` + ${config}`} (${version})`;
}

/** Hands everything that was recorded to both sides. */
async function feed(
  comparing: Comparing,
  settings: Awaited<ReturnType<typeof loadConfigWithoutChat>>,
  comparison: Comparison,
): Promise<Remembered & {readonly since?: number}> {
  const {before, now, asked, io, stop} = comparing;
  const google = googleDeps(io);
  const today = google.clock.now();
  const entry = async (value: unknown): Promise<void> => {
    stop.throwIfAborted();
    comparison.add(entryItem(value), await before.entry(value), await now.entry(value));
  };
  const open = () => openStoresToRead({settings, env: io.env, google});
  if (asked.from.kind === 'file') {
    const values = await valuesIn(asked.from.file, io);
    const remembered = await remembering(open, periodOf(values), today, io);
    for (const look of remembered.looks) await decidedBoth(comparing, look);
    for (const value of values) await entry(value);
    return remembered;
  }
  const from = sinceTime(asked.from.since, today, 'diff');
  const since = Date.parse(from);
  const remembered = await rememberedIn(open, {from: since, to: today}, today);
  for (const look of remembered.looks) {
    const [base, other] = await decidedBoth(comparing, look);
    const {firstAt, lastAt} = look;
    comparison.add({kind: 'look', firstAt, lastAt}, base, other);
  }
  const reading = {
    projects: [...new Set([...now.projects, ...before.projects])],
    filters: [...new Set([...now.filters, ...before.filters])],
    from,
  };
  for await (const value of loggedEntries(historyOf(google), reading, io)) await entry(value);
  return {...remembered, since};
}

async function decidedBoth({before, now, stop}: Comparing, look: KeptLook) {
  stop.throwIfAborted();
  return [await before.look(look), await now.look(look)] as const;
}

type Opened = () => ReturnType<typeof openStoresToRead>;

async function rememberedIn(
  open: Opened,
  period: Parameters<typeof looksOf>[1],
  now: number,
): Promise<Remembered> {
  const {store, guardStore} = await open();
  try {
    return await looksOf(store, period, now);
  } finally {
    await Promise.all([store.close(), guardStore.close()]);
  }
}

/** The same for entries of a file, which say something without looks as well. */
async function remembering(
  open: Opened,
  period: Parameters<typeof looksOf>[1],
  now: number,
  io: Io,
): Promise<Remembered> {
  try {
    return await rememberedIn(open, period, now);
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    const why = errorText(error);
    const said = {
      en: `The store cannot be read, so that live state is unknown: ${why}`,
      ko: `저장소를 읽을 수 없어 실시간 상태를 알 수 없습니다: ${why}`,
    };
    io.err(`${said[io.locale]}\n`);
    return {looks: [], left: 0};
  }
}

/** The values of a file. @throws UsageError for a file that cannot be read, and for a line that is no JSON. */
async function valuesIn(file: string, io: Io): Promise<readonly unknown[]> {
  const values: unknown[] = [];
  for await (const item of readEntries(file, io)) {
    if (item.kind === 'fault') {
      const where = `${file}:${item.line}`;
      throw usage('diff', {en: `${where}: ${item.error}`, ko: `${where}: JSON이 아닙니다`});
    }
    values.push(item.value);
  }
  return values;
}

const hourMs = 60 * 60 * 1000;

/** When the entries were received, with the time in which they were looked at. */
function periodOf(values: readonly unknown[]): {readonly from: number; readonly to: number} {
  let [from, to] = [Infinity, -Infinity];
  for (const {firstAt} of values.map(entryItem)) {
    if (Number.isNaN(firstAt)) continue;
    from = Math.min(from, firstAt - hourMs);
    to = Math.max(to, firstAt + hourMs);
  }
  return {from, to};
}

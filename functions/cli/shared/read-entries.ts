import {createReadStream} from 'node:fs';
import {UsageError} from '../shell/usage-error.ts';
import type {Words} from '../../core/texts/words.ts';
import {unreadable} from './refusals.ts';
import type {Io} from '../shell/command.ts';
import type {Deps} from '../../engine/lib/context.ts';

/** One value of the input, or why a line has none. */
export type Item =
  | {readonly kind: 'value'; readonly line: number; readonly value: unknown}
  | {readonly kind: 'fault'; readonly line: number; readonly error: string};

/**
 * Reads log entries from a file or standard input (`-`): one JSON value a line, or one JSON array,
 * as `gcloud logging read --format=json` prints it. A line that is not JSON becomes a fault, and the rest
 * is still read. Blank lines are skipped.
 * @throws UsageError when the file cannot be read.
 */
export async function* readEntries(file: string | undefined, io: Io): AsyncIterable<Item> {
  const name = file === undefined || file === '-' ? 'standard input' : file;
  const stream = name === 'standard input' ? io.stdin : createReadStream(name);
  let array: {readonly from: number; readonly texts: string[]} | undefined;
  let begun = false;
  let line = 0;
  for await (const text of lines(stream, name)) {
    line += 1;
    const trimmed = text.replace(/^\uFEFF/, '').trim();
    if (array !== undefined) array.texts.push(trimmed);
    else if (trimmed !== '') {
      const items = parseLine(trimmed, line);
      const opens = !begun && trimmed.startsWith('[') && items[0]?.kind === 'fault';
      begun = true;
      if (opens) array = {from: line, texts: [trimmed]};
      else yield* items;
    }
  }
  if (array !== undefined) yield* parseArray(array.texts, array.from);
}

/** A line is one value; a whole array on one line is its values. */
function parseLine(text: string, line: number): readonly Item[] {
  try {
    const value: unknown = JSON.parse(text);
    const values: readonly unknown[] = Array.isArray(value) ? value : [value];
    return values.map(one => ({kind: 'value', line, value: one}));
  } catch {
    return [{kind: 'fault', line, error: 'not JSON'}];
  }
}

/** Lines that began like an array; if they are not one, each line is read by itself. */
function parseArray(texts: readonly string[], from: number): readonly Item[] {
  const whole = parseLine(texts.join('\n'), from);
  if (whole[0]?.kind !== 'fault') return whole;
  return texts.flatMap((text, index) => (text === '' ? [] : parseLine(text, from + index)));
}

async function* lines(stream: AsyncIterable<unknown>, name: string): AsyncIterable<string> {
  const decoder = new TextDecoder();
  let rest = '';
  try {
    for await (const chunk of stream) {
      rest +=
        typeof chunk === 'string'
          ? chunk
          : decoder.decode(chunk instanceof Uint8Array ? chunk : undefined, {stream: true});
      const parts = rest.split('\n');
      rest = parts.pop() ?? '';
      yield* parts;
    }
  } catch (cause) {
    throw new UsageError(unreadable(name, cause), {cause});
  }
  yield rest + decoder.decode();
}

/**
 * The log entries of every project and runbook since a time, as Cloud Logging gives them.
 * @param io hears which project's log is read: it may take minutes.
 */
export async function* historyEntries(
  deps: Deps,
  from: string,
  io: Pick<Io, 'err' | 'locale'>,
): AsyncIterable<Item> {
  let line = 0;
  const {projects} = deps.settings;
  for (const [index, project] of projects.entries()) {
    io.err(`${readingText(project.id, index + 1, projects.length)[io.locale]}\n`);
    for (const {manifest} of deps.runbooks) {
      const {filter} = manifest;
      if (filter === undefined) continue;
      for await (const value of deps.history.since(project.id, filter, from)) {
        line += 1;
        yield {kind: 'value', line, value};
      }
    }
  }
}

function readingText(project: string, number: number, count: number): Words {
  const of = count === 1 ? '' : ` (${number}/${count})`;
  return {
    en: `Reading the log of ${project}${of} …`,
    ko: `${project} 프로젝트의 로그를 읽는 중${of} …`,
  };
}

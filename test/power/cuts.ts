import {DatabaseSync} from 'node:sqlite';
import {isDeepStrictEqual} from 'node:util';
import {scratch} from '../support/scratch.ts';
import {pick} from '../deep/random.ts';
import {type Image, type Keep, keepAll, keepNothing, PlayedDisk, type Range} from './disk.ts';
import {openFile} from './front-door.ts';
import {databaseName, type Harm, judge, quarantineLimit} from './judge.ts';
import type {Event} from './strace.ts';
import {imageOf, traced, type Traced} from './traced.ts';
import {type Written, writtenIn} from './writes.ts';

/** What is on the disk when a history begins. */
export interface Beginning {
  readonly image: Image;
  readonly acknowledged: readonly Written[];
  readonly damaged: readonly string[];
}

/** What was found at one moment, and what was left there. */
export interface Cut extends Harm {
  readonly at: number;
  readonly kept: 'nothing' | 'something';
  readonly left: Beginning;
}

/** A history with the power cut at many of its moments. */
export interface Cuts {
  readonly cuts: readonly Cut[];
  readonly acknowledged: number;
  /** Times that the write-ahead log was begun: what was in it before is in the database by then. */
  readonly logs: number;
}

/** Nothing was ever written. */
export const empty: Beginning = {image: new Map(), acknowledged: [], damaged: []};

/** A database whose quarantine is full, with documents that nobody can read. */
export async function full(): Promise<Beginning> {
  const place = await scratch();
  try {
    const path = place.path(databaseName);
    await (await openFile(path)).store.close();
    const damaged = Array.from({length: 20}, (_, index) => `damaged ${index}`);
    const database = new DatabaseSync(path);
    database.exec(`
      WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${quarantineLimit})
      INSERT INTO quarantine (at, reason, body) SELECT ${Date.now()}, 'old', 'old ' || i FROM n`);
    const insert = database.prepare(`
      INSERT INTO incidents (id, key, epoch, version, state, standing, opened_at, doc)
      VALUES (?, ?, 1, 1, 'detected', 'open', 1000, ?)`);
    for (const body of damaged) insert.run(body, body, body);
    database.close();
    return {image: await imageOf(place.path('.')), acknowledged: [], damaged};
  } finally {
    await place.remove();
  }
}

const writer = new URL('writer.ts', import.meta.url).pathname;
const reader = new URL('reader.ts', import.meta.url).pathname;

/**
 * Two processes that write side by side and one that reads, each killed; then one that finds what they left, and one that
 * writes on.
 */
function script(path: string, name: string, random: () => number): string {
  const seed = (): number => Math.floor(random() * 1e9);
  const dies = (): number => 200 + Math.floor(random() * 100);
  const run = (...args: readonly (string | number)[]): string =>
    [process.execPath, ...args].map(arg => `'${arg}'`).join(' ');
  return `
    ${run(writer, path, `${name}a`, 0, seed(), dies())} &
    ${run(writer, path, `${name}b`, 0, seed(), dies())} &
    ${run(reader, path, 20, seed())} &
    wait
    ${run(reader, path, 1, seed())}
    ${run(writer, path, `${name}c`, 8, seed())}
  `;
}

/**
 * Plays a history and cuts the power at so many of its moments. Each is looked at twice: with what is certainly on the disk
 * alone, and with some of what may be.
 * @throws Error where what the disk should have in the end is not what was really there.
 */
export async function cutPower(
  beginning: Beginning,
  name: string,
  moments: number,
  random: () => number,
): Promise<Cuts> {
  const history = await traced(beginning.image, path => script(path, name, random));
  const {directory, events, end} = history;
  const chosen = momentsOf(history, moments, random);
  const disk = new PlayedDisk(directory, beginning.image);
  const acknowledged = [...beginning.acknowledged];
  const cuts: Cut[] = [];
  let logs = 0;
  for (const [at, event] of events.entries()) {
    disk.play(event);
    acknowledged.push(...saidAt(event));
    if (beginsLog(event)) logs += 1;
    if (!chosen.has(at)) continue;
    for (const kept of ['nothing', 'something'] as const) {
      const image = disk.image(kept === 'nothing' ? keepNothing : keepSome(random));
      const left = {image, acknowledged: [...acknowledged], damaged: beginning.damaged};
      const found = kept === 'nothing' ? image : withIndex(image, random);
      cuts.push({at, kept, left, ...(await judge(found, left))});
    }
  }
  if (!isDeepStrictEqual(disk.image(keepAll), end))
    throw new Error('what was played on the disk is not what was really there in the end');
  if (logs < 2) throw new Error('too little was written for the log to be begun anew');
  return {cuts, acknowledged: acknowledged.length - beginning.acknowledged.length, logs};
}

/** Half of them as something is said outside, the others as anything is done to the files: a third of these while they are opened. */
function momentsOf(
  {directory, events}: Traced,
  count: number,
  random: () => number,
): ReadonlySet<number> {
  const said = events.flatMap((event, at) => (saidAt(event).length > 0 ? at : []));
  const done = events.flatMap((event, at) => (touches(event, directory) ? at : []));
  const opening = done.filter(at => at < (said[0] ?? 0));
  const some = (from: readonly number[], share: number): readonly number[] =>
    Array.from({length: Math.ceil(count * share)}, () => pick(random, from));
  return new Set([...some(said, 1 / 2), ...some(done, 1 / 3), ...some(opening, 1 / 6)]);
}

/** What an event says outside: it is heard as soon as the write begins. */
function saidAt({at, call}: Event): readonly Written[] {
  const [, text] = call.args;
  return at === 'start' && call.name === 'write' && text?.kind === 'bytes'
    ? writtenIn(text.bytes.toString('latin1'))
    : [];
}

/** A path is shorter than any page. */
const longestPath = 1024;

function touches({call}: Event, directory: string): boolean {
  return call.args.some(arg => {
    if (arg.kind === 'file') return arg.path.startsWith(directory);
    return (
      arg.kind === 'bytes' &&
      arg.bytes.length < longestPath &&
      arg.bytes.toString('latin1').startsWith(directory)
    );
  });
}

/** The header of a write-ahead log is written: https://sqlite.org/walformat.html */
function beginsLog({at, call: {name, args}}: Event): boolean {
  const [file, , , place] = args;
  return (
    at === 'end' &&
    name === 'pwrite64' &&
    file?.kind === 'file' &&
    file.path.endsWith('-wal') &&
    place?.kind === 'plain' &&
    place.text === '0'
  );
}

/** A piece of a disk that is written whole or not at all. */
const sector = 512;

/** Some of the changes whole, some by halves, some not at all; how many differs from one power cut to the other. */
function keepSome(random: () => number): Keep {
  const share = pick(random, [0.1, 0.5, 0.9]);
  return bytes => {
    if (bytes <= sector || random() < 0.7) return random() < share ? [[0, bytes]] : [];
    return Array.from({length: Math.ceil(bytes / sector)}, (_, index): Range => [
      index * sector,
      Math.min(bytes, (index + 1) * sector),
    ]).filter(() => random() < share);
  };
}

/** The index of the log is left as anything: whoever opens the database first makes it anew. */
function withIndex(image: Image, random: () => number): Image {
  const index = Buffer.from(Array.from({length: 64 * sector}, () => Math.floor(random() * 256)));
  return image.size === 0 ? image : new Map([...image, [`${databaseName}-shm`, index]]);
}

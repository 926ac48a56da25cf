import {readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {formatted} from '../../tools/docs/format.ts';
import {root} from '../../tools/root.ts';

/** The one source of every figure that pages show. */
export const benchmarksFile = 'docs/benchmarks.json';

/** What `docs/benchmarks.json` holds. */
export interface Benchmarks {
  readonly peers: PeerFigures;
}

/** The way from an event to its first post, through ours and through its peers. */
export interface PeerFigures {
  readonly made: Made;
  /** Those that were measured, in the order in which they are shown. */
  readonly programs: readonly Program[];
  /** Those that nobody had installed. */
  readonly missing: readonly {readonly name: string; readonly install: string}[];
  readonly runs: readonly Run[];
}

/** How figures were made. */
export interface Made {
  /** E.g. `2026-11-30`. */
  readonly on: string;
  readonly node: string;
  /** One sentence: who had which core. */
  readonly cores: string;
  /** Fresh processes for each run; a figure is their median. */
  readonly rounds: number;
}

/** A program that was measured. */
export interface Program {
  readonly id: string;
  readonly name: string;
  readonly version: string;
}

/** One program under one load. */
export interface Run {
  readonly program: string;
  /** What each of Google's answers took, milliseconds. */
  readonly googleMs: number;
  readonly events: number;
  /** So many came a second; absent: all at once. */
  readonly perSecond?: number;
  /** From an event's sending to its first post. */
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** From the first event's sending to the last first post. */
  readonly wholeMs: number;
  /** Events without a post, the most of a round. */
  readonly lost: number;
  /** From the process's start to its first post. */
  readonly startMs: number;
  /** The most that was resident, of all its processes. */
  readonly peakMib: number;
  /** Requests to Google and replies in threads, for each event. */
  readonly asksEach: number;
  readonly repliesEach: number;
}

/** Reads the figures as they were written. */
export async function readBenchmarks(): Promise<Benchmarks> {
  return JSON.parse(await readFile(join(root, benchmarksFile), 'utf8')) as Benchmarks;
}

/** Writes figures, each in three digits. */
export async function writeBenchmarks(figures: Benchmarks): Promise<void> {
  const text = JSON.stringify(figures, (_, value: unknown) =>
    typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(3)) : value,
  );
  await writeFile(join(root, benchmarksFile), await formatted(text, 'json'));
}

import {readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {formatted} from '../../tools/docs/format.ts';
import {root} from '../../tools/root.ts';
import type {CostPart} from '../cost/bill.ts';
import type {Made} from './made.ts';
import type {
  AllowListRow,
  CommandRow,
  CrowdRow,
  FilterRow,
  FleetPart,
  FloodRow,
  HeapRow,
  Part,
  RecogniseRow,
  StartRow,
  StoresPart,
  StormRow,
  SweepRow,
} from './parts.ts';

/** The one source of every figure that pages show. */
export const benchmarksFile = 'docs/benchmarks.json';

/** What `docs/benchmarks.json` holds: a part for each measurement that was written down. */
export interface Benchmarks {
  readonly peers: PeerFigures;
  readonly start?: Part<StartRow>;
  readonly command?: Part<CommandRow>;
  readonly recognise?: Part<RecogniseRow>;
  readonly crowd?: Part<CrowdRow>;
  readonly filters?: Part<FilterRow>;
  readonly flood?: Part<FloodRow>;
  readonly unique?: Part<FloodRow>;
  readonly heap?: Part<HeapRow>;
  readonly storm?: Part<StormRow>;
  readonly sweep?: Part<SweepRow>;
  readonly fleet?: FleetPart;
  readonly allowList?: Part<AllowListRow>;
  readonly stores?: StoresPart;
  readonly cost?: CostPart;
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

/** Puts parts in the place of what stood for them, and keeps the others. */
export async function writeBenchmarks(parts: Partial<Benchmarks>): Promise<void> {
  const text = textOf({...(await readBenchmarks()), ...parts});
  await writeFile(join(root, benchmarksFile), await formatted(text, 'json'));
}

/** Figures as they are kept: in three digits. */
export function textOf(figures: Partial<Benchmarks>): string {
  return JSON.stringify(figures, (_, value: unknown) =>
    typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(3)) : value,
  );
}

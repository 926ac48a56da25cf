import {type Row, shown, table} from '../lib/table.ts';
import type {Benchmarks} from './benchmarks.ts';
import {billsTable, countedTable} from './cost-tables.ts';
import {madeNote} from './made.ts';
import {peerTables} from './peer-tables.ts';
import type {Part, RecogniseRow} from './parts.ts';

/** A column: its head, and what of a row stands in it. */
type Columns<Of> = readonly (readonly [head: string, cell: (row: Of) => string | number])[];

/** The tables of one part, each with its title. */
export interface Titled {
  readonly title: string;
  readonly text: string;
}

/** Rows under the heads of some columns. */
function tableOf<Of>(rows: readonly Of[], columns: Columns<Of>): string {
  const heads = columns.map(([head]) => head);
  return table(
    undefined,
    heads,
    rows.map((row): Row => columns.map(([, cell]) => cell(row))),
  );
}

function titled<Of>(title: string, part: Part<Of> | undefined, columns: Columns<Of>) {
  if (part === undefined) return [];
  return [{title, text: `${tableOf(part.rows, columns)}\n${madeNote(part.made)}\n`}];
}

/** From a process's start to its first answer, and a command to its end. */
export function startTables({start, command}: Partial<Benchmarks>): readonly Titled[] {
  return [
    ...titled('Process start to first answer', start, [
      ['function: what it is asked', row => row.name],
      ['ms', row => row.ms],
      ['× empty', row => row.timesEmpty],
      ['fastest ms', row => row.fastestMs],
      ['RSS MiB', row => row.mib],
    ]),
    ...titled('A command from start to end', command, [
      ['run', row => row.name],
      ['ms', row => row.ms],
      ['fastest ms', row => row.fastestMs],
    ]),
  ];
}

/** Recognising by size, by the number of runbooks, and the sinks' filters. */
export function recogniseTables(figures: Partial<Benchmarks>): readonly Titled[] {
  const {recognise, crowd, filters} = figures;
  return [
    ...titled('Recognising an entry', recognise, [
      ['entry', row => sizeOf(row)],
      ['JSON.parse µs', row => row.parseUs],
      ['recognising µs', row => row.recogniseUs],
      ['ratio', row => row.recogniseUs / row.parseUs],
    ]),
    ...titled('With more runbooks, at 2 kB', crowd, [
      ['runbooks', row => String(row.runbooks)],
      ['JSON.parse µs', row => row.parseUs],
      ['recognising µs', row => row.recogniseUs],
      ['ratio', row => row.recogniseUs / row.parseUs],
    ]),
    ...titled('Evaluating a sink’s filter', filters, [
      ['filter of', row => row.runbook],
      ['µs an entry', row => row.us],
    ]),
  ];
}

/** An entry's size in words, e.g. `2 kB, more fields`. */
export function sizeOf({bytes, where}: RecogniseRow): string {
  const size = bytes < 1_000 ? `${bytes} B` : `${shown(bytes / 1_000)} kB`;
  return `${size}, more ${where}`;
}

/** Storms through the endpoint and through the engine. */
export function stormTables({flood, unique, heap, storm}: Partial<Benchmarks>): readonly Titled[] {
  const through = [
    ['function', row => row.name],
    ['requests/s', row => row.perSecond],
    ['× empty', row => row.timesEmpty],
    ['CPU µs/request', row => row.cpuUs],
    ['RSS MiB', row => row.mib],
  ] satisfies Columns<NonNullable<typeof flood>['rows'][number]>;
  return [
    ...titled('Entries of one finding', flood, through),
    ...titled('Entries that are a problem of their own', unique, through),
    ...titled('Memory in a storm', heap, [
      ['different entries of one finding', row => row.entries.toLocaleString('en')],
      ['heap after a collection, MiB', row => row.heapMib],
      ['RSS MiB', row => row.mib],
    ]),
    ...titled('What a storm leaves behind', storm, [
      ['entries', row => row.entries.toLocaleString('en')],
      ['minutes', row => row.minutes],
      ['clusters', row => row.clusters],
      ['incidents', row => row.incidents],
      ['roots', row => row.roots],
      ['edits', row => row.edits],
      ['writes', row => row.writes],
      ['counted', row => row.counted.toLocaleString('en')],
      ['heap, first and last tenth, MiB', row => ends(row.heapMib)],
    ]),
  ];
}

function ends(all: readonly number[]): string {
  return `${shown(all[0] ?? Number.NaN)}, ${shown(all.at(-1) ?? Number.NaN)}`;
}

/** What a sweep takes, and the configuration of many projects. */
export function sweepTables({sweep, fleet, allowList}: Partial<Benchmarks>): readonly Titled[] {
  return [
    ...titled('A sweep', sweep, [
      ['of', row => `${row.count.toLocaleString('en')} ${row.of}`],
      ['what', row => row.what],
      ['s', row => row.seconds],
      ['CPU s', row => row.cpuSeconds],
      ['requests', row => row.requests],
    ]),
    ...fleetTable(fleet),
    ...titled('A list of projects', allowList, [
      ['projects', row => row.projects.toLocaleString('en')],
      ['read ms', row => row.readMs],
      ['MiB kept', row => row.keptMib],
      ['filters ms', row => row.filtersMs],
      ['sinks', row => row.sinks],
      ['scope µs', row => row.scopeUs],
    ]),
  ];
}

function fleetTable(fleet: Benchmarks['fleet']): readonly Titled[] {
  if (fleet === undefined) return [];
  const {memberships, minutes, wholeAfter} = fleet;
  const title = `${memberships.toLocaleString('en')} memberships, a sweep a minute for ${minutes} minutes`;
  const whole =
    wholeAfter === undefined
      ? `Not every cluster was looked into in ${minutes} minutes.`
      : `Every cluster was looked into once after ${wholeAfter} minutes.`;
  return titled(title, fleet, [
    ['minute', row => row.minute],
    ['s', row => row.seconds],
    ['CPU s', row => row.cpuSeconds],
    ['requests', row => row.requests],
    ['through the gateway', row => row.gateway],
    ['left for later', row => row.overdue],
    ['RSS MiB', row => row.mib],
    ['heap MiB', row => row.heapMib],
  ]).map(({text, ...rest}) => ({...rest, text: `${text}\n${whole}\n`}));
}

/** The stores beside one another. */
export function storeTables({stores}: Partial<Benchmarks>): readonly Titled[] {
  if (stores === undefined) return [];
  const missing =
    stores.missing === undefined
      ? ''
      : `\nNot measured, because not installed: ${stores.missing}.\n`;
  return titled(`${stores.writesEach} writes of each incident, each safe before the next`, stores, [
    ['store', row => row.store],
    ['incidents side by side', row => row.width],
    ['incidents/s', row => row.perSecond],
    ['a write: p50 ms', row => row.p50Ms],
    ['p99 ms', row => row.p99Ms],
  ]).map(({title, text}) => ({title, text: `${text}${missing}`}));
}

/** What a month costs, and of what. */
export function costTables({cost}: Partial<Benchmarks>): readonly Titled[] {
  if (cost === undefined) return [];
  return [
    {title: 'A month, US dollars', text: `${billsTable(cost)}\n${madeNote(cost.made)}\n`},
    {title: 'What was counted', text: countedTable(cost)},
  ];
}

/** Every table of the parts that there are, for a terminal. */
export function printed(parts: Partial<Benchmarks>): string {
  const all = [
    ...recogniseTables(parts),
    ...startTables(parts),
    ...stormTables(parts),
    ...sweepTables(parts),
    ...storeTables(parts),
    ...costTables(parts),
  ];
  const own = all.map(({title, text}) => `### ${title}\n\n${text}`).join('\n');
  return parts.peers === undefined ? own : `${own}${peerTables(parts.peers)}`;
}

import type {Settings} from '../config/settings.ts';
import {modeFor} from '../guard/mode-rules.ts';
import {approverRule} from '../guard/approvers.ts';
import type {Skip} from '../intake/skip-counters.ts';
import type {UndoneBy} from '../incident/reason.ts';
import {type Spread, spreadOf} from './durations.ts';
import type {Episode, Outcome} from './episode.ts';
import {type Figures, figuresOf} from './figures.ts';
import {judged, type KnownAction, type Readiness} from './readiness.ts';

/** What a report is about. Times: epoch ms. */
export interface Period {
  readonly from: number;
  readonly until: number;
  /** Incidents that closed before it are not in the store any more. */
  readonly keptFrom: number;
}

/** A runbook, as far as a report asks. */
export interface KnownRunbook {
  readonly id: string;
  readonly actions: readonly KnownAction[];
}

/** What a report is made with. */
export interface ReportContext {
  readonly settings: Pick<Settings, 'projects' | 'mode' | 'rules' | 'actions' | 'approvers'>;
  readonly runbooks: readonly KnownRunbook[];
  readonly period: Period;
  /** Only this one; absent: all. */
  readonly project?: string;
  /** Log entries that opened nothing, by reason and project. */
  readonly skips: readonly Skip[];
}

/** One runbook in one project. */
export interface Row extends Figures {
  readonly runbook: string;
  readonly project: string;
}

/** The incidents of one day by how they ended. */
export interface Day {
  /** When it began, UTC, epoch ms. */
  readonly at: number;
  readonly outcomes: Readonly<Partial<Record<Outcome, number>>>;
}

/** What was asked of people for one runbook in one project. */
export interface Asked {
  readonly runbook: string;
  readonly project: string;
  /** Who may answer by the configuration of today; absent: whoever may write to the guard's store. */
  readonly of?: {readonly people: readonly string[]; readonly groups: readonly string[]};
  readonly asks: Figures['asks'];
}

/** Somebody's answers. */
export interface Answerer {
  /** As the incident notes it; several who had to agree are one. */
  readonly by: string;
  readonly yes: number;
  readonly no: number;
  readonly wait: Spread;
}

/** Somebody who undoes repairs. */
export interface Fight {
  readonly incident: string;
  readonly runbook: string;
  readonly project: string;
  readonly at: number;
  /** Repairs that were verified before it was left alone. */
  readonly repairs: number;
  readonly by: readonly UndoneBy[];
}

/** What a store has to tell of a time. */
export interface Report {
  readonly period: Period;
  /** Absent: all of the configuration. */
  readonly project?: string;
  readonly projects: readonly string[];
  readonly incidents: number;
  readonly total: Figures;
  /** By runbook, whatever the project; the most seen first. */
  readonly runbooks: readonly (Figures & {readonly runbook: string})[];
  readonly rows: readonly Row[];
  /** Every day of the period in its order, of those that are in the store. */
  readonly days: readonly Day[];
  readonly asked: readonly Asked[];
  readonly answerers: readonly Answerer[];
  readonly fights: readonly Fight[];
  readonly skips: readonly Skip[];
  readonly readiness: readonly Readiness[];
}

const dayMs = 24 * 60 * 60 * 1000;

/** Makes a report of runs: of those that began within the period, in the project that was asked for. */
export function reportOf(all: readonly Episode[], context: ReportContext): Report {
  const {period, project, settings, skips} = context;
  const episodes = all.filter(
    ({began, target}) =>
      began >= period.from &&
      began < period.until &&
      (project === undefined || target.project === project),
  );
  const byRunbook = groupedBy(episodes, one => one.runbook);
  const rows = [...groupedBy(episodes, one => `${one.runbook}|${one.target.project}`).values()];
  return {
    period,
    ...(project === undefined ? {} : {project}),
    projects: [...new Set(episodes.map(one => one.target.project))].sort(),
    incidents: new Set(episodes.map(one => one.incident)).size,
    total: figuresOf(episodes),
    runbooks: [...byRunbook]
      .map(([runbook, some]) => ({runbook, ...figuresOf(some)}))
      .sort(mostSeen),
    rows: rows.flatMap(rowOf).sort(mostSeen),
    days: daysOf(episodes, period),
    asked: rows.flatMap(some => askedOf(some, settings)),
    answerers: answerersOf(episodes),
    fights: episodes.flatMap(fightOf),
    skips: skips.filter(one => project === undefined || one.project === project),
    readiness: [...byRunbook].flatMap(([runbook, some]) => readinessOf(runbook, some, context)),
  };
}

function groupedBy<T>(all: readonly T[], key: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of all) {
    const name = key(one);
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [one]);
    else group.push(one);
  }
  return new Map([...groups].sort(([a], [b]) => compared(a, b)));
}

function compared(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

function mostSeen(a: Figures, b: Figures): number {
  return b.seen - a.seen;
}

function rowOf(episodes: readonly Episode[]): readonly Row[] {
  const [first] = episodes;
  if (first === undefined) return [];
  return [{runbook: first.runbook, project: first.target.project, ...figuresOf(episodes)}];
}

function daysOf(episodes: readonly Episode[], {from, until, keptFrom}: Period): readonly Day[] {
  const counts = new Map<number, Partial<Record<Outcome, number>>>();
  for (const {began, outcome} of episodes) {
    const day = Math.floor(began / dayMs);
    const known = counts.get(day) ?? {};
    counts.set(day, {...known, [outcome]: (known[outcome] ?? 0) + 1});
  }
  const begin = Math.min(Math.max(from, keptFrom), ...episodes.map(one => one.began));
  const first = Math.floor(begin / dayMs);
  const last = Math.floor((until - 1) / dayMs);
  return Array.from({length: Math.max(0, last - first + 1)}, (_, index) => ({
    at: (first + index) * dayMs,
    outcomes: counts.get(first + index) ?? {},
  }));
}

function askedOf(
  episodes: readonly Episode[],
  settings: Pick<Settings, 'approvers' | 'projects'>,
): readonly Asked[] {
  const [first] = episodes;
  const asks = figuresOf(episodes).asks;
  if (first === undefined || asks.yes + asks.no + asks.gone + asks.waits === 0) return [];
  const {
    runbook,
    target: {project},
  } = first;
  const rule = approverRule(settings, {runbook, project});
  const of = {people: rule?.people ?? [], groups: rule?.groups ?? []};
  return [{runbook, project, asks, ...(settings.approvers === undefined ? {} : {of})}];
}

/** Several who had to agree have answered together, and stand together. */
function answerersOf(episodes: readonly Episode[]): readonly Answerer[] {
  const answers = episodes.flatMap(({asks}) =>
    asks.flatMap(({at, until, end, by}) =>
      by === undefined || until === undefined ? [] : [{by, end, took: Math.max(0, until - at)}],
    ),
  );
  return [...groupedBy(answers, one => one.by)].flatMap(([by, some]) => {
    const wait = spreadOf(some.map(one => one.took));
    if (wait === undefined) return [];
    const yes = some.filter(one => one.end === 'yes').length;
    return [{by, yes, no: some.length - yes, wait}];
  });
}

function fightOf({incident, runbook, target, began, fight}: Episode): readonly Fight[] {
  if (fight === undefined) return [];
  return [{incident, runbook, project: target.project, at: began, ...fight}];
}

/** One line for each mode that holds for a runbook somewhere in the report. */
function readinessOf(
  runbook: string,
  episodes: readonly Episode[],
  {settings, runbooks}: ReportContext,
): readonly Readiness[] {
  const allowed = (id: string): boolean => settings.actions?.includes(id) ?? true;
  const known = runbooks.find(one => one.id === runbook);
  const actions = (known?.actions ?? []).filter(one => allowed(one.id));
  const modeOn = (project: string) => modeFor(settings, runbook, [project]).mode;
  const ours = episodes.filter(({target}) =>
    settings.projects.some(one => one.id === target.project),
  );
  return [...groupedBy(ours, one => modeOn(one.target.project)).values()].flatMap(some => {
    const [first] = some;
    if (first === undefined) return [];
    const mode = modeOn(first.target.project);
    const projects = [...new Set(some.map(one => one.target.project))].sort();
    const everywhere = settings.projects.every(one => modeOn(one.id) === mode);
    return [{runbook, mode, projects, everywhere, ...judged({mode, actions}, some)}];
  });
}

/** The lines to add to `rules` of the configuration for what is ready. */
export function ruleLines({runbook, projects, everywhere, verdict}: Readiness): readonly string[] {
  if (verdict.kind !== 'ready') return [];
  const {to} = verdict;
  return everywhere
    ? [`- {runbook: ${runbook}, mode: ${to}}`]
    : projects.map(project => `- {runbook: ${runbook}, project: ${project}, mode: ${to}}`);
}

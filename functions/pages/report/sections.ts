import {skipSentence, undoneBySentence} from '../../core/announcement/sentences.ts';
import {skipId} from '../../core/intake/skip-counters.ts';
import type {Spread} from '../../core/report/durations.ts';
import {type Outcome, outcomes} from '../../core/report/episode.ts';
import type {DeedCount, Figures} from '../../core/report/figures.ts';
import {type Measure, measures} from '../../core/report/measures.ts';
import {
  type Criterion,
  goneSoonMs,
  type Readiness,
  readinessRules,
} from '../../core/report/readiness.ts';
import {type Report, ruleLines} from '../../core/report/report.ts';
import type {Phrase} from '../../core/texts/phrase.ts';
import {phrase} from './texts.ts';

/** What stands in a cell: a phrase, a count, or several phrases with text to be copied. */
export type Cell = Phrase | Count | Several;

/** A number; 0 is quieter than others. */
export interface Count {
  readonly count: number;
}

/** Phrases in a row, and lines to be copied below them. */
export interface Several {
  readonly several: readonly Phrase[];
  readonly code: readonly string[];
}

/** A table with a heading: what text, Markdown and pages have in common. */
export interface Section {
  readonly id: SectionId;
  readonly heading: Phrase;
  readonly notes: readonly Phrase[];
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Cell[])[];
}

/** The sections of a report, in their order. */
export type SectionId =
  | 'outcomes'
  | 'actions'
  | 'times'
  | 'asked'
  | 'answerers'
  | 'held'
  | 'skips'
  | 'fights'
  | 'readiness';

/** A column; numbers stand at its end. */
export interface Column {
  readonly head: Phrase;
  readonly isNumber?: true;
}

/** The sections that have anything to tell. */
export function sectionsOf(report: Report): readonly Section[] {
  return [
    outcomesSection(report),
    actionsSection(report),
    timesSection(report),
    askedSection(report),
    answerersSection(report),
    heldSection(report),
    skipsSection(report),
    fightsSection(report),
    readinessSection(report),
  ].filter(one => one.rows.length > 0);
}

/** What a report is about: when, where, how much. */
export function periodOf({period, project, projects, incidents}: Report): Phrase {
  const at = {from: dayText(period.from), until: dayText(period.until), incidents};
  return project === undefined
    ? phrase('report.period', {...at, projects: projects.length})
    : phrase('report.period-of', {...at, project});
}

/** What is to be known before the figures are believed. */
export function cautionsOf({period, incidents}: Report): readonly Phrase[] {
  return [
    ...(period.from < period.keptFrom ? [phrase('report.cut', {at: period.keptFrom})] : []),
    ...(incidents === 0 ? [phrase('report.nothing')] : []),
  ];
}

/** What each measure is called, and what it is measured from and to. */
export const measureTexts = {
  notice: {name: phrase('report.notice'), from: phrase('report.notice.from')},
  repair: {name: phrase('report.repair'), from: phrase('report.repair.from')},
  wait: {name: phrase('report.wait'), from: phrase('report.wait.from')},
  verify: {name: phrase('report.verify'), from: phrase('report.verify.from')},
  whole: {name: phrase('report.whole'), from: phrase('report.whole.from')},
} as const satisfies Readonly<Record<Measure, {readonly name: Phrase; readonly from: Phrase}>>;

/** A day as `2026-11-30`, UTC. */
export function dayText(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

/** A number in words. */
export function number(count: number): Phrase {
  return phrase('report.number', {count});
}

/** What a cell says, each phrase a line of its own; `code` is to be copied. */
export function linesOf(cell: Cell): {
  readonly said: readonly Phrase[];
  readonly code: readonly string[];
} {
  if ('several' in cell) return {said: cell.several, code: cell.code};
  return {said: ['count' in cell ? number(cell.count) : cell], code: []};
}

/** A name, as it is. */
export function text(value: string): Phrase {
  return phrase('report.text', {value});
}

/** A duration in words, milliseconds. */
export function duration(took: number): Phrase {
  return phrase('report.duration', {took});
}

function column(head: Phrase): Column {
  return {head};
}

function numbers(head: Phrase): Column {
  return {head, isNumber: true};
}

const runbook = column(phrase('report.runbook'));
const project = column(phrase('report.project'));

/** A column for each outcome that happened. */
function outcomesSection({rows, total}: Report): Section {
  const shown = outcomes.filter(one => total.outcomes[one] > 0);
  return {
    id: 'outcomes',
    heading: phrase('report.outcomes'),
    notes: [phrase('report.outcomes-note')],
    columns: [
      ...[runbook, project, numbers(phrase('report.seen'))],
      ...shown.map(one => numbers(outcomeName(one))),
      numbers(phrase('report.entries')),
    ],
    rows: rows.map(row => [
      ...[text(row.runbook), text(row.project), {count: row.seen}],
      ...shown.map(one => ({count: row.outcomes[one]})),
      {count: row.entries},
    ]),
  };
}

/** What an outcome is called. */
export function outcomeName(outcome: Outcome): Phrase {
  return phrase(`report.outcome.${outcome}`);
}

const deedCounts = [
  'changed',
  'already',
  'would-change',
  'planned',
  'failed',
  'unknown',
  'busy',
  'unanswered',
] as const satisfies readonly DeedCount[];

function actionsSection({total, runbooks}: Report): Section {
  const all = Object.values(total.actions);
  const shown = deedCounts.filter(one => all.some(counts => (counts[one] ?? 0) > 0));
  return {
    id: 'actions',
    heading: phrase('report.actions'),
    notes: [phrase('report.actions-note')],
    columns: [
      ...[runbook, column(phrase('report.action'))],
      ...shown.map(one => numbers(phrase(`report.deed.${one}`))),
    ],
    rows: runbooks.flatMap(one =>
      Object.entries(one.actions).map(([action, counts]) => [
        ...[text(one.runbook), text(action)],
        ...shown.map(deed => ({count: counts[deed] ?? 0})),
      ]),
    ),
  };
}

function timesSection({runbooks}: Report): Section {
  const some = runbooks.filter(one => Object.keys(one.times).length > 0);
  return {
    id: 'times',
    heading: phrase('report.times'),
    notes: [phrase('report.times-note')],
    columns: [runbook, ...measures.map(one => column(measureTexts[one].name))],
    rows: some.map(({runbook: id, times}) => [
      text(id),
      ...measures.map(one => spreadCell(times[one])),
    ]),
  };
}

function spreadCell(spread: Spread | undefined): Cell {
  if (spread === undefined) return phrase('report.none');
  const {median, p90} = spread;
  return {several: [duration(median), phrase('report.within', {took: p90})], code: []};
}

const askEnds = [
  'yes',
  'no',
  'gone',
  'waits',
] as const satisfies readonly (keyof Figures['asks'])[];

function askedSection({asked}: Report): Section {
  return {
    id: 'asked',
    heading: phrase('report.asked'),
    notes: [measureTexts.wait.from],
    columns: [
      ...[runbook, project, column(phrase('report.asked-of'))],
      ...askEnds.map(one => numbers(phrase(`report.ask.${one}`))),
    ],
    rows: asked.map(({runbook: id, project: where, of, asks}) => [
      ...[text(id), text(where)],
      of === undefined
        ? phrase('report.asked-anybody')
        : of.people.length + of.groups.length === 0
          ? phrase('report.asked-nobody')
          : text([...of.people, ...of.groups].join(', ')),
      ...askEnds.map(one => ({count: asks[one]})),
    ]),
  };
}

function answerersSection({answerers}: Report): Section {
  return {
    id: 'answerers',
    heading: phrase('report.answerers'),
    notes: [],
    columns: [
      column(phrase('report.answerer')),
      numbers(phrase('report.ask.yes')),
      numbers(phrase('report.ask.no')),
      column(phrase('report.wait')),
    ],
    rows: answerers.map(({by, yes, no, wait}) => [
      ...[text(by), {count: yes}, {count: no}],
      phrase('report.answer-wait', {median: wait.median, p90: wait.p90}),
    ]),
  };
}

function heldSection({total}: Report): Section {
  const {stops, silenced, outcomes: ended} = total;
  const held = Object.entries(stops).map(
    ([stop, count]) => [phrase(`report.stop.${stop as keyof typeof stops}`), count] as const,
  );
  const all = [
    ...held,
    [phrase('report.untold'), silenced] as const,
    [phrase('report.symptoms'), ended.symptom] as const,
    [phrase('report.outside'), ended.outside] as const,
  ].filter(([, count]) => count > 0);
  return {
    id: 'held',
    heading: phrase('report.held'),
    notes: [],
    columns: [column(phrase('report.held-why')), numbers(phrase('report.held-count'))],
    rows: all.sort(([, a], [, b]) => b - a).map(([why, count]) => [why, {count}]),
  };
}

/** Entries that opened nothing, by reason, the most first. */
export function skipCounts({
  skips,
}: Pick<Report, 'skips'>): readonly {readonly why: Phrase; readonly count: number}[] {
  const byReason = new Map<string, {why: Phrase; count: number}>();
  for (const {reason, count} of skips) {
    const known = byReason.get(skipId(reason));
    if (known === undefined) byReason.set(skipId(reason), {why: skipSentence(reason), count});
    else known.count += count;
  }
  return [...byReason.values()].sort((a, b) => b.count - a.count);
}

function skipsSection(report: Report): Section {
  const counts = skipCounts(report);
  const all = counts.reduce((sum, one) => sum + one.count, 0);
  return {
    id: 'skips',
    heading: phrase('report.skips'),
    notes: [phrase('report.skips-note', {count: all})],
    columns: [column(phrase('report.skip')), numbers(phrase('report.count'))],
    rows: counts.map(({why, count}) => [why, {count}]),
  };
}

function fightsSection({fights}: Report): Section {
  return {
    id: 'fights',
    heading: phrase('report.fights'),
    notes: [],
    columns: [
      ...[column(phrase('report.incident')), runbook, project],
      column(phrase('report.fight-at')),
      numbers(phrase('report.fight-repairs')),
      column(phrase('report.fight-by')),
    ],
    rows: fights.map(({incident, runbook: id, project: where, at, repairs, by}) => {
      const [first] = by;
      return [
        ...[text(incident), text(id), text(where), phrase('fact.at', {at}), {count: repairs}],
        first === undefined ? phrase('report.fight-unasked') : undoneBySentence(first),
      ];
    }),
  };
}

function readinessSection({readiness}: Report): Section {
  return {
    id: 'readiness',
    heading: phrase('report.readiness'),
    notes: [readinessRule],
    columns: [
      ...[runbook, column(phrase('report.mode')), column(phrase('report.verdict'))],
      column(phrase('report.why')),
    ],
    rows: readiness.map(one => [text(one.runbook), text(one.mode), verdictText(one), whyOf(one)]),
  };
}

/** The rule with its numbers. */
export const readinessRule: Phrase = phrase('report.readiness-rule', {
  right: readinessRules.approve.right,
  days: readinessRules.approve.days,
  autoRight: readinessRules.auto.right,
  autoDays: readinessRules.auto.days,
  gone: goneSoonMs / 60_000,
});

/** A verdict in a few words. */
export function verdictText({verdict}: Pick<Readiness, 'verdict'>): Phrase {
  switch (verdict.kind) {
    case 'ready':
      return phrase('report.verdict.ready', {to: verdict.to});
    case 'not-yet':
      return phrase('report.verdict.not-yet', {to: verdict.to});
    case 'is-auto':
    case 'look-first':
    case 'always-asks':
    case 'person-only':
    case 'excluded':
      return phrase(`report.verdict.${verdict.kind}`);
  }
}

/** Why a verdict is what it is: what is missing, or what to add to the configuration. */
export function whysOf({verdict}: Pick<Readiness, 'verdict'>): readonly Phrase[] {
  switch (verdict.kind) {
    case 'ready':
    case 'is-auto':
    case 'always-asks':
    case 'person-only':
    case 'excluded':
      return [phrase(`report.why.${verdict.kind}`)];
    case 'not-yet':
      return verdict.missing.map(criterionText);
    case 'look-first':
      return verdict.against.map(criterionText);
  }
}

function whyOf(readiness: Readiness): Cell {
  return {several: whysOf(readiness), code: ruleLines(readiness)};
}

/** How far a criterion is met. */
export function criterionText(criterion: Criterion): Phrase {
  const {kind, have} = criterion;
  switch (kind) {
    case 'right':
    case 'days':
      return phrase(`report.have.${kind}`, {have, need: criterion.need});
    case 'went-away':
      return phrase('report.have.went-away', {have, gone: goneSoonMs / 60_000});
    case 'declined':
    case 'unverified':
    case 'refused':
    case 'fights':
    case 'taken-back':
      return phrase(`report.have.${kind}`, {have});
  }
}

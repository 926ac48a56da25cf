import {styleText} from 'node:util';
import {wrap} from '../../../adapters/chat/terminal/wrap.ts';
import type {Report} from '../../../core/report/report.ts';
import type {Say} from '../../../pages/page.ts';
import {
  type Cell,
  cautionsOf,
  linesOf,
  measureTexts,
  periodOf,
  type Section,
  sectionsOf,
} from '../../../pages/report/sections.ts';
import {phrase} from '../../../pages/report/texts.ts';
import {tableLines} from './table-lines.ts';
import {measures} from '../../../core/report/measures.ts';

/** How a report is laid out in a terminal. */
export interface Layout {
  readonly width: number;
  readonly colour: boolean;
}

/** The report for a terminal. */
export function plainReport(report: Report, say: Say, layout: Layout): string {
  const head = [
    bold(say(phrase('report.title')), layout),
    ...wrap(say(periodOf(report)), layout.width),
    ...cautionsOf(report).flatMap(one => wrap(say(one), layout.width)),
  ];
  const times = report.incidents === 0 ? [] : totals(report, say, layout);
  const blocks = [head, times, ...sectionsOf(report).map(one => block(one, say, layout))];
  const shown = blocks.filter(one => one.length > 0).map(one => one.join('\n'));
  return `${shown.join('\n\n')}\n`;
}

/** What was measured over all, each with what it is measured from and to. */
function totals({total}: Report, say: Say, {width}: Layout): readonly string[] {
  return measures.flatMap(measure => {
    const spread = total.times[measure];
    if (spread === undefined) return [];
    const {name, from} = measureTexts[measure];
    const {count, median, p90} = spread;
    const value = say(phrase('report.duration', {took: median}));
    const line = `${say(name)}: ${value} (${say(phrase('report.spread-note', {count, p90}))})`;
    return [line, ...wrap(say(from), width - 2).map(one => `  ${one}`)];
  });
}

function block(
  {heading, notes, columns, rows}: Section,
  say: Say,
  layout: Layout,
): readonly string[] {
  return [
    bold(say(heading), layout),
    ...notes.flatMap(one => wrap(say(one), layout.width)),
    ...tableLines(
      columns.map(one => ({head: say(one.head), isNumber: one.isNumber === true})),
      rows.map(row => row.map(one => textOf(one, say))),
      layout.width,
    ),
  ];
}

function textOf(cell: Cell, say: Say): readonly string[] {
  const {said, code} = linesOf(cell);
  return [...said.map(one => say(one)), ...code];
}

function bold(text: string, {colour}: Layout): string {
  return colour ? styleText('bold', text, {validateStream: false}) : text;
}

import {styleText} from 'node:util';
import {columns as widthOf, wrap} from '../../../adapters/chat/terminal/wrap.ts';
import type {Report} from '../../../core/report/report.ts';
import type {Say} from '../../../pages/page.ts';
import {
  type Cell,
  cautionsOf,
  measureTexts,
  periodOf,
  type Section,
  sectionsOf,
} from '../../../pages/report/sections.ts';
import {phrase} from '../../../pages/report/texts.ts';
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
    ...table(
      columns.map(one => ({head: say(one.head), isNumber: one.isNumber === true})),
      rows.map(row => row.map(one => linesOf(one, say))),
      layout,
    ),
  ];
}

function linesOf(cell: Cell, say: Say): readonly string[] {
  return 'several' in cell ? [...cell.several.map(one => say(one)), ...cell.code] : [say(cell)];
}

interface Column {
  readonly head: string;
  readonly isNumber: boolean;
}

const gap = 2;

/** Columns as wide as what stands in them; where there is no room each row becomes lines of its own. */
function table(
  columns: readonly Column[],
  rows: readonly (readonly (readonly string[])[])[],
  layout: Layout,
): readonly string[] {
  const widths = columns.map(({head}, at) =>
    Math.max(widthOf(head), ...rows.flatMap(row => (row[at] ?? []).map(one => widthOf(one)))),
  );
  const needed = widths.reduce((sum, one) => sum + one + gap, -gap);
  if (needed > layout.width) return rows.flatMap(row => asLines(columns, row, layout));
  const line = (cells: readonly string[]): string =>
    cells
      .map((text, at) => padded(text, widths[at] ?? 0, columns[at]?.isNumber === true))
      .join(' '.repeat(gap))
      .trimEnd();
  return [
    line(columns.map(one => one.head)),
    ...rows.flatMap(row => {
      const height = Math.max(...row.map(one => one.length));
      return Array.from({length: height}, (_, at) => line(row.map(one => one[at] ?? '')));
    }),
  ];
}

function asLines(
  columns: readonly Column[],
  [first = [], ...rest]: readonly (readonly string[])[],
  {width}: Layout,
): readonly string[] {
  return [
    ...first,
    ...rest.flatMap((texts, at) => {
      const head = columns[at + 1]?.head ?? '';
      const [one = '', ...more] = texts;
      return [`${head}: ${one}`, ...more].flatMap(text =>
        wrap(text, width - 2, 'whole').map(line => `  ${line}`),
      );
    }),
  ];
}

function padded(text: string, width: number, isNumber: boolean): string {
  const blanks = ' '.repeat(Math.max(0, width - widthOf(text)));
  return isNumber ? blanks + text : text + blanks;
}

function bold(text: string, {colour}: Layout): string {
  return colour ? styleText('bold', text, {validateStream: false}) : text;
}

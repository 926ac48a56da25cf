import type {Report} from '../../../core/report/report.ts';
import {measures} from '../../../core/report/measures.ts';
import type {Say} from '../../../pages/page.ts';
import {
  type Cell,
  cautionsOf,
  duration,
  linesOf,
  measureTexts,
  number,
  periodOf,
  type Section,
  sectionsOf,
} from '../../../pages/report/sections.ts';
import {phrase} from '../../../pages/report/texts.ts';

/** The report as Markdown, as GitHub shows it (https://github.github.com/gfm/). Text from outside is inert in it. */
export function markdownReport(report: Report, say: Say): string {
  const blocks = [
    `# ${say(phrase('report.title'))}`,
    inert(say(periodOf(report))),
    ...cautionsOf(report).map(one => `> ${inert(say(one))}`),
    ...totals(report, say),
    ...sectionsOf(report).map(one => section(one, say)),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function totals({total}: Report, say: Say): readonly string[] {
  const rows = measures.flatMap(measure => {
    const spread = total.times[measure];
    if (spread === undefined) return [];
    const {name, from} = measureTexts[measure];
    const {count, median, p90} = spread;
    return [[duration(median), duration(p90), number(count), from].map(one => say(one))].map(
      cells => line([say(name), ...cells.map(inert)]),
    );
  });
  if (rows.length === 0) return [];
  const heads = ['', say(phrase('report.times-legend')), say(phrase('report.times-legend-p90'))];
  const head = [...heads, say(phrase('report.count')), say(phrase('report.measure-notes'))];
  return [[line(head), line(head.map((_, at) => (at === 3 ? '--:' : '---'))), ...rows].join('\n')];
}

function section({heading, notes, columns, rows}: Section, say: Say): string {
  const table = [
    line(columns.map(one => inert(say(one.head)))),
    line(columns.map(one => (one.isNumber === true ? '--:' : '---'))),
    ...rows.map(row => line(row.map(one => cellOf(one, say)))),
  ];
  const parts = [`## ${say(heading)}`, ...notes.map(one => inert(say(one))), table.join('\n')];
  return parts.join('\n\n');
}

function cellOf(cell: Cell, say: Say): string {
  const {said, code} = linesOf(cell);
  return [...said.map(one => inert(say(one))), ...code.map(one => `\`${one}\``)].join('<br>');
}

function line(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

/**
 * Text that Markdown shows as it is: whatever may begin markup, a link, a mention or a cell has a backslash or is an entity.
 * An address is no link, because its colon is none (https://github.github.com/gfm/#autolinks-extension-).
 */
function inert(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('@', '&#64;')
    .replaceAll('://', '&#58;//')
    .replace(/www\./gi, www => `${www.slice(0, 3)}&#46;`)
    .replace(/[\\`*_{}[\]()#+!|~]/g, one => `\\${one}`);
}

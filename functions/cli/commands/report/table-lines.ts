import {columns as widthOf, wrap} from '../../../adapters/chat/terminal/wrap.ts';

/** A column of a table; numbers stand at its end. */
export interface Column {
  readonly head: string;
  readonly isNumber: boolean;
}

/** A row: for each column the lines that stand in it. */
export type Row = readonly (readonly string[])[];

const gap = 2;
/** The last column is wrapped down to this width, and no further. */
const narrowest = 30;

/**
 * A table of at most `width` columns of a terminal. Where there is no room heads are stacked, then the last column is wrapped;
 * where that does not help each row becomes lines of its own.
 */
export function tableLines(
  columns: readonly Column[],
  rows: readonly Row[],
  width: number,
): readonly string[] {
  const widths = widthsFor(columns, rows, width);
  if (widths === undefined) return rows.flatMap(row => asBlock(columns, row, width));
  const last = columns.length - 1;
  const fitted = rows.map(row =>
    row.map((lines, at) =>
      at === last ? lines.flatMap(one => wrap(one, widths[at] ?? 0, 'whole')) : lines,
    ),
  );
  const heads = columns.map(({head}, at) => stacked(head, widths[at] ?? 0));
  const height = Math.max(...heads.map(one => one.length));
  const low = heads.map(one => [...Array.from({length: height - one.length}, () => ''), ...one]);
  return [low, ...fitted].flatMap(row => rowLines(columns, row, widths));
}

function widthsFor(
  columns: readonly Column[],
  rows: readonly Row[],
  width: number,
): readonly number[] | undefined {
  const cells = columns.map((_, at) =>
    Math.max(0, ...rows.flatMap(row => (row[at] ?? []).map(one => widthOf(one)))),
  );
  const whole = columns.map(({head}, at) => Math.max(widthOf(head), cells[at] ?? 0));
  const low = columns.map(({head}, at) => Math.max(longestWord(head), cells[at] ?? 0));
  const others = sum(low.slice(0, -1));
  const rest = [...low.slice(0, -1), Math.max(0, width - others - gap)];
  const isRoomy = (rest.at(-1) ?? 0) >= narrowest && columns.at(-1)?.isNumber === false;
  return [whole, low, ...(isRoomy ? [rest] : [])].find(one => sum(one) <= width);
}

function sum(widths: readonly number[]): number {
  return widths.reduce((all, one) => all + one, gap * Math.max(0, widths.length - 1));
}

function longestWord(text: string): number {
  return Math.max(...text.split(' ').map(one => widthOf(one)));
}

/** Words in as few lines of a width as they need; a longer word has a line of its own. */
function stacked(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    const longer = `${last ?? ''} ${word}`;
    if (last === undefined || widthOf(longer) > width) lines.push(word);
    else lines[lines.length - 1] = longer;
  }
  return lines;
}

function rowLines(
  columns: readonly Column[],
  row: Row,
  widths: readonly number[],
): readonly string[] {
  const height = Math.max(...row.map(one => one.length));
  return Array.from({length: height}, (_, line) =>
    row
      .map((lines, at) =>
        padded(lines[line] ?? '', widths[at] ?? 0, columns[at]?.isNumber === true),
      )
      .join(' '.repeat(gap))
      .trimEnd(),
  );
}

/** The first cell, and below it a line for each of the others with the head of its column. */
function asBlock(
  columns: readonly Column[],
  [first = [], ...rest]: Row,
  width: number,
): readonly string[] {
  return [
    ...first,
    ...rest.flatMap((lines, at) => {
      const head = columns[at + 1]?.head ?? '';
      const [one = '', ...more] = lines;
      return [`${head}: ${one}`, ...more].flatMap(text =>
        wrap(text, width - gap, 'whole').map(line => ' '.repeat(gap) + line),
      );
    }),
  ];
}

function padded(text: string, width: number, isNumber: boolean): string {
  const blanks = ' '.repeat(Math.max(0, width - widthOf(text)));
  return isNumber ? blanks + text : text + blanks;
}

/** A row: a cell for each column of its table. */
export type Row = readonly (string | number)[];

/** Writes a table in Markdown, numbers in three digits; without a title the table alone. */
export function table(
  title: string | undefined,
  head: readonly string[],
  rows: readonly Row[],
): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const isRight = (column: number) =>
    column > 0 && rows.some(row => typeof row[column] === 'number');
  const rule = head.map((_, column) => (isRight(column) ? '---:' : '---'));
  const body = rows.map(row =>
    line(row.map(cell => (typeof cell === 'number' ? shown(cell) : cell))),
  );
  const above = title === undefined ? [] : [`### ${title}`, ''];
  return [...above, line(head), line(rule), ...body, ''].join('\n');
}

/** A number as tables and plots show it: in three digits. */
export function shown(value: number): string {
  if (value >= 100) return Math.round(value).toLocaleString('en');
  return String(Number(value.toPrecision(value < 1 ? 2 : 3)));
}

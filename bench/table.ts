/** A row: a cell for each column of its table. */
export type Row = readonly (string | number)[];

/** Writes a table in Markdown, numbers in three digits. */
export function table(title: string, head: readonly string[], rows: readonly Row[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const rule = head.map((_, index) => (index === 0 ? '---' : '---:'));
  const body = rows.map(row =>
    line(row.map(cell => (typeof cell === 'number' ? digits(cell) : cell))),
  );
  return [`### ${title}`, '', line(head), line(rule), ...body, ''].join('\n');
}

function digits(value: number): string {
  if (value >= 100) return Math.round(value).toLocaleString('en');
  return String(Number(value.toPrecision(value < 1 ? 2 : 3)));
}

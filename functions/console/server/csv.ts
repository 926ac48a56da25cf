/** One cell: nothing of it is a formula, wherever it is opened. */
export type Cell = string | number | undefined;

/**
 * Lines of comma-separated values (https://www.rfc-editor.org/rfc/rfc4180), with a mark in front by which spreadsheets know
 * UTF-8. What a spreadsheet would take for a formula gets an apostrophe, so that it is text:
 * https://owasp.org/www-community/attacks/CSV_Injection
 */
export function csv(header: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return `\uFEFF${[header, ...rows].map(row => row.map(cell).join(',')).join('\r\n')}\r\n`;
}

function cell(value: Cell): string {
  if (typeof value === 'number') return String(value);
  const text = value ?? '';
  const inert = /^[\s\u0000-\u0020]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|^[\t\r\n]/u.test(text)
    ? `'${text}`
    : text;
  return `"${inert.replaceAll('"', '""')}"`;
}

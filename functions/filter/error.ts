/** A place in a query: both counted from 1, columns in UTF-16 units as editors do. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/**
 * A query that cannot be used: what is wrong, where, and what would have been right. The place is
 * 0, 0 when the text is no longer at hand (see `compile`).
 */
export class FilterError extends Error {
  override readonly name = 'FilterError';
  readonly line: number;
  readonly column: number;
  /** What could have stood there, in words; empty when no list of choices would help. */
  readonly expected: readonly string[];

  constructor(reason: string, place?: Place, expected: readonly string[] = [], cause?: unknown) {
    const where = place === undefined ? '' : `line ${place.line}, column ${place.column}: `;
    super(where + reason, cause === undefined ? undefined : {cause});
    this.line = place?.line ?? 0;
    this.column = place?.column ?? 0;
    this.expected = expected;
  }
}

/** Turns an offset in a query into the line and column that a person looks for. */
export function placeOf(text: string, offset: number): Place {
  let line = 1;
  let start = 0;
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', start)) {
    line += 1;
    start = at + 1;
  }
  return {line, column: offset - start + 1};
}

/** Joins choices to a phrase: `a`, `a or b`, `a, b or c`. */
export function choice(names: readonly string[]): string {
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} or ${last}`;
}

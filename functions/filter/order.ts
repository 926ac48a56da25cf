/** The operators that put two values of one type in relation. */
export type Order = '=' | '!=' | '<' | '<=' | '>' | '>=';

/** Whether two values of one type stand in a relation; NaN stands in none but `!=`. */
export function holds<T extends number | string | bigint>(order: Order, a: T, b: T): boolean {
  switch (order) {
    case '=':
      return a === b;
    case '!=':
      return a !== b;
    case '<':
      return a < b;
    case '<=':
      return a <= b;
    case '>':
      return a > b;
    case '>=':
      return a >= b;
  }
}

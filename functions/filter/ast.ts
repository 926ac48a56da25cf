/** Comparison operators. Source: logging-query-language, "Comparisons". */
export type Operator = '=' | '!=' | '<' | '<=' | '>' | '>=' | ':' | '=~' | '!~';

/** The way to a field from the log entry down; a part may hold any character. */
export type Path = readonly string[];

/** Leaves joined by AND, OR and NOT. An `and` of no terms holds always; only an empty query has it. */
export type Tree<Leaf> =
  | Leaf
  | {readonly kind: 'and' | 'or'; readonly terms: readonly Tree<Leaf>[]}
  | {readonly kind: 'not'; readonly term: Tree<Leaf>};

/** What a field is compared to: text as written (numbers too), or JSON's null. */
export type Scalar = {readonly kind: 'text'; readonly text: string} | {readonly kind: 'null'};

/** The right side of a comparison; a group stands for one comparison for each of its scalars. */
export type Value = Tree<Scalar>;

/** One condition of a query. */
export type Term =
  | {
      readonly kind: 'compare';
      readonly field: Path;
      readonly operator: Operator;
      readonly value: Value;
    }
  /** `field:*` */
  | {readonly kind: 'exists'; readonly field: Path}
  /** A value without a field: any field of the entry has it. */
  | {readonly kind: 'search'; readonly text: string}
  /** `log_id("events")`, not URL-encoded. */
  | {readonly kind: 'log'; readonly id: string}
  /** `sample(field, 0.25)`: may be written and printed; it is never evaluated. */
  | {readonly kind: 'sample'; readonly field: Path; readonly fraction: number};

/** A parsed query: plain data, equal when it asks the same in the same order. */
export type Query = Tree<Term>;

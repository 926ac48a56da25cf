import assert from 'node:assert/strict';

import {compile} from '../../functions/filter/compile.ts';
import {parse} from '../../functions/filter/parse.ts';

/** A law of the language, with queries that hold of the entry and queries that do not. */
export interface Law {
  readonly law: string;
  readonly entry: unknown;
  readonly holds: readonly string[];
  readonly fails: readonly string[];
}

/** Whether an entry passes a query. */
export function matches(query: string, entry: unknown): boolean {
  return compile(parse(query))(entry);
}

/** One test for each law. */
export function keeps(laws: readonly Law[]): void {
  for (const {law, entry, holds, fails} of laws) {
    it(law, () => {
      for (const query of holds) assert.equal(matches(query, entry), true, query);
      for (const query of fails) assert.equal(matches(query, entry), false, query);
    });
  }
}

import type {Words} from '../../../core/texts/words.ts';
import type {ConfigFault} from '../config-error.ts';
import {meant} from '../explain-issue.ts';

/**
 * The fault of a name that nothing has; none where there is no name, or nobody knows the names.
 * @param what what it is not, in words.
 */
export function unknownName(
  path: string,
  name: string | undefined,
  known: readonly string[] | undefined,
  what: Words,
): readonly ConfigFault[] {
  if (name === undefined || known === undefined || known.includes(name)) return [];
  const near = meant(name, known);
  const problem = {
    en: `${JSON.stringify(name)} is not ${what.en}${near.en}`,
    ko: `${JSON.stringify(name)} ${what.ko}${near.ko}`,
  };
  return [{path, problem}];
}

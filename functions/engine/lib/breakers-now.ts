import {
  type Breaker,
  breakerIn,
  breakerMark,
  breakerPrefix,
} from '../../core/guard/circuit-breaker.ts';
import type {MarkList} from '../../core/ports/ports.ts';

/** The breakers that are not closed, of these projects and actions. */
export async function breakersNow(
  {guardStore}: {readonly guardStore: MarkList},
  projects: readonly string[],
  actions: readonly string[],
): Promise<readonly Breaker[]> {
  // There is a mark only where something was refused once, and thousands of projects may be asked about.
  const marks = await guardStore.marks(breakerPrefix);
  const values = new Map(marks.map(({name, value}) => [name, value]));
  return projects.flatMap(project =>
    actions.flatMap(action => {
      const breaker = breakerIn(values.get(breakerMark(project, action)), {project, action});
      return breaker ?? [];
    }),
  );
}

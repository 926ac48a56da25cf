/** How thoroughly is measured: `quick` takes fewer rounds of each, for a run of everything in a quarter of an hour. */
export type Effort = 'thorough' | 'quick';

/** So many rounds, a third of them in a quick run; odd, so that a median is one of them. */
export function roundsOf(effort: Effort, thorough: number): number {
  if (effort === 'thorough') return thorough;
  const third = Math.max(3, Math.ceil(thorough / 3));
  return third % 2 === 1 ? third : third + 1;
}

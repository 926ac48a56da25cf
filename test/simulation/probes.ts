/**
 * Rare branches, each by a name: what incidents were stored as, what the log said, which call met which
 * fault. They are read off what leaves a process, so that production code has no counters to carry.
 */
export type Probes = Map<string, number>;

/** Adds one. */
export function hit(probes: Probes, name: string): void {
  probes.set(name, (probes.get(name) ?? 0) + 1);
}

/** Adds all of another. */
export function addProbes(to: Probes, from: ReadonlyMap<string, number>): void {
  for (const [name, count] of from) to.set(name, (to.get(name) ?? 0) + count);
}

/** What a full run must have been through. */
export const required = [
  'detected/detected',
  'detected/again',
  'detected/found',
  'detected/released',
  'detected/polled',
  'detected/backlog-found',
  'diagnosing/not-taken',
  'diagnosing/effect-unsure',
  'diagnosing/busy',
  'diagnosing/waiting',
  'diagnosing/no-answer',
  'planned/broken',
  'acting/change',
  'verifying/verifying',
  'verifying/no-answer',
  'awaiting-approval/mode-approve',
  'awaiting-approval/approval-unproven',
  'blocked/plan-declined',
  'blocked/mode-observe',
  'blocked/paused',
  'blocked/silenced',
  'blocked/breaker-open',
  'blocked/budget',
  'blocked/person-needed',
  'blocked/keeps-failing',
  'blocked/read-refused',
  'blocked/denied',
  'flapping/flapping',
  'resolved/verified',
  'resolved/healed',
  'no-action/already-healthy',
  'no-action/backlog',
  'suppressed/symptom-of',
  'suppressed/project-not-listed',
  'suppressed/project-mismatch',
  'failed/attempts-spent',
  'failed/nobody-came',
  'told twice, in doubt',
] as const;

/** Those of the required that nothing has reached. */
export function missed(probes: ReadonlyMap<string, number>): readonly string[] {
  return required.filter(name => !probes.has(name));
}

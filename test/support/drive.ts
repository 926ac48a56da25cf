import assert from 'node:assert/strict';
import type {Approval} from '../../functions/core/incident/approval.ts';
import type {Incident} from '../../functions/core/incident/incident.ts';
import {
  type AnswerDeps,
  answerPlan,
  type PlanAnswered,
} from '../../functions/engine/operate/answer-plan.ts';
import {advance} from '../../functions/engine/remediate/advance.ts';
import type {Deps} from '../../functions/engine/lib/context.ts';
import {intake, type Received} from '../../functions/engine/intake/intake.ts';
import {DedupCache} from '../../functions/engine/intake/dedup-cache.ts';

/** Takes entries in, one after the other, with a fresh memory. */
export async function receive(deps: Deps, ...entries: readonly unknown[]): Promise<Received[]> {
  const taking = intake(deps, new DedupCache());
  const received: Received[] = [];
  for (const entry of entries) received.push(await taking.receive(entry));
  return received;
}

/** Takes one entry in and gives the incident it ended up in. */
export async function opened(deps: Deps, entry: unknown): Promise<Incident> {
  const [received] = await receive(deps, entry);
  assert.ok(received !== undefined && 'incident' in received, JSON.stringify(received));
  return stored(deps, received.incident);
}

/** The incident as the store has it. */
export async function stored(deps: Deps, id: string): Promise<Incident> {
  const incident = await deps.store.read(id);
  assert.ok(incident !== undefined, `no incident ${id}`);
  return incident;
}

/** Advances an incident once and gives it back. */
export async function advanced(deps: Deps, id: string): Promise<Incident> {
  const done = await advance(deps, id);
  assert.equal(done.kind, 'advanced');
  return stored(deps, id);
}

/** The incidents of a runbook, oldest first. */
export async function incidentsOf(deps: Deps, runbook: string): Promise<readonly Incident[]> {
  return (await deps.store.all()).filter(one => one.runbook === runbook);
}

/**
 * A person's answer to the plan that an incident shows, or to the one with another hash.
 * @returns what became of it.
 */
export async function answered(
  deps: AnswerDeps & Pick<Deps, 'clock'>,
  id: string,
  said: Approval['answer'],
  hash?: string,
): Promise<PlanAnswered['kind']> {
  const plan = hash ?? (await deps.store.read(id))?.work.plan?.hash ?? '';
  const given = {plan, answer: said, by: 'kim', at: deps.clock.now()};
  return (await answerPlan(deps, id, given)).kind;
}

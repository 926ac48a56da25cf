import {ownershipMark} from '../../core/inbox/word-inbox.ts';
import {type Ownership, ownerOf} from '../../core/incident/ownership.ts';
import {type OwnershipRefusal, ownershipRefusal} from '../../core/guard/ownership.ts';
import type {AnswerDeps} from './answer-plan.ts';
import {say} from './say.ts';

/** What became of a person's word that an incident is theirs. */
export type Acknowledged =
  | {readonly kind: 'unknown'}
  /** `before`: whose it was until now. */
  | {readonly kind: 'taken'; readonly before?: Ownership}
  /** Nothing was changed, with the reason. */
  | {readonly kind: 'refused'; readonly reason: OwnershipRefusal};

/**
 * Writes down that an incident is somebody's, where respond takes it up with its next sweep, or as soon as the
 * incident is handed over. The last word counts. The incident is not changed here.
 * @throws StaleError when ten other writers were faster; StoreError.
 */
export async function acknowledge(
  deps: Omit<AnswerDeps, 'timing'>,
  incidentId: string,
  {by, at}: Pick<Ownership, 'by' | 'at'>,
): Promise<Acknowledged> {
  const incident = await deps.store.read(incidentId);
  if (incident === undefined) return {kind: 'unknown'};
  const reason = ownershipRefusal(incident);
  if (reason !== undefined) return {kind: 'refused', reason};
  await say(deps, ownershipMark, incidentId, {by, at, run: incident.work.run});
  const before = ownerOf(incident);
  return before === undefined || before.by === by ? {kind: 'taken'} : {kind: 'taken', before};
}

import {
  type Inbox,
  inboxIn,
  inboxMark,
  inboxValue,
  without,
} from '../../core/inbox/answer-inbox.ts';
import {votesNeeded} from '../../core/guard/approvers.ts';
import {answerIn, approvalMark} from '../../core/guard/consent.ts';
import type {Incident} from '../../core/incident/incident.ts';
import {questionIn, questionMark, withVotes} from '../../core/interaction/question.ts';
import {StoreError} from '../../core/lib/error.ts';
import {answered, turnOf, waits} from '../../core/inbox/answer.ts';
import {updateMark, whenContended} from '../lib/compare-and-set.ts';
import type {Deps} from '../lib/context.ts';
import type {Commit} from './perform.ts';

type InboxContext = Pick<Deps, 'settings' | 'store' | 'guardStore' | 'clock' | 'timing' | 'log'>;

/**
 * The incidents whose answers can be taken up now. What no incident waits for any more is taken out of the
 * inbox; an answer whose incident cannot be read stays in it.
 * @throws StoreError when the guard's store does not answer.
 */
export async function answeredNow(deps: InboxContext): Promise<readonly string[]> {
  const due: string[] = [];
  const over = new Map<string, number>();
  for (const [id, at] of await inboxOf(deps)) {
    const turn = await turnIn(deps, id, at);
    if (turn === 'due') due.push(id);
    if (turn === 'over') over.set(id, at);
  }
  await takeOut(deps, over);
  return due;
}

/**
 * Takes up what a person answered to the plan that an incident waits with, where somebody did. The incident
 * is stored before the answer leaves the inbox: one that a crash leaves there is over.
 * @param commit stores the incident under its lease.
 * @throws StoreError, and what `commit` throws.
 */
export async function takeUp(
  deps: InboxContext,
  incident: Incident,
  commit: Commit,
): Promise<void> {
  const {id, work} = incident;
  if (!waits(incident)) return;
  const at = (await inboxOf(deps)).get(id);
  if (at === undefined) return;
  const given = answerIn((await deps.guardStore.mark(approvalMark(id)))?.value);
  // It is for one run, and counts once.
  if (typeof given === 'object' && given.run === work.run && given.use === undefined) {
    await commit(answered(incident, given, deps.clock.now()));
    const {plan, answer, by} = given;
    deps.log.info('an answer was taken up', {incident: id, plan, answer, by});
  } else {
    const asked = questionIn((await deps.guardStore.mark(questionMark(id)))?.value);
    const of = votesNeeded(deps.settings, {
      runbook: incident.runbook,
      project: incident.target.project,
    });
    const shown = withVotes(incident, asked, of);
    if (shown === incident) {
      deps.log.warn('an answer was left: it is not for what waits', {incident: id});
    } else {
      await commit(shown);
    }
  }
  await takeOut(deps, new Map([[id, at]]));
}

async function turnIn(
  {store, clock, timing, log}: InboxContext,
  id: string,
  at: number,
): Promise<ReturnType<typeof turnOf>> {
  try {
    return turnOf(await store.read(id), at, {now: clock.now(), timing});
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    log.error('an answer waits: its incident cannot be read', {incident: id, error: error.message});
    return 'later';
  }
}

async function inboxOf({guardStore}: Pick<Deps, 'guardStore'>): Promise<Inbox> {
  return inboxIn((await guardStore.mark(inboxMark))?.value);
}

/** Whoever finds the mark contended leaves it to the next sweep. */
async function takeOut({guardStore}: Pick<Deps, 'guardStore'>, done: Inbox): Promise<void> {
  if (done.size === 0) return;
  await updateMark<undefined>(guardStore, inboxMark, value => {
    const inbox = inboxIn(value);
    const left = without(inbox, done);
    return left === inbox ? {result: undefined} : {value: inboxValue(left), result: undefined};
  }).catch(whenContended(undefined));
}

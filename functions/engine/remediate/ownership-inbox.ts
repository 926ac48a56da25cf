import {
  type OwnershipInbox,
  ownershipMark,
  ownershipsIn,
  ownershipsValue,
  withoutOwnerships,
} from '../../core/guard/ownership-inbox.ts';
import type {Incident} from '../../core/incident/incident.ts';
import type {Ownership} from '../../core/incident/ownership.ts';
import {errorText, StoreError} from '../../core/lib/error.ts';
import {owned, takesOwner} from '../../core/guard/ownership.ts';
import {updateMark, whenContended} from '../lib/compare-and-set.ts';
import type {Deps} from '../lib/context.ts';
import type {Commit} from './perform.ts';

type InboxContext = Pick<Deps, 'store' | 'guardStore' | 'clock' | 'log'>;

/**
 * The incidents whose acknowledgements can be taken up now. What no incident takes up any more leaves the inbox.
 * @throws StoreError when the guard's store does not answer.
 */
export async function acknowledgedNow(deps: InboxContext): Promise<readonly string[]> {
  const due: string[] = [];
  const over = new Map<string, Ownership>();
  for (const [id, said] of await inboxOf(deps)) {
    const turn = await turnIn(deps, id, said);
    if (turn === 'due') due.push(id);
    if (turn === 'over') over.set(id, said);
  }
  await takeOut(deps, over);
  return due;
}

/**
 * Takes up that somebody has said an incident is theirs. The incident is stored before the word leaves the inbox:
 * one that a crash leaves there is over. It tells only, so that nothing waits where it cannot be read.
 * @param commit stores the incident under its lease.
 * @throws what `commit` throws.
 */
export async function takeOwner(
  deps: InboxContext,
  incident: Incident,
  commit: Commit,
): Promise<void> {
  const {id} = incident;
  // A flood of new ones costs no reads: nobody has heard of them yet.
  if (isNew(incident)) return;
  const said = (await inboxOf(deps).catch(unread(deps, id))).get(id);
  if (said === undefined || !takesOwner(incident, said)) return;
  await commit(owned(incident, said));
  deps.log.info('an incident was acknowledged', {incident: id, by: said.by});
  await takeOut(deps, new Map([[id, said]])).catch(unread(deps, id));
}

async function turnIn(
  {store, clock, log}: InboxContext,
  id: string,
  said: Ownership,
): Promise<'due' | 'later' | 'over'> {
  try {
    const incident = await store.read(id);
    if (incident === undefined || !takesOwner(incident, said)) return 'over';
    const waits = isNew(incident) || (incident.lease?.until ?? 0) > clock.now();
    return waits ? 'later' : 'due';
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    log.error('an acknowledgement waits: its incident cannot be read', {
      incident: id,
      error: error.message,
    });
    return 'later';
  }
}

/** Whether nobody has looked at live state since it was opened. */
function isNew({work}: Incident): boolean {
  return work.lookedAt === undefined && work.blindLooks === 0;
}

async function inboxOf({guardStore}: Pick<Deps, 'guardStore'>): Promise<OwnershipInbox> {
  return ownershipsIn((await guardStore.mark(ownershipMark))?.value);
}

/** For `catch`: nothing was acknowledged, as far as anybody can tell now. */
function unread({log}: Pick<Deps, 'log'>, incident: string): (error: unknown) => OwnershipInbox {
  return error => {
    if (!(error instanceof StoreError)) throw error;
    log.warn('acknowledgements wait: the store that holds them does not answer', {
      incident,
      error: errorText(error),
    });
    return new Map();
  };
}

/** Whoever finds the mark contended leaves it to the next sweep. */
async function takeOut(
  {guardStore}: Pick<Deps, 'guardStore'>,
  done: OwnershipInbox,
): Promise<OwnershipInbox> {
  if (done.size === 0) return done;
  return updateMark<OwnershipInbox>(guardStore, ownershipMark, value => {
    const inbox = ownershipsIn(value);
    const left = withoutOwnerships(inbox, done);
    return left === inbox ? {result: left} : {value: ownershipsValue(left), result: left};
  }).catch(whenContended<OwnershipInbox>(done));
}

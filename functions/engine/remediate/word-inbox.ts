import {
  ownershipMark,
  undoMark,
  type Word,
  type WordInbox,
  withoutWords,
  wordsIn,
  wordsValue,
} from '../../core/inbox/word-inbox.ts';
import {owned, takesOwner} from '../../core/guard/ownership.ts';
import {inverseOf} from '../../core/contract/action.ts';
import {type Incident, standing} from '../../core/incident/incident.ts';
import {errorText, StoreError} from '../../core/lib/error.ts';
import {undoRefusal} from '../../core/guard/undo.ts';
import {undoAsked} from '../../core/lifecycle/undo.ts';
import type {Log} from '../../core/ports/ports.ts';
import {updateMark, whenContended} from '../lib/compare-and-set.ts';
import type {Deps} from '../lib/context.ts';
import type {Commit} from './perform.ts';

type InboxContext = Pick<
  Deps,
  'settings' | 'actions' | 'store' | 'guardStore' | 'clock' | 'timing' | 'log'
>;

/** One kind of word, and what an incident does with it. */
interface Kind {
  /** Where they wait. */
  readonly mark: string;
  /** Whether people can say it at all. */
  isOn(deps: InboxContext): boolean;
  /** Whether an incident in this state may have a use for it: others need not look. */
  concerns(incident: Incident): boolean;
  /** Whether the incident has a use for it, now or later. */
  takes(deps: InboxContext, incident: Incident, said: Word): Promise<boolean> | boolean;
  take(deps: InboxContext, incident: Incident, said: Word): Incident;
  /** Says in the log that it was taken up. */
  report(log: Log, incident: Incident, said: Word): void;
}

const acknowledgement: Kind = {
  mark: ownershipMark,
  isOn: () => true,
  concerns: incident => !isNew(incident),
  takes: (_deps, incident, said) => takesOwner(incident, said),
  take: (_deps, incident, said) => owned(incident, said),
  report(log, {id}, {by}) {
    log.info('an incident was acknowledged', {incident: id, by});
  },
};

const undo: Kind = {
  mark: undoMark,
  isOn: ({settings}) => settings.undo === true,
  concerns: ({state}) => state === 'resolved',
  async takes({settings, actions, store, clock, timing}, incident, {run}) {
    if (incident.work.run !== run) return false;
    const latest = await store.latest(incident.key);
    const refusal = undoRefusal(incident, {
      isOn: settings.undo === true,
      latest: latest?.id,
      inverse: inverseOf(actions),
      now: clock.now(),
      timing,
    });
    return refusal === undefined;
  },
  take: ({actions, clock}, incident, said) =>
    undoAsked(incident, said, inverseOf(actions), clock.now()),
  report(log, {id}, {by}) {
    log.info('an undo was asked for', {incident: id, by});
  },
};

const kinds: readonly Kind[] = [acknowledgement, undo];

/**
 * The incidents that can take up now what people have said of them. What no incident takes up any more leaves the inbox.
 * @throws StoreError when the guard's store does not answer.
 */
export async function saidOf(deps: InboxContext): Promise<readonly string[]> {
  const all = await Promise.all(
    kinds.filter(kind => kind.isOn(deps)).map(kind => dueOf(deps, kind)),
  );
  return all.flat();
}

async function dueOf(deps: InboxContext, kind: Kind): Promise<readonly string[]> {
  const due: string[] = [];
  const over = new Map<string, Word>();
  for (const [id, said] of await inboxOf(deps, kind)) {
    const turn = await turnIn(deps, kind, id, said);
    if (turn === 'due') due.push(id);
    if (turn === 'over') over.set(id, said);
  }
  await takeOut(deps, kind, over);
  return due;
}

/**
 * Takes up what people have said of an incident. The incident is stored before the word leaves the inbox: one that a
 * crash leaves there is over. Nothing is permitted by it, so that nothing waits where it cannot be read.
 * @param current the incident as it is stored now.
 * @param commit stores the incident under its lease.
 * @throws what `commit` throws.
 */
export async function takeWords(
  deps: InboxContext,
  current: () => Incident,
  commit: Commit,
): Promise<void> {
  for (const kind of kinds) {
    const incident = current();
    const {id} = incident;
    // A flood of new ones costs no reads: nobody has heard of them yet.
    if (!kind.isOn(deps) || !kind.concerns(incident)) continue;
    const said = (await inboxOf(deps, kind).catch(unread(deps, id))).get(id);
    if (said === undefined || !(await kind.takes(deps, incident, said))) continue;
    await commit(kind.take(deps, incident, said));
    kind.report(deps.log, incident, said);
    await takeOut(deps, kind, new Map([[id, said]])).catch(unread(deps, id));
  }
}

async function turnIn(
  deps: InboxContext,
  kind: Kind,
  id: string,
  said: Word,
): Promise<'due' | 'later' | 'over'> {
  try {
    const incident = await deps.store.read(id);
    if (incident === undefined || !(await kind.takes(deps, incident, said))) return 'over';
    const waits = isNew(incident) || (incident.lease?.until ?? 0) > deps.clock.now();
    return waits ? 'later' : 'due';
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    deps.log.error("a person's word waits: its incident cannot be read", {
      incident: id,
      error: error.message,
    });
    return 'later';
  }
}

/** Whether nobody has looked at live state since it was opened. */
function isNew({work, state}: Incident): boolean {
  return standing(state) !== 'closed' && work.lookedAt === undefined && work.blindLooks === 0;
}

async function inboxOf(
  {guardStore}: Pick<Deps, 'guardStore'>,
  {mark}: Pick<Kind, 'mark'>,
): Promise<WordInbox> {
  return wordsIn((await guardStore.mark(mark))?.value);
}

/** For `catch`: nothing was said, as far as anybody can tell now. */
function unread({log}: Pick<Deps, 'log'>, incident: string): (error: unknown) => WordInbox {
  return error => {
    if (!(error instanceof StoreError)) throw error;
    log.warn('what people have said waits: the store that holds it does not answer', {
      incident,
      error: errorText(error),
    });
    return new Map();
  };
}

/** Whoever finds the mark contended leaves it to the next sweep. */
async function takeOut(
  {guardStore}: Pick<Deps, 'guardStore'>,
  {mark}: Pick<Kind, 'mark'>,
  done: WordInbox,
): Promise<WordInbox> {
  if (done.size === 0) return done;
  return updateMark<WordInbox>(guardStore, mark, value => {
    const inbox = wordsIn(value);
    const left = withoutWords(inbox, done);
    return left === inbox ? {result: left} : {value: wordsValue(left), result: left};
  }).catch(whenContended<WordInbox>(done));
}

import type {GuardFacts} from '../../core/guard/guard.ts';
import {
  undoneIn,
  undoneMark,
  undoneOf,
  undoneValue,
  withoutUndone,
  withUndone,
} from '../../core/guard/undone.ts';
import {type Incident, undoOf} from '../../core/incident/incident.ts';
import type {PlannedAction} from '../../core/incident/plan.ts';
import {updateMark} from '../lib/compare-and-set.ts';
import {actionById, type Deps, type GuardContext} from '../lib/context.ts';

/** Who had taken back last what these actions are about to make; undefined: nobody, or it is an undo itself. */
export async function undoneBefore(
  {guardStore, actions, clock, timing}: GuardContext,
  incident: Incident,
  asked: readonly PlannedAction[],
): Promise<GuardFacts['undone']> {
  if (undoOf(incident) !== undefined) return undefined;
  const named = [...switchesOf({actions}, asked)];
  const all = await Promise.all(
    named.map(async ([project, names]) => {
      const things = undoneIn((await guardStore.mark(undoneMark(project)))?.value);
      return undoneOf(things, names, clock.now(), timing);
    }),
  );
  return all.find(one => one !== undefined);
}

/**
 * Notes what is about to be taken back, so that nobody makes it again without a person; what a person lets be made again is
 * forgotten. Before the intent: whoever is cut short behind it has at most asked once too often.
 * @throws StaleError, StoreError.
 */
export async function noteUndone(
  {guardStore, actions, clock, timing}: GuardContext,
  incident: Incident,
  asked: readonly PlannedAction[],
): Promise<void> {
  const undo = undoOf(incident);
  const at = clock.now();
  for (const [project, names] of switchesOf({actions}, asked)) {
    await updateMark<undefined>(guardStore, undoneMark(project), value => {
      const before = undoneIn(value);
      // What nobody can read goes on asking for a person: a yes to this repair leaves it as it is.
      const known = before === 'unreadable' ? new Map() : before;
      const after =
        undo === undefined
          ? withoutUndone(known, names)
          : withUndone(known, names, {by: undo.by, at}, timing);
      return after === known ? {result: undefined} : {value: undoneValue(after), result: undefined};
    });
  }
}

/** What actions turn on or off, by project. */
function switchesOf(
  deps: Pick<Deps, 'actions'>,
  asked: readonly PlannedAction[],
): ReadonlyMap<string, readonly string[]> {
  const all = new Map<string, readonly string[]>();
  for (const {action, params} of asked) {
    const names = actionById(deps, action).switches?.(params) ?? [];
    if (names.length > 0) all.set(params.project, [...(all.get(params.project) ?? []), ...names]);
  }
  return all;
}

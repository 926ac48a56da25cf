import {
  changeTurnIn,
  changeTurnMark,
  changeTurnSeconds,
  changeTurnValue,
  freeChangeTurn,
} from '../../core/guard/change-turn.ts';
import type {Incident} from '../../core/incident/incident.ts';
import type {PlannedAction} from '../../core/incident/plan.ts';
import {StoreError} from '../../core/lib/error.ts';
import {updateMark, whenContended} from '../lib/compare-and-set.ts';
import {actionById, type Deps} from '../lib/context.ts';

type TurnContext = Pick<Deps, 'actions' | 'guardStore' | 'clock' | 'timing'>;

/**
 * Takes or prolongs the turn of an incident to make a change that bears no other beside it, before its intent
 * is stored: changes of two incidents never overlap, whichever instance makes them.
 * @returns the incident that has the turn, '?' where nobody can tell; undefined: it is ours, or none is needed.
 * @throws StoreError.
 */
export async function takeTurn(
  deps: TurnContext,
  {id}: Pick<Incident, 'id'>,
  action: PlannedAction,
): Promise<string | undefined> {
  const name = changeTurnMark(actionById(deps, action.action).manifest, action);
  if (name === undefined) return undefined;
  const {guardStore, clock, timing} = deps;
  const length = timing.seconds(changeTurnSeconds);
  const taking = updateMark<string | undefined>(guardStore, name, value => {
    const now = clock.now();
    const turn = changeTurnIn(value, now);
    if (turn !== undefined && turn.incident !== id) return {result: turn.incident};
    // One that is still good for a while needs no write.
    if (turn !== undefined && turn.until - now > length / 2) return {result: undefined};
    return {value: changeTurnValue({incident: id, until: now + length}), result: undefined};
  });
  return taking.catch(whenContended<string | undefined>('?'));
}

/**
 * Gives the turns for some changes back; those of others stay. One that the store could not take back ends by
 * itself: what became of the change is not lost over it.
 */
export async function giveTurnsBack(
  deps: TurnContext & Pick<Deps, 'log'>,
  {id}: Pick<Incident, 'id'>,
  actions: readonly PlannedAction[],
): Promise<void> {
  const names = actions.map(one => changeTurnMark(actionById(deps, one.action).manifest, one));
  for (const name of new Set(names)) {
    if (name === undefined) continue;
    const giving = updateMark(deps.guardStore, name, value =>
      changeTurnIn(value, deps.clock.now())?.incident === id
        ? {value: freeChangeTurn, result: undefined}
        : {result: undefined},
    );
    try {
      await giving.catch(whenContended(undefined));
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
      deps.log.warn('turn not given back', {incident: id, turn: name, error: error.message});
    }
  }
}

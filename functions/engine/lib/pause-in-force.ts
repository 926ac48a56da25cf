import {type Pause, pauseIn, pauseMark} from '../../core/guard/pause.ts';
import type {Mark, Marks} from '../../core/ports/ports.ts';
import type {Deps} from './context.ts';

/** Where a pause is kept. */
export interface PauseStores {
  readonly guardStore: Pick<Marks, 'mark'>;
  /** Version 0.1 kept it here. It holds until a person ends it: whoever could forge one only stops changes. */
  readonly store: Pick<Marks, 'mark'>;
}

/** The pause that holds now. @throws StoreError. */
export async function pauseInForce(
  deps: PauseStores & Pick<Deps, 'clock'>,
): Promise<Pause | undefined> {
  const mark = (await deps.guardStore.mark(pauseMark)) ?? (await formerPause(deps));
  return pauseIn(mark?.value, deps.clock.now());
}

/** The pause as version 0.1 has left it. */
export function formerPause({store}: Pick<PauseStores, 'store'>): Promise<Mark | undefined> {
  return store.mark(pauseMark);
}

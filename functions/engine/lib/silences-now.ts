import {windowSilences} from '../../core/guard/maintenance-window.ts';
import {type Silence, silencesIn, silencesMark} from '../../core/guard/silence.ts';
import type {Marks} from '../../core/ports/ports.ts';
import type {Deps} from './context.ts';

/**
 * What people have silenced, and the windows of the configuration around now; undefined: the mark cannot be
 * understood, and nobody knows.
 * @throws StoreError.
 */
export async function silencesNow({
  guardStore,
  settings,
  clock,
}: Pick<Deps, 'settings' | 'clock'> & {
  readonly guardStore: Pick<Marks, 'mark'>;
}): Promise<readonly Silence[] | undefined> {
  const said = silencesIn((await guardStore.mark(silencesMark))?.value);
  if (said === undefined) return undefined;
  // Who said it by a clock that is ahead meant at once, unless they named a later time.
  const now = clock.now();
  const begun = said.map(one =>
    one.from > now && one.from <= (one.saidAt ?? one.from) ? {...one, from: now} : one,
  );
  return [...begun, ...windowsNow({settings, clock})];
}

/** The silences of the configuration's windows around now. */
export function windowsNow({
  settings,
  clock,
}: Pick<Deps, 'settings' | 'clock'>): readonly Silence[] {
  return windowSilences(settings.silences ?? [], clock.now());
}

import {systemClock, systemRandom} from '../../functions/adapters/clock.ts';
import type {FirestoreDeps} from '../../functions/adapters/store/firestore/client.ts';
import {firestoreStore} from '../../functions/adapters/store/firestore/firestore-store.ts';
import type {Store} from '../../functions/core/ports/ports.ts';
import {TimeScale} from '../../functions/core/lib/time-scale.ts';

/** A store on a project of the Firestore emulator at `HOST:PORT`, as a process of its own has it. */
export function emulated(
  emulator: string,
  project: string,
  extra: Partial<FirestoreDeps> = {},
): Store {
  const authorise = () => Promise.reject(new Error('credentials were asked for'));
  const deps = {
    clock: systemClock,
    timing: new TimeScale(),
    random: systemRandom,
    authorise,
    emulator,
  };
  return firestoreStore({...deps, ...extra}, {project, database: '(default)'});
}

import type {GoogleDeps} from '../../../../adapters/google/client/call.ts';
import {firestoreStore} from '../../../../adapters/store/firestore/firestore-store.ts';
import type {Store} from '../../../../core/ports/ports.ts';
import type {Check} from '../check.ts';
import type {DoctorContext} from '../doctor-context.ts';
import {read} from './shaped.ts';

/** No incident and no mark is called so: what is asked for by it is not there. */
const nobody = 'doctor';

/** The questions that the store asks Firestore, each once; a store in a file or in memory asks nobody. */
export function storeReads(
  {settings, env}: Pick<DoctorContext, 'settings' | 'env'>,
  google: GoogleDeps,
): readonly Check[] {
  const place = settings.store.firestore;
  if (place === undefined) return [];
  const emulator = env.firestoreEmulator;
  const deps = {...google, ...(emulator === undefined ? {} : {emulator})};
  const store = firestoreStore(deps, place);
  const asked: Readonly<Record<string, (store: Store) => Promise<number>>> = {
    'a document': async one => ((await one.read(nobody)) === undefined ? 0 : 1),
    'a mark': async one => ((await one.mark(nobody)) === undefined ? 0 : 1),
    'the newest incident of a key': async one => ((await one.latest(nobody)) === undefined ? 0 : 1),
    'what is due': async one => (await one.due(google.clock.now(), 1)).length,
    'what is due next': async one => ((await one.earliest()) === undefined ? 0 : 1),
    'signs of a cause': async one => (await one.explained(nobody)).length,
  };
  return Object.entries(asked).map(([what, ask]) => read(`${what} in the store`, () => ask(store)));
}

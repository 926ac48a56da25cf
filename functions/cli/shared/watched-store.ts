import type {Incident} from '../../core/incident/incident.ts';
import type {Store} from '../../core/ports/ports.ts';

/** The same store, of which somebody hears what it has stored, before the one who stored it goes on. */
export function watchedStore(
  store: Store,
  stored: (incident: Incident) => void | Promise<void>,
): Store {
  return {
    ...store,
    async create(incident) {
      const done = await store.create(incident);
      if (done === 'created') await stored(incident);
      return done;
    },
    async replace(incident) {
      const done = await store.replace(incident);
      if (done === 'stored') await stored(incident);
      return done;
    },
  };
}

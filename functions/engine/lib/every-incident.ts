import type {Incident} from '../../core/incident/incident.ts';
import type {Store} from '../../core/ports/ports.ts';

/** Every incident of a store, of which a page at a time is held; in the store's own order. */
export async function* everyIncident(store: Pick<Store, 'page'>): AsyncGenerator<Incident> {
  let after: string | undefined;
  do {
    const {incidents, next} = await store.page(after);
    yield* incidents;
    after = next;
  } while (after !== undefined);
}

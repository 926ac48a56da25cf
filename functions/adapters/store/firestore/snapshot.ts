import {clampQuarantined} from '../retention.ts';
import type {GuardStore, Kept, LookPage, Mark, Store} from '../../../core/ports/ports.ts';
import {sqliteStore} from '../sqlite/sqlite-store.ts';

/**
 * The dry run's store where the live one is Firestore: memory, filled with its incidents. Marks and
 * deliveries in quarantine are read from it when they are asked for.
 * Only reading verbs of `live` are ever called, and `close`.
 * @throws StoreError when the live store cannot be read; it is closed then.
 */
export async function snapshotOf(live: Store): Promise<Store> {
  try {
    const memory = await sqliteStore();
    for (const incident of await live.all()) await memory.create(incident);
    return {
      ...memory,
      ...marksOver(live),
      ...quarantineOver(live),
      ...looksOver(live),
      async close() {
        await memory.close();
        await live.close();
      },
    };
  } catch (error) {
    await live.close();
    throw error;
  }
}

/** The marks of a store as if they were written, with the writes kept here; closing closes the store. */
export function marksOver(live: Pick<GuardStore, 'mark' | 'marks' | 'close'>): GuardStore {
  const own = new Map<string, Mark>();
  const mark = async (name: string): Promise<Mark | undefined> => {
    const found = await live.mark(name);
    return own.get(name) ?? found;
  };
  return {
    mark,
    async marks(prefix) {
      const found = await live.marks(prefix);
      const written = [...own.values()].filter(one => one.name.startsWith(prefix));
      const all = new Map([...found, ...written].map(one => [one.name, one]));
      return [...all.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
    },
    async setMark(next) {
      const found = await live.mark(next.name);
      const before = own.get(next.name) ?? found;
      if ((before?.version ?? 0) !== next.version - 1) return 'stale';
      own.set(next.name, next);
      return 'stored';
    },
    synced: () => Promise.resolve(),
    close: () => live.close(),
  };
}

type Looks = Pick<Store, 'lookPage' | 'keepLookPage' | 'lookPages'>;

/** The pages of looks of a store as if they were written, with the writes kept here. */
function looksOver(live: Pick<Looks, 'lookPage' | 'lookPages'>): Looks {
  const own = new Map<string, LookPage>();
  const nameOf = (incident: string, day: number) => `${incident} ${day}`;
  const lookPage: Looks['lookPage'] = async (incident, day) =>
    own.get(nameOf(incident, day)) ?? live.lookPage(incident, day);
  return {
    lookPage,
    async keepLookPage(page) {
      const name = nameOf(page.incident, page.day);
      const there = await live.lookPage(page.incident, page.day);
      // Read behind the wait: somebody else may have kept one meanwhile.
      const before = own.get(name) ?? there;
      if ((before?.version ?? 0) !== page.version - 1) return 'stale';
      own.set(name, page);
      return 'stored';
    },
    async lookPages(day) {
      const found = (await live.lookPages(day)).map((one): [string, LookPage] => [
        one.incident,
        one,
      ]);
      const mine = [...own.values()].flatMap((one): [string, LookPage][] =>
        one.day === day ? [[one.incident, one]] : [],
      );
      const all = [...new Map([...found, ...mine]).values()];
      return all.sort((a, b) => (a.incident < b.incident ? -1 : 1));
    },
  };
}

/** The quarantine of a store as if it were written, with the writes kept here. */
function quarantineOver(
  live: Pick<Store, 'quarantined'>,
): Pick<Store, 'quarantine' | 'quarantined' | 'replayed'> {
  const added: Kept[] = [];
  const replayed = new Map<string, number>();
  const quarantined = async (): Promise<readonly Kept[]> => {
    const all = [...(await live.quarantined()), ...added];
    return all.map(one => {
      const replayedAt = replayed.get(one.id);
      return replayedAt === undefined ? one : {...one, replayedAt};
    });
  };
  return {
    quarantined,
    quarantine(item) {
      added.push({...clampQuarantined(item), id: `dry-run-${added.length + 1}`});
      return Promise.resolve();
    },
    async replayed(id, at) {
      const found = (await quarantined()).find(one => one.id === id);
      if (found === undefined) return 'unknown';
      if (found.replayedAt !== undefined) return 'already';
      replayed.set(id, at);
      return 'marked';
    },
  };
}

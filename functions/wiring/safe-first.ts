import type {Channel, Durable, GuardStore, Marks, Store} from '../core/ports/ports.ts';

// What was written is there for every process at once, and safe a little later. Here it is waited for, in one place: before
// anything outside is changed, before anybody is shown anything, and where a write is itself the answer to somebody.

type Synced = Durable['synced'];

/** A port each of whose verbs waits until what was written before it is safe. */
export function safeFirst<Port extends object>(synced: Synced, port: Port): Port {
  return new Proxy(port, {
    get(target, name, receiver): unknown {
      const verb: unknown = Reflect.get(target, name, receiver);
      if (typeof verb !== 'function') return verb;
      return async (...args: readonly unknown[]): Promise<unknown> => {
        await synced();
        return Reflect.apply(verb, target, args) as unknown;
      };
    },
  });
}

/** A channel that is told of nothing that could still be lost. */
export function safelyTold(synced: Synced, channel: Channel): Channel {
  return {
    ...channel,
    async deliver(message, earlier) {
      await synced();
      return channel.deliver(message, earlier);
    },
  };
}

/** The same store for whoever tells a person that something was written down: it is safe once it is answered. */
export function answeredSafely(store: Store): Store {
  return {
    ...store,
    ...marksAnsweredSafely(store),
    create: async incident => then(store, await store.create(incident)),
    replace: async incident => then(store, await store.replace(incident)),
    async quarantine(item) {
      await store.quarantine(item);
      await store.synced();
    },
    replayed: async (id, at) => then(store, await store.replayed(id, at)),
  };
}

/** The guard's store for the same. */
export function guardAnsweredSafely(store: GuardStore): GuardStore {
  return {...store, ...marksAnsweredSafely(store)};
}

function marksAnsweredSafely(store: Marks & Durable): Marks {
  return {
    mark: name => store.mark(name),
    setMark: async mark => then(store, await store.setMark(mark)),
  };
}

async function then<T>(store: Durable, answer: T): Promise<T> {
  await store.synced();
  return answer;
}

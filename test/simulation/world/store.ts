import {
  dueAt,
  explainedBy,
  type Incident,
  standing,
} from '../../../functions/core/incident/incident.ts';
import type {Due, Kept, LookPage, Mark, Store} from '../../../functions/core/ports/ports.ts';
import type {Effects} from '../play/effects.ts';
import type {Process} from '../play/process.ts';

/** Sees every commit, right after it was made. */
export type Witness = (process: Process, before: Incident | undefined, after: Incident) => void;

/** Sees every read of a mark. */
export type Reading = (process: Process, name: string) => void;

/** What is durable. */
export class Durable {
  readonly incidents = new Map<string, Incident>();
  readonly marks = new Map<string, Mark>();
  readonly quarantine: Kept[] = [];
  /** By incident and day. */
  readonly looks = new Map<string, LookPage>();

  /** The newest of a key. */
  latest(key: string): Incident | undefined {
    let found: Incident | undefined;
    for (const one of this.incidents.values()) {
      if (one.key === key && (found === undefined || one.epoch > found.epoch)) found = one;
    }
    return found;
  }

  all(): readonly Incident[] {
    return [...this.incidents.values()];
  }

  due(now: number, limit: number): readonly Due[] {
    return this.all()
      .filter(one => (dueAt(one) ?? Infinity) <= now && (one.lease?.until ?? -1) < now)
      .sort((a, b) => (dueAt(a) ?? 0) - (dueAt(b) ?? 0))
      .slice(0, limit)
      .map(({id, key, state}) => ({id, key, state}));
  }

  /** Somebody else's write: nothing that we look at, a newer version. */
  touch(id: string): void {
    const found = this.incidents.get(id);
    if (found !== undefined) this.incidents.set(id, {...found, version: found.version + 1});
  }

  open(): readonly Incident[] {
    return this.all().filter(one => standing(one.state) !== 'closed');
  }

  ahead(limit: number): readonly string[] {
    const free = (one: Incident) => Math.max(dueAt(one) ?? 0, one.lease?.until ?? 0);
    return this.all().flatMap(one => (free(one) > limit ? one.id : []));
  }

  explained(cause: string): readonly string[] {
    return this.all().flatMap(one => (explainedBy(one) === cause ? one.id : []));
  }

  setMark(mark: Mark): 'stored' | 'stale' {
    if ((this.marks.get(mark.name)?.version ?? 0) !== mark.version - 1) return 'stale';
    this.marks.set(mark.name, mark);
    return 'stored';
  }

  replace(incident: Incident): 'stored' | 'stale' {
    const before = this.incidents.get(incident.id);
    if (before?.version !== incident.version - 1) return 'stale';
    this.incidents.set(incident.id, incident);
    return 'stored';
  }
}

/** The store as a person at the command sees it: it answers at once, and no fault befalls it. */
export function directStore(
  durable: Durable,
): Pick<Store, 'read' | 'replace' | 'open' | 'mark' | 'setMark'> {
  const now = <T>(value: T): Promise<T> => Promise.resolve(value);
  return {
    read: id => now(durable.incidents.get(id)),
    replace: incident => now(durable.replace(incident)),
    open: () => now(durable.open()),
    mark: name => now(durable.marks.get(name)),
    setMark: mark => now(durable.setMark(mark)),
  };
}

/** The store as one process sees it: every verb is an effect. */
export function storeOf(
  durable: Durable,
  effects: Effects,
  process: Process,
  witness: Witness,
  reading: Reading,
): Store {
  const have = <T>(verb: string, about: string, make: () => T, conflict?: () => T): Promise<T> =>
    effects.have(process, {
      verb: `store.${verb}`,
      about,
      make,
      ...(conflict === undefined ? {} : {conflict}),
    });
  return {
    create: incident =>
      have('create', incident.id, () => {
        if (durable.incidents.has(incident.id)) return 'exists';
        durable.incidents.set(incident.id, incident);
        witness(process, undefined, incident);
        return 'created';
      }),
    read: id => have('read', id, () => durable.incidents.get(id)),
    latest: key => have('latest', key, () => durable.latest(key)),
    replace: incident =>
      have(
        'replace',
        incident.id,
        () => {
          const before = durable.incidents.get(incident.id);
          const answer = durable.replace(incident);
          if (answer === 'stored') witness(process, before, incident);
          return answer;
        },
        () => {
          durable.touch(incident.id);
          return durable.replace(incident);
        },
      ),
    due: (now, limit) => have('due', '', () => durable.due(now, limit)),
    earliest: () => Promise.reject(new Error('only a local worker asks for the earliest')),
    ahead: limit => have('ahead', '', () => durable.ahead(limit)),
    explained: cause => have('explained', cause, () => durable.explained(cause)),
    open: () => have('open', '', () => durable.open()),
    all: () => have('all', '', () => durable.all()),
    page: () => Promise.reject(new Error('only a report reads by pages')),
    quarantine: item =>
      have('quarantine', item.reason, () => {
        durable.quarantine.push({...item, id: String(durable.quarantine.length)});
      }),
    quarantined: () => have('quarantined', '', () => durable.quarantine),
    replayed: () => Promise.reject(new Error('nobody replays in here')),
    listed: () => Promise.reject(new Error('nobody lists in here')),
    total: () => Promise.reject(new Error('nobody lists in here')),
    mark: name =>
      have('mark', name, () => {
        reading(process, name);
        return durable.marks.get(name);
      }),
    marks: prefix =>
      have('marks', prefix, () =>
        [...durable.marks.values()].filter(one => one.name.startsWith(prefix)),
      ),
    setMark: mark => have('setMark', mark.name, () => durable.setMark(mark)),
    // Behind everything else of a run, and nothing rests on it: a process that ends here ends at its next effect as well.
    lookPage: (incident, day) => Promise.resolve(durable.looks.get(`${incident} ${day}`)),
    keepLookPage(page) {
      durable.looks.set(`${page.incident} ${page.day}`, page);
      return Promise.resolve('stored');
    },
    lookPages: day => Promise.resolve([...durable.looks.values()].filter(one => one.day === day)),
    synced: () => Promise.resolve(),
    close: () => Promise.resolve(),
  };
}

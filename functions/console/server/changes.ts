import {shortHash} from '../../core/incident/plan.ts';
import {allStates, turnIn} from '../../core/incident/listing.ts';
import {pauseMark} from '../../core/guard/pause.ts';
import {silencesMark} from '../../core/guard/silence.ts';
import type {ReadDeps} from '../deps.ts';

/** What a live page watches: one incident, all of them, or what stops changes. */
export type Watched =
  {readonly kind: 'incident'; readonly id: string} | {readonly kind: 'incidents' | 'stops'};

/** Tells what is watched by a word that changes with it. @throws StoreError. */
export type Watcher = (watched: Watched) => Promise<string>;

/** So many open incidents tell whether a list has changed, and so many of the newest. */
const [mostOpen, newest] = [20, 3];

/**
 * Tells what pages watch by a short word that changes with it. Pages that watch the same share one look at the store, however
 * many there are.
 */
export function watcher(deps: ReadDeps, everyMs: number): Watcher {
  const looks = new Map<string, {readonly at: number; readonly word: Promise<string>}>();
  return watched => {
    const key = watched.kind === 'incident' ? watched.id : watched.kind;
    const now = deps.clock.now();
    const last = looks.get(key);
    if (last !== undefined && now - last.at < everyMs / 2) return last.word;
    for (const [other, {at}] of looks) if (now - at > 60_000) looks.delete(other);
    const word = wordOf(deps, watched);
    looks.set(key, {at: now, word});
    return word;
  };
}

async function wordOf({store, guardStore}: ReadDeps, watched: Watched): Promise<string> {
  switch (watched.kind) {
    case 'incident':
      return String((await store.read(watched.id))?.version ?? 0);
    case 'incidents': {
      const states = allStates.filter(one => turnIn(one) === 'responder');
      const waiting = allStates.filter(one => turnIn(one) === 'person');
      const [working, parked, last] = await Promise.all([
        store.listed({states}, {limit: mostOpen}),
        store.listed({states: waiting}, {limit: mostOpen}),
        store.listed({}, {limit: newest}),
      ]);
      return shortHash(
        [...working, ...parked, ...last].map(one => `${one.id}.${one.version}`).join(),
      );
    }
    case 'stops': {
      const marks = await Promise.all([pauseMark, silencesMark].map(one => guardStore.mark(one)));
      return marks.map(one => one?.version ?? 0).join('.');
    }
  }
}

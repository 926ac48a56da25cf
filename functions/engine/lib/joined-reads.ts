import type {Reach} from '../../core/facts/kubernetes.ts';
import type {Clock, Readers} from '../../core/ports/ports.ts';
import {eachRead, type Read} from './each-read.ts';

/** So many reads of a thing are under way before the others are joined: one incident after the other waits for nobody. */
const apart = 4;
/** Behind a read that hangs nobody waits longer than this before the next one begins, milliseconds. */
const longestWaitMs = 1_000;

/**
 * The same readers for many that ask at once: while a thing is being read four times, all who ask for it wait until one of these
 * reads ends, and share the next. So nobody is given an answer that was asked for before they asked, and a fleet-wide outage, in
 * which every incident looks at the same fleet, costs four reads at a time. What is read has one copy, which nobody changes.
 */
export function joinedReads(readers: Readers, clock: Pick<Clock, 'sleep'>): Readers {
  return eachRead(readers, read => joinedRead(read, clock));
}

/** The reads of a thing that are under way, and the one that begins behind the first of them to end. */
interface Readings<Fact> {
  readonly now: Set<Promise<Fact>>;
  next?: Promise<Fact>;
}

function joinedRead<Names extends readonly (string | Reach)[], Fact>(
  read: Read<Names, Fact>,
  clock: Pick<Clock, 'sleep'>,
): Read<Names, Fact> {
  const all = new Map<string, Readings<Fact>>();
  return (...names) => {
    const key = JSON.stringify(names);
    const readings = all.get(key) ?? {now: new Set()};
    all.set(key, readings);
    const begin = (): Promise<Fact> => {
      const reading = read(...names);
      readings.now.add(reading);
      const over = (): void => {
        readings.now.delete(reading);
        if (readings.now.size === 0 && readings.next === undefined) all.delete(key);
      };
      reading.then(over, over);
      return reading;
    };
    if (readings.now.size < apart && readings.next === undefined) return begin();
    readings.next ??= oneEnded(readings.now, clock).then(() => {
      delete readings.next;
      return begin();
    });
    return readings.next;
  };
}

/** Resolves when one of some reads has ended, in whatever way, or all take too long. */
async function oneEnded(
  reads: ReadonlySet<Promise<unknown>>,
  clock: Pick<Clock, 'sleep'>,
): Promise<void> {
  const late = new AbortController();
  const ends = [...reads].map(read => read.catch(() => undefined));
  await Promise.race([...ends, clock.sleep(longestWaitMs, late.signal)]);
  late.abort();
}

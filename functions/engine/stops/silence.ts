import {
  endOfSilence,
  mostSilences,
  type Silence,
  type SilenceContext,
  silencesIn,
  silencesMark,
  silencesValue,
} from '../../core/guard/silence.ts';
import {type Incident, isSilenced} from '../../core/incident/incident.ts';
import {mutingSilence} from '../../core/lifecycle/silenced.ts';
import type {Marks, Store} from '../../core/ports/ports.ts';
import {change, updateMark} from '../lib/compare-and-set.ts';
import type {Deps} from '../lib/context.ts';

/** What became of a silence that somebody asked for. */
export type Silencing =
  | 'silenced'
  /** As many as there may be hold already. */
  | 'too-many'
  /** Nobody knows what is silenced: the mark has to be emptied first. */
  | 'unreadable';

/** Where silences are said. */
type SilenceDeps = {readonly guardStore: Marks} & Pick<Deps, 'clock' | 'log'>;

/**
 * Silences what a silence covers, from each instance's next look on.
 * @throws StoreError, StaleError.
 */
export async function silence(deps: SilenceDeps, wanted: Silence): Promise<Silencing> {
  const now = deps.clock.now();
  const done = await updateMark(
    deps.guardStore,
    silencesMark,
    (value): {readonly value?: ReturnType<typeof silencesValue>; readonly result: Silencing} => {
      const known = silencesIn(value);
      if (known === undefined) return {result: 'unreadable'};
      // The same form sent twice is one silence, and none that was ended begins again.
      const same = known.find(one => one.id === wanted.id);
      if (same !== undefined && same.until > now) return {result: 'silenced'};
      const over = known.filter(one => endOfSilence(one) <= now);
      const others = known.filter(one => endOfSilence(one) > now);
      if (others.length >= mostSilences) return {result: 'too-many'};
      // What is over makes room.
      const room = mostSilences - others.length - 1;
      const past = room === 0 ? [] : over.slice(-room);
      return {value: silencesValue([...past, ...others, wanted], now), result: 'silenced'};
    },
  );
  const {id, by, reason, until} = wanted;
  if (done === 'silenced') deps.log.info('silenced', {silence: id, by, reason, until});
  return done;
}

/** What ends a silence and wakes what it kept. */
type EndDeps = SilenceDeps & {readonly store: Pick<Store, 'open' | 'read' | 'replace'>};

/**
 * Ends a silence, or with `all` each that holds or is to come, and has what was silenced looked at and told now.
 * A list that cannot be understood is emptied by `all`.
 * @returns those that were ended; undefined: the list cannot be understood, and nothing was written.
 * @throws StoreError, StaleError.
 */
export async function endSilence(
  deps: EndDeps,
  which: {readonly id: string} | 'all',
  by: string,
): Promise<readonly Silence[] | undefined> {
  const now = deps.clock.now();
  const ended = await updateMark(
    deps.guardStore,
    silencesMark,
    (
      value,
    ): {
      readonly value?: ReturnType<typeof silencesValue>;
      readonly result: readonly Silence[] | undefined;
    } => {
      const known = silencesIn(value);
      if (known === undefined) {
        return which === 'all' ? {value: silencesValue([], now), result: []} : {result: undefined};
      }
      const isMeant = (one: Silence): boolean =>
        endOfSilence(one) > now && (which === 'all' || one.id === which.id);
      const result = known.filter(isMeant);
      if (result.length === 0) return {result};
      const next = known.map(one => (isMeant(one) ? {...one, ended: {by, at: now}} : one));
      return {value: silencesValue(next, now), result};
    },
  );
  if (ended === undefined) return undefined;
  deps.log.info('silences ended', {silences: ended.map(one => one.id), by});
  await wakeSilenced(deps);
  return ended;
}

/** The incidents that are not over and that a silence keeps untold. */
export function mutedBy(
  incidents: readonly Incident[],
  wanted: Silence,
  context: SilenceContext,
): readonly Incident[] {
  return incidents.filter(one => mutingSilence([wanted], one, context) !== undefined);
}

/** Has what is silenced looked at now: whoever looks finds out whether it still is. */
async function wakeSilenced({store, clock}: Pick<EndDeps, 'store' | 'clock'>): Promise<void> {
  const now = clock.now();
  const isHeld = (one: Incident): boolean =>
    isSilenced(one) || one.reason.kind === 'silenced' || one.reason.kind === 'silences-unreadable';
  for (const incident of await store.open()) {
    if (!isHeld(incident)) continue;
    await change(store, incident.id, it =>
      isHeld(it) ? {...it, work: {...it.work, nextLook: now}} : it,
    );
  }
}

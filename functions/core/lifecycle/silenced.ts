import type {Target} from '../detection/target.ts';
import {
  coveringSilence,
  endOfSilence,
  type Silence,
  type SilenceContext,
} from '../guard/silence.ts';
import {type Incident, isSilenced, type KnownSilence, standing} from '../incident/incident.ts';
import type {Now} from '../lib/time-scale.ts';
import {watchSeconds} from './parked.ts';

/**
 * The silence that keeps an incident untold. Its own place and all those whose signs it tells have to be covered,
 * so that a silence of one cluster hides no other; of several silences it is the one that ends first.
 */
export function mutingSilence(
  silences: readonly Silence[],
  {runbook, target, intake}: Pick<Incident, 'runbook' | 'target' | 'intake'>,
  context: SilenceContext,
): Silence | undefined {
  const {symptoms, unlisted = 0} = intake;
  const others: readonly Target[] = unlisted > 0 ? [{project: target.project}] : [];
  let first: Silence | undefined;
  for (const place of [target, ...symptoms.map(one => one.target), ...others]) {
    const silence = coveringSilence(silences, {runbook, place}, context);
    if (silence === undefined) return undefined;
    if (first === undefined || endOfSilence(silence) < endOfSilence(first)) first = silence;
  }
  return first;
}

/**
 * Notes whether an incident is silenced; the same incident where that is known. Where the silence is over, one
 * that waits is looked at now, and stays untold until it was: `raised` ends it.
 */
export function silenced(
  incident: Incident,
  silence: Silence | undefined,
  {now, timing}: Now,
): Incident {
  const known = heldBy(incident);
  if (silence === undefined) return known === undefined ? incident : over(incident, known, now);
  const {id, by, reason, until} = silence;
  const untold = isOver(incident) && !wasTold(incident);
  const isKnown = known?.id === id && known.until === until && known.overAt === undefined;
  if (isKnown && (untold ? known.recheckAt === undefined : (known.recheckAt ?? 0) > now)) {
    return incident;
  }
  const recheckAt = Math.min(until, now + timing.seconds(watchSeconds));
  const actedBy = known === undefined ? incident.work.actedAt : known.actedBy;
  return noting(incident, {
    ...{id, by, reason, until, since: known?.since ?? now},
    ...(actedBy === undefined ? {} : {actedBy}),
    ...(untold ? {} : {recheckAt}),
  });
}

/** The silence is over: what waits is looked at now, before it is told. */
function over(incident: Incident, known: KnownSilence, now: number): Incident {
  if (known.overAt !== undefined) return incident;
  const {work, state} = incident;
  const looked =
    work.nextLook !== undefined && standing(state) === 'parked'
      ? {...work, nextLook: Math.min(work.nextLook, now)}
      : work;
  return noting({...incident, work: looked}, {...known, overAt: now});
}

/**
 * An incident whose silence is over may be told again, as it now stands. What was over by then and was never
 * told stays untold.
 */
export function raised(incident: Incident, {now}: Pick<Now, 'now'>): Incident {
  const known = heldBy(incident);
  if (known?.overAt === undefined) return incident;
  const {recheckAt, ...rest} = known;
  // While it is silenced nothing is changed: another change than the last one before it was made behind it.
  const isRepaired = incident.work.actedAt !== known.actedBy;
  const untold = isOver(incident) && !wasTold(incident) && !isRepaired;
  if (!untold) return noting(incident, {...rest, endedAt: now});
  return recheckAt === undefined ? incident : noting(incident, rest);
}

function heldBy(incident: Incident): KnownSilence | undefined {
  return isSilenced(incident) ? incident.outbox.silence : undefined;
}

function noting(incident: Incident, silence: KnownSilence): Incident {
  return {...incident, outbox: {...incident.outbox, silence}};
}

function isOver({state}: Incident): boolean {
  return state === 'resolved' || state === 'no-action';
}

/** Whether people may have seen a message of it. */
function wasTold({outbox}: Incident): boolean {
  return Object.values(outbox.channels).some(
    ({revision, ref, doubts = 0}) => revision > 0 || ref !== undefined || doubts > 0,
  );
}

import {type Incident, move} from '../incident/incident.ts';
import type {BusyWith} from '../incident/reason.ts';
import {type Now, recheckSeconds} from '../lib/time-scale.ts';
import {block} from './parked.ts';

/**
 * An incident of ours gives its turn back as soon as it sees its change, which it looks for every few
 * seconds: one look this soon, before the others.
 */
const turnSeconds = 20;

/** Another look comes no sooner than this after one that found the same. */
const shortestSeconds = 15;

/**
 * What was to be changed is at work on another change: nothing was made, no attempt is spent, no breaker
 * opens. It is looked at again, from the reads on, 60, 120, 300, 600 and 900 s after the first time; then it
 * is a person's.
 */
export function busy(incident: Incident, other: BusyWith, at: Now): Incident {
  const {times: before, since} = incident.work.busy ?? {times: 0, since: at.now};
  const times = before + 1;
  const seconds = looksAfter(other)[before];
  if (seconds === undefined) {
    return block(notBusy(incident), {kind: 'busy-too-long', times, other}, at);
  }
  const {now, timing} = at;
  const nextLook = Math.max(since + timing.seconds(seconds), now + timing.seconds(shortestSeconds));
  const reason = {kind: 'busy', times, other} as const;
  const moved = move(incident, {state: 'diagnosing', reason, now, nextLook});
  return {...moved, work: {...moved.work, busy: {times, since}}};
}

function looksAfter({kind}: BusyWith): readonly number[] {
  return kind === 'incident' ? [turnSeconds, ...recheckSeconds] : recheckSeconds;
}

/** Nobody else is at work on it any more, or it is not waited for. */
export function notBusy(incident: Incident): Incident {
  const {busy: _over, ...work} = incident.work;
  return {...incident, work};
}

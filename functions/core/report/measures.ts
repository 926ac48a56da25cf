import type {ActionResult} from '../incident/plan.ts';
import type {Episode} from './episode.ts';

// What is measured of a run, from when to when, in milliseconds. Clocks of others may be ahead of ours: nothing is
// shorter than 0.

/** What is measured of a run, each from a moment to a moment. */
export const measures = ['notice', 'repair', 'wait', 'verify', 'whole'] as const;

/** One of `measures`. */
export type Measure = (typeof measures)[number];

/** Of one run: what of it could be measured. A run waits once for each question that was answered. */
export function measured(episode: Episode): Readonly<Record<Measure, readonly number[]>> {
  const {began, sign, ended, outcome} = episode;
  if (episode.undo) return {notice: [], repair: [], wait: waits(episode), verify: [], whole: []};
  const made = lastChange(episode);
  const isRepaired = outcome === 'repaired' || outcome === 'approved';
  return {
    // From the first sign (the log entry's own time, or the poll that first saw it) to the opening.
    notice: sign === undefined || isNothing(episode) ? [] : [span(sign, began)],
    // From the opening to the answer of the last change, without what people were waited for.
    repair:
      isRepaired && made !== undefined ? [span(began, made) - waitedBefore(episode, made)] : [],
    // From the question to the moment that the answer was taken up.
    wait: waits(episode),
    // From the answer of the last change to the look that said healthy.
    verify: isRepaired && made !== undefined && ended !== undefined ? [span(made, ended)] : [],
    // From the first sign, or the opening, to the look that said healthy.
    whole: isRepaired && ended !== undefined ? [span(sign ?? began, ended)] : [],
  };
}

/** When the answer of the last change of a run came. */
export function lastChange({deeds}: Pick<Episode, 'deeds'>): number | undefined {
  const last = deeds.findLast(one => one.result !== undefined && effective.includes(one.result));
  return last === undefined ? undefined : (last.endedAt ?? last.at);
}

/** What was made, or may have been. */
const effective: readonly ActionResult[] = ['changed', 'unknown'];

/** What was nothing to notice. */
function isNothing({outcome}: Episode): boolean {
  return outcome === 'false-alarm' || outcome === 'symptom' || outcome === 'outside';
}

function waits({asks}: Episode): readonly number[] {
  return asks.flatMap(one =>
    (one.end === 'yes' || one.end === 'no') && one.until !== undefined
      ? [span(one.at, one.until)]
      : [],
  );
}

function waitedBefore({asks}: Episode, made: number): number {
  return asks.reduce(
    (sum, one) =>
      one.until !== undefined && one.until <= made ? sum + span(one.at, one.until) : sum,
    0,
  );
}

function span(from: number, to: number): number {
  return Math.max(0, to - from);
}

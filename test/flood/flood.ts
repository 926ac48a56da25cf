import type {JsonObject} from '../../functions/core/lib/json.ts';
import {forged, type Ground, type Kind} from './forged.ts';

/** Entries of each kind that are sent beside a row's real ones. */
export type Flood = readonly (readonly [kind: Kind, count: number])[];

/** The shares of a flood that come in each minute from the start on. */
const byMinute = [0.6, 0.1, 0.1, 0.1, 0.1];

/** Minutes after which nothing forged comes any more. */
export const floodMinutes = byMinute.length;

/**
 * What comes in one minute: the real entries, and among them the share of the flood that is written in that
 * minute, the kinds by turns. Half of it comes before the first real entry, the rest evenly between them and
 * behind the last. Entries are made one at a time: a flood does not fit into memory.
 */
export function* mixed(
  minute: number,
  {
    ground,
    flood,
    real,
    at,
  }: {ground: Ground; flood: Flood; real: readonly JsonObject[]; at: number},
): Generator<JsonObject> {
  const ranges = flood.map(([kind, count]) => ({kind, ...rangeIn(minute, count)}));
  const longest = Math.max(0, ...ranges.map(({from, to}) => to - from));
  const all = ranges.reduce((sum, {from, to}) => sum + to - from, 0);
  const half = Math.ceil(all / 2);
  const share = Math.ceil((all - half) / (real.length + 1));
  let sent = 0;
  let next = 0;
  for (let index = 0; index < longest; index += 1) {
    for (const {kind, from, to} of ranges) {
      const n = from + index;
      if (n >= to) continue;
      const one = real[next];
      if (one !== undefined && sent >= half + next * share) {
        next += 1;
        yield one;
      }
      sent += 1;
      yield forged(kind, ground, n, at);
    }
  }
  yield* real.slice(next);
}

/** Which entries of a kind come in a minute. */
function rangeIn(minute: number, count: number): {readonly from: number; readonly to: number} {
  const upTo = (end: number): number =>
    Math.round(count * byMinute.slice(0, end).reduce((sum, one) => sum + one, 0));
  return {from: upTo(minute), to: upTo(minute + 1)};
}

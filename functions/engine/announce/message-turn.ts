import type {Incident} from '../../core/incident/incident.ts';
import {usualBudgets} from '../../core/config/settings.ts';
import {
  goesFirst,
  nextTurn,
  roomFor,
  turnsIn,
  turnsMark,
  waitingAfter,
} from '../../core/guard/message-rate-limit.ts';
import type {Deps} from '../lib/context.ts';
import {updateMark, whenContended} from '../lib/compare-and-set.ts';

/**
 * A turn is good for so long after its minute: what is swept each minute is seen a little late, and
 * whoever had to ask anew each time would wait for ever.
 */
const lateMinutes = 1;

/** Whether an incident may be announced now. */
export type Turn =
  /** `waiting` others of its project wait for their turn. */
  | {readonly kind: 'now'; readonly waiting: number}
  | {readonly kind: 'later'; readonly minute: number; readonly at: number};

/**
 * Takes an announcement's turn among those of its project: a project that has used up its minute
 * waits for the next one with room, and delays no other. Whatever happens until then is told with it.
 * @throws StoreError.
 */
export async function messageTurn(
  deps: Pick<Deps, 'settings' | 'store' | 'clock' | 'timing'>,
  incident: Incident,
): Promise<Turn> {
  const {store, clock, timing, settings} = deps;
  const per = timing.seconds(60);
  const minute = Math.floor(clock.now() / per);
  const later = (turn: number): Turn => ({kind: 'later', minute: turn, at: turn * per});
  const {
    outbox: {turn: tellTurn},
  } = incident;
  const first = goesFirst(incident.state);
  if (tellTurn !== undefined && tellTurn > minute && !first) return later(tellTurn);
  const name = turnsMark(incident.target.project);
  const {messagesPerMinute} = settings.budgets ?? usualBudgets;
  const room = roomFor(incident, messagesPerMinute);
  const taken = updateMark<Turn>(store, name, mark => {
    const turns = turnsIn(mark);
    const now: Turn = {kind: 'now', waiting: waitingAfter(turns, minute)};
    const age = tellTurn === undefined ? Infinity : minute - tellTurn;
    if (age >= 0 && age <= lateMinutes) return {result: now};
    const {minute: turn, value} = nextTurn(turns, minute, room);
    // The turn was taken before it mattered; a sooner one is taken in its place, no other.
    if (tellTurn !== undefined && age < 0 && turn >= tellTurn) {
      return {result: later(tellTurn)};
    }
    return {value, result: turn > minute ? later(turn) : now};
  });
  return taken.catch(whenContended(later(minute + 1)));
}

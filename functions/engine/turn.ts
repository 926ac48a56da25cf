import type {Incident} from '../core/incident.ts';
import {usualBudgets} from '../core/settings.ts';
import {nextTurn, turnsIn, turnsMark, waitingAfter} from '../core/turns.ts';
import type {Deps} from './deps.ts';

const triesLimit = 10;
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
export async function turnOf(deps: Deps, incident: Incident): Promise<Turn> {
  const {store, clock, timing, settings} = deps;
  const per = timing.seconds(60);
  const minute = Math.floor(clock.now() / per);
  const later = (turn: number): Turn => ({kind: 'later', minute: turn, at: turn * per});
  const {outbox: {turn: tellTurn}} = incident;
  if (tellTurn !== undefined && tellTurn > minute) return later(tellTurn);
  const name = turnsMark(incident.target.project);
  const {messagesPerMinute: limit} = settings.budgets ?? usualBudgets;
  for (let tries = 0; tries < triesLimit; tries += 1) {
    const mark = await store.mark(name);
    const turns = turnsIn(mark?.value);
    if (tellTurn !== undefined && minute - tellTurn <= lateMinutes) {
      return {kind: 'now', waiting: waitingAfter(turns, minute)};
    }
    const {minute: turn, value} = nextTurn(turns, minute, limit);
    const next = {name, version: (mark?.version ?? 0) + 1, value};
    if ((await store.setMark(next)) === 'stale') continue;
    return turn > minute ? later(turn) : {kind: 'now', waiting: waitingAfter(turns, minute)};
  }
  return later(minute + 1);
}

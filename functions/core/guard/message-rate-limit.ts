import type {Incident} from '../incident/incident.ts';
import type {State} from '../incident/reason.ts';
import {at, isObject, type JsonObject} from '../lib/json.ts';

/** Where the announcements of a project are counted, minute by minute. */
export function turnsMark(project: string): string {
  return `turns/${project}`;
}

/** How many announcements each minute has, by its number since 1970. */
export type Turns = Readonly<Record<string, number>>;

/** Minutes that are this far gone are forgotten; clocks differ by less. */
const keptMinutes = 10;

/** Reads turns back from a mark; what is none is forgotten: telling people changes nothing. */
export function turnsIn(value: JsonObject | undefined): Turns {
  const used = at(value, 'used');
  if (!isObject(used)) return {};
  return Object.fromEntries(
    Object.entries(used).filter(
      (entry): entry is [string, number] => /^\d+$/.test(entry[0]) && typeof entry[1] === 'number',
    ),
  );
}

/**
 * The room that each minute has for an announcement: what asks for a person's answer, or repairs, may
 * use all of it, everything else four fifths. So a flood of other incidents delays no question.
 */
export function roomFor({state}: Pick<Incident, 'state'>, limit: number): number {
  return goesFirst(state) ? limit : Math.ceil((limit * 4) / 5);
}

/** Whether an incident in a state asks for a person's answer, or changes the world. */
export function goesFirst(state: State): boolean {
  switch (state) {
    case 'awaiting-approval':
    case 'flapping':
    case 'planned':
    case 'acting':
    case 'verifying':
      return true;
    case 'detected':
    case 'diagnosing':
    case 'blocked':
    case 'resolved':
    case 'no-action':
    case 'suppressed':
    case 'failed':
      return false;
  }
}

/** Gives one more announcement the first minute from `minute` on that has room. */
export function nextTurn(
  turns: Turns,
  minute: number,
  limit: number,
): {readonly minute: number; readonly value: JsonObject} {
  let turn = minute;
  while ((turns[turn] ?? 0) >= limit) turn += 1;
  const kept = Object.entries(turns).filter(([one]) => Number(one) >= minute - keptMinutes);
  const used = {...Object.fromEntries(kept), [turn]: (turns[turn] ?? 0) + 1};
  return {minute: turn, value: {used}};
}

/** How many announcements wait for a minute after this one. */
export function waitingAfter(turns: Turns, minute: number): number {
  return Object.entries(turns)
    .filter(([one]) => Number(one) > minute)
    .reduce((sum, [, count]) => sum + count, 0);
}

import type {Outcome} from '../../core/report/episode.ts';
import type {Day} from '../../core/report/report.ts';
import type {Phrase} from '../../core/texts/phrase.ts';
import type {Look} from '../charts/look.ts';
import {outcomeName} from './sections.ts';

/** How incidents that a person might ask about ended, as they are drawn; from the ground up. */
export interface Ending {
  readonly name: Phrase;
  readonly outcomes: readonly Outcome[];
  readonly look: Look;
}

/** What each ending looks like: what needed nobody is full, what asked a person is hatched or warm. */
export const endings: readonly Ending[] = [
  {name: outcomeName('repaired'), outcomes: ['repaired'], look: 'accent'},
  {name: outcomeName('approved'), outcomes: ['approved'], look: 'accent-hatched'},
  {name: outcomeName('would-repair'), outcomes: ['would-repair'], look: 'accent-hatched'},
  {name: outcomeName('healed'), outcomes: ['healed'], look: 'good'},
  {name: outcomeName('handed-over'), outcomes: ['handed-over'], look: 'wait'},
  {name: outcomeName('waiting'), outcomes: ['waiting', 'open'], look: 'wait-hatched'},
  {name: outcomeName('false-alarm'), outcomes: ['false-alarm'], look: 'quiet'},
];

/** More columns than this are thinner than anybody can see on a phone. */
const mostDays = 92;

/** Days, or weeks where there are too many. */
export function periodsOf(days: readonly Day[]): {
  readonly isWeekly: boolean;
  readonly columns: readonly Day[];
} {
  if (days.length <= mostDays) return {isWeekly: false, columns: days};
  const weeks = Array.from({length: Math.ceil(days.length / 7)}, (_, at) =>
    days.slice(at * 7, at * 7 + 7),
  );
  return {isWeekly: true, columns: weeks.flatMap(weekOf)};
}

function weekOf(days: readonly Day[]): readonly Day[] {
  const [first] = days;
  if (first === undefined) return [];
  const outcomes: Partial<Record<Outcome, number>> = {};
  for (const day of days) {
    for (const [name, count] of Object.entries(day.outcomes) as [Outcome, number][]) {
      outcomes[name] = (outcomes[name] ?? 0) + count;
    }
  }
  return [{at: first.at, outcomes}];
}

import {dayOf, type Skip, skipDays, skipMark, skipsOf} from '../../core/intake/skip-counters.ts';
import type {Marks} from '../../core/ports/ports.ts';

/** The entries that were skipped on the days that the store remembers, up to the day of `now`; the oldest day first. */
export async function skipsUpTo(store: Pick<Marks, 'mark'>, now: number): Promise<readonly Skip[]> {
  const today = dayOf(now);
  const days = Array.from({length: skipDays}, (_, ago) => today - skipDays + 1 + ago);
  const marks = await Promise.all(days.map(day => store.mark(skipMark(day))));
  return marks.flatMap((mark, index) => skipsOf(mark?.value, days[index] ?? today));
}

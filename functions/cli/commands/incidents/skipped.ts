import type {Store} from '../../../core/ports/ports.ts';
import {skipSentence} from '../../../core/announcement/sentences.ts';
import {dayOf, skipDays, skipMark, skipsOf} from '../../../core/lifecycle/skip-counters.ts';
import {type Explained, skipKind} from './explain.ts';

/** The entries that were skipped on the days that the store remembers, the oldest day first. */
export async function skipsIn(
  store: Pick<Store, 'mark'>,
  now: number,
): Promise<readonly Explained[]> {
  const today = dayOf(now);
  const days = Array.from({length: skipDays}, (_, ago) => today - skipDays + 1 + ago);
  const marks = await Promise.all(days.map(day => store.mark(skipMark(day))));
  return marks.flatMap((mark, index) =>
    skipsOf(mark?.value, days[index] ?? today).map(({reason, project, count, lastAt}) => ({
      kind: skipKind(reason),
      reason: skipSentence(reason),
      project,
      count,
      at: lastAt,
    })),
  );
}

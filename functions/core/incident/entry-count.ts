import type {Incident} from './incident.ts';

/** How many log entries an incident and its symptoms had. */
export function entriesOf({
  entries,
  symptoms,
  unlisted = 0,
}: Pick<Incident['intake'], 'entries' | 'symptoms' | 'unlisted'>): number {
  return symptoms.reduce((sum, one) => sum + one.count, entries.count + unlisted);
}

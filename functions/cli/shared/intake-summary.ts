import type {Phrase} from '../../core/texts/phrase.ts';
import {junkSentence, skipSentence} from '../../core/announcement/sentences.ts';
import type {Deps} from '../../engine/lib/context.ts';
import type {Received} from '../../engine/intake/intake.ts';
import {speakAll} from '../../wiring/translations.ts';

/** Counts what became of the log entries of a run, with the reasons. */
export class IntakeSummary {
  readonly #kinds = new Map<Received['kind'], number>();
  readonly #skips = new Map<string, {readonly reason: Phrase; count: number}>();
  readonly faults: {readonly line: number; readonly error: string}[] = [];
  /** Ids of the incidents that an entry belongs to. */
  readonly incidents = new Set<string>();

  count(received: Received): void {
    this.#kinds.set(received.kind, (this.#kinds.get(received.kind) ?? 0) + 1);
    if ('incident' in received) this.incidents.add(received.incident);
    if (received.kind !== 'skipped' && received.kind !== 'junk') return;
    const reason =
      received.kind === 'junk' ? junkSentence(received.reason) : skipSentence(received.reason);
    const key = JSON.stringify(reason);
    const known = this.#skips.get(key);
    if (known === undefined) this.#skips.set(key, {reason, count: 1});
    else known.count += 1;
  }

  fault(line: number, error: string): void {
    this.faults.push({line, error});
  }

  /** How many entries of each kind, in the order in which the kinds were first met. */
  get kinds(): ReadonlyMap<Received['kind'], number> {
    return this.#kinds;
  }

  /** Each reason for skipping, with its count; the most frequent first. */
  get skips(): readonly {readonly reason: Phrase; readonly count: number}[] {
    return [...this.#skips.values()].sort((a, b) => b.count - a.count);
  }
}

/** What became of the entries, in lines for people: the ten most frequent reasons, the first ten bad lines. */
export function intakeLines(
  summary: IntakeSummary,
  {runbooks}: Pick<Deps, 'runbooks'>,
): readonly string[] {
  const speak = speakAll('en', runbooks);
  const kinds = [...summary.kinds].map(([kind, count]) => `${count} ${kind}`);
  const lines = kinds.length === 0 ? [] : [`Entries: ${kinds.join(', ')}`];
  for (const {reason, count} of summary.skips.slice(0, 10)) {
    lines.push(`  skipped ${count}: ${speak(reason)}`);
  }
  if (summary.skips.length > 10) lines.push(`  … and ${summary.skips.length - 10} more reasons`);
  for (const {line, error} of summary.faults.slice(0, 10)) lines.push(`  line ${line}: ${error}`);
  if (summary.faults.length > 10)
    lines.push(`  … and ${summary.faults.length - 10} more bad lines`);
  return lines;
}

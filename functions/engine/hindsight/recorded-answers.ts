import type {LogEntry} from '../../core/detection/entry.ts';
import {viewEntry} from '../../core/detection/entry.ts';
import {CallError} from '../../core/lib/error.ts';
import {listAt} from '../../core/lib/json.ts';
import type {KeptRead} from '../../core/looks/kept-look.ts';
import type {HeartbeatFact} from '../../core/poll/heartbeat.ts';
import type {Readers} from '../../core/ports/ports.ts';
import {eachRead} from '../lib/each-read.ts';
import {type Beside, readKey} from '../lib/looks/look-recording.ts';
import {isNarrowed, widened} from '../lib/looks/narrowed-facts.ts';

/**
 * The readers of a look that was kept. What was not read then, or not kept, is never answered: whoever needs it waits, and whoever
 * only began to read it ends without it, as it was then.
 */
export class RecordedAnswers {
  readonly #reads: ReadonlyMap<string, KeptRead['got']>;
  readonly #whole: boolean;
  #lacking: string | undefined;

  /** @param whole true: a diagnosis that may decide by all of an answer is not given one of which only a part was kept. */
  constructor(reads: readonly KeptRead[], whole: boolean) {
    this.#reads = new Map(reads.map(({verb, args, got}) => [readKey(verb, args), got]));
    this.#whole = whole;
  }

  readonly readers: Readers = eachRead(operationsOnly(), (_, verb) => {
    return (...names) => this.#answer(verb, names);
  });

  readonly beside: Beside = {
    recent: async (...asked) => {
      const entries = await this.#answer<unknown>('recent', asked);
      return listAt({entries}, 'entries').flatMap((one): readonly LogEntry[] => {
        const entry = viewEntry(one);
        return entry === undefined ? [] : [entry];
      });
    },
    heartbeat: project => this.#answer<HeartbeatFact>('heartbeat', [project]),
  };

  /**
   * Waits for what asks these readers.
   * @returns undefined, once it waits for an answer that there is not; `lacking` says for which.
   */
  async settled<T>(work: Promise<T>): Promise<T | undefined> {
    const over = work.then(
      () => true,
      () => true,
    );
    for (;;) {
      // All that is there has been answered by the next turn.
      const turn = new Promise<false>(resolve => {
        setImmediate(() => {
          resolve(false);
        });
      });
      if (await Promise.race([over, turn])) return work;
      if (this.lacking !== undefined) return undefined;
    }
  }

  /** The first answer that was asked for and that there is not. */
  get lacking(): string | undefined {
    return this.#lacking;
  }

  #answer<Fact>(verb: string, args: readonly unknown[]): Promise<Fact> {
    const got = this.#reads.get(readKey(verb, args));
    if (got?.kind === 'error') return Promise.reject(new CallError(got.error));
    const kept =
      got === undefined || (this.#whole && isNarrowed(verb))
        ? undefined
        : widened(verb, got.answer);
    // A recording is of this very verb: what it was answered with is of its type.
    if (kept !== undefined) return Promise.resolve(kept.answer as Fact);
    this.#lacking ??= [verb, ...args.filter(one => typeof one === 'string')].join(' ');
    return new Promise(() => undefined);
  }
}

/** Nobody asks for an operation in a diagnosis: whoever began one asks for it. */
function operationsOnly(): Readers {
  const none = () => new Promise<never>(() => undefined);
  const operations = {serviceOperation: none, fleetOperation: none, clusterOperation: none};
  return operations as Partial<Readers> as Readers;
}

import type {Look} from '../../../core/contract/runbook.ts';
import {CallError} from '../../../core/lib/error.ts';
import type {KeptFacts, KeptRead} from '../../../core/looks/kept-look.ts';
import {factsLimit} from '../../../core/looks/look-page.ts';
import type {Readers} from '../../../core/ports/ports.ts';
import {eachRead} from '../each-read.ts';
import {narrowed} from './narrowed-facts.ts';

/** What a look asks beside the readers: of the log, and of the responder's own heartbeat. */
export type Beside = Pick<Look, 'recent' | 'heartbeat'>;

/** What one look reads, as it is answered. Nothing is copied, and nobody waits for it. */
export class LookRecording {
  readonly #reads = new Map<string, KeptRead>();

  /** The same readers, whose answers are noted. */
  readers(readers: Readers): Readers {
    return eachRead(readers, (read, verb) => this.#noted(verb, read));
  }

  /** The same, for what a look asks beside the readers. */
  beside({recent, heartbeat}: Beside): Beside {
    return {
      recent: this.#noted('recent', recent),
      heartbeat: this.#noted('heartbeat', heartbeat),
    };
  }

  /** What was answered by now, in an order that does not depend on who was answered first. */
  reads(): readonly KeptRead[] {
    return [...this.#reads].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, read]) => read);
  }

  #noted<Args extends readonly unknown[], Fact>(
    verb: string,
    read: (...args: Args) => Promise<Fact>,
  ): (...args: Args) => Promise<Fact> {
    return (...args) => {
      const reading = read(...args);
      const note = (got: KeptRead['got']): void => {
        const key = readKey(verb, args);
        if (!this.#reads.has(key)) this.#reads.set(key, {verb, args, got});
      };
      reading.then(
        answer => {
          note({kind: 'answer', answer});
        },
        (error: unknown) => {
          if (error instanceof CallError) note({kind: 'error', error: error.facts});
        },
      );
      return reading;
    };
  }
}

/** Tells a read apart by its verb and what it was asked for. */
export function readKey(verb: string, args: readonly unknown[]): string {
  return JSON.stringify([verb, args]);
}

/** What is kept of the reads of a look: of each answer what decides, and nothing where it is too much. */
export function factsOf(reads: readonly KeptRead[]): KeptFacts {
  let left = factsLimit;
  const kept: KeptRead[] = [];
  for (const {verb, args, got} of reads) {
    const read = got.kind === 'error' ? {verb, args, got} : answered(verb, args, got.answer);
    left -= charactersOf(read, left);
    if (left < 0) return {kind: 'too-large', atLeast: factsLimit};
    kept.push(read);
  }
  return {kind: 'kept', reads: kept};
}

function answered(verb: string, args: readonly unknown[], answer: unknown): KeptRead {
  return {verb, args, got: {kind: 'answer', answer: narrowed(verb, answer)}};
}

/** The characters of a value as JSON, about; counted no further than `most`. */
function charactersOf(value: unknown, most: number): number {
  if (typeof value === 'string') return value.length + 2;
  if (typeof value !== 'object' || value === null) return 8;
  let count = 2;
  for (const [name, one] of Object.entries(value)) {
    count += (Array.isArray(value) ? 1 : name.length + 4) + charactersOf(one, most - count);
    if (count > most) break;
  }
  return count;
}

import type {Reach} from '../../core/facts/kubernetes.ts';
import type {Readers} from '../../core/ports/ports.ts';
import {eachRead, type Read} from './each-read.ts';

/**
 * The same readers, asking for each thing once, however many look at it: an answer and a failure
 * both stay as they were. For one round of a poll; a change rests on reads of its own.
 */
export function memoizedReaders(readers: Readers): Readers {
  return eachRead(readers, kept);
}

function kept<Names extends readonly (string | Reach)[], Fact>(
  read: Read<Names, Fact>,
): Read<Names, Fact> {
  const known = new Map<string, Promise<Fact>>();
  return (...names) => {
    const key = JSON.stringify(names);
    const answer = known.get(key) ?? read(...names);
    known.set(key, answer);
    return answer;
  };
}

import type {Problem, Thing} from './things.ts';

/** What a root message says to whoever reads it. */
export type Claim =
  /** Something is broken there; `over`: it says that it is not, or not any more. */
  | (Thing & {readonly kind: 'broken' | 'over'})
  /** About something that the played world has no state of. */
  | {readonly kind: 'other'};

const headlines: readonly (readonly [RegExp, Problem])[] = [
  [/: Connect Gateway API is off: .* the clusters of (\S+) \(/, 'gateway'],
  [/: The mesh service agent lost its role in (\S+) \(/, 'binding'],
  [/: The managed mesh of (\S+) is not ready \(/, 'mesh'],
  [/: Connect Gateway API of (\S+?):? /, 'gateway'],
  [/: The mesh service agent has its role in (\S+) \(/, 'binding'],
  [/: The managed mesh of (\S+) is ready \(/, 'mesh'],
];
const ends = /^\S+ (?:Fixed|No action): /u;

/** Reads the first line of a message as a person does: how it stands, what, and where. */
export function claimOf(text: string): Claim {
  for (const [pattern, problem] of headlines) {
    const place = pattern.exec(text)?.[1];
    if (place !== undefined) return {kind: ends.test(text) ? 'over' : 'broken', problem, place};
  }
  return {kind: 'other'};
}

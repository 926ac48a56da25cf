import type {Shown} from '../world/slack.ts';
import type {Problem, Thing} from './things.ts';

/** What a root message says to whoever reads it. */
export type Claim =
  /** Something is broken there; `over`: it says that it is not, or not any more. */
  | (Thing & {readonly kind: 'broken' | 'over'})
  /** Signs say so, and the message owns that live state does not. */
  | (Thing & {readonly kind: 'unsure'})
  /** About something that the played world has no state of. */
  | {readonly kind: 'other'};

const headlines: readonly (readonly [RegExp, Problem])[] = [
  [/: Connect Gateway API is off: .* the clusters of (\S+) \(/, 'gateway'],
  [/: The mesh service agent lost its role in (\S+) \(/, 'binding'],
  [/: The managed mesh of (\S+) is not ready \(/, 'mesh'],
  [/: Workload Identity is off or incomplete in (\S+) \(/, 'pool'],
  [/: The fleet membership of (\S+) has no identity provider \(/, 'issuer'],
  [/: Pods in (\S+) get the proxy of an in-cluster istiod /, 'injection'],
  [/: Namespaces of (\S+) ask for the managed proxy again; /, 'injection'],
  [/: The managed data plane could not upgrade pods in (\S+): /, 'upgrade'],
  [/: Connect Gateway API of (\S+?):? /, 'gateway'],
  [/: The mesh service agent has its role in (\S+) \(/, 'binding'],
  [/: The managed mesh of (\S+) is ready \(/, 'mesh'],
  [/: Workload Identity is on in (\S+) \(/, 'pool'],
  [/: The fleet membership of (\S+) has its identity provider \(/, 'issuer'],
  [/: Pods in (\S+) get the managed proxy \(/, 'injection'],
  [/: The proxies of (\S+) are up to date \(/, 'upgrade'],
];
/** So many of the headlines say that it is broken. */
const broken = 8;
const ends = /^\S+ (?:Fixed|No action): /u;

/** It was not seen, and the message says so. */
const doubts =
  /^(?:Live state looks healthy, yet signs keep coming|No single membership of fleet |\S+ is configured with number )/;

const blind =
  /^(?:Live state may not be read: |Not all managed clusters of \S+ in fleet \S+ could be looked at)/;

/** Whether a message says that live state may not be read: what is broken there is anybody's guess. */
export function isBlind({status}: Pick<Shown, 'status'>): boolean {
  return blind.test(status);
}

const webhook = /: A mesh webhook cannot be called in (\S+): /;
const remnant = ' is on again; the mesh has not recovered everywhere (';

/** Whether a message tells what people see of a problem, in other words than those of its own runbook. */
export function tellsSign({text}: Pick<Shown, 'text'>, {problem, place}: Thing): boolean {
  if (ends.test(text)) return false;
  if (problem === 'injection') return webhook.exec(text)?.[1] === place;
  return problem === 'mesh' && text.includes(remnant);
}

/** Whether a message asks nothing of anybody: what it is about is over, or another one tells it. */
export function needsNothing({text}: Pick<Shown, 'text'>): boolean {
  return ends.test(text);
}

/** Whether a message says that something was fixed, in the words of what is broken. */
export function contradictsItself({text}: Pick<Shown, 'text'>): boolean {
  return (
    /^\S+ Fixed: /u.test(text) && headlines.slice(0, broken).some(([pattern]) => pattern.test(text))
  );
}

/** Reads a message as a person does: how it stands, what, and where. */
export function claimOf({text, status}: Pick<Shown, 'text' | 'status'>): Claim {
  for (const [pattern, problem] of headlines) {
    const place = pattern.exec(text)?.[1];
    if (place === undefined) continue;
    if (ends.test(text)) return {kind: 'over', problem, place};
    return {kind: doubts.test(status) ? 'unsure' : 'broken', problem, place};
  }
  return {kind: 'other'};
}

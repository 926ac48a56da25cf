import type {PlannedAction} from './action.ts';
import {phrase, type Phrase} from './phrase.ts';
import type {FailedCall} from './reason.ts';
import type {Target} from './target.ts';

/** One thing that was read and what it answered. */
export type Proof = Phrase;

/** What a plan needs, from constants, the allow-list and the responder's own reads. */
export type Facts = Readonly<Record<string, string | readonly string[]>>;

/** The answer of live state. */
export type Diagnosis =
  /** Nothing of this runbook's problem is there. */
  | {readonly kind: 'healthy'; readonly proof: readonly Proof[]}
  /** The problem is there, and `plan` knows what to do. */
  | {
      readonly kind: 'broken';
      readonly cause: Phrase;
      readonly facts: Facts;
      readonly actions?: readonly PlannedAction[];
      readonly proof: readonly Proof[];
    }
  /** The problem is there and only a person can end it. */
  | {
      readonly kind: 'person';
      readonly cause: Phrase;
      readonly advice: Phrase;
      /** It rests on what was seen in the log: live state does not show whether it is still so. */
      readonly unseen?: true;
      readonly proof: readonly Proof[];
    }
  /** What was seen follows from another runbook's problem. */
  | {
      readonly kind: 'symptom';
      readonly of: {readonly runbook: string; readonly target: Target};
      readonly proof: readonly Proof[];
    }
  /** On its way by itself (provisioning): look again. */
  | {
      readonly kind: 'waiting';
      readonly cause: Phrase;
      /** What a person can do where it never ends. */
      readonly advice?: Phrase;
      readonly proof: readonly Proof[];
      /** How long it may take, seconds; a poll that sees it says nothing before. */
      readonly usualSeconds?: number;
    };

/** The facts that are one text each, as an action's parameters. */
export function textsOf(facts: Facts): Readonly<Record<string, string>> {
  const texts = Object.entries(facts).filter((one): one is [string, string] => {
    const [, value] = one;
    return typeof value === 'string';
  });
  return Object.fromEntries(texts);
}

/** A fact that is a list; none where it is missing. */
export function listOf(facts: Facts, name: string): readonly string[] {
  const value = facts[name] ?? [];
  return typeof value === 'string' ? [value] : value;
}

/** That a read gave no answer. */
export function noAnswer({call, failure, said}: FailedCall): Proof {
  return phrase('proof.no-answer', {call, failure, said});
}

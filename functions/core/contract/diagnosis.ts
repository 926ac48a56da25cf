import {type Phrase} from '../texts/phrase.ts';
import type {PlannedAction} from '../incident/plan.ts';
import type {FailedCall} from '../incident/reason.ts';
import type {Impact} from '../incident/impact.ts';
import type {Target} from '../detection/target.ts';
import {phrase} from '../texts/texts.ts';

/** One thing that was read and what it answered. */
export type Proof = Phrase;

/** What live state says is wrong, and whose signs that explains. */
interface Wrong {
  /** What is wrong, in a few words: the second half of the headline. */
  readonly cause: Phrase;
  /** What exactly, in a sentence or two: found and wanted, or what Google says. */
  readonly detail?: Phrase;
  /** Who suffers, as live state shows it. */
  readonly impact?: Impact;
  readonly proof: readonly Proof[];
  /** It rests on what was seen in the log: live state does not show whether it is still so. */
  readonly unseen?: true;
  /** The clusters whose signs it explains; absent: each that the causal graph leads to. */
  readonly explains?: readonly Target[];
}

/** The answer of live state. */
export type Diagnosis =
  /** Nothing of this runbook's problem is there. */
  | {readonly kind: 'healthy'; readonly proof: readonly Proof[]}
  /** The problem is there, and this ends it. */
  | (Wrong & {
      readonly kind: 'broken';
      /** In their order; what they name comes from constants, the allow-list and the responder's own reads. */
      readonly actions: readonly PlannedAction[];
    })
  /** The problem is there and only a person can end it. */
  | (Wrong & {
      readonly kind: 'person';
      readonly advice: Phrase;
      /** What the advice costs, where it costs anything. */
      readonly risk?: Phrase;
      /** Only a log entry says that there is such a cluster; such ones of a project are told together. */
      readonly nowhere?: true;
      /** It may also be gone by itself within so many seconds; a poll that sees it says nothing before. */
      readonly usualSeconds?: number;
    })
  /** What was seen follows from another runbook's problem. */
  | {
      readonly kind: 'symptom';
      readonly of: {readonly runbook: string; readonly target: Target};
      readonly proof: readonly Proof[];
    }
  /** On its way by itself (provisioning): look again. */
  | (Wrong & {
      readonly kind: 'waiting';
      /** What a person can do where it never ends. */
      readonly advice?: Phrase;
      /** How long it may take, seconds; a poll that sees it says nothing before. */
      readonly usualSeconds?: number;
    });

/** That a read gave no answer. */
export function noAnswer({call, failure, said}: FailedCall): Proof {
  return phrase('proof.no-answer', {call, failure, said});
}

import type {Diagnosis} from '../../core/diagnosis.ts';
import type {MembershipFact} from '../../core/facts.ts';
import {caseOf, type Context, type Judge} from './evidence.ts';
import {toldElsewhere} from './delegated-cause.ts';
import type {Seen} from './inspect.ts';
import {errorCondition, plane, unwantedControl} from './judge-fleet.ts';
import {ailingCluster, documentedStall, hintedStall, otherStall} from './judge-stall.ts';

/**
 * Judges one membership; the most severe that is found is named, the rest is in the proof. What another
 * runbook knows is its to tell; a reason that live state gives comes before one that only an entry gave;
 * a control plane comes before a data plane; what may end by itself comes last.
 */
export function assess(membership: MembershipFact, seen: Seen, context: Context): Diagnosis {
  const one = caseOf(membership, seen, context);
  for (const judge of judges) {
    const diagnosis = judge(one);
    if (diagnosis !== undefined) return diagnosis;
  }
  return {kind: 'healthy', proof: one.proof};
}

const judges: readonly Judge[] = [
  toldElsewhere,
  documentedStall,
  ailingCluster,
  errorCondition,
  otherStall,
  hintedStall,
  one => plane(one, one.control, 'person'),
  unwantedControl,
  one => plane(one, one.data, 'person'),
  one => plane(one, one.control, 'passing'),
  one => plane(one, one.data, 'passing'),
];

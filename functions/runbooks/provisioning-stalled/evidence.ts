import type {Diagnosis, Proof} from '../../core/contract/diagnosis.ts';
import type {FleetCondition, MembershipFact} from '../../core/facts/cloud.ts';
import {type Target, target as targetOf, targetText} from '../../core/detection/target.ts';
import {weightOf} from './conditions.ts';
import type {Seen} from './inspect.ts';
import {documentedIn, type DocumentedStall, type Stall, stallsOf} from './reasons.ts';
import {isTroubled, type StateRow, statesOf} from './states.ts';
import {proofOf} from './proof.ts';

/** What the look was made for. */
export interface Context {
  readonly symptom: string;
  readonly fleet: string;
  readonly project: string;
  /** The fleet's service agent, as a policy member. */
  readonly agent: string;
  /** As the look names it, where the fleet's list does not. */
  readonly target: Target;
}

/** All that one judgement rests on. */
export interface Case extends Context {
  readonly membership: MembershipFact;
  readonly seen: Seen;
  readonly control: StateRow;
  readonly data: StateRow;
  readonly stalls: readonly Stall[];
  readonly documented: DocumentedStall | undefined;
  /** Conditions of severity ERROR. */
  readonly errors: readonly FleetCondition[];
  /** What a sentence may name; `membership` is its whole place, because two clusters may have one name. */
  readonly names: Names;
  /** What an advice may name: its commands want the bare name of the membership. */
  readonly operands: Names;
  readonly proof: readonly Proof[];
}

/** What every sentence of a membership may name. */
export type Names = Readonly<
  Record<
    'membership' | 'fleet' | 'project' | 'agent' | 'cluster' | 'location' | 'registered',
    string
  >
>;

/** Names what one kind of trouble there is, or nothing. */
export type Judge = (one: Case) => Diagnosis | undefined;

/** Puts together what a judgement rests on. */
export function caseOf(membership: MembershipFact, seen: Seen, context: Context): Case {
  const {control, data} = statesOf(membership);
  const stalls = stallsOf(seen.revisions);
  const ails = isTroubled(control) || stalls.length > 0;
  const documented = ails ? documentedIn(membership, seen.revisions) : undefined;
  const {project, fleet, agent} = context;
  const operands = {
    membership: membership.membership,
    fleet,
    project,
    agent,
    cluster: seen.place?.name ?? context.target.cluster ?? membership.membership,
    location: seen.place?.location ?? context.target.location ?? membership.location,
    registered: membership.location,
  };
  const {cluster, location} = operands;
  const names = {...operands, membership: targetText(targetOf({project, location, cluster}))};
  const errors = membership.conditions.filter(one => weightOf(one) === 'error');
  const found = {membership, seen, control, data, stalls, documented};
  const proof = proofOf({membership, seen, stalls, place: names.membership});
  return {...context, ...found, errors, names, operands, proof};
}

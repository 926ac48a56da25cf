import type {Proof} from '../../core/contract/diagnosis.ts';
import type {FleetCondition, MembershipFact} from '../../core/facts/cloud.ts';
import type {Phrase} from '../../core/texts/phrase.ts';
import {weightOf} from './conditions.ts';
import type {Seen} from './inspect.ts';
import type {Stall} from './reasons.ts';
import {phrase} from './texts.ts';

/** Proof is for people: so many of a kind are shown. */
const shown = 5;

/** Everything that was read, for people. */
export interface Read {
  readonly membership: MembershipFact;
  /** The membership's whole place: two clusters may have one name. */
  readonly place: string;
  readonly seen: Seen;
  readonly stalls: readonly Stall[];
}

/** What was read, in the order of its weight as evidence: the fleet, the container API, the cluster. */
export function proofOf(read: Read): readonly Proof[] {
  const {membership, place, seen} = read;
  return [
    membershipProof(membership),
    ...verdictOf(membership, place),
    ...planesOf(membership, place),
    ...conditionsOf(membership),
    ...clusterOf(read),
    ...revisionsOf(read),
    ...seen.proof,
  ];
}

/** The two planes of a mesh. */
export type Plane = 'control' | 'data';

/** What Google says of a plane; undefined: nothing. */
export function saidOf(membership: MembershipFact, of: Plane): string | undefined {
  const {controlPlaneDetails, dataPlaneDetails} = membership;
  const [detail] = of === 'control' ? controlPlaneDetails : dataPlaneDetails;
  return detail?.details === '' ? undefined : detail?.details;
}

/** What Google reports, a state or a code, and the text beside it, which may be empty. */
export function reported(what: string, said: string): Phrase {
  return said === ''
    ? phrase('detail.reported-alone', {what})
    : phrase('detail.reported', {what, said});
}

/** What the fleet says of a membership. */
export function membershipProof(one: MembershipFact): Phrase {
  const {membership, location, controlPlane: control, dataPlane: data} = one;
  return phrase('proof.membership', {membership, location, control, data});
}

/** The fleet's verdict on a membership, where it is not content or has something to say. */
function verdictOf({code, description}: MembershipFact, place: string): readonly Phrase[] {
  if (code !== 'ERROR' && code !== 'WARNING' && description === '') return [];
  return [phrase('proof.fleet-verdict', {membership: place, code, said: orDash(description)})];
}

/** What Google says of each plane. */
function planesOf(membership: MembershipFact, place: string): readonly Phrase[] {
  return (['control', 'data'] as const).flatMap(of => {
    const said = saidOf(membership, of);
    return said === undefined ? [] : [phrase(`proof.${of}-said`, {membership: place, said})];
  });
}

/** Errors first; what is no more than information is left out. */
function conditionsOf({conditions}: MembershipFact): readonly Phrase[] {
  const those = (weight: string): readonly FleetCondition[] =>
    conditions.filter(one => weightOf(one) === weight);
  return [...those('error'), ...those('told')]
    .slice(0, shown)
    .map(({code, severity, details}) =>
      phrase('proof.condition', {code: orDash(code), severity, said: orDash(details)}),
    );
}

function clusterOf({seen: {cluster}}: Read): readonly Phrase[] {
  if (cluster === undefined) return [];
  const {name, status, version} = cluster;
  return [phrase('proof.cluster', {cluster: name, status, version: orDash(version)})];
}

function revisionsOf({seen: {revisions}, stalls, place}: Read): readonly Phrase[] {
  if (revisions === undefined) return [];
  if (revisions.length === 0) {
    return [phrase('proof.no-revision', {membership: place})];
  }
  return revisions.slice(0, shown).map(({name, channel, conditions}) => {
    const stall = stalls.find(one => one.revision === name);
    if (stall !== undefined) return phrase('proof.stalled-revision', {...stall});
    const status = conditions.find(one => one.type === 'Reconciled')?.status ?? '-';
    return phrase('proof.revision', {revision: name, channel: orDash(channel), reconciled: status});
  });
}

/** What is empty is told as well. */
export function orDash(text: string): string {
  return text === '' ? '-' : text;
}

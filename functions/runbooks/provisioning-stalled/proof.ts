import type {Proof} from '../../core/contract/diagnosis.ts';
import type {FleetCondition, MembershipFact} from '../../core/facts/cloud.ts';
import {type Phrase, phraseByCode} from '../../core/texts/phrase.ts';
import {conditionRow, weightOf} from './conditions.ts';
import type {Seen} from './inspect.ts';
import type {Stall, Documented} from './reasons.ts';
import type {StateRow} from './states.ts';
import {phrase} from './texts.ts';

/** Proof is for people: so many of a kind are shown. */
const shown = 5;

/** Everything that was read, for people. */
export interface Read {
  readonly membership: MembershipFact;
  /** The membership's whole place: two clusters may have one name. */
  readonly place: string;
  readonly seen: Seen;
  readonly control: StateRow;
  readonly data: StateRow;
  readonly stalls: readonly Stall[];
  readonly documented: Documented | undefined;
}

/** What was read, in the order of its weight as evidence: the fleet, the container API, the cluster. */
export function proofOf(read: Read): readonly Proof[] {
  const {membership, place, seen} = read;
  return [
    membershipProof(membership),
    ...verdictOf(membership, place),
    planeOf(read.control, membership, place),
    planeOf(read.data, membership, place),
    ...conditionsOf(membership, place),
    ...clusterOf(read),
    ...revisionsOf(read),
    ...namedOf(read),
    ...seen.proof,
  ];
}

/** What the fleet says of a membership. */
export function membershipProof(one: MembershipFact): Phrase {
  const {membership, location, controlPlane: control, dataPlane: data} = one;
  return phrase('proof.membership', {membership, location, control, data});
}

/** The fleet's verdict on a membership, where it is not content. */
function verdictOf({code, description}: MembershipFact, place: string): readonly Phrase[] {
  if (code !== 'ERROR' && code !== 'WARNING') return [];
  return [phrase('proof.fleet-verdict', {membership: place, code, said: orDash(description)})];
}

/** What the state of a plane means. */
export function planeOf({id, plane}: StateRow, state: MembershipFact, place: string): Phrase {
  const isControl = plane === 'control';
  const [detail] = isControl ? state.controlPlaneDetails : state.dataPlaneDetails;
  return phrase(`plane.${id}`, {
    membership: place,
    state: isControl ? state.controlPlane : state.dataPlane,
    said: orDash(detail?.details ?? state.description),
  });
}

/** Errors first; what is no more than information is left out. */
function conditionsOf({conditions}: MembershipFact, membership: string): readonly Phrase[] {
  const those = (weight: string): readonly FleetCondition[] =>
    conditions.filter(one => weightOf(one) === weight);
  return [...those('error'), ...those('told')].slice(0, shown).map(({code, severity, details}) =>
    phrase(`condition.${conditionRow(code).id}`, {
      membership,
      code,
      severity,
      said: orDash(details),
    }),
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

/** What the documented message names. */
function namedOf({documented}: Read): readonly Phrase[] {
  if (documented === undefined || Object.keys(documented.named).length === 0) return [];
  const {id, parameters} = documented.row;
  const missing = Object.fromEntries(parameters.map(name => [name, '-']));
  return [phraseByCode(`detail.${id}`, {...missing, ...documented.named})];
}

/** What is empty is told as well. */
export function orDash(text: string): string {
  return text === '' ? '-' : text;
}

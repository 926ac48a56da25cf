import type {Proof} from '../../core/contract/diagnosis.ts';
import {CallError} from '../../core/lib/error.ts';
import {begun} from '../../core/lib/promises.ts';
import type {ClusterFact, MembershipFact, RegistrationFact} from '../../core/facts/cloud.ts';
import type {RevisionFact} from '../../core/facts/kubernetes.ts';
import {reachTo, registrationOf} from '../../mesh/membership.ts';
import {type Look, surveyed} from '../../core/contract/runbook.ts';
import {isBound, serviceAgent, serviceAgentRole} from '../../mesh/service-agent.ts';
import {targetText} from '../../core/detection/target.ts';
import {conditionRow, type Elsewhere, weightOf} from './conditions.ts';
import {documentedIn} from './reasons.ts';
import {isInError, isTroubled, statesOf} from './states.ts';
import {phrase} from './texts.ts';

/** What is to be seen of a membership beside the fleet's own words. */
export interface Seen {
  /** The membership's cluster as the fleet lists it; undefined: not told, or more than one. */
  readonly place: NonNullable<RegistrationFact['cluster']> | undefined;
  /** Undefined: not asked for, or it could not be seen. */
  readonly cluster: ClusterFact | undefined;
  /** Undefined: not asked for, or nobody could see inside. */
  readonly revisions: readonly RevisionFact[] | undefined;
  /** The projects where the service agent lacks its role; undefined: not asked for, or unseen. */
  readonly unbound: readonly string[] | undefined;
  /** What could not be seen. */
  readonly proof: readonly Proof[];
}

const nothing: Seen = {
  place: undefined,
  cluster: undefined,
  revisions: undefined,
  unbound: undefined,
  proof: [],
};

/**
 * Looks deeper where the fleet names a problem, where an event of a revision did (the fleet may not know
 * of that one), and where a survey asks for all that there is. First what the container API says of the
 * cluster, then, through the gateway that may be the broken part itself, the ControlPlaneRevisions in it.
 * A read that fails is evidence and nothing else. A look on behalf of another problem needs only the
 * fleet's word.
 */
export async function inspect(look: Look, membership: MembershipFact): Promise<Seen> {
  if (look.symptom === '') return nothing;
  const {control, data} = statesOf(membership);
  const inside =
    isTroubled(control) ||
    isTroubled(data) ||
    isInError(membership) ||
    isEvent(look.symptom) ||
    look.symptom === surveyed;
  const named = elsewhereOf(membership);
  if (!inside && named.length === 0) return nothing;
  const proof: Proof[] = [];
  const registration = await tried(proof, membership, () => registered(look, membership));
  if (registration === undefined && proof.length === 0) proof.push(unlisted(look, membership));
  const place = registration?.cluster;
  const asking =
    place === undefined || !(inside || named.includes('workload-identity-disabled'))
      ? undefined
      : begun(() => look.readers.cluster(look.project.id, place.location, place.name));
  const looking =
    registration === undefined || !inside
      ? undefined
      : begun(() => look.readers.revisions(reachTo(look.fleet, registration)));
  const cluster = asking && (await tried(proof, membership, () => asking));
  const revisions = looking && (await tried(proof, membership, () => looking));
  const asked = documentedIn(membership, revisions)?.row.runbook === 'service-agent-unbound';
  const unbound =
    asked || named.includes('service-agent-unbound')
      ? await tried(proof, membership, () => unboundIn(look))
      : undefined;
  return {place, cluster, revisions, unbound, proof};
}

/**
 * Begins what a look for an event will ask for, whatever the fleet says of the membership: which cluster each one is, and beside
 * that, where the fleet's list knew the cluster before, what is read of it and in it. What is begun for nothing costs two reads;
 * of a cluster that an entry has made up none is begun.
 */
export function foresee(look: Look): void {
  const {readers, fleet, project} = look;
  void begun(() => readers.registrations(fleet.id));
  const before = readers.listedBefore?.(fleet.id);
  const known = before && registrationOf(before.memberships, look);
  const place = known?.cluster;
  if (known === undefined || place === undefined) return;
  void begun(() => readers.cluster(project.id, place.location, place.name));
  void begun(() => readers.revisions(reachTo(fleet, known)));
}

/** Whether an event of a ControlPlaneRevision was seen. */
export function isEvent(symptom: string): boolean {
  return symptom.startsWith('stalled:');
}

/** The runbooks that the conditions of a membership point to. */
function elsewhereOf({conditions}: MembershipFact): readonly Elsewhere[] {
  return conditions
    .filter(one => weightOf(one) === 'error')
    .map(one => conditionRow(one.code).handling)
    .flatMap(one => (one.kind === 'runbook' ? [one.runbook] : []));
}

/** What the membership stands for, where the fleet's list agrees that it is the look's cluster. */
async function registered(
  look: Look,
  {location, membership}: MembershipFact,
): Promise<RegistrationFact | undefined> {
  const {memberships} = await look.readers.registrations(look.fleet.id);
  const found = registrationOf(memberships, look);
  return found?.location === location && found.membership === membership ? found : undefined;
}

function unlisted({target}: Look, {membership}: MembershipFact): Proof {
  return phrase('proof.unlisted', {membership, target: targetText(target)});
}

/** As the service agent's own runbook looks at it. */
async function unboundIn({project, fleet, readers}: Look): Promise<readonly string[]> {
  const unbound: string[] = [];
  for (const id of new Set([project.id, fleet.id])) {
    const policy = await readers.policy(id);
    if (!isBound(policy, serviceAgentRole, serviceAgent(fleet.number))) unbound.push(id);
  }
  return unbound;
}

async function tried<T>(
  proof: Proof[],
  {membership}: MembershipFact,
  read: () => Promise<T>,
): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof CallError)) throw error;
    const {call, failure, said} = error.facts;
    proof.push(phrase('proof.inside-unseen', {membership, call, failure, said}));
    return undefined;
  }
}

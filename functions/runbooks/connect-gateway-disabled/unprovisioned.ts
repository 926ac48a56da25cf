import type {MembershipFact, MeshFact, RegistrationFact} from '../../core/facts/cloud.ts';
import {
  isCalled,
  isManaged,
  managementText,
  managerOf,
  ownRevisions,
  registrationOf,
} from '../../mesh/membership.ts';
import type {Phrase} from '../../core/texts/phrase.ts';
import type {Look} from '../../core/contract/runbook.ts';
import {covers} from '../../core/config/settings.ts';
import {type Target, target} from '../../core/detection/target.ts';
import {phrase} from './texts.ts';

/** Memberships that are to be provisioned again, and what was seen of the others. */
export interface Unprovisioned {
  readonly memberships: readonly {
    readonly project: string;
    readonly location: string;
    readonly membership: string;
    readonly cluster: Target;
  }[];
  readonly proof: readonly Phrase[];
}

/**
 * The memberships of a fleet whose managed control plane is not up and whose management nobody chose. One
 * that the fleet calls DISABLED was never managed, unless its cluster calls a managed webhook in vain: a
 * sign of the incident says so.
 * Whoever chose one keeps it: from MANUAL there is no way to AUTOMATIC
 * (https://docs.cloud.google.com/service-mesh/docs/supported-features-managed), NOT_INSTALLED is a
 * decision, and a value that is not documented is a doubt. What is under way is let be.
 */
export function unprovisioned(
  look: Pick<Look, 'projects' | 'signs'>,
  {memberships: states}: Extract<MeshFact, {kind: 'enabled'}>,
  registrations: readonly RegistrationFact[],
): Unprovisioned {
  const found = states.map(state => {
    const {membership, location, controlPlane} = state;
    const place = placeOf(look.projects, registrations, state);
    const wanted =
      isManaged(state) || (place !== undefined && isSigned(look, registrations, state));
    if (isLet(state) || !wanted) return {proof: []};
    const manager = managerOf(state);
    if (manager === 'fleet') return {proof: []};
    const management = managementText(state);
    const seen = {membership, location, management, state: controlPlane};
    // What serves it outside of the fleet's management was put there by hand.
    const free = manager === 'nobody' && ownRevisions(state).length === 0;
    const ours = free && place !== undefined;
    const proof = [phrase(ours ? 'proof.unprovisioned' : 'proof.left-alone', seen)];
    return ours
      ? {proof, one: {project: place.project, location, membership, cluster: place}}
      : {proof};
  });
  return {
    memberships: found.flatMap(each => each.one ?? []),
    proof: found.flatMap(each => each.proof),
  };
}

function isLet({controlPlane}: MembershipFact): boolean {
  // What is on its way in or out is somebody's doing.
  return ['ACTIVE', 'PROVISIONING', 'DEPROVISIONING'].includes(controlPlane);
}

/** A sign that may mean two clusters means none. */
function isSigned(
  {projects, signs}: Pick<Look, 'projects' | 'signs'>,
  registrations: readonly RegistrationFact[],
  {location, membership}: MembershipFact,
): boolean {
  return signs.some(({runbook, target: at}) => {
    const project = projects.find(one => one.id === at.project);
    if (runbook !== 'webhook-call-failure' || project === undefined) return false;
    const found = registrationOf(registrations, {project, target: at});
    return found?.location === location && found.membership === membership;
  });
}

/** The cluster that a membership is, if it is one of ours. */
function placeOf(
  projects: Look['projects'],
  registrations: readonly RegistrationFact[],
  {location, membership}: MembershipFact,
): Target | undefined {
  const cluster = registrations.find(
    one => one.location === location && one.membership === membership,
  )?.cluster;
  const project = projects.find(one => isCalled(one, cluster?.project));
  if (cluster === undefined || project === undefined) return undefined;
  const {location: zone, name} = cluster;
  const place = target({project: project.id, location: zone, cluster: name});
  return covers(project, place) ? place : undefined;
}

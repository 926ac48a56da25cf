import type {MembershipFact, MeshFact, RegistrationFact} from '../../core/facts.ts';
import {isCalled, isManaged} from '../../core/membership.ts';
import {phrase, type Phrase} from '../../core/phrase.ts';
import type {Look} from '../../core/runbook.ts';
import {covers} from '../../core/settings.ts';

/** Memberships that are to be provisioned again, and what was seen of the others. */
export interface Unprovisioned {
  readonly memberships: readonly {
    readonly project: string;
    readonly location: string;
    readonly membership: string;
  }[];
  readonly proof: readonly Phrase[];
}

/**
 * The memberships of a fleet whose managed control plane is not up and whose management nobody chose.
 * Whoever chose one keeps it: from MANUAL there is no way to AUTOMATIC
 * (https://docs.cloud.google.com/service-mesh/docs/supported-features-managed), NOT_INSTALLED is a
 * decision, and a value that is not documented is a doubt. What is under way is let be.
 */
export function unprovisioned(
  {projects}: Pick<Look, 'projects'>,
  {memberships: states}: Extract<MeshFact, {kind: 'enabled'}>,
  registrations: readonly RegistrationFact[],
): Unprovisioned {
  const down = states.filter(one => isManaged(one) && !isUp(one));
  const found = down.map(state => {
    const {membership, location, management, controlPlane} = state;
    const place = placeOf(projects, registrations, state);
    const seen = {membership, location, management, state: controlPlane};
    if (management === 'MANAGEMENT_AUTOMATIC') return {proof: []};
    const ours = management === 'MANAGEMENT_UNSPECIFIED' && place !== undefined;
    const proof = [phrase(ours ? 'proof.unprovisioned' : 'proof.left-alone', seen)];
    return ours ? {proof, one: {project: place, location, membership}} : {proof};
  });
  return {
    memberships: found.flatMap(each => each.one ?? []),
    proof: found.flatMap(each => each.proof),
  };
}

function isUp({controlPlane}: MembershipFact): boolean {
  return controlPlane === 'ACTIVE' || controlPlane === 'PROVISIONING';
}

/** The id of the allow-listed project whose cluster a membership is, if it is one of ours. */
function placeOf(
  projects: Look['projects'],
  registrations: readonly RegistrationFact[],
  {location, membership}: MembershipFact,
): string | undefined {
  const cluster = registrations.find(
    one => one.location === location && one.membership === membership,
  )?.cluster;
  const project = projects.find(one => isCalled(one, cluster?.project));
  if (cluster === undefined || project === undefined) return undefined;
  const within = covers(project, {location: cluster.location, cluster: cluster.name});
  return within ? project.id : undefined;
}

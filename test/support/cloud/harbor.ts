import {CallError, type Failure} from '../../../functions/core/lib/error.ts';
import type {
  MembershipFact,
  MeshFact,
  RegistrationsFact,
} from '../../../functions/core/facts/cloud.ts';
import type {Project} from '../../../functions/core/config/settings.ts';

export const gateway = 'connectgateway.googleapis.com';

/** Two projects: one hosts the fleet, the other is a member of it. */
export const fleet: Project = {id: 'harbor-fleet', number: '640118275930', fleet: 'harbor-fleet'};
export const shop: Project = {id: 'harbor-prod', number: '731904822156', fleet: 'harbor-fleet'};

/** A failed call, as adapters throw it. */
export function callError(
  failure: Failure,
  call = 'a call',
  extra: {
    readonly service?: string;
    readonly consumer?: string;
    readonly retryAfterMs?: number;
  } = {},
): CallError {
  return new CallError({call, failure, status: 0, said: 'said so', attempts: 1, ...extra});
}

/** A membership as the fleet reports it when all is well; `parts` replace its fields. */
export function membership(parts: Partial<MembershipFact> = {}): MembershipFact {
  return {
    name: 'projects/640118275930/locations/europe-west4/memberships/quay-1',
    location: 'europe-west4',
    membership: 'quay-1',
    controlPlane: 'ACTIVE',
    controlPlaneDetails: [{code: 'REVISION_READY', details: 'Ready: asm-managed'}],
    dataPlane: 'ACTIVE',
    dataPlaneDetails: [{code: 'OK', details: 'Service is running.'}],
    conditions: [],
    code: 'OK',
    description: 'Revision(s) ready for use: asm-managed.',
    management: 'MANAGEMENT_AUTOMATIC',
    controlPlaneManagement: 'CONTROL_PLANE_MANAGEMENT_UNSPECIFIED',
    implementation: 'TRAFFIC_DIRECTOR',
    ...parts,
  };
}

/** Every membership is its namesake cluster of the shop, also one in `global`. */
export function namesakes(mesh: MeshFact): RegistrationsFact {
  const memberships = mesh.kind === 'enabled' ? mesh.memberships : [];
  return {
    memberships: memberships.map(({location, membership: name}) => ({
      location,
      membership: name,
      cluster: {
        project: shop.id,
        location: location === 'global' ? 'europe-west4' : location,
        name,
      },
      issuer: `https://container.googleapis.com/v1/projects/${shop.id}/locations/europe-west4/clusters/${name}`,
    })),
    unreachable: [],
  };
}

/** The same memberships, none with an issuer. */
export function withoutIssuer(facts: RegistrationsFact): RegistrationsFact {
  const memberships = facts.memberships.map(({issuer: _issuer, ...rest}) => rest);
  return {...facts, memberships};
}

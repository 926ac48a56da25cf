import type {Policy} from '../../../functions/core/facts/cloud.ts';
import {fleet, gateway, shop} from '../../support/cloud/harbor.ts';
import type {Cloud} from '../../support/cloud/cloud.ts';

// What the page says, written down a second time: the judge does not ask the code that it judges.

/** The role that managed mesh needs. */
export const agentRole = 'roles/anthosservicemesh.serviceAgent';
/** Who needs it in the projects of the played fleet. */
export const agent = `serviceAccount:service-${fleet.number}@gcp-sa-servicemesh.iam.gserviceaccount.com`;

/** Whether the fleet's agent has its role without a condition. */
export function isHealthy({bindings}: Policy): boolean {
  return bindings.some(
    one => one.role === agentRole && one.condition === undefined && one.members.includes(agent),
  );
}

/** What can be broken in the played world. */
export const problems = ['gateway', 'binding', 'mesh'] as const;
/** The name of one. */
export type Problem = (typeof problems)[number];

/** One problem in one place; the place is written as people read it in a message. */
export interface Thing {
  readonly problem: Problem;
  readonly place: string;
}

/** Everything that the judge looks at, and whether it is broken now. */
export function* stateOf(cloud: Cloud): Generator<Thing & {readonly broken: boolean}> {
  // Only the fleet's host needs the gateway.
  const off = cloud.services.get(`${fleet.id}/${gateway}`) !== 'ENABLED';
  yield {problem: 'gateway', place: fleet.id, broken: off};
  for (const {id} of [fleet, shop]) {
    const policy = cloud.policies.get(id);
    yield {problem: 'binding', place: id, broken: policy !== undefined && !isHealthy(policy)};
  }
  const memberships = cloud.mesh.kind === 'enabled' ? cloud.mesh.memberships : [];
  for (const {location, membership, controlPlane} of memberships) {
    const place = `${shop.id}/${location}/${membership}`;
    yield {problem: 'mesh', place, broken: controlPlane !== 'ACTIVE'};
  }
}

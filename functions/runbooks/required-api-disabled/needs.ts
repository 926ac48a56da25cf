import {CallError} from '../../core/lib/error.ts';
import {isCalled, isManaged} from '../../mesh/membership.ts';
import type {Look} from '../../core/contract/runbook.ts';
import {fleetHub, neededServices} from '../../mesh/required-apis.ts';

/** What the projects of a fleet need. */
export type Needs =
  /** Nothing: the fleet has no managed cluster. */
  | {readonly kind: 'none'}
  | {
      readonly kind: 'known';
      /** The APIs that the looked-at project needs, and those of the fleet's host. */
      readonly project: readonly string[];
      readonly fleet: readonly string[];
      /** Locations of the fleet that did not answer: more may be needed than is seen. */
      readonly unreachable: readonly string[];
    }
  /** The fleet cannot be read without the API of fleets itself, so that one comes first. */
  | {readonly kind: 'no-hub'};

/**
 * Which APIs a project and the host of its fleet need; that follows from the managed memberships.
 * @throws CallError
 */
export async function needsOf(look: Pick<Look, 'project' | 'fleet' | 'readers'>): Promise<Needs> {
  try {
    return await read(look);
  } catch (error) {
    if (!(error instanceof CallError) || error.facts.failure !== 'api-disabled') throw error;
    const hub = await look.readers.serviceState(look.fleet.id, fleetHub);
    // On, and yet refused: it is another project's API that is off.
    if (hub === 'ENABLED') throw error;
    return {kind: 'no-hub'};
  }
}

async function read({
  project,
  fleet,
  readers,
}: Pick<Look, 'project' | 'fleet' | 'readers'>): Promise<Needs> {
  const mesh = await readers.mesh(fleet.id);
  const states = mesh.kind === 'enabled' ? mesh.memberships.filter(isManaged) : [];
  if (mesh.kind === 'not-enabled' || states.length === 0) return {kind: 'none'};
  const {memberships, unreachable} = await readers.registrations(fleet.id);
  const registrations = memberships.filter(one =>
    states.some(it => it.location === one.location && it.membership === one.membership),
  );
  const hosting = {
    trafficDirector: states.some(one => one.implementation === 'TRAFFIC_DIRECTOR'),
    attached: registrations.some(one => one.cluster === undefined),
  };
  const [own, host] = [project, fleet].map(one =>
    neededServices({
      hosts: one.id === fleet.id,
      ...hosting,
      clusters: registrations.some(({cluster}) => isCalled(one, cluster?.project)),
    }),
  );
  const unseen = [...new Set([...mesh.unreachable, ...unreachable])];
  return {kind: 'known', project: own ?? [], fleet: host ?? [], unreachable: unseen};
}

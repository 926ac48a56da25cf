import type {RegistrationFact, RegistrationsFact} from '../../../core/facts.ts';
import {isObject, listAt, textAt} from '../../../core/json.ts';
import {malformed} from '../../http/failed-attempt.ts';

/** One page of a fleet's memberships. */
export interface RegistrationsPage extends RegistrationsFact {
  readonly next: string | undefined;
}

const named = /^projects\/[^/]+\/locations\/([^/]+)\/memberships\/([^/]+)$/;
/** A zonal cluster may be linked in the older form. */
const linked =
  /^\/\/container\.googleapis\.com\/projects\/([^/]+)\/(?:locations|zones)\/([^/]+)\/clusters\/([^/]+)$/;

/**
 * A `ListMembershipsResponse`, reduced to which GKE cluster each membership stands for and
 * where its identities are issued.
 * https://docs.cloud.google.com/kubernetes-engine/fleet-management/docs/reference/rest/v1/projects.locations.memberships
 * @throws Fault malformed when it is none, or a membership cannot be told.
 */
export function parseRegistrations(data: unknown): RegistrationsPage {
  if (!isObject(data)) throw malformed('the list of memberships is no object');
  const next = textAt(data, 'nextPageToken');
  return {
    memberships: listAt(data, 'resources').map(registration),
    unreachable: listAt(data, 'unreachable').filter(one => typeof one === 'string'),
    // An empty token means that this was the last page.
    next: next === '' ? undefined : next,
  };
}

function registration(data: unknown): RegistrationFact {
  const [, location, membership] = named.exec(textAt(data, 'name') ?? '') ?? [];
  if (location === undefined || membership === undefined) {
    throw malformed('a membership has no name');
  }
  const link = textAt(data, 'endpoint', 'gkeCluster', 'resourceLink') ?? '';
  const [, project, place, name] = linked.exec(link) ?? [];
  const issuer = textAt(data, 'authority', 'issuer') ?? '';
  const issued = issuer === '' ? {} : {issuer};
  if (project === undefined || place === undefined || name === undefined) {
    return {location, membership, ...issued};
  }
  return {location, membership, cluster: {project, location: place, name}, ...issued};
}

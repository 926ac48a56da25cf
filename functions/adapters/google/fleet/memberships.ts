import {CallError} from '../../../core/lib/error.ts';
import type {
  OperationFact,
  RegistrationFact,
  RegistrationsFact,
} from '../../../core/facts/cloud.ts';
import {textAt} from '../../../core/lib/json.ts';
import {malformed} from '../../http/failed-attempt.ts';
import {listIn} from '../client/answers.ts';
import {fleetHub} from '../client/api-clients.ts';
import {readGoogle, type GoogleDeps} from '../client/call.ts';
import {parseOperation} from '../client/operation.ts';
import {assertSendable, misnamed} from '../client/resource-names.ts';

/** A fleet has at most a few thousand memberships; more pages than these are a service gone wrong. */
const mostPages = 50;

/** The memberships of a fleet, every page. @throws CallError. */
export async function registrationsOf(deps: GoogleDeps, fleet: string): Promise<RegistrationsFact> {
  const call = 'gkehub memberships.list';
  const memberships: RegistrationFact[] = [];
  const unreachable: string[] = [];
  let pageToken: string | undefined;
  for (let pages = 0; pages < mostPages; pages += 1) {
    const query = {
      parent: `projects/${fleet}/locations/-`,
      pageSize: 500,
      ...(pageToken === undefined ? {} : {pageToken}),
    };
    const page = await readGoogle(
      deps,
      call,
      async options => (await fleetHub()).projects.locations.memberships.list(query, options),
      parseRegistrations,
    );
    memberships.push(...page.memberships);
    unreachable.push(...page.unreachable);
    if (page.next === undefined) return {memberships, unreachable};
    pageToken = page.next;
  }
  const said = `more than ${mostPages} pages of memberships`;
  throw new CallError({
    call,
    failure: 'malformed',
    status: 200,
    said,
    attempts: mostPages,
  });
}

/** What became of a change of the fleet or a membership. @throws CallError. */
export function fleetOperationOf(deps: GoogleDeps, name: string): Promise<OperationFact> {
  return readGoogle(
    deps,
    'gkehub operations.get',
    async options => {
      assertSendable(misnamed({operation: name}));
      return (await fleetHub()).projects.locations.operations.get({name}, options);
    },
    parseOperation,
  );
}

/** One page of a fleet's memberships. */
export interface RegistrationsPage extends RegistrationsFact {
  readonly next: string | undefined;
}

const named = /^projects\/[^/]+\/locations\/([-a-z0-9]+)\/memberships\/([-a-z0-9]+)$/;
/** A zonal cluster may be linked in the older form. */
const linked =
  /^\/\/container\.googleapis\.com\/projects\/([-a-z0-9.:]+)\/(?:locations|zones)\/([-a-z0-9]+)\/clusters\/([-a-z0-9]+)$/;

/**
 * A `ListMembershipsResponse`, reduced to which GKE cluster each membership stands for and
 * where its identities are issued.
 * https://docs.cloud.google.com/kubernetes-engine/fleet-management/docs/reference/rest/v1/projects.locations.memberships
 * @throws FailedAttempt malformed when it is none, or a membership cannot be told.
 */
function parseRegistrations(data: unknown): RegistrationsPage {
  const next = textAt(data, 'nextPageToken');
  return {
    memberships: listIn(data, 'resources').map(registration),
    unreachable: listIn(data, 'unreachable').filter(one => typeof one === 'string'),
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

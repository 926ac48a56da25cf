import {CallError} from '../../../core/lib/error.ts';
import {at, isObject, textAt, type JsonObject} from '../../../core/lib/json.ts';
import type {Writers, Written} from '../../../core/ports/ports.ts';
import {malformed} from '../../http/failed-attempt.ts';
import {accepted, acceptOperation} from '../client/operation.ts';
import {callGoogle, type ClientOptions, type GoogleDeps} from '../client/call.ts';
import {
  issuerChange,
  meshChange,
  refusal,
  workloadPoolChange,
  type WriteRequest,
  type RefusedWrite,
} from '../write-requests.ts';
import {fleetHub, fleetHubByMember, kubernetesEngine} from '../client/api-clients.ts';
import {parseClusterOperation} from '../cluster/gke-cluster.ts';

/** The verbs that change a cluster or its membership, each one request of a generated client. */
export function fleetWriters(
  deps: GoogleDeps,
): Pick<Writers, 'setWorkloadPool' | 'setIssuer' | 'manageMesh'> {
  return {
    setWorkloadPool: (project, location, cluster, pool) =>
      changed(
        deps,
        workloadPoolChange(project, location, cluster, pool),
        async ({name, body}, options) => {
          const query = {name, requestBody: body};
          return (await kubernetesEngine()).projects.locations.clusters.update(query, options);
        },
        data => acceptClusterOperation(data, `projects/${project}/locations/${location}`),
      ),
    setIssuer: (fleet, location, membership, issuer) =>
      changed(
        deps,
        issuerChange(fleet, location, membership, issuer),
        async ({name, body}, options) => {
          const query = {name, updateMask: 'authority', requestBody: body};
          return (await fleetHub()).projects.locations.memberships.patch(query, options);
        },
        acceptOperation,
      ),
    async manageMesh(fleet, location, membership) {
      const blind = meshChange(fleet, location, membership);
      if (blind.kind === 'refused') throw refusal(blind);
      const before = await featureSpecOf(deps, blind.name);
      const chosen = chosenIn(before);
      if (chosen !== undefined) throw chosenMeanwhile(blind.call, chosen);
      return changed(
        deps,
        meshChange(fleet, location, membership, before),
        async ({name, body}, options) => {
          const query = {name, allowMissing: true, updateMask: 'spec', requestBody: body};
          const {memberships} = (await fleetHubByMember()).projects.locations;
          return memberships.features.patch(query, options);
        },
        acceptOperation,
      );
    },
  };
}

/**
 * The choice that a spec holds and that may not be overwritten: whoever made it did so after the look that
 * asked for this change. The deprecated `controlPlane` counts where `management` says nothing.
 */
function chosenIn(spec: JsonObject): string | undefined {
  const management = textAt(spec, 'servicemesh', 'management') ?? '';
  const controlPlane = textAt(spec, 'servicemesh', 'controlPlane') ?? '';
  if (!['', 'MANAGEMENT_UNSPECIFIED', 'MANAGEMENT_AUTOMATIC'].includes(management)) {
    return management;
  }
  const isOld = ['', 'CONTROL_PLANE_MANAGEMENT_UNSPECIFIED', 'AUTOMATIC'].includes(controlPlane);
  return isOld || management === 'MANAGEMENT_AUTOMATIC'
    ? undefined
    : `controlPlane ${controlPlane}`;
}

function chosenMeanwhile(call: string, chosen: string): CallError {
  const said = `nothing was sent: the membership's spec says ${chosen}, which somebody chose`;
  return new CallError({call, failure: 'conflict', status: 0, said, attempts: 1});
}

async function changed(
  deps: GoogleDeps,
  change: WriteRequest | RefusedWrite,
  invoke: (change: WriteRequest, options: ClientOptions) => Promise<{readonly data: unknown}>,
  read: (data: unknown) => Written,
): Promise<Written> {
  if (change.kind === 'refused') throw refusal(change);
  const call = {call: change.call, write: true};
  return callGoogle(deps, call, options => invoke(change, options), read);
}

/** The operation's own name is only the last part of the name that it is asked for by. */
function acceptClusterOperation(data: unknown, parent: string): Written {
  const name = `${parent}/operations/${textAt(data, 'name') ?? ''}`;
  return accepted(parseClusterOperation(data, name), name);
}

/**
 * What the fleet has written down for one membership, by the full name of its feature; nothing where it has no such
 * feature yet. @throws CallError.
 */
export async function featureSpecOf(deps: GoogleDeps, name: string): Promise<JsonObject> {
  try {
    return await callGoogle(
      deps,
      {call: 'gkehub memberships.features.get', write: false},
      async options => {
        const {memberships} = (await fleetHubByMember()).projects.locations;
        return memberships.features.get({name}, options);
      },
      data => {
        const spec = at(data, 'spec') ?? {};
        const servicemesh = at(spec, 'servicemesh') ?? {};
        if (isObject(data) && isObject(spec) && isObject(servicemesh)) return spec;
        throw malformed('the feature of the membership has no usable spec');
      },
    );
  } catch (error) {
    if (error instanceof CallError && error.facts.failure === 'not-found') return {};
    throw error;
  }
}

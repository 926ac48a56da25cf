import {clusterIssuer, workloadPool} from '../../functions/mesh/workload-identity.ts';
import {meshAgent, meshRole} from '../../sandbox/world/policy.ts';
import {stall} from './event.ts';
import {type Fleet, fleetsFor, type Place, placesIn} from './fleets.ts';

/** What a request to Google asks for, e.g. host `gkehub.googleapis.com` and path `/v1/projects/…`. */
export interface Asked {
  readonly method: string;
  readonly host: string;
  /** Without the query. */
  readonly path: string;
}

/**
 * Google's answers about the fleets, as JSON texts: enough for a diagnosis, its message and the polls that go on beside it.
 * A fleet's text is made once, so that this process costs the measured one little.
 */
export function google(events: number): (asked: Asked) => string | undefined {
  const known = new Map(fleetsFor(events).map(one => [one.id, one]));
  const byNumber = new Map([...known.values()].map(one => [one.number, one]));
  const find = (name: string): Fleet | undefined => known.get(name) ?? byNumber.get(name);
  const feature = remembered(featureOf);
  const memberships = remembered(membershipsOf);
  return ({method, host, path}) => {
    const [, name = '', rest = ''] = /^\/v\d\/projects\/([^/:]+)[/:]?(.*)$/.exec(path) ?? [];
    const fleet = find(name);
    switch (host) {
      case 'gkehub.googleapis.com':
        if (fleet === undefined) return undefined;
        if (rest === 'locations/global/features/servicemesh') return feature(fleet);
        return rest === 'locations/-/memberships' ? memberships(fleet) : undefined;
      case 'container.googleapis.com': {
        const [, cluster] = /^locations\/[^/]+\/clusters\/([^/]+)$/.exec(rest) ?? [];
        const place = fleet && placesIn(fleet.id).find(one => one.event === cluster);
        return place && JSON.stringify(clusterOf(place));
      }
      case 'serviceusage.googleapis.com':
        return rest.startsWith('services/')
          ? JSON.stringify({name: path, state: 'ENABLED'})
          : undefined;
      case 'cloudresourcemanager.googleapis.com':
        if (fleet === undefined) return undefined;
        return JSON.stringify(rest === 'getIamPolicy' ? policyOf(fleet) : projectOf(fleet));
      case 'logging.googleapis.com':
        return method === 'POST' && path.startsWith('/v2/entries:') ? '{}' : undefined;
      default:
        if (!host.endsWith('connectgateway.googleapis.com')) return undefined;
        return JSON.stringify(rest.endsWith('/controlplanerevisions') ? revisions : nothing);
    }
  };
}

function remembered(make: (fleet: Fleet) => unknown): (fleet: Fleet) => string {
  const made = new Map<string, string>();
  return fleet => {
    const text = made.get(fleet.id) ?? JSON.stringify(make(fleet));
    made.set(fleet.id, text);
    return text;
  };
}

/** The fleet calls every control plane active: it has not noticed what the event says, and its cluster confirms. */
function featureOf({id, number}: Fleet): unknown {
  const keys = placesIn(id).map(
    one => `projects/${number}/locations/${one.location}/memberships/${one.event}`,
  );
  const plane = {
    state: 'ACTIVE',
    details: [{code: 'REVISION_READY', details: 'Ready: asm-managed'}],
  };
  const state = {
    servicemesh: {
      controlPlaneManagement: {...plane, implementation: 'ISTIOD'},
      dataPlaneManagement: {
        state: 'ACTIVE',
        details: [{code: 'OK', details: 'Service is running.'}],
      },
    },
    state: {code: 'OK', description: 'Revision(s) ready for use: asm-managed.'},
  };
  const spec = {mesh: {management: 'MANAGEMENT_AUTOMATIC'}, origin: {type: 'USER'}};
  return {
    name: `projects/${id}/locations/global/features/servicemesh`,
    resourceState: {state: 'ACTIVE'},
    spec: {},
    membershipSpecs: Object.fromEntries(keys.map(key => [key, spec])),
    state: {state: {code: 'OK'}},
    membershipStates: Object.fromEntries(keys.map(key => [key, state])),
  };
}

function membershipsOf({id}: Fleet): unknown {
  const resources = placesIn(id).map(({event, location}) => ({
    name: `projects/${id}/locations/${location}/memberships/${event}`,
    endpoint: {
      gkeCluster: {
        resourceLink: `//container.googleapis.com/projects/${id}/locations/${location}/clusters/${event}`,
      },
    },
    authority: {issuer: clusterIssuer(id, location, event)},
    state: {code: 'READY'},
  }));
  return {resources};
}

function clusterOf({event, fleet, location}: Place): unknown {
  return {
    name: event,
    location,
    status: 'RUNNING',
    currentMasterVersion: '1.33.4-gke.1350000',
    workloadIdentityConfig: {workloadPool: workloadPool(fleet.id)},
    nodePools: [
      {
        name: 'default-pool',
        config: {workloadMetadataConfig: {mode: 'GKE_METADATA'}},
        status: 'RUNNING',
      },
    ],
  };
}

function policyOf({number}: Fleet): unknown {
  const bindings = [{role: meshRole, members: [meshAgent(number)]}];
  return {version: 3, etag: 'BwYjT2xhZS8=', bindings};
}

function projectOf({id, number}: Fleet): unknown {
  return {name: `projects/${number}`, projectId: id, state: 'ACTIVE'};
}

const said = {reason: stall.reason, message: stall.message};
/** Every cluster's revision says that it has stalled, in the words of the event. */
const revisions = {
  kind: 'ControlPlaneRevisionList',
  apiVersion: 'mesh.cloud.google.com/v1beta1',
  metadata: {resourceVersion: '48120034'},
  items: [
    {
      kind: 'ControlPlaneRevision',
      apiVersion: 'mesh.cloud.google.com/v1beta1',
      metadata: {name: 'asm-managed', namespace: 'istio-system', uid: '5f2d'},
      spec: {type: 'managed_service', channel: 'regular'},
      status: {
        conditions: [
          {type: 'Reconciled', status: 'False', ...said},
          {type: 'ProvisioningFinished', status: 'False', ...said},
          {type: 'Stalled', status: 'True', ...said},
        ],
      },
    },
  ],
};
/** Any other list of a cluster, for polls. */
const nothing = {
  kind: 'List',
  apiVersion: 'v1',
  metadata: {resourceVersion: '48120034'},
  items: [],
};

import type {JsonObject} from '../../functions/core/lib/json.ts';
import {stamp} from '../json.ts';
import {insertId} from './id.ts';
import type {Place} from './place.ts';

/** Display titles of services, as they stand in the sentence about a disabled API. */
const titles: Readonly<Record<string, string>> = {
  'connectgateway.googleapis.com': 'Connect Gateway API',
  'cloudresourcemanager.googleapis.com': 'Cloud Resource Manager API',
  'container.googleapis.com': 'Kubernetes Engine API',
  'gkehub.googleapis.com': 'GKE Hub API',
  'logging.googleapis.com': 'Cloud Logging API',
  'pubsub.googleapis.com': 'Cloud Pub/Sub API',
  'serviceusage.googleapis.com': 'Service Usage API',
  'trafficdirector.googleapis.com': 'Traffic Director API',
};

/** The title of a service; its name where we do not know one. */
export function titleOf(service: string): string {
  return titles[service] ?? service;
}

/**
 * The sentence with which every Google API says that it is off in a project (troubleshooting page,
 * "unable to connect to the GKE cluster").
 */
export function disabledSentence(service: string, number: string): string {
  const overview = `https://console.developers.google.com/apis/api/${service}/overview?project=${number}`;
  return (
    `${titleOf(service)} has not been used in project ${number} before or it is disabled. ` +
    `Enable it by visiting ${overview} then retry. If you enabled this API recently, ` +
    'wait a few minutes for the action to propagate to our systems and retry.'
  );
}

/** An entry of the managed control plane (`istio_control_plane`; it names no cluster). */
export function controlPlaneEntry(place: Place, message: string, ms: number): JsonObject {
  return {
    insertId: insertId('istiod', place.project, message, ms),
    logName: `projects/${place.project}/logs/istiod`,
    resource: {
      type: 'istio_control_plane',
      labels: {
        project_id: place.project,
        mesh_uid: `proj-${place.fleetNumber}`,
        location: place.location,
        revision: 'asm-managed',
        build_id: '1.20',
        owner: 'asm-managed',
      },
    },
    severity: 'ERROR',
    timestamp: stamp(ms),
    receiveTimestamp: stamp(ms + 900),
    jsonPayload: {logger: 'mcp', message},
  };
}

/** The control plane finds that Connect Gateway is off in the fleet project. */
export function gatewayEntry(place: Place, ms: number): JsonObject {
  const cause = disabledSentence('connectgateway.googleapis.com', place.fleetNumber);
  const chain = 'failed to setup Connect Gateway: failed to validate Connect Gateway URL';
  return controlPlaneEntry(place, `${chain}: googleapi: Error 403: ${cause}`, ms);
}

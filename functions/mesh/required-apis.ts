import type {Project} from '../core/config/settings.ts';
import type {CallFacts} from '../core/lib/error.ts';
import type {MembershipFact} from '../core/facts/cloud.ts';

/** The API through which the managed control plane reaches its clusters. */
export const connectGateway = 'connectgateway.googleapis.com';

const trafficDirector = 'trafficdirector.googleapis.com';
const networkServices = 'networkservices.googleapis.com';
const networkSecurity = 'networksecurity.googleapis.com';
const mesh = 'mesh.googleapis.com';
/** The fleet itself: memberships and features. */
export const fleetHub = 'gkehub.googleapis.com';
const connectAgent = 'gkeconnect.googleapis.com';
const kubernetes = 'container.googleapis.com';

/**
 * The other APIs that managed mesh needs somewhere, each behind those it rests on. Sources: "Google
 * Cloud APIs are not enabled" of the troubleshooting page and the table of APIs of
 * https://docs.cloud.google.com/service-mesh/docs/onboarding/provision-control-plane
 */
export const requiredServices: readonly string[] = [
  kubernetes,
  fleetHub,
  connectAgent,
  mesh,
  trafficDirector,
  networkServices,
  networkSecurity,
];

/**
 * Whether a control plane is Traffic Director's, or becomes it: UPDATING means "Soon you will have the
 * TRAFFIC_DIRECTOR implementation".
 * https://docs.cloud.google.com/service-mesh/docs/check-control-plane-implementation
 */
export function needsTrafficDirector({
  implementation,
}: Pick<MembershipFact, 'implementation'>): boolean {
  return implementation === 'TRAFFIC_DIRECTOR' || implementation === 'UPDATING';
}

/** What decides which APIs a project needs. */
export interface Needing {
  /** It hosts a fleet with managed clusters. */
  readonly hosts: boolean;
  /** One of them has the control plane of Traffic Director, or is moved to it. */
  readonly trafficDirector: boolean;
  /** One of them is no GKE cluster: it is reached by the Connect Agent, which GKE does not need. */
  readonly attached: boolean;
  /** The project itself has managed GKE clusters. */
  readonly clusters: boolean;
}

/** The APIs that a project needs, those that others rest on first. */
export function neededServices(needing: Needing): readonly string[] {
  const needed = new Set([
    ...(needing.clusters ? [kubernetes] : []),
    ...(needing.hosts ? [fleetHub, mesh] : []),
    ...(needing.hosts && needing.attached ? [connectAgent] : []),
    ...(needing.hosts && needing.trafficDirector
      ? [trafficDirector, networkServices, networkSecurity]
      : []),
  ]);
  return requiredServices.filter(one => needed.has(one));
}

/**
 * Whether a failed call is evidence that an API is off in this project. One that says it is off in another
 * project is none: that is the responder's own, or its credentials' quota project. One that names no
 * project may mean this one.
 */
export function saysOff(
  {failure, service, consumer}: CallFacts,
  wanted: string,
  {id, number}: Project,
): boolean {
  const isMeant = consumer === undefined || consumer === id || consumer === number;
  return failure === 'api-disabled' && service === wanted && isMeant;
}

/**
 * The required APIs that rest on an API of which many services are dependents, and go off with it when dependents
 * are turned off too: GKE needs Compute Engine.
 * https://docs.cloud.google.com/service-usage/docs/enable-disable#dependencies
 */
export function dependentsOf(service: string): readonly string[] {
  return service === 'compute.googleapis.com' ? [kubernetes] : [];
}

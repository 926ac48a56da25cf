import {enabling} from '../../actions/enable-service/params.ts';
import type {Diagnosis} from '../../core/contract/diagnosis.ts';
import type {ServiceState} from '../../core/facts/cloud.ts';
import type {Phrase} from '../../core/texts/phrase.ts';
import {followsSign, type Look} from '../../core/contract/runbook.ts';
import {fleetHub, neededServices, needsTrafficDirector} from '../../mesh/required-apis.ts';
import type {Project} from '../../core/config/settings.ts';
import {target} from '../../core/detection/target.ts';
import {phrase} from './texts.ts';
import {CallError} from '../../core/lib/error.ts';
import {isCalled, isWanted} from '../../mesh/membership.ts';

/** What was read of the APIs that one project needs. */
interface States {
  readonly place: Project;
  readonly off: readonly string[];
  readonly unclear: readonly string[];
  readonly proof: readonly Phrase[];
}

/**
 * Reads whether each API is on that managed mesh needs in the project. A complaint may come from a
 * project whose fleet another one hosts: then that one is looked at as well, and what is off there is
 * its own incident.
 */
export async function diagnose(look: Look): Promise<Diagnosis> {
  const {project, fleet, symptom, readers} = look;
  const needs = await needsOf(look);
  if (needs.kind === 'none') {
    return {kind: 'healthy', proof: [phrase('proof.nothing-needed', {fleet: fleet.id})]};
  }
  const known = needs.kind === 'known';
  const own = known ? needs.project : [fleetHub];
  const host = known ? needs.fleet : [fleetHub];
  const unreached = known ? needs.unreachable : [];
  const proof: Phrase[] = unreached.map(location =>
    phrase('proof.fleet-location-unseen', {fleet: fleet.id, location}),
  );
  // A cause is asked for at each place by itself.
  const elsewhere = project.id !== fleet.id && (followsSign(symptom) || !known);
  const places: readonly (readonly [Project, readonly string[]])[] = [
    ...(project.id === fleet.id || known ? [[project, own] as const] : []),
    ...(elsewhere ? [[fleet, host] as const] : []),
  ];
  for (const [place, services] of places) {
    const states = await statesOf(readers, place, services);
    proof.push(...states.proof);
    if (states.off.length > 0 || states.unclear.length > 0) {
      return missing(project, states, proof);
    }
  }
  return {kind: 'healthy', proof};
}

async function statesOf(
  readers: Look['readers'],
  place: Project,
  services: readonly string[],
): Promise<States> {
  const read = await Promise.all(
    services.map(async (service): Promise<readonly [string, ServiceState]> => [
      service,
      await readers.serviceState(place.id, service),
    ]),
  );
  const named = (state: ServiceState) =>
    read.filter(one => one[1] === state).map(([service]) => service);
  // One line a state: most of the time all are on.
  const proof = [...Map.groupBy(read, one => one[1])].map(([state, some]) => {
    const service = some.map(one => one[0]).join(', ');
    return phrase('proof.service-state', {service, project: place.id, state});
  });
  return {place, off: named('DISABLED'), unclear: named('UNKNOWN'), proof};
}

/** What is off for sure is turned on; what nobody understands is left to a person. */
function missing(
  project: Project,
  {place, off, unclear}: States,
  proof: readonly Phrase[],
): Diagnosis {
  if (place.id !== project.id) {
    const of = {runbook: 'required-api-disabled', target: target({project: place.id})};
    return {kind: 'symptom', of, proof};
  }
  if (off.length > 0) {
    return {
      kind: 'broken',
      ...saidOff(place, off),
      // Those that others rest on come first.
      actions: enabling(place.id, off),
      proof,
    };
  }
  return {
    kind: 'person',
    cause: phrase('cause.api-state-unknown', {service: unclear.join(', ')}),
    advice: phrase('advice.enable-api', {service: unclear.join(' '), project: place.id}),
    proof,
  };
}

/** One is named in the headline, several are counted there. */
function saidOff({id: project}: Project, off: readonly string[]) {
  const [service = '', ...more] = off;
  return more.length === 0
    ? {
        cause: phrase('cause.api-needed-off', {service}),
        detail: phrase('detail.api-needed-off', {service, project}),
      }
    : {
        cause: phrase('cause.apis-off', {count: off.length}),
        detail: phrase('detail.apis-off', {services: off.join(', '), project}),
      };
}

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
async function needsOf(look: Pick<Look, 'project' | 'fleet' | 'readers'>): Promise<Needs> {
  try {
    return await read(look);
  } catch (error) {
    if (!(error instanceof CallError) || error.facts.failure !== 'api-disabled') throw error;
    const {consumer} = error.facts;
    // The fleet cannot be read as long as the API is off there, whatever is turned on elsewhere.
    if (consumer !== undefined && !isCalled(look.fleet, consumer)) throw error;
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
  const states = mesh.kind === 'enabled' ? mesh.memberships.filter(isWanted) : [];
  if (mesh.kind === 'not-enabled' || states.length === 0) return {kind: 'none'};
  const {memberships, unreachable} = await readers.registrations(fleet.id);
  const managed = new Set(states.map(one => `${one.location}/${one.membership}`));
  const registrations = memberships.filter(one => managed.has(`${one.location}/${one.membership}`));
  const hosting = {
    trafficDirector: states.some(needsTrafficDirector),
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

import type {MeshFact, RegistrationsFact, ServiceState} from '../../core/facts/cloud.ts';
import type {Project} from '../../core/config/settings.ts';
import {errorText} from '../../core/lib/error.ts';
import {
  fleetIn,
  fleetMark,
  type FleetReads,
  type FleetSeen,
  fleetValue,
  isSameSight,
  refreshSeconds,
  withReads,
} from '../../core/poll/fleet-seen.ts';
import type {Readers} from '../../core/ports/ports.ts';
import {isBound, serviceAgent, serviceAgentRole} from '../../mesh/service-agent.ts';
import type {Deps} from '../lib/context.ts';

/** What a round reads anyway, noted for people to look at; nothing is read for it. */
export interface NotedReads {
  /** The same readers. */
  readonly readers: Readers;
  /** What was read of a fleet and its projects so far. */
  readonly of: (fleet: Project, projects: readonly Project[]) => FleetReads;
}

/** Notes what of fleets and projects is read, as it comes. */
export function notedReads(readers: Readers): NotedReads {
  const meshes = new Map<string, MeshFact>();
  const lists = new Map<string, RegistrationsFact>();
  const services = new Map<string, Map<string, ServiceState>>();
  const policies = new Map<string, Awaited<ReturnType<Readers['policy']>>>();
  return {
    readers: {
      ...readers,
      async mesh(fleet) {
        const fact = await readers.mesh(fleet);
        meshes.set(fleet, fact);
        return fact;
      },
      async registrations(fleet) {
        const fact = await readers.registrations(fleet);
        lists.set(fleet, fact);
        return fact;
      },
      async serviceState(project, service) {
        const state = await readers.serviceState(project, service);
        const known = services.get(project) ?? new Map<string, ServiceState>();
        services.set(project, known.set(service, state));
        return state;
      },
      async policy(project) {
        const policy = await readers.policy(project);
        policies.set(project, policy);
        return policy;
      },
    },
    of(fleet, projects) {
      const mesh = meshes.get(fleet.id);
      const registrations = lists.get(fleet.id);
      const member = serviceAgent(fleet.number);
      return {
        ...(mesh === undefined ? {} : {mesh}),
        ...(registrations === undefined ? {} : {registrations}),
        services: projects.flatMap(({id}) =>
          [...(services.get(id) ?? [])].map(([service, state]) => ({project: id, service, state})),
        ),
        agents: projects.flatMap(({id}) => {
          const policy = policies.get(id);
          return policy === undefined
            ? []
            : [{project: id, bound: isBound(policy, serviceAgentRole, member)}];
        }),
      };
    },
  };
}

/** What this process knows to be remembered of each fleet. */
export type Sights = Map<string, {readonly seen: FleetSeen; readonly version: number}>;

/**
 * Remembers what a round has read of a fleet, where that is new or was written long ago. It never throws: nothing rests on
 * it. Where another instance polls as well, what it remembers is as good.
 */
export async function rememberSight(
  {store, clock, timing, log}: Pick<Deps, 'store' | 'clock' | 'timing' | 'log'>,
  fleet: string,
  reads: FleetReads,
  sights: Sights,
): Promise<void> {
  try {
    const name = fleetMark(fleet);
    let known = sights.get(fleet);
    if (known === undefined) {
      const mark = await store.mark(name);
      known = {seen: fleetIn(mark?.value), version: mark?.version ?? 0};
    }
    const now = clock.now();
    const seen = withReads(known.seen, reads, now);
    const isFresh = now - (known.seen.readAt ?? -Infinity) < timing.seconds(refreshSeconds);
    if (isFresh && isSameSight(known.seen, seen)) {
      sights.set(fleet, known);
      return;
    }
    const version = known.version + 1;
    const answer = await store.setMark({name, version, value: fleetValue(seen)});
    if (answer === 'stored') sights.set(fleet, {seen, version});
    else sights.delete(fleet);
  } catch (error) {
    sights.delete(fleet);
    log.warn('what a poll has read of a fleet could not be remembered', {
      fleet,
      error: errorText(error),
    });
  }
}

import {CallError} from '../../functions/core/error.ts';
import type {MeshFact, OperationFact, Policy, ServiceState} from '../../functions/core/facts.ts';
import type {Readers, Writers, Written} from '../../functions/core/ports.ts';
import {serviceAgent, serviceAgentRole} from '../../functions/core/service-agent.ts';
import {requiredServices} from '../../functions/core/services.ts';
import {fleet, gateway, membership, namesakes, shop} from '../support/fakes.ts';
import {gkeCluster} from '../support/inside.ts';
import type {Effects} from './effects.ts';
import type {Process} from './process.ts';

/** Sees what a process reads and what it asks to change. */
export interface Watcher {
  /** A process was told the state of one thing that plans rest on. */
  looked(process: Process, thing: string, broken: boolean): void;
  /** A process asks for a change, which may still be refused. */
  asked(process: Process, change: Change): void;
  /** The change was made and the world differs. */
  changed(process: Process, change: Change): void;
}

/** A change that was asked for. */
export type Change =
  | {
      readonly kind: 'service';
      readonly project: string;
      readonly service: string;
      readonly state: ServiceState;
    }
  | {
      readonly kind: 'policy';
      readonly project: string;
      readonly before: Policy;
      readonly after: Policy;
    };

/** Where the API's state stands. */
export function serviceKey(project: string, service: string): string {
  return `${project}/${service}`;
}

/** A small Google Cloud: two projects, one fleet, one membership. It starts healthy. */
export class Cloud {
  readonly services = new Map<string, ServiceState>(
    [fleet, shop].flatMap(({id}) =>
      [gateway, ...requiredServices].map(service => [serviceKey(id, service), 'ENABLED'] as const),
    ),
  );
  readonly policies = new Map<string, Policy>();
  mesh: MeshFact = {kind: 'enabled', memberships: [membership()], unreachable: []};
  /** What Resource Manager says that each project's number is. */
  readonly numbers = new Map([fleet, shop].map(one => [one.id, one.number]));
  /** False: a write is never made and never answered. */
  writesAnswer = true;
  /** When somebody other than the responder broke something, by what: a repair is due each time. */
  readonly broken = new Map<string, number>();
  #etag = 0;

  constructor() {
    for (const {id} of [fleet, shop]) {
      this.policies.set(id, {
        version: 3,
        etag: 'e0',
        bindings: [
          {role: serviceAgentRole, members: [serviceAgent(fleet.number)]},
          // It ran out: under a condition the agent counts as unbound.
          {
            role: serviceAgentRole,
            members: [serviceAgent(fleet.number)],
            condition: {title: 'until 2025'},
          },
          {
            role: 'roles/viewer',
            members: ['group:sre@harbor.example'],
            condition: {title: 'weekdays'},
          },
        ],
      });
    }
  }

  disable(project: string): void {
    this.services.set(serviceKey(project, gateway), 'DISABLED');
    this.#breaks(serviceKey(project, gateway));
  }

  unbind(project: string): void {
    this.edit(project, policy => ({
      ...policy,
      bindings: policy.bindings.filter(
        one => one.role !== serviceAgentRole || one.condition !== undefined,
      ),
    }));
    this.#breaks(project);
  }

  rebind(project: string): void {
    this.edit(project, policy => ({
      ...policy,
      bindings: [
        ...policy.bindings,
        {role: serviceAgentRole, members: [serviceAgent(fleet.number)]},
      ],
    }));
  }

  /** Somebody's own edit of a policy. */
  edit(project: string, change: (policy: Policy) => Policy): void {
    this.#etag += 1;
    this.policies.set(project, {...change(this.policy(project)), etag: `e${this.#etag}`});
  }

  setControlPlane(state: string): void {
    this.mesh = {
      kind: 'enabled',
      memberships: [membership({controlPlane: state})],
      unreachable: [],
    };
  }

  policy(project: string): Policy {
    const found = this.policies.get(project);
    if (found === undefined) throw failed('not-found');
    return found;
  }

  #breaks(thing: string): void {
    this.broken.set(thing, (this.broken.get(thing) ?? 0) + 1);
  }
}

function failed(failure: 'not-found' | 'conflict' | 'unavailable'): CallError {
  return new CallError({call: 'google', failure, status: 0, said: failure, attempts: 1});
}

/** What a process reads of the cloud. */
export function readersOf(
  cloud: Cloud,
  effects: Effects,
  process: Process,
  watcher: Watcher,
): Readers {
  const have = <T>(verb: string, about: string, make: () => T): Promise<T> =>
    effects.have(process, {verb: `google.${verb}`, about, make});
  return {
    serviceState: (project, service) =>
      have('serviceState', project, () => {
        const state = cloud.services.get(serviceKey(project, service)) ?? 'DISABLED';
        watcher.looked(process, serviceKey(project, service), state !== 'ENABLED');
        return state;
      }),
    serviceOperation: name => have('operation', name, (): OperationFact => ({kind: 'done'})),
    project: id =>
      have('project', id, () => {
        const number = cloud.numbers.get(id);
        if (number === undefined) throw failed('not-found');
        return {id, number};
      }),
    policy: project =>
      have('policy', project, () => {
        const policy = cloud.policy(project);
        watcher.looked(process, project, !isHealthy(policy));
        return policy;
      }),
    mesh: host => have('mesh', host, () => cloud.mesh),
    registrations: host => have('registrations', host, () => namesakes(cloud.mesh)),
    fleetOperation: name => have('fleetOperation', name, (): OperationFact => ({kind: 'done'})),
    cluster: (_project, _location, name) => have('cluster', name, () => gkeCluster({name})),
    clusterOperation: name => have('clusterOperation', name, (): OperationFact => ({kind: 'done'})),
    // Nothing of what is played happens inside a cluster: each is empty.
    revisions: to => have('revisions', to.membership, () => []),
    webhooks: to => have('webhooks', to.membership, () => []),
    namespaces: to => have('namespaces', to.membership, () => []),
    pods: to => have('pods', to.membership, () => []),
    replicaSets: to => have('replicaSets', to.membership, () => []),
    workloads: to => have('workloads', to.membership, () => []),
    budgets: to => have('budgets', to.membership, () => []),
  };
}

/** Whether the fleet's agent has its role without a condition. */
export function isHealthy({bindings}: Policy): boolean {
  return bindings.some(
    one =>
      one.role === serviceAgentRole &&
      one.condition === undefined &&
      one.members.includes(serviceAgent(fleet.number)),
  );
}

/** No history leads to these; one that does is a fault of its own. */
function unplayed(): Promise<Written> {
  throw new Error('the simulation plays no such change');
}

/** What a process changes in the cloud. */
export function writersOf(
  cloud: Cloud,
  effects: Effects,
  process: Process,
  watcher: Watcher,
): Writers {
  const set = (project: string, service: string, state: ServiceState): Promise<Written> =>
    effects.have(process, {
      verb: 'google.setService',
      about: `${project} ${state}`,
      make: () => {
        const change: Change = {kind: 'service', project, service, state};
        watcher.asked(process, change);
        const differs = cloud.services.get(serviceKey(project, service)) !== state;
        cloud.services.set(serviceKey(project, service), state);
        if (differs) watcher.changed(process, change);
        return {kind: 'accepted', operation: 'operations/1'};
      },
    });
  return {
    enableService: (project, service) => set(project, service, 'ENABLED'),
    disableService: (project, service) => set(project, service, 'DISABLED'),
    setPolicy: (project, policy) =>
      effects.have(process, {
        verb: 'google.setPolicy',
        about: project,
        make: (): Written => {
          const before = cloud.policy(project);
          const change: Change = {kind: 'policy', project, before, after: policy};
          watcher.asked(process, change);
          if (!cloud.writesAnswer) throw failed('unavailable');
          // Without an etag IAM writes over whatever is there.
          if (policy.etag !== '' && before.etag !== policy.etag) throw failed('conflict');
          cloud.edit(project, () => policy);
          watcher.changed(process, change);
          return {kind: 'accepted'};
        },
      }),
    setWorkloadPool: unplayed,
    setIssuer: unplayed,
    manageMesh: unplayed,
    labelNamespace: unplayed,
    restart: unplayed,
  };
}

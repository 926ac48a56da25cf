import type {
  ClusterFact,
  ClustersFact,
  MembershipFact,
  MeshFact,
  OperationFact,
  Policy,
  ProjectFact,
  RegistrationsFact,
  ServiceState,
} from '../../../functions/core/facts/cloud.ts';
import type {WorkloadFact} from '../../../functions/core/facts/kubernetes.ts';
import type {Writers, Written} from '../../../functions/core/ports/ports.ts';
import {serviceAgent, serviceAgentRole} from '../../../functions/mesh/service-agent.ts';
import {requiredServices} from '../../../functions/mesh/required-apis.ts';
import type {Project} from '../../../functions/core/config/settings.ts';
import {emptyInside, gkeCluster, type Inside} from '../inside.ts';
import {callError, fleet, gateway, membership, namesakes, shop} from './harbor.ts';

/** Where the state of a service stands. */
export function serviceKey(project: string, service: string): string {
  return `${project}/${service}`;
}

type Relabelling = Parameters<Writers['labelNamespace']>[1];
type Restarting = Parameters<Writers['restart']>[1];

const accepted: Written = {kind: 'accepted'};

/**
 * A small Google Cloud in memory, as Google's side of the ports: it answers at once, never fails but
 * by its own rules, and does not know who asks. It starts healthy: the API on, the agent bound, the
 * mesh up. What a call is on its way (an effect of a simulation, a line of a list, a fault) is for
 * whoever makes ports of it; see `readersOf` and `writersOf`.
 */
export class Cloud {
  readonly services = new Map<string, ServiceState>();
  readonly policies = new Map<string, Policy>();
  /** What Resource Manager says that each project's number is. */
  readonly numbers = new Map<string, string>();
  mesh: MeshFact = {kind: 'enabled', memberships: [membership()], unreachable: []};
  /** Which cluster each membership stands for; by default its namesake in the shop. */
  registered: RegistrationsFact | undefined;
  /** GKE clusters by name; one that was not put here lacks nothing. */
  readonly clusters = new Map<string, ClusterFact>();
  /** What is inside clusters, by membership; one that was not put here is empty. */
  readonly insides = new Map<string, Inside>();
  /** Workloads that get no pods by a restart either. */
  readonly stuck = new Set<string>();
  /** Milliseconds until an enabled service shows as enabled. */
  enablingTakes = 0;
  readonly #now: () => number;
  readonly #operations = new Map<string, {readonly at: number; readonly keys: readonly string[]}>();
  #operation = 0;
  #etag = 0;

  /** `now` is the time in epoch milliseconds. */
  constructor(now: () => number, projects: readonly Project[] = [fleet, shop]) {
    this.#now = now;
    for (const {id, number, fleet: host} of projects) {
      this.numbers.set(id, number);
      for (const service of [gateway, ...requiredServices]) this.enable(id, service);
      const hostNumber = projects.find(one => one.id === host)?.number ?? number;
      this.policies.set(id, {
        version: 3,
        etag: 'e0',
        bindings: [{role: serviceAgentRole, members: [serviceAgent(hostNumber)]}],
      });
    }
  }

  disable(project: string, service = gateway): void {
    this.services.set(serviceKey(project, service), 'DISABLED');
  }

  enable(project: string, service = gateway): void {
    this.services.set(serviceKey(project, service), 'ENABLED');
  }

  /** Takes every grant of the agent's role away that no condition limits. */
  unbind(project: string): void {
    this.edit(project, policy => ({
      ...policy,
      bindings: policy.bindings.filter(
        one => one.role !== serviceAgentRole || one.condition !== undefined,
      ),
    }));
  }

  /** An edit of a policy, by whomever. */
  edit(project: string, change: (policy: Policy) => Policy): void {
    this.#etag += 1;
    this.policies.set(project, {...change(this.policy(project)), etag: `e${this.#etag}`});
  }

  /** The fleet reports its one membership; `parts` are what is not well about it. */
  fleetSays(parts: Partial<MembershipFact> = {}): void {
    this.mesh = {kind: 'enabled', memberships: [membership(parts)], unreachable: []};
  }

  /** What is inside the cluster of a membership, to be changed. */
  inside(name = 'quay-1'): Inside {
    const found = this.insides.get(name) ?? emptyInside();
    this.insides.set(name, found);
    return found;
  }

  serviceState(project: string, service: string): ServiceState {
    this.#settleOperations();
    return this.services.get(serviceKey(project, service)) ?? 'DISABLED';
  }

  serviceOperation(name: string): OperationFact {
    const known = this.#operations.get(name);
    return known === undefined || known.at <= this.#now()
      ? {kind: 'done'}
      : {kind: 'running', name};
  }

  project(id: string): ProjectFact {
    const number = this.numbers.get(id);
    if (number === undefined) throw callError('not-found', 'project');
    return {id, number};
  }

  policy(project: string): Policy {
    const policy = this.policies.get(project);
    if (policy === undefined) throw callError('not-found', 'policy');
    return policy;
  }

  registrations(): RegistrationsFact {
    return this.registered ?? namesakes(this.mesh);
  }

  /** The clusters that memberships stand for and those that were put here, all at one place. */
  listClusters(project: string): ClustersFact {
    const registered = this.registrations().memberships.flatMap(one => one.cluster ?? []);
    const own = registered.filter(one => one.project === project);
    const others = [...this.clusters.keys()].map(name => ({location: 'europe-west4', name}));
    return {
      clusters: [...own.map(({location, name}) => ({location, name})), ...others],
      whole: true,
    };
  }

  cluster(name: string): ClusterFact {
    return this.clusters.get(name) ?? gkeCluster({name});
  }

  setService(project: string, service: string, state: ServiceState): Written {
    return this.setServices(project, [service], state);
  }

  /** Several with one call. */
  setServices(project: string, services: readonly string[], state: ServiceState): Written {
    const keys = services.map(one => serviceKey(project, one));
    if (this.enablingTakes === 0) for (const key of keys) this.services.set(key, state);
    this.#operation += 1;
    const operation = `operations/${this.#operation}`;
    this.#operations.set(operation, {at: this.#now() + this.enablingTakes, keys});
    return {kind: 'accepted', operation};
  }

  /** As IAM has it, a policy without an etag is written over whatever is there. */
  setPolicy(project: string, policy: Policy): Written {
    const {etag} = this.policy(project);
    if (policy.etag !== '' && policy.etag !== etag) throw callError('conflict');
    this.edit(project, () => policy);
    return accepted;
  }

  setWorkloadPool(name: string, workloadPool: string): Written {
    this.clusters.set(name, {...this.cluster(name), workloadPool});
    return accepted;
  }

  setIssuer(name: string, issuer: string): Written {
    const {memberships, unreachable} = this.registrations();
    this.registered = {
      memberships: memberships.map(one => (one.membership === name ? {...one, issuer} : one)),
      unreachable,
    };
    return accepted;
  }

  manageMesh(name: string): Written {
    if (this.mesh.kind === 'not-enabled') return accepted;
    const memberships = this.mesh.memberships.map(one =>
      one.membership === name ? {...one, management: 'MANAGEMENT_AUTOMATIC'} : one,
    );
    this.mesh = {...this.mesh, memberships};
    return accepted;
  }

  labelNamespace(name: string, {namespace, labels, resourceVersion}: Relabelling): Written {
    const inside = this.inside(name);
    inside.namespaces = inside.namespaces.map(one => {
      if (one.name !== namespace) return one;
      if (one.resourceVersion !== resourceVersion) throw callError('conflict');
      const merged = Object.entries({...one.labels, ...labels});
      const kept = merged.filter((pair): pair is [string, string] => pair[1] !== null);
      return {...one, labels: Object.fromEntries(kept), resourceVersion: `${resourceVersion}1`};
    });
    return accepted;
  }

  /** A restarted workload has new pods at once: what was wrong with the old ones is gone. */
  restart(membershipName: string, {workload, stamp, resourceVersion}: Restarting): Written {
    const {kind, namespace, name} = workload;
    const inside = this.inside(membershipName);
    const found = inside.workloads.find(
      one => one.kind === kind && one.namespace === namespace && one.name === name,
    );
    if (found !== undefined && found.resourceVersion !== resourceVersion)
      throw callError('conflict');
    const owned = new Set([name]);
    for (const one of inside.replicaSets) if (one.owner?.name === name) owned.add(one.name);
    inside.pods = inside.pods.filter(
      one => one.namespace !== namespace || !owned.has(one.owner?.name ?? ''),
    );
    inside.workloads = inside.workloads.map(one =>
      one.kind === kind && one.namespace === namespace && one.name === name
        ? this.#rolled(one, stamp)
        : one,
    );
    return accepted;
  }

  #rolled({failure, ...before}: WorkloadFact, restartedAt: string): WorkloadFact {
    const workload = {...before, resourceVersion: `${before.resourceVersion}1`};
    return this.stuck.has(workload.name)
      ? {...workload, restartedAt, ...(failure === undefined ? {} : {failure})}
      : {...workload, restartedAt, updated: workload.wanted, available: workload.wanted};
  }

  #settleOperations(): void {
    for (const [operation, {at, keys}] of this.#operations) {
      if (at > this.#now() || this.enablingTakes === Infinity) continue;
      if (this.enablingTakes > 0) for (const key of keys) this.services.set(key, 'ENABLED');
      this.#operations.delete(operation);
    }
  }
}

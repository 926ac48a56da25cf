import assert from 'node:assert/strict';
import {actions} from '../../functions/actions/index.ts';
import {CallError, type Failure} from '../../functions/core/error.ts';
import type {
  ClusterFact,
  MembershipFact,
  MeshFact,
  OperationFact,
  Policy,
  RegistrationsFact,
  ServiceState,
} from '../../functions/core/facts.ts';
import type {JsonObject} from '../../functions/core/json.ts';
import type {Reach, WorkloadFact, WorkloadRef} from '../../functions/core/kube.ts';
import type {Message} from '../../functions/core/message.ts';
import type {Delivered, Earlier, SimilarCount} from '../../functions/core/deliveries.ts';
import type {
  Channel,
  History,
  Log,
  Pulse,
  Readers,
  Store,
  WorkQueue,
  Writers,
  Written,
} from '../../functions/core/ports.ts';
import type {Mode, Project, Settings} from '../../functions/core/settings.ts';
import {serviceAgent, serviceAgentRole} from '../../functions/core/service-agent.ts';
import {requiredServices} from '../../functions/core/services.ts';
import {Timing} from '../../functions/core/timing.ts';
import {sqliteStore} from '../../functions/adapters/store/sqlite.ts';
import type {Deps} from '../../functions/engine/deps.ts';
import {runbooks} from '../../functions/runbooks/index.ts';
import {speakAll} from '../../functions/wiring/speak.ts';
import {FakeClock} from './clock.ts';
import {beatEntry} from './entries.ts';
import {emptyInside, gkeCluster, type Inside, selected} from './inside.ts';

export const gateway = 'connectgateway.googleapis.com';

/** Two projects: one hosts the fleet, the other is a member of it. */
export const fleet: Project = {id: 'harbor-fleet', number: '640118275930', fleet: 'harbor-fleet'};
export const shop: Project = {id: 'harbor-prod', number: '731904822156', fleet: 'harbor-fleet'};

/** A failed call, as adapters throw it. */
export function callError(
  failure: Failure,
  call = 'a call',
  extra: {readonly service?: string; readonly retryAfterMs?: number} = {},
): CallError {
  return new CallError({call, failure, status: 0, said: 'said so', attempts: 1, ...extra});
}

/** A membership as the fleet reports it when all is well; `parts` replace its fields. */
export function membership(parts: Partial<MembershipFact> = {}): MembershipFact {
  return {
    name: 'projects/640118275930/locations/europe-west4/memberships/quay-1',
    location: 'europe-west4',
    membership: 'quay-1',
    controlPlane: 'ACTIVE',
    controlPlaneDetails: [{code: 'REVISION_READY', details: 'Ready: asm-managed'}],
    dataPlane: 'ACTIVE',
    dataPlaneDetails: [{code: 'OK', details: 'Service is running.'}],
    conditions: [],
    code: 'OK',
    description: 'Revision(s) ready for use: asm-managed.',
    management: 'MANAGEMENT_AUTOMATIC',
    implementation: 'TRAFFIC_DIRECTOR',
    ...parts,
  };
}

/** Every membership is its namesake cluster of the shop, also one in `global`. */
export function namesakes(mesh: MeshFact): RegistrationsFact {
  const memberships = mesh.kind === 'enabled' ? mesh.memberships : [];
  return {
    memberships: memberships.map(({location, membership: name}) => ({
      location,
      membership: name,
      cluster: {
        project: shop.id,
        location: location === 'global' ? 'europe-west4' : location,
        name,
      },
      issuer: `https://container.googleapis.com/v1/projects/${shop.id}/locations/europe-west4/clusters/${name}`,
    })),
    unreachable: [],
  };
}

/** The same memberships, none with an issuer. */
export function withoutIssuer(facts: RegistrationsFact): RegistrationsFact {
  const memberships = facts.memberships.map(({issuer: _issuer, ...rest}) => rest);
  return {...facts, memberships};
}

type Verb = keyof Readers | keyof Writers | keyof Pulse;

interface Fault {
  readonly verb: Verb;
  readonly error: CallError;
  /** The change is made all the same: its answer is lost. */
  readonly applied: boolean;
  left: number;
}

/** A small Google Cloud in memory. It starts healthy: the API on, the agent bound, the mesh up. */
export class World {
  readonly clock: FakeClock;
  readonly services = new Map<string, ServiceState>();
  readonly policies = new Map<string, Policy>();
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
  /** Beats that were written, as log entries, oldest first. */
  readonly beats: JsonObject[] = [];
  /** Every call, in order: `verb argument`. */
  readonly calls: string[] = [];
  /** Every change that was asked for, made or not. */
  readonly writes: string[] = [];
  /** Policies that were written. */
  readonly policiesWritten: Policy[] = [];
  /** Milliseconds until an enabled service shows as enabled. */
  enablingTakes = 0;
  /** Somebody else's edit, made between a policy's read and its write. */
  meanwhile: (() => void) | undefined;
  /** Runs before each call; for what happens in between. */
  before: ((verb: Verb) => Promise<void> | void) | undefined;
  readonly #faults: Fault[] = [];
  readonly #operations = new Map<string, {readonly at: number; readonly name: string}>();
  #etag = 1;

  constructor(clock = new FakeClock(), projects: readonly Project[] = [fleet, shop]) {
    this.clock = clock;
    for (const {id, number, fleet: host} of projects) {
      this.numbers.set(id, number);
      for (const service of [gateway, ...requiredServices]) {
        this.services.set(`${id}/${service}`, 'ENABLED');
      }
      const hostNumber = projects.find(one => one.id === host)?.number ?? number;
      this.policies.set(id, {
        version: 3,
        etag: 'e0',
        bindings: [{role: serviceAgentRole, members: [serviceAgent(hostNumber)]}],
      });
    }
  }

  /** Makes a verb fail the next `times` times. */
  fail(verb: Verb, failure: Failure, options: {times?: number; applied?: boolean} = {}): void {
    const {times = Infinity, applied = false} = options;
    this.#faults.push({verb, error: callError(failure, verb), applied, left: times});
  }

  /** Ends all faults. */
  heal(): void {
    this.#faults.length = 0;
  }

  disable(project: string, service = gateway): void {
    this.services.set(`${project}/${service}`, 'DISABLED');
  }

  enable(project: string, service = gateway): void {
    this.services.set(`${project}/${service}`, 'ENABLED');
  }

  /** Takes every grant of the agent's role away. */
  unbind(project: string): void {
    this.edit(project, policy => ({
      ...policy,
      bindings: policy.bindings.filter(one => one.role !== serviceAgentRole),
    }));
  }

  edit(project: string, change: (policy: Policy) => Policy): void {
    const policy = this.policies.get(project);
    if (policy === undefined) throw new Error(`no project ${project}`);
    this.policies.set(project, {...change(policy), etag: `e${this.#etag++}`});
  }

  readonly readers: Readers = {
    serviceState: (project, service) =>
      this.#call('serviceState', project, () => {
        this.#settleOperations();
        return this.services.get(`${project}/${service}`) ?? 'DISABLED';
      }),
    serviceOperation: name =>
      this.#call('serviceOperation', name, (): OperationFact => {
        const known = this.#operations.get(name);
        return known === undefined || known.at <= this.clock.now()
          ? {kind: 'done'}
          : {kind: 'running', name};
      }),
    project: id =>
      this.#call('project', id, () => {
        const number = this.numbers.get(id);
        if (number === undefined) throw callError('not-found', 'project');
        return {id, number};
      }),
    policy: project =>
      this.#call('policy', project, () => {
        const policy = this.policies.get(project);
        if (policy === undefined) throw callError('not-found', 'policy');
        return policy;
      }),
    mesh: host => this.#call('mesh', host, () => this.mesh),
    registrations: host =>
      this.#call('registrations', host, () => this.registered ?? namesakes(this.mesh)),
    fleetOperation: name => this.#call('fleetOperation', name, () => ({kind: 'done'})),
    cluster: (_project, _location, name) =>
      this.#call('cluster', name, () => this.clusters.get(name) ?? gkeCluster({name})),
    clusterOperation: name => this.#call('clusterOperation', name, () => ({kind: 'done'})),
    revisions: to => this.#inside('revisions', to, one => one.revisions),
    webhooks: to => this.#inside('webhooks', to, one => one.webhooks),
    namespaces: to => this.#inside('namespaces', to, one => one.namespaces),
    pods: (to, selector) => this.#inside('pods', to, one => selected(one.pods, selector)),
    replicaSets: to => this.#inside('replicaSets', to, one => one.replicaSets),
    workloads: to => this.#inside('workloads', to, one => one.workloads),
    budgets: to => this.#inside('budgets', to, one => one.budgets),
  };

  /** What is inside the cluster of a membership, to be changed by a test. */
  inside(name = 'quay-1'): Inside {
    const found = this.insides.get(name) ?? emptyInside();
    this.insides.set(name, found);
    return found;
  }

  #inside<T>(verb: Verb, {membership: name}: Reach, pick: (inside: Inside) => T): Promise<T> {
    return this.#call(verb, name, () => pick(this.inside(name)));
  }

  /** Writes heartbeats as the real one does. */
  readonly pulse: Pulse = {
    beat: (project, at) =>
      this.#call('beat', project, () => {
        this.beats.push(beatEntry(project, at));
        return {kind: 'accepted'};
      }),
  };

  /** How often a verb was called, by what it was called for. */
  count(verb: Verb): Readonly<Record<string, number>> {
    const counts: Record<string, number> = {};
    for (const call of this.calls) {
      const [name, about = ''] = call.split(' ');
      if (name === verb) counts[about] = (counts[about] ?? 0) + 1;
    }
    return counts;
  }

  readonly writers: Writers = {
    enableService: (project, service) => this.#set(project, service, 'ENABLED'),
    disableService: (project, service) => this.#set(project, service, 'DISABLED'),
    setPolicy: (project, policy) => {
      this.writes.push(`setPolicy ${project}`);
      this.meanwhile?.();
      return this.#call('setPolicy', project, (): Written => {
        if (this.policies.get(project)?.etag !== policy.etag) throw callError('conflict');
        this.edit(project, () => policy);
        this.policiesWritten.push(policy);
        return {kind: 'accepted'};
      });
    },
    setWorkloadPool: (_project, _location, name, pool) =>
      this.#change('setWorkloadPool', name, () => {
        const before = this.clusters.get(name) ?? gkeCluster({name});
        this.clusters.set(name, {...before, workloadPool: pool});
      }),
    setIssuer: (host, _location, name, issuer) =>
      this.#change('setIssuer', name, () => {
        const {memberships, unreachable} = this.registered ?? namesakes(this.mesh);
        this.registered = {
          memberships: memberships.map(one => (one.membership === name ? {...one, issuer} : one)),
          unreachable,
        };
        return host;
      }),
    manageMesh: (_host, _location, name) =>
      this.#change('manageMesh', name, () => {
        if (this.mesh.kind === 'not-enabled') return;
        const memberships = this.mesh.memberships.map(one =>
          one.membership === name ? {...one, management: 'MANAGEMENT_AUTOMATIC'} : one,
        );
        this.mesh = {...this.mesh, memberships};
      }),
    labelNamespace: ({membership: name}, {namespace, labels, resourceVersion}) =>
      this.#change('labelNamespace', `${name}/${namespace}`, () => {
        const inside = this.inside(name);
        inside.namespaces = inside.namespaces.map(one => {
          if (one.name !== namespace) return one;
          if (one.resourceVersion !== resourceVersion) throw callError('conflict');
          const merged = Object.entries({...one.labels, ...labels});
          const kept = merged.filter((pair): pair is [string, string] => pair[1] !== null);
          return {...one, labels: Object.fromEntries(kept), resourceVersion: `${resourceVersion}1`};
        });
      }),
    restart: ({membership: name}, workload, stamp) =>
      this.#change('restart', `${name}/${workload.namespace}/${workload.name}`, () => {
        this.#restarted(this.inside(name), workload, stamp);
      }),
  };

  /** A restarted workload has new pods at once: what was wrong with the old ones is gone. */
  #restarted(inside: Inside, {kind, namespace, name}: WorkloadRef, stamp: string): void {
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
  }

  #rolled({failure, ...workload}: WorkloadFact, restartedAt: string): WorkloadFact {
    return this.stuck.has(workload.name)
      ? {...workload, restartedAt, ...(failure === undefined ? {} : {failure})}
      : {...workload, restartedAt, updated: workload.wanted, available: workload.wanted};
  }

  #change(verb: keyof Writers, about: string, make: () => unknown): Promise<Written> {
    this.writes.push(`${verb} ${about}`);
    return this.#call(verb, about, (): Written => {
      make();
      return {kind: 'accepted'};
    });
  }

  #set(project: string, service: string, state: ServiceState): Promise<Written> {
    const verb = state === 'ENABLED' ? 'enableService' : 'disableService';
    this.writes.push([verb, project, ...(service === gateway ? [] : [service])].join(' '));
    return this.#call(verb, project, (): Written => {
      const operation = `operations/${this.writes.length}`;
      const key = `${project}/${service}`;
      if (this.enablingTakes === 0) this.services.set(key, state);
      const at = this.clock.now() + this.enablingTakes;
      this.#operations.set(operation, {at, name: key});
      return {kind: 'accepted', operation};
    });
  }

  #settleOperations(): void {
    for (const [operation, {at, name}] of this.#operations) {
      if (at > this.clock.now() || this.enablingTakes === Infinity) continue;
      if (this.enablingTakes > 0) this.services.set(name, 'ENABLED');
      this.#operations.delete(operation);
    }
  }

  async #call<T>(verb: Verb, argument: string, answer: () => T): Promise<T> {
    this.calls.push(`${verb} ${argument}`);
    await this.before?.(verb);
    const fault = this.#faults.find(one => one.verb === verb && one.left > 0);
    if (fault === undefined) return answer();
    fault.left -= 1;
    if (fault.applied) answer();
    throw fault.error;
  }
}

/** A channel that keeps what it was told; it can be made to fail. */
export class FakeChannel implements Channel {
  readonly id: string;
  readonly messages: Message[] = [];
  /** How many doubts each delivery came with. */
  readonly doubts: number[] = [];
  failing = false;
  /** Answers that the thread's details are missing. */
  partly = false;

  constructor(id = 'chat') {
    this.id = id;
  }

  deliver(message: Message, {ref, doubts = 0}: Earlier): Promise<Delivered> {
    this.doubts.push(doubts);
    if (this.failing) return Promise.reject(callError('unavailable', 'chat'));
    this.messages.push(message);
    unspoken.push(...faultsOf(message));
    const next = {posts: Number(ref?.['posts'] ?? 0) + 1};
    return Promise.resolve(
      this.partly ? {kind: 'partly', ref: next, error: 'no thread'} : {kind: 'done', ref: next},
    );
  }
}

const voices = [speakAll('en'), speakAll('ko')];
const unspoken: string[] = [];

/** Fails the test in which a message was told that one language has no words for. */
export function assertSpoken(): void {
  assert.deepEqual(unspoken.splice(0), []);
}

/** What in a message cannot be put into words: the engine would swallow an error thrown here. */
function faultsOf(message: Message): readonly string[] {
  const {headline, context, status, links, notes} = message;
  const all = [headline, ...context, status, ...links.map(one => one.label)];
  return [...all, ...notes.map(one => one.text)].flatMap(phrase =>
    voices.flatMap(speak => {
      const text = speak(phrase);
      const missing = /\{[A-Za-z][\w-]*[:}]/.test(text) || text.startsWith(phrase.code);
      return missing ? [`${phrase.code}: ${text}`] : [];
    }),
  );
}

/** A store that counts the calls of its verbs. */
export function counting(store: Store): Store & {readonly count: Record<string, number>} {
  const count: Record<string, number> = {};
  const tally = (verb: string): void => {
    count[verb] = (count[verb] ?? 0) + 1;
  };
  return {
    count,
    create: incident => (tally('create'), store.create(incident)),
    read: id => (tally('read'), store.read(id)),
    latest: key => (tally('latest'), store.latest(key)),
    replace: incident => (tally('replace'), store.replace(incident)),
    due: (now, limit) => (tally('due'), store.due(now, limit)),
    earliest: () => (tally('earliest'), store.earliest()),
    open: () => (tally('open'), store.open()),
    all: () => (tally('all'), store.all()),
    quarantine: item => (tally('quarantine'), store.quarantine(item)),
    quarantined: () => (tally('quarantined'), store.quarantined()),
    replayed: (id, at) => (tally('replayed'), store.replayed(id, at)),
    mark: name => (tally('mark'), store.mark(name)),
    setMark: mark => (tally('setMark'), store.setMark(mark)),
    close: () => store.close(),
  };
}

/** A queue that only remembers what it was handed. */
export class FakeQueue implements WorkQueue {
  readonly handed: string[] = [];
  failing = false;

  handOver(incident: string): Promise<void> {
    if (this.failing) return Promise.reject(callError('unavailable', 'queue'));
    this.handed.push(incident);
    return Promise.resolve();
  }
}

/** A log that keeps its lines. */
export function fakeLog(): Log & {readonly lines: string[]} {
  const lines: string[] = [];
  const line =
    (level: string) =>
    (message: string): void => {
      lines.push(`${level}: ${message}`);
    };
  return {lines, info: line('info'), warn: line('warn'), error: line('error')};
}

/** A history that always gives the same count. */
export function fakeHistory(
  answer: SimilarCount | CallError = {count: 7, atLeast: false},
): History {
  return {
    count: () => (answer instanceof CallError ? Promise.reject(answer) : Promise.resolve(answer)),
    newest: () => (answer instanceof CallError ? Promise.reject(answer) : Promise.resolve([])),
    since: () => {
      throw new Error('history.since is not for the engine');
    },
  };
}

/** What a test of the engine starts from. */
export interface Rig {
  readonly deps: Deps;
  readonly world: World;
  readonly clock: FakeClock;
  readonly chat: FakeChannel;
  readonly queue: FakeQueue;
  readonly store: ReturnType<typeof counting>;
  readonly log: ReturnType<typeof fakeLog>;
}

/** Engine, world and chat in memory, on the real embedded store; `parts` replace dependencies. */
export async function rig(
  mode: Mode = 'auto',
  parts: Partial<Deps> = {},
  projects: readonly Project[] = [fleet, shop],
): Promise<Rig> {
  const clock = new FakeClock();
  const world = new World(clock, projects);
  const chat = new FakeChannel();
  const queue = new FakeQueue();
  const log = fakeLog();
  const store = counting(parts.store ?? (await sqliteStore()));
  const settings: Settings = {projects, mode, locale: 'en', chat: {}, store: {}};
  const deps: Deps = {
    settings,
    runbooks,
    actions,
    readers: world.readers,
    writers: world.writers,
    pulse: world.pulse,
    history: fakeHistory(),
    channels: [chat],
    queue,
    clock,
    timing: new Timing(),
    log,
    holder: 'me',
    isGone: () => false,
    random: () => 0.5,
    ...parts,
    store,
  };
  return {deps, world, clock, chat, queue, store, log};
}

import type {
  ClusterFact,
  ClustersFact,
  MeshFact,
  OperationFact,
  Policy,
  ProjectFact,
  RegistrationsFact,
  ServiceState,
} from '../facts/cloud.ts';
import type {Delivered, Earlier, SimilarCount} from '../incident/deliveries.ts';
import type {Incident} from '../incident/incident.ts';
import type {IncidentFilter, ListPart} from '../incident/listing.ts';
import type {State} from '../incident/reason.ts';
import type {JsonObject} from '../lib/json.ts';
import type {ClusterReaders, Reach, WorkloadRef} from '../facts/kubernetes.ts';
import type {About, Message} from './message.ts';

/** Time, in epoch milliseconds. Nothing else in the project reads a clock. */
export interface Clock {
  now(): number;
  /** Resolves after `milliseconds`, or at once with the signal. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

/**
 * What the responder reads of Google Cloud. Every verb throws `CallError` when there is no usable
 * answer. Projects are ids of the allow-list, never text from an entry.
 */
export interface Readers extends ClusterReaders {
  serviceState(project: string, service: string): Promise<ServiceState>;
  serviceOperation(name: string): Promise<OperationFact>;
  project(id: string): Promise<ProjectFact>;
  /** The allow policy at version 3. */
  policy(project: string): Promise<Policy>;
  /** The fleet host project's mesh feature with the state of its memberships. */
  mesh(fleet: string): Promise<MeshFact>;
  /** Which cluster each membership of the fleet stands for. */
  registrations(fleet: string): Promise<RegistrationsFact>;
  /**
   * What that list said when this process last read it, however long ago; undefined: nobody knows. To begin reads that are likely
   * to be needed beside the one that tells: nothing is decided by it.
   */
  readonly listedBefore?: (fleet: string) => RegistrationsFact | undefined;
  /** An operation of the fleet, by the name that its write returned. */
  fleetOperation(name: string): Promise<OperationFact>;
  cluster(project: string, location: string, name: string): Promise<ClusterFact>;
  clusters(project: string): Promise<ClustersFact>;
  /** An operation on clusters: `projects/P/locations/L/operations/O`. */
  clusterOperation(name: string): Promise<OperationFact>;
}

/**
 * What a write says of itself. `recorded` is the dry run's answer: the call was put together and
 * not sent.
 */
export type Written =
  | {
      readonly kind: 'accepted';
      readonly operation?: string;
      /** What of an action was changed, where the rest was as wanted; absent: all of it. */
      readonly made?: readonly string[];
    }
  /** The world was as wanted already; nothing was sent. */
  | {readonly kind: 'unchanged'}
  | {readonly kind: 'recorded'; readonly request: string};

/**
 * The only verbs that change Google Cloud. The dry-run twin has the same verbs and sends nothing.
 * Every verb throws `CallError`.
 */
export interface Writers {
  enableService(project: string, service: string): Promise<Written>;
  /** Turns several services on, at most 20, with one call: all of them or none. */
  enableServices(project: string, services: readonly string[]): Promise<Written>;
  /** Turns services on one after the other in their order, each once the one before is on, for a minute. */
  enableInTurn(project: string, services: readonly string[]): Promise<Written>;
  disableService(project: string, service: string): Promise<Written>;
  /** Writes the policy with its etag at version 3; a `conflict` means: read again, decide again. */
  setPolicy(project: string, policy: Policy): Promise<Written>;
  /** Turns workload identity on in a cluster, with the pool of its own project. */
  setWorkloadPool(
    project: string,
    location: string,
    cluster: string,
    pool: string,
  ): Promise<Written>;
  /** Gives a membership the issuer of its workload identities. */
  setIssuer(fleet: string, location: string, membership: string, issuer: string): Promise<Written>;
  /** Has the fleet manage the mesh of one membership (`MANAGEMENT_AUTOMATIC`). */
  manageMesh(fleet: string, location: string, membership: string): Promise<Written>;
  /** Sets labels of a namespace, null removes one; a `conflict`: somebody else wrote meanwhile. */
  labelNamespace(reach: Reach, change: NamespaceChange): Promise<Written>;
  /**
   * Has a workload replace its pods one after the other; the same stamp twice changes nothing, a `conflict`:
   * somebody else wrote it meanwhile.
   */
  restart(reach: Reach, change: RestartChange): Promise<Written>;
}

/** A rolling restart of a workload, fenced by the version that was read. */
export interface RestartChange {
  readonly workload: WorkloadRef;
  /** RFC 3339: what the annotation of the template says from then on. */
  readonly stamp: string;
  readonly resourceVersion: string;
}

/** A change of a namespace's labels, fenced by the version that was read. */
export interface NamespaceChange {
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string | null>>;
  readonly resourceVersion: string;
}

/** Writes the responder's own heartbeat into the log of a project; throws `CallError`. */
export interface Pulse {
  /** One entry of the heartbeat's log; `at` is the beat's time, epoch ms, and its identity. */
  beat(project: string, at: number): Promise<Written>;
}

/** Cloud Logging's history. */
export interface History {
  /** Counts entries of the last `minutes` that pass the filter; throws `CallError`. */
  count(project: string, filter: string, minutes: number): Promise<SimilarCount>;
  /** Entries since an RFC 3339 time, oldest first, as raw JSON; throws `CallError`. */
  since(project: string, filter: string, from: string): AsyncIterable<unknown>;
  /** The newest entries since an RFC 3339 time, newest first, a page of them; throws `CallError`. */
  newest(project: string, filter: string, from: string): Promise<readonly unknown[]>;
}

/** A place where people read. Delivering the same revision again changes nothing that they see. */
export interface Channel {
  /** Stable name for the store, e.g. `slack` or `google-chat`; never a secret. */
  readonly id: string;
  /** Whether it is to be told of an incident that it was not told of yet; absent: of every one. */
  readonly takes?: (incident: Pick<About, 'runbook' | 'target' | 'state' | 'escalated'>) => boolean;
  /** What it has no form for: a pager and a program hear of incidents only; absent: of all. */
  readonly only?: 'incidents';
  /** Throws `CallError` when the root message could not be brought up to date. */
  deliver(message: Message, earlier: Earlier): Promise<Delivered>;
}

/** Hands an incident to whoever advances it. A lost hand-over only delays: the sweep finds it. */
export interface WorkQueue {
  handOver(incident: string): Promise<void>;
}

/** A delivery that could not be used, kept so that nothing is lost without a reason. */
export interface Quarantined {
  readonly at: number;
  readonly reason: string;
  /** The body as it came, clamped. */
  readonly body: string;
}

/** A delivery in quarantine, as the store gives it back. */
export interface Kept extends Quarantined {
  /** The store's own name for it. */
  readonly id: string;
  /** When it was replayed, epoch ms; absent: it was not. */
  readonly replayedAt?: number;
}

/** A message that was delivered too often, pulled from a dead-letter subscription. */
export interface DeadLetter {
  /** Says which delivery is meant; good until the subscription's deadline. */
  readonly ackId: string;
  /** When it was published first, epoch ms. */
  readonly at: number;
  /** The message as a push would have carried it: `{message: {data, …}}`. */
  readonly envelope: JsonObject;
}

/** A dead-letter subscription. Every verb throws `CallError`. */
export interface DeadLetters {
  /** The next messages; empty when there is none right now. */
  pull(): Promise<readonly DeadLetter[]>;
  /** Takes messages out for good. */
  acknowledge(ackIds: readonly string[]): Promise<void>;
  /** Gives messages back at once, to be pulled again. */
  giveBack(ackIds: readonly string[]): Promise<void>;
}

/**
 * A small fact by name that all instances share: since when a problem is polled, when a pulse came.
 */
export interface Mark {
  readonly name: string;
  /** Compare-and-set counter, from 1. */
  readonly version: number;
  readonly value: JsonObject;
}

/**
 * What the looks of one incident rested on, of one day: kept for 90 days after it, and never waited for. `core/looks` writes and reads
 * the value.
 */
export interface LookPage {
  /** The incident's id. */
  readonly incident: string;
  /** Days since 1970, UTC. */
  readonly day: number;
  /** Compare-and-set counter, from 1. */
  readonly version: number;
  readonly value: JsonObject;
}

/** An incident that is due, before it is read. */
export interface Due {
  readonly id: string;
  /** Its incident's key. */
  readonly key: string;
  readonly state: State;
}

/** Some incidents of a store, and where to read on. */
export interface IncidentPage {
  readonly incidents: readonly Incident[];
  /** The store's own word for where the page ends; absent: there is no more. */
  readonly next?: string;
}

/** Where what was written may be there for everybody before it is safe. */
export interface Durable {
  /**
   * Resolves once nothing that was written before can be lost any more, and rejects with StoreError where it may be. Whatever
   * is shown or done on the strength of a write waits for it.
   */
  synced(): Promise<void>;
}

/** Small facts by name, each written by compare-and-set. */
export interface Marks {
  mark(name: string): Promise<Mark | undefined>;
  /** Writes version 1 where there is none yet, or replaces version `mark.version - 1`. */
  setMark(mark: Mark): Promise<'stored' | 'stale'>;
}

/** A list of them. */
export interface MarkList {
  /** Those whose names begin so, by their names. */
  marks(prefix: string): Promise<readonly Mark[]>;
}

/**
 * What the guard goes by: approvals, the pause, breakers, budgets and turns, as marks. In the cloud it is a
 * database of its own, so that whoever takes entries in can give nobody leave to change anything.
 */
export interface GuardStore extends Marks, MarkList, Durable {
  close(): Promise<void>;
}

/**
 * Where incidents live. All writes are compare-and-set, so two instances can race and one of
 * them learns that it lost.
 */
export interface Store extends Marks, MarkList, Durable {
  /** Writes a new incident unless its id is taken. */
  create(incident: Incident): Promise<'created' | 'exists'>;
  read(id: string): Promise<Incident | undefined>;
  /** The newest incident of a key, open or closed. */
  latest(key: string): Promise<Incident | undefined>;
  /** Replaces version `incident.version - 1` by `incident`. */
  replace(incident: Incident): Promise<'stored' | 'stale'>;
  /** What is due not after `now` and free of a lease, the longest due first. */
  due(now: number, limit: number): Promise<readonly Due[]>;
  /** When the next incident is due and free of a lease; undefined: none ever is. */
  earliest(): Promise<number | undefined>;
  /** Ids of all incidents, closed ones too, that nobody may work on before a time later than `limit`. */
  ahead(limit: number): Promise<readonly string[]>;
  /** Ids of all incidents that are suppressed as signs of this one. */
  explained(cause: string): Promise<readonly string[]>;
  /** All incidents that are not closed, oldest first. */
  open(): Promise<readonly Incident[]>;
  /** All incidents, oldest first. */
  all(): Promise<readonly Incident[]>;
  /**
   * All incidents, as many at a time as are no burden, in an order of the store's own: the first of them, or those behind
   * where a page has ended. What was there all along comes once.
   */
  page(after?: string): Promise<IncidentPage>;
  /** A part of the list of all incidents, the newest first (`newestFirst`). Nothing else is read for it. */
  listed(filter: IncidentFilter, part: ListPart): Promise<readonly Incident[]>;
  /** How many incidents a list has. */
  total(filter: IncidentFilter): Promise<number>;
  quarantine(item: Quarantined): Promise<void>;
  quarantined(): Promise<readonly Kept[]>;
  /** Marks a delivery in quarantine as replayed; only the first who does so learns `marked`. */
  replayed(id: string, at: number): Promise<'marked' | 'already' | 'unknown'>;
  lookPage(incident: string, day: number): Promise<LookPage | undefined>;
  /** Writes version 1 where there is none yet, or replaces version `page.version - 1`; nobody may rest on it. */
  keepLookPage(page: LookPage): Promise<'stored' | 'stale'>;
  /** The pages of all incidents of a day, by the incidents' ids. */
  lookPages(day: number): Promise<readonly LookPage[]>;
  close(): Promise<void>;
}

/** One structured log line; `fields` never hold secrets. */
export interface Log {
  info(message: string, fields?: Readonly<Record<string, unknown>>): void;
  warn(message: string, fields?: Readonly<Record<string, unknown>>): void;
  error(message: string, fields?: Readonly<Record<string, unknown>>): void;
}

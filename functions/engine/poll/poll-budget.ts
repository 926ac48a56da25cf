import type {Reach} from '../../core/facts/kubernetes.ts';
import type {Readers} from '../../core/ports/ports.ts';
import type {Deps} from '../lib/context.ts';
import {KnownBeats} from '../lib/heartbeat/known-beats.ts';
import type {Sights} from './fleet-sight.ts';

/*
 * Polls ask for at most half of what Google lets be asked for in a minute. The other half is for attempts, for
 * people with kubectl and for whatever else asks. What a poll cannot ask for in its minute, the next ones do.
 * All of these are defaults that a project may have raised.
 */

/** 2,400 a minute and fleet. https://docs.cloud.google.com/kubernetes-engine/enterprise/multicluster-management/gateway/quotas */
const gatewayRequests = 1_200;
/** 240 reads a minute, of the project that asks. https://docs.cloud.google.com/service-usage/docs/quotas */
const serviceReads = 120;
/** No public page has the number of Resource Manager: as careful as the least that such pages name, 600. */
const policyReads = 300;

/** Objects of one page of a cluster's list; each page is a request. */
const pageSize = 500;

/**
 * So long a look waits for room, seconds. Rounds begin a minute apart, and so does what they ask for: the room for a
 * request comes free a moment after the round comes to it, and without a wait every other round would ask for nothing.
 */
const patienceSeconds = 10;

/** A poll has used its share of a minute up: the place is looked at in one of the next. */
export class OutOfBudget extends Error {}

/** Counts what polls ask for, in any 60 seconds; lives as long as the process. */
export class PollBudget {
  readonly #deps: Pick<Deps, 'clock' | 'timing'>;
  readonly #spent = new Map<string, {at: number; cost: number}[]>();

  constructor(deps: Pick<Deps, 'clock' | 'timing'>) {
    this.#deps = deps;
  }

  /**
   * Counts so much, as soon as there is room for it.
   * @throws OutOfBudget when there is none for a while; then nothing is counted.
   */
  async spend(quota: string, limit: number, cost: number): Promise<void> {
    const {clock, timing} = this.#deps;
    const end = clock.now() + timing.seconds(patienceSeconds);
    for (;;) {
      const now = clock.now();
      const room = this.#roomAt(quota, limit - cost, now);
      if (room <= now) break;
      if (room > end) throw new OutOfBudget(`${quota}: ${limit} a minute`);
      await clock.sleep(room - now);
    }
    this.add(quota, cost);
  }

  /** When no more than `most` was spent in the last minute, if nothing is spent until then. */
  #roomAt(quota: string, most: number, now: number): number {
    const minute = this.#deps.timing.seconds(60);
    const spent = (this.#spent.get(quota) ?? []).filter(one => one.at > now - minute);
    this.#spent.set(quota, spent);
    let sum = spent.reduce((all, one) => all + one.cost, 0);
    if (sum <= most) return now;
    for (const {at, cost} of spent) {
      sum -= cost;
      if (sum <= most) return at + minute;
    }
    return Infinity;
  }

  /** Counts what is asked for whether there is room or not. */
  add(quota: string, cost: number): void {
    const now = this.#deps.clock.now();
    const spent = this.#spent.get(quota) ?? [];
    this.#spent.set(quota, spent);
    const last = spent.at(-1);
    if (last?.at === now) last.cost += cost;
    else spent.push({at: now, cost});
  }
}

/** The same readers, within the budget: what is over it throws `OutOfBudget` and asks for nothing. */
export function budgetedReaders(readers: Readers, budget: PollBudget): Readers {
  const inCluster =
    <Names extends readonly [Reach, ...unknown[]], Fact>(
      read: (...names: Names) => Promise<readonly Fact[]>,
      lists = 1,
    ) =>
    async (...names: Names): Promise<readonly Fact[]> => {
      const quota = `gateway/${names[0].fleetNumber}`;
      await budget.spend(quota, gatewayRequests, lists);
      const facts = await read(...names);
      const more = Math.floor(facts.length / pageSize);
      if (more > 0) budget.add(quota, more);
      return facts;
    };
  return {
    ...readers,
    async serviceState(project, service) {
      await budget.spend('services', serviceReads, 1);
      return readers.serviceState(project, service);
    },
    async policy(project) {
      await budget.spend('policies', policyReads, 1);
      return readers.policy(project);
    },
    async project(id) {
      await budget.spend('policies', policyReads, 1);
      return readers.project(id);
    },
    revisions: inCluster(reach => readers.revisions(reach)),
    webhooks: inCluster(reach => readers.webhooks(reach), 2),
    namespaces: inCluster(reach => readers.namespaces(reach)),
    pods: inCluster((reach: Reach, selector: string) => readers.pods(reach, selector)),
    replicaSets: inCluster(reach => readers.replicaSets(reach)),
    workloads: inCluster(reach => readers.workloads(reach), 3),
    budgets: inCluster(reach => readers.budgets(reach)),
  };
}

/** What one round leaves for the next; lives as long as the process. */
export interface PollMemory {
  readonly budget: PollBudget;
  /** The places that are overdue, by fleet and runbook, those that wait longest first. */
  readonly overdue: Map<string, readonly string[]>;
  /** The fleets that the last round did not come to. */
  readonly leftFleets: Set<string>;
  /** What is remembered of each fleet for people to look at. */
  readonly sights: Sights;
  readonly beats: KnownBeats;
}

/** The memory of a process that has not polled yet. */
export function pollMemory(
  deps: Pick<Deps, 'settings' | 'store' | 'clock' | 'timing'>,
): PollMemory {
  return {
    budget: new PollBudget(deps),
    overdue: new Map(),
    leftFleets: new Set(),
    sights: new Map(),
    beats: new KnownBeats(deps),
  };
}

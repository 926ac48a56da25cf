import type {Reach} from '../../core/facts/kubernetes.ts';
import type {Clock, Readers} from '../../core/ports/ports.ts';

/** Behind a read that hangs nobody waits longer than this before the next one begins, milliseconds. */
const longestWaitMs = 1_000;

/**
 * The same readers for many that ask at once: while a thing is being read, all who ask for it wait for the next read, and
 * share that. So nobody is given an answer that was asked for before they asked, and a fleet-wide outage, in which every
 * incident looks at the same fleet, costs two reads at a time. What is read has one copy, which nobody changes.
 */
export function joinedReads(readers: Readers, clock: Pick<Clock, 'sleep'>): Readers {
  const joined = <Names extends readonly (string | Reach | undefined)[], Fact>(
    read: (...names: Names) => Promise<Fact>,
  ) => joinedRead(read, clock);
  return {
    serviceState: joined((project, service) => readers.serviceState(project, service)),
    serviceOperation: joined(name => readers.serviceOperation(name)),
    project: joined(id => readers.project(id)),
    policy: joined(project => readers.policy(project)),
    mesh: joined(fleet => readers.mesh(fleet)),
    registrations: joined(fleet => readers.registrations(fleet)),
    fleetOperation: joined(name => readers.fleetOperation(name)),
    cluster: joined((project, location, name) => readers.cluster(project, location, name)),
    clusters: joined(project => readers.clusters(project)),
    clusterOperation: joined(name => readers.clusterOperation(name)),
    revisions: joined(reach => readers.revisions(reach)),
    webhooks: joined(reach => readers.webhooks(reach)),
    namespaces: joined(reach => readers.namespaces(reach)),
    pods: joined((reach, selector) => readers.pods(reach, selector)),
    replicaSets: joined(reach => readers.replicaSets(reach)),
    workloads: joined(reach => readers.workloads(reach)),
    budgets: joined(reach => readers.budgets(reach)),
  };
}

/** A read that is under way, and the one that begins behind it. */
interface Reading<Fact> {
  readonly now: Promise<Fact>;
  next?: Promise<Fact>;
}

function joinedRead<Names extends readonly (string | Reach | undefined)[], Fact>(
  read: (...names: Names) => Promise<Fact>,
  clock: Pick<Clock, 'sleep'>,
): (...names: Names) => Promise<Fact> {
  const all = new Map<string, Reading<Fact>>();
  const begin = (key: string, names: Names): Promise<Fact> => {
    const now = read(...names);
    const reading: Reading<Fact> = {now};
    all.set(key, reading);
    const over = (): void => {
      if (all.get(key) === reading && reading.next === undefined) all.delete(key);
    };
    now.then(over, over);
    return now;
  };
  return (...names) => {
    const key = JSON.stringify(names);
    const reading = all.get(key);
    if (reading === undefined) return begin(key, names);
    reading.next ??= ended(reading.now, clock).then(() => begin(key, names));
    return reading.next;
  };
}

/** Resolves when a read has ended, in whatever way, or takes too long. */
async function ended(read: Promise<unknown>, clock: Pick<Clock, 'sleep'>): Promise<void> {
  const late = new AbortController();
  await Promise.race([read.catch(() => undefined), clock.sleep(longestWaitMs, late.signal)]);
  late.abort();
}

import type {Reach} from '../../core/facts/kubernetes.ts';
import type {Readers} from '../../core/ports/ports.ts';

/**
 * The same readers, asking for each thing once, however many look at it: an answer and a failure
 * both stay as they were. For one round of a poll; a change rests on reads of its own.
 */
export function memoizedReaders(readers: Readers): Readers {
  return {
    ...readers,
    serviceState: kept((project, service) => readers.serviceState(project, service)),
    project: kept(id => readers.project(id)),
    policy: kept(project => readers.policy(project)),
    mesh: kept(fleet => readers.mesh(fleet)),
    registrations: kept(fleet => readers.registrations(fleet)),
    clusters: kept(project => readers.clusters(project)),
    cluster: kept((project, location, name) => readers.cluster(project, location, name)),
    revisions: kept(reach => readers.revisions(reach)),
    webhooks: kept(reach => readers.webhooks(reach)),
    namespaces: kept(reach => readers.namespaces(reach)),
    pods: kept((reach, selector) => readers.pods(reach, selector)),
    replicaSets: kept(reach => readers.replicaSets(reach)),
    workloads: kept(reach => readers.workloads(reach)),
    budgets: kept(reach => readers.budgets(reach)),
  };
}

function kept<Names extends readonly (string | Reach)[], Fact>(
  read: (...names: Names) => Promise<Fact>,
): (...names: Names) => Promise<Fact> {
  const known = new Map<string, Promise<Fact>>();
  return (...names) => {
    const key = JSON.stringify(names);
    const answer = known.get(key) ?? read(...names);
    known.set(key, answer);
    return answer;
  };
}

import type {Reach} from '../../core/facts/kubernetes.ts';
import type {Readers} from '../../core/ports/ports.ts';

/** A read of something by its names. */
export type Read<Names extends readonly (string | Reach)[], Fact> = (
  ...names: Names
) => Promise<Fact>;

/** The same read, made in another way. */
type Way = <Names extends readonly (string | Reach)[], Fact>(
  read: Read<Names, Fact>,
) => Read<Names, Fact>;

/**
 * The same readers, each read made in another way. Operations are asked for as before: whoever began one wants to know how it
 * is now, and nobody else asks for it.
 */
export function eachRead(readers: Readers, way: Way): Readers {
  return {
    ...readers,
    serviceState: way((project, service) => readers.serviceState(project, service)),
    project: way(id => readers.project(id)),
    policy: way(project => readers.policy(project)),
    mesh: way(fleet => readers.mesh(fleet)),
    registrations: way(fleet => readers.registrations(fleet)),
    cluster: way((project, location, name) => readers.cluster(project, location, name)),
    clusters: way(project => readers.clusters(project)),
    revisions: way(reach => readers.revisions(reach)),
    webhooks: way(reach => readers.webhooks(reach)),
    namespaces: way(reach => readers.namespaces(reach)),
    pods: way((reach, selector) => readers.pods(reach, selector)),
    replicaSets: way(reach => readers.replicaSets(reach)),
    workloads: way(reach => readers.workloads(reach)),
    budgets: way(reach => readers.budgets(reach)),
  };
}

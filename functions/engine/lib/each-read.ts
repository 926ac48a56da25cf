import type {Reach} from '../../core/facts/kubernetes.ts';
import type {Readers} from '../../core/ports/ports.ts';

/** A read of something by its names. */
export type Read<Names extends readonly (string | Reach)[], Fact> = (
  ...names: Names
) => Promise<Fact>;

/** The same read, made in another way; `verb` is its name among the readers. */
type Way = <Names extends readonly (string | Reach)[], Fact>(
  read: Read<Names, Fact>,
  verb: ReadVerb,
) => Read<Names, Fact>;

/** The reads that look at live state, by their names. */
export type ReadVerb = Exclude<
  keyof Readers,
  'listedBefore' | 'serviceOperation' | 'fleetOperation' | 'clusterOperation'
>;

/**
 * The same readers, each read made in another way. Operations are asked for as before: whoever began one wants to know how it
 * is now, and nobody else asks for it.
 */
export function eachRead(readers: Readers, way: Way): Readers {
  return {
    ...readers,
    serviceState: way((project, service) => readers.serviceState(project, service), 'serviceState'),
    project: way(id => readers.project(id), 'project'),
    policy: way(project => readers.policy(project), 'policy'),
    mesh: way(fleet => readers.mesh(fleet), 'mesh'),
    registrations: way(fleet => readers.registrations(fleet), 'registrations'),
    cluster: way((project, location, name) => readers.cluster(project, location, name), 'cluster'),
    clusters: way(project => readers.clusters(project), 'clusters'),
    revisions: way(reach => readers.revisions(reach), 'revisions'),
    webhooks: way(reach => readers.webhooks(reach), 'webhooks'),
    namespaces: way(reach => readers.namespaces(reach), 'namespaces'),
    pods: way((reach, selector) => readers.pods(reach, selector), 'pods'),
    replicaSets: way(reach => readers.replicaSets(reach), 'replicaSets'),
    workloads: way(reach => readers.workloads(reach), 'workloads'),
    budgets: way(reach => readers.budgets(reach), 'budgets'),
  };
}

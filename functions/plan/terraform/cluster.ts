import type {ClusterSide, PlannedCluster, PoolSide} from '../../core/planned/change.ts';
import {absent, known, valueOf} from '../../core/planned/value.ts';
import {type Attributes, at, partsAt, textAt, truthAt} from '../attributes.ts';
import {firstOf, lastPart, part, projectOf} from '../names.ts';
import {isOurs, named, sides, type Understand} from '../resource.ts';

/** Understands `google_container_cluster`. */
export const cluster: Understand = resource => {
  const both = sides(resource, clusterSide);
  return isOurs(both) ? [{kind: 'cluster', ...named(resource), ...both}] : [];
};

/** Understands `google_container_node_pool`. */
export const nodePool: Understand = resource => {
  const both = sides(resource, poolSide);
  return isOurs(both) ? [{kind: 'node-pool', ...named(resource), ...both}] : [];
};

function clusterSide(from: Attributes): ClusterSide {
  const pools = partsAt(from, 'node_pool') ?? [];
  return {
    project: projectOf(from),
    location: firstOf(textAt(from, 'location'), textAt(from, 'zone'), textAt(from, 'region')),
    cluster: textAt(from, 'name'),
    pool: firstOf(
      textAt(from, 'workload_identity_config', 0, 'workload_pool'),
      // Before 4.0 it was called otherwise.
      textAt(from, 'workload_identity_config', 0, 'identity_namespace'),
    ),
    nodePools: [
      // What stands at the cluster itself is its default pool's.
      {name: known('default-pool'), metadata: metadataOf(from)},
      ...pools.map(one => ({name: textAt(one, 'name'), metadata: metadataOf(one)})),
    ],
    fleet: lastPart(textAt(from, 'fleet', 0, 'project')),
    autopilot: valueOf(truthAt(from, 'enable_autopilot')) === true,
  };
}

function poolSide(from: Attributes): PlannedCluster & PoolSide {
  const name = textAt(from, 'cluster');
  return {
    project: firstOf(part(name, 'projects'), projectOf(from)),
    location: firstOf(part(name, 'locations'), textAt(from, 'location')),
    cluster: lastPart(name),
    name: textAt(from, 'name'),
    metadata: metadataOf(from),
  };
}

function metadataOf(from: Attributes): PoolSide['metadata'] {
  // The block is optional and computed: unknown as a whole, it was not written.
  if (at(from, 'node_config', 0, 'workload_metadata_config').unknown === true)
    return {kind: 'default'};
  const config = at(from, 'node_config', 0, 'workload_metadata_config', 0);
  const mode = firstOf(textAt(config, 'mode'), textAt(config, 'node_metadata'));
  // "node_metadata" of providers before 4.0 had words of its own.
  if (mode.kind !== 'known') return mode.kind === 'absent' ? absent : mode;
  const older: Readonly<Record<string, string>> = {
    GKE_METADATA_SERVER: 'GKE_METADATA',
    EXPOSE: 'GCE_METADATA',
    SECURE: 'GCE_METADATA',
  };
  return known(older[mode.value] ?? mode.value, mode.secret);
}

import {runbookManifest} from '../../core/contract/manifest.ts';
import type {ManagedCluster} from '../../mesh/membership.ts';
import type {Runbook} from '../../core/contract/runbook.ts';
import {isAiling} from '../../mesh/search-clusters.ts';
import {causesOf} from '../causes.ts';
import {clustersThat, inItsCluster} from '../shared/places.ts';
import {dangers} from './danger.ts';
import {detect} from './detect.ts';
import {diagnose} from './diagnose.ts';
import manifest from './runbook.json' with {type: 'json'};
import {texts} from './texts.ts';

/**
 * Conditions that name this problem, of whatever severity.
 * https://docs.cloud.google.com/kubernetes-engine/fleet-management/docs/reference/rest/v1/projects.locations.features
 */
const conditions = ['NODEPOOL_WORKLOAD_IDENTITY_FEDERATION_REQUIRED', 'WORKLOAD_IDENTITY_REQUIRED'];

/** A cluster of the mesh has no workload pool, or node pools without the metadata server. */
export const workloadIdentityDisabled: Runbook = {
  manifest: runbookManifest(manifest, causesOf),
  texts,
  detect,
  diagnose,
  dangers,
  // The clusters that are fine cost no read of theirs.
  survey: clustersThat(one => isAiling(one) || isNamed(one)),
  suspects: inItsCluster,
};

function isNamed({state}: ManagedCluster): boolean {
  return state.conditions.some(one => conditions.includes(one.code));
}

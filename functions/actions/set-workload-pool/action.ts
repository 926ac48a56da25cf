import type {Action, ActionParams, Precheck, Took} from '../../core/action.ts';
import {actionManifest} from '../../core/manifest.ts';
import {untilShown} from '../../core/operation.ts';
import type {Readers} from '../../core/ports.ts';
import {workloadPool} from '../../core/workload-identity.ts';
import manifest from './action.json' with {type: 'json'};
import {phrase, texts} from './texts.ts';
import {undoing} from './undoing.ts';

/**
 * Turns workload identity on in a cluster that has no workload pool, with the pool of its own project. A
 * pool that is set is never changed. Node pools stay as they are: giving them the metadata server
 * recreates their nodes, which is a person's.
 *
 * There is no undo: workloads that were given identities from the pool lose them without it, and nodes with
 * the metadata server need it.
 * https://docs.cloud.google.com/kubernetes-engine/docs/how-to/workload-identity
 */
export const setWorkloadPool: Action = {
  manifest: actionManifest(manifest),
  texts,
  describe(params) {
    const {project, location, cluster, pool} = read(params);
    return {
      text: phrase('action.set-workload-pool', {project, location, cluster, pool}),
      command: `gcloud container clusters update ${cluster} --location=${location} --project=${project} --workload-pool=${pool}`,
    };
  },
  precheck,
  async effect(params, _readers, writers) {
    const {project, location, cluster, pool} = read(params);
    return writers.setWorkloadPool(project, location, cluster, pool);
  },
  check,
  undoing(params) {
    return undoing(read(params));
  },
};

async function precheck(params: ActionParams, readers: Readers): Promise<Precheck> {
  const {project, location, cluster, pool} = read(params);
  const fact = await readers.cluster(project, location, cluster);
  if (fact.workloadPool === pool) return {kind: 'already'};
  if (fact.workloadPool !== undefined) {
    const params = {cluster, pool: fact.workloadPool};
    return {kind: 'refused', reason: phrase('refused.other-pool', params)};
  }
  if (fact.status !== 'RUNNING') {
    const params = {cluster, status: fact.status};
    return {kind: 'refused', reason: phrase('refused.cluster-status', params)};
  }
  return {kind: 'needed'};
}

/** The cluster itself decides; the operation only tells a failure from a delay. */
async function check(
  params: ActionParams,
  readers: Readers,
  operation: string | undefined,
): Promise<Took> {
  const {project, location, cluster, pool} = read(params);
  const {workloadPool: found} = await readers.cluster(project, location, cluster);
  if (found === pool) return 'took';
  return untilShown(operation, name => readers.clusterOperation(name));
}

function read(params: ActionParams) {
  const {project, location, cluster} = params;
  if (!project || !location || !cluster) {
    throw new Error('set-workload-pool: the plan must name a project, a location and a cluster');
  }
  return {project, location, cluster, pool: workloadPool(project)};
}

import {type Action, actionOf} from '../../core/contract/action.ts';
import {actionManifest} from '../../core/contract/manifest.ts';
import {untilShown} from '../../mesh/operation-status.ts';
import {workloadPool} from '../../mesh/workload-identity.ts';
import {setWorkloadPoolKind} from './params.ts';
import {phrase, texts} from './texts.ts';
import {undoing} from './undoing.ts';
import manifest from './action.json' with {type: 'json'};

/**
 * Turns workload identity on in a cluster that has no workload pool, with the pool of its own project. A
 * pool that is set is never changed. Node pools stay as they are: giving them the metadata server
 * recreates their nodes, which is a person's.
 *
 * There is no undo: workloads that were given identities from the pool lose them without it, and nodes with
 * the metadata server need it.
 * https://docs.cloud.google.com/kubernetes-engine/docs/how-to/workload-identity
 */
export const setWorkloadPool: Action = actionOf(setWorkloadPoolKind, {
  manifest: actionManifest(manifest),
  texts,
  describe({project, location, cluster}) {
    const pool = workloadPool(project);
    return {
      text: phrase('action.set-workload-pool', {project, location, cluster, pool}),
      command: `gcloud container clusters update ${cluster} --location=${location} --project=${project} --workload-pool=${pool}`,
    };
  },
  async precheck({project, location, cluster}, readers) {
    const fact = await readers.cluster(project, location, cluster);
    if (fact.workloadPool === workloadPool(project)) return {kind: 'already'};
    if (fact.workloadPool !== undefined) {
      const names = {cluster, pool: fact.workloadPool};
      return {kind: 'refused', reason: phrase('refused.other-pool', names)};
    }
    if (fact.status !== 'RUNNING') {
      const names = {cluster, status: fact.status};
      return {kind: 'refused', reason: phrase('refused.cluster-status', names)};
    }
    return {kind: 'needed'};
  },
  async effect({project, location, cluster}, _readers, writers) {
    return writers.setWorkloadPool(project, location, cluster, workloadPool(project));
  },
  async check({project, location, cluster}, readers, operation) {
    const {workloadPool: found} = await readers.cluster(project, location, cluster);
    const isOn = found === workloadPool(project);
    return untilShown(isOn, operation, name => readers.clusterOperation(name));
  },
  undoing: params => undoing({...params, pool: workloadPool(params.project)}),
});

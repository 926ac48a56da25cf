import type {ClusterReaders} from '../../core/kube.ts';
import type {GoogleDeps} from './call.ts';

/** What the responder reads inside clusters, through the Connect Gateway. */
export function clusterReaders(deps: GoogleDeps): ClusterReaders {
  const later = () => Promise.reject(new Error(`not built yet, at ${deps.clock.now()}`));
  return {
    revisions: later,
    webhooks: later,
    namespaces: later,
    pods: later,
    replicaSets: later,
    workloads: later,
    budgets: later,
  };
}

import type {PlannedAction} from '../../core/action.ts';
import {type Facts, listOf, textsOf} from '../../core/diagnosis.ts';

/** Relabels the namespaces, then restarts what still has an old proxy, a batch after the other. */
export function plan({facts}: {readonly facts: Facts}): readonly PlannedAction[] {
  const {revision = '', ...place} = textsOf(facts);
  const relabelled = listOf(facts, 'namespaces').map(namespace => ({
    action: 'relabel-namespace',
    params: {...place, namespace, revision},
  }));
  const restarted = listOf(facts, 'restarts').map(restart => {
    const at = restart.indexOf(' ');
    const [pods, workloads] = [restart.slice(0, at), restart.slice(at + 1)];
    return {action: 'restart-workloads', params: {...place, workloads, pods}};
  });
  return [...relabelled, ...restarted];
}

import type {JsonObject} from './json.ts';

/**
 * Parameters of an action as stores of the first format hold them (every one a text), in the form that the
 * action takes now. What is in that form, or in none, stays as it is: the action itself refuses it.
 */
export function upgradeParams(action: string, params: JsonObject): JsonObject {
  const {workloads, pods} = params;
  if (action !== 'restart-workloads' || typeof workloads !== 'string') return params;
  return {
    ...params,
    // `shop/Deployment/web, shop/StatefulSet/db`
    workloads: workloads.split(', ').map(one => {
      const [namespace, kind, ...name] = one.split('/');
      return {kind, namespace, name: name.join('/')};
    }),
    // A selector, or `-` for the pods that a workload lacks.
    pods: pods === '-' ? {kind: 'lacking'} : {kind: 'labelled', selector: pods},
  };
}

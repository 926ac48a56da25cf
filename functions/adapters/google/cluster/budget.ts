import {at, isObject, type JsonObject} from '../../../core/json.ts';
import type {BudgetFact} from '../../../core/kube.ts';
import {countAt, isObserved, labelsAt, placeOf} from './kube-object.ts';

/**
 * A pod disruption budget; undefined for one without a selector, which is about no pod. What it allows
 * is true only once its newest form was observed: until then it allows nothing.
 * https://kubernetes.io/docs/reference/kubernetes-api/policy-resources/pod-disruption-budget-v1/
 * @throws Fault malformed.
 */
export function budgetOf(object: JsonObject): BudgetFact | undefined {
  const place = placeOf(object);
  if (!isObject(at(object, 'spec', 'selector'))) return undefined;
  const allowed = countAt(object, 0, 'status', 'disruptionsAllowed');
  return {
    ...place,
    selector: labelsAt(object, 'spec', 'selector', 'matchLabels'),
    allowed: isObserved(object) ? allowed : 0,
  };
}

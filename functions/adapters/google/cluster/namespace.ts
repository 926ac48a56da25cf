import {at, textAt, type JsonObject} from '../../../core/json.ts';
import type {NamespaceFact} from '../../../core/kube.ts';
import {malformed} from '../../http/failed-attempt.ts';
import {labelsAt, nameOf} from './kube-object.ts';

/**
 * A namespace; undefined for one that is being deleted.
 * https://kubernetes.io/docs/reference/kubernetes-api/cluster-resources/namespace-v1/
 * @throws Fault malformed, also without the version that fences a change of it.
 */
export function namespaceOf(object: JsonObject): NamespaceFact | undefined {
  const name = nameOf(object);
  const leaving =
    (at(object, 'metadata', 'deletionTimestamp') ?? undefined) !== undefined ||
    textAt(object, 'status', 'phase') === 'Terminating';
  if (leaving) return undefined;
  const resourceVersion = textAt(object, 'metadata', 'resourceVersion') ?? '';
  if (resourceVersion === '') throw malformed(`the namespace ${name} has no resource version`);
  return {
    name,
    labels: labelsAt(object, 'metadata', 'labels'),
    annotations: labelsAt(object, 'metadata', 'annotations'),
    resourceVersion,
  };
}

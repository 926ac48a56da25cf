import {textAt, type JsonObject} from '../../../core/json.ts';
import type {OwnedFact, OwnerFact} from '../../../core/kube.ts';
import {malformed} from '../../http/failed-attempt.ts';
import {labelsAt, objectsAt, placeOf} from './kube-object.ts';

/**
 * The metadata of a pod or a ReplicaSet. Its owner is the one that controls it: others only wait for
 * its end. https://kubernetes.io/docs/concepts/overview/working-with-objects/owners-dependents/
 * @throws Fault malformed.
 */
export function ownedOf(object: JsonObject): OwnedFact {
  const owner = ownerOf(object);
  return {
    ...placeOf(object),
    labels: labelsAt(object, 'metadata', 'labels'),
    annotations: labelsAt(object, 'metadata', 'annotations'),
    ...(owner === undefined ? {} : {owner}),
  };
}

function ownerOf(object: JsonObject): OwnerFact | undefined {
  const owners = objectsAt(object, 'metadata', 'ownerReferences');
  const controls = owners.filter(one => one['controller'] === true);
  const [owner] = controls;
  if (owner === undefined) return undefined;
  const [kind, name] = [textAt(owner, 'kind'), textAt(owner, 'name')];
  if (controls.length > 1) throw malformed('an object is controlled by more than one owner');
  if (!kind || !name) throw malformed('the owner of an object has no kind or no name');
  return {kind, name};
}

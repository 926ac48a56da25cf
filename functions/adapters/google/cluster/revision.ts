import {textAt, type JsonObject} from '../../../core/json.ts';
import type {RevisionFact} from '../../../core/kube.ts';
import {conditionsOf, nameOf} from './kube-object.ts';

/**
 * A ControlPlaneRevision; channel and type keep the API's own words.
 * https://docs.cloud.google.com/service-mesh/docs/managed/provision-managed-anthos-service-mesh
 * @throws Fault malformed.
 */
export function revisionOf(object: JsonObject): RevisionFact {
  return {
    name: nameOf(object),
    channel: textAt(object, 'spec', 'channel') ?? '',
    type: textAt(object, 'spec', 'type') ?? '',
    conditions: conditionsOf(object),
  };
}

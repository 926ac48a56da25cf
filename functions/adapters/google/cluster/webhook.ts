import {at, textAt, type JsonObject} from '../../../core/json.ts';
import type {HookFact, WebhookFact} from '../../../core/kube.ts';
import {malformed} from '../../http/failed-attempt.ts';
import {labelsAt, nameOf, objectsAt} from './kube-object.ts';

/**
 * A webhook configuration of either kind.
 * https://kubernetes.io/docs/reference/kubernetes-api/extend-resources/mutating-webhook-configuration-v1/
 * @throws Fault malformed.
 */
export function webhookOf(kind: WebhookFact['kind'], object: JsonObject): WebhookFact {
  return {
    kind,
    name: nameOf(object),
    labels: labelsAt(object, 'metadata', 'labels'),
    hooks: objectsAt(object, 'webhooks').map(hookOf),
  };
}

function hookOf(data: JsonObject): HookFact {
  const name = textAt(data, 'name') ?? '';
  if (name === '') throw malformed('a webhook has no name');
  const url = textAt(data, 'clientConfig', 'url');
  const service = serviceOf(data);
  return {
    name,
    ...(url === undefined ? {} : {url}),
    ...(service === undefined ? {} : {service}),
    // The API server writes its default down; a cluster that did not would mean the same.
    failurePolicy: textAt(data, 'failurePolicy') ?? 'Fail',
  };
}

function serviceOf(data: JsonObject): string | undefined {
  const service = at(data, 'clientConfig', 'service') ?? undefined;
  if (service === undefined) return undefined;
  const [namespace, name] = [textAt(service, 'namespace'), textAt(service, 'name')];
  if (!namespace || !name) throw malformed('the service of a webhook has no namespace or no name');
  return `${namespace}/${name}`;
}

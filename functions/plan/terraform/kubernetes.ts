import {isObject} from '../../core/lib/json.ts';
import type {WebhookFact} from '../../core/facts/kubernetes.ts';
import {absent, known, type Planned, unknown, valueOf} from '../../core/planned/value.ts';
import {type Attributes, at, partsAt, plain, textAt} from '../attributes.ts';
import {istiodSide, kubernetesObject, namespaceSide, webhookFact} from '../kubernetes.ts';
import {isOurs, named, sides, type Understand} from '../resource.ts';
import {yamlObject} from '../yaml-object.ts';

/** Understands `kubernetes_{mutating,validating}_webhook_configuration` and their `_v1`. */
export function webhookConfiguration(kind: WebhookFact['kind']): Understand {
  return resource => {
    const both = sides(resource, one =>
      webhookFact(kind, at(one, 'metadata', 0), partsAt(one, 'webhook'), {
        service: hook => at(hook, 'client_config', 0, 'service', 0),
        url: hook => textAt(hook, 'client_config', 0, 'url'),
      }),
    );
    return isOurs(both) ? [{kind: 'webhooks', ...named(resource), ...both}] : [];
  };
}

/** Understands `kubernetes_namespace` and its `_v1`. */
export const namespace: Understand = resource => {
  const both = sides(resource, one => namespaceSide(at(one, 'metadata', 0)));
  return isOurs(both) ? [{kind: 'namespace', ...named(resource), ...both}] : [];
};

/** Understands `kubernetes_labels` of a namespace. */
export const labels: Understand = resource => {
  const both = sides(resource, one => {
    if (valueOf(textAt(one, 'kind')) !== 'Namespace') return undefined;
    const {name} = namespaceSide(at(one, 'metadata', 0));
    return {name, labels: namespaceSide(one).labels};
  });
  return isOurs(both) ? [{kind: 'namespace', ...named(resource), ...both}] : [];
};

/** Understands `kubernetes_manifest`. */
export const manifest: Understand = resource =>
  kubernetesObject(resource, one => at(one, 'manifest'));

/** Understands `kubectl_manifest`, whose object is a text of YAML. */
export const yamlManifest: Understand = resource =>
  kubernetesObject(resource, one => {
    const text = textAt(one, 'yaml_body');
    if (text.kind !== 'known') return undefined;
    // What is masked as a whole is masked in its parts.
    return {...plain(yamlObject(text.value)), sensitive: text.secret};
  });

/** Understands `helm_release` of an istiod. */
export const helmRelease: Understand = resource => {
  const both = sides(resource, one => istiodSide(textAt(one, 'chart'), revisionOf(one)));
  return isOurs(both) ? [{kind: 'istiod', ...named(resource), ...both}] : [];
};

/** `revision` of the values; what is set by itself goes before the documents. */
function revisionOf(from: Attributes): Planned<string> {
  const set = partsAt(from, 'set');
  const own = set?.find(one => valueOf(textAt(one, 'name')) === 'revision');
  if (own !== undefined) return textAt(own, 'value');
  const documents = partsAt(from, 'values');
  if (set === undefined || documents === undefined) return unknown;
  const found = documents.map(one => {
    const text = textAt(one);
    if (text.kind !== 'known') return text;
    const values = yamlObject(text.value);
    const revision = isObject(values) ? values['revision'] : undefined;
    return typeof revision === 'string' && revision !== '' ? known(revision, text.secret) : absent;
  });
  return found.findLast(one => one.kind !== 'absent') ?? absent;
}

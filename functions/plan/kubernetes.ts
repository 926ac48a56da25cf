import type {HookFact, WebhookFact} from '../core/facts/kubernetes.ts';
import type {IstiodSide, NamespaceSide, PlannedChange} from '../core/planned/change.ts';
import {absent, known, type Planned, unknown, valueOf} from '../core/planned/value.ts';
import {type Attributes, at, labelsAt, partsAt, textAt} from './attributes.ts';
import {isOurs, named, type Resource, sides} from './resource.ts';

/** The kinds of webhook configurations, with what facts call them. */
const webhookKinds = new Map<string, WebhookFact['kind']>([
  ['MutatingWebhookConfiguration', 'mutating'],
  ['ValidatingWebhookConfiguration', 'validating'],
]);

/** Understands whole Kubernetes objects: those of the mesh in a cluster. */
export function kubernetesObject(
  resource: Resource,
  objectOf: (from: Attributes) => Attributes | undefined = from => from,
): readonly PlannedChange[] {
  const objects = sides(resource, objectOf);
  const kinds = [objects.before, objects.after].flatMap(one =>
    one === undefined ? [] : (valueOf(textAt(one, 'kind')) ?? []),
  );
  // An object whose kind changes is another one, on each side.
  return [...new Set(kinds)].flatMap(kind => {
    const only = (one: Attributes | undefined) =>
      one !== undefined && valueOf(textAt(one, 'kind')) === kind ? one : undefined;
    const own: Resource = {...resource, before: only(objects.before), after: only(objects.after)};
    const hooks = webhookKinds.get(kind);
    if (hooks !== undefined) return webhooks(own, hooks);
    return kind === 'Namespace' ? namespace(own) : [];
  });
}

function webhooks(resource: Resource, kind: WebhookFact['kind']): readonly PlannedChange[] {
  const both = sides(resource, one =>
    webhookFact(kind, at(one, 'metadata'), partsAt(one, 'webhooks'), {
      service: hook => at(hook, 'clientConfig', 'service'),
      url: hook => textAt(hook, 'clientConfig', 'url'),
    }),
  );
  return isOurs(both) ? [{kind: 'webhooks', ...named(resource), ...both}] : [];
}

/** Where a kind of resource has the parts of a hook. */
export interface HookPaths {
  readonly service: (hook: Attributes) => Attributes;
  readonly url: (hook: Attributes) => Planned<string>;
}

/** A webhook configuration, as far as it is known; a part that is not makes it unknown. */
export function webhookFact(
  kind: WebhookFact['kind'],
  metadata: Attributes,
  hooks: readonly Attributes[] | undefined,
  {service, url}: HookPaths,
): Planned<WebhookFact> {
  const labels = labelsAt(metadata, 'labels');
  if (hooks === undefined || labels.kind === 'unknown') return unknown;
  const made = hooks.map((hook): HookFact | undefined => {
    const name = textAt(hook, 'name');
    const from = service(hook);
    const [space, own, address] = [textAt(from, 'namespace'), textAt(from, 'name'), url(hook)];
    if ([name, space, own, address].some(one => one.kind === 'unknown')) return undefined;
    const called = valueOf(own);
    const link = valueOf(address);
    return {
      name: valueOf(name) ?? '',
      failurePolicy: '',
      ...(called === undefined ? {} : {service: `${valueOf(space) ?? ''}/${called}`}),
      ...(link === undefined ? {} : {url: link}),
    };
  });
  const facts = made.filter(one => one !== undefined);
  if (facts.length < made.length) return unknown;
  const name = textAt(metadata, 'name');
  const fact: WebhookFact = {
    kind,
    name: valueOf(name) ?? '',
    labels: valueOf(labels) ?? {},
    hooks: facts,
  };
  return known(
    fact,
    [name, labels].some(one => one.kind === 'known' && one.secret),
  );
}

function namespace(resource: Resource): readonly PlannedChange[] {
  const both = sides(resource, one => namespaceSide(at(one, 'metadata')));
  return isOurs(both) ? [{kind: 'namespace', ...named(resource), ...both}] : [];
}

/** A namespace by its metadata. */
export function namespaceSide(metadata: Attributes): NamespaceSide {
  return {name: textAt(metadata, 'name'), labels: labelsAt(metadata, 'labels')};
}

/** A release of the chart of an istiod; undefined for any other chart. */
export function istiodSide(
  chart: Planned<string>,
  revision: Planned<string>,
): IstiodSide | undefined {
  const name = valueOf(chart);
  if (name === undefined || !/(?:^|\/)(?:istiod|istio-discovery|istio-control)$/.test(name))
    return undefined;
  return {revision: revision.kind === 'absent' ? absent : revision};
}

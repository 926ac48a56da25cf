import {
  injectionLabel,
  revisionLabel,
  type HookFact,
  type Labels,
  type WebhookFact,
} from '../../core/facts/kubernetes.ts';

/** What asks for a sidecar: the older label, or a revision. */
export type Ask = 'enabled' | `rev:${string}`;

/** A webhook configuration that puts sidecars into pods, as far as one kind of its hooks goes. */
export interface Injector {
  readonly name: string;
  /** Called by a URL, or as a service of istio-system. */
  readonly source: 'managed' | 'in-cluster';
  readonly serves: readonly Ask[];
}

/** Who would inject: one source, both (which of them does it, their selectors say), or neither. */
export type Source = Injector['source'] | 'both' | 'neither';

const tagLabel = 'istio.io/tag';
const meshService = 'istio-system/';
const named = /^(?:istiod|istio-revision-tag|istio-sidecar-injector)-(.+)$/;
const injectorHook = /(?:^|\.)sidecar-injector\.istio\.io$/;

/**
 * The sidecar injectors among webhook configurations. Managed mesh is called by a URL, an istiod inside the
 * cluster as a service. Names of the hooks and what they select:
 * https://github.com/istio/istio/blob/master/manifests/charts/istio-control/istio-discovery/templates/mutatingwebhook.yaml
 */
export function injectorsOf(webhooks: readonly WebhookFact[]): readonly Injector[] {
  return webhooks
    .filter(one => one.kind === 'mutating')
    .flatMap(one => {
      const revision = revisionOf(one);
      const bySource = Map.groupBy(
        one.hooks.filter(hook => injectorHook.test(hook.name)),
        sourceOfHook,
      );
      return [...bySource].flatMap(([source, hooks]): Injector[] => {
        if (source === undefined) return [];
        const serves = [...new Set(hooks.map(hook => servedBy(hook, revision)))];
        return [{name: one.name, source, serves}];
      });
    });
}

/** What a namespace asks for; undefined: for nothing, or for no sidecar. */
export function askOf(labels: Labels): Ask | undefined {
  const older = labels[injectionLabel];
  if (older !== undefined) return older === 'enabled' ? 'enabled' : undefined;
  const revision = labels[revisionLabel];
  return revision === undefined || revision === '' ? undefined : `rev:${revision}`;
}

/** Who serves what a namespace asks for. */
export function sourceOf(injectors: readonly Injector[], ask: Ask): Source {
  const sources = new Set(injectors.filter(one => one.serves.includes(ask)).map(one => one.source));
  const [first, second] = sources;
  if (first === undefined) return 'neither';
  return second === undefined ? first : 'both';
}

function sourceOfHook({url, service}: HookFact): Injector['source'] | undefined {
  if (service?.startsWith(meshService) === true) return 'in-cluster';
  return url === undefined ? undefined : 'managed';
}

function servedBy({name}: HookFact, revision: string): Ask {
  if (name.startsWith('rev.')) return `rev:${revision}`;
  if (name.startsWith('namespace.') || name.startsWith('object.')) return 'enabled';
  // Older installations have one hook only, for whatever the configuration is about.
  return revision === 'default' ? 'enabled' : `rev:${revision}`;
}

/** The revision, or the tag of one, that a configuration is about. */
function revisionOf({name, labels}: WebhookFact): string {
  return labels[tagLabel] ?? labels[revisionLabel] ?? named.exec(name)?.[1] ?? 'default';
}

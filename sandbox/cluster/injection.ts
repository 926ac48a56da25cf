import {callError, injector, managedTail} from '../entries/webhook.ts';
import type {Cluster, HookConfiguration, Labels, Namespace} from './cluster.ts';
import {injectionLabel, revisionLabel} from './usual.ts';

/** Who puts the sidecar into the pods of a namespace. */
export type Injection =
  | {readonly kind: 'none'}
  | {readonly kind: 'managed'; readonly revision: string}
  /** An istiod inside the cluster; `fails` is how calls of it end, when they fail. */
  | {readonly kind: 'in-cluster'; readonly webhook: string; readonly fails: string | undefined};

/**
 * Who injects into a namespace. The older label wins over the revision's, as Istio documents it, and goes
 * to a webhook inside the cluster where there is one, else to the managed control plane.
 * https://istio.io/latest/docs/setup/additional-setup/sidecar-injection/#controlling-the-injection-policy
 */
export function injectionOf(cluster: Cluster, {labels}: Pick<Namespace, 'labels'>): Injection {
  const older = labels[injectionLabel];
  const revision = labels[revisionLabel] ?? '';
  if (older === 'disabled') return {kind: 'none'};
  if (older === 'enabled') return inside(cluster) ?? managed(cluster, 'asm-managed');
  return revision === '' ? {kind: 'none'} : managed(cluster, revision);
}

/** Labels that injection adds to a pod. */
export function podLabels(injection: Injection): Labels {
  const revision = revisionOf(injection);
  return revision === undefined
    ? {}
    : {
        [revisionLabel]: revision,
        'security.istio.io/tlsMode': 'istio',
        'service.istio.io/canonical-revision': 'latest',
      };
}

/** Annotations that injection adds to a pod. */
export function podAnnotations(injection: Injection): Labels {
  const revision = revisionOf(injection);
  return revision === undefined
    ? {}
    : {'sidecar.istio.io/status': JSON.stringify({containers: ['istio-proxy'], revision})};
}

/**
 * Why pods of a namespace cannot be made, in the words of the API server; undefined when they can.
 * `isUp` says whether the managed control plane can be called.
 */
export function injectionFailure(injection: Injection, isUp: boolean): string | undefined {
  switch (injection.kind) {
    case 'none':
      return undefined;
    case 'managed':
      return isUp ? undefined : callError(injector, managedTail);
    case 'in-cluster':
      return injection.fails === undefined
        ? undefined
        : callError(injection.webhook, injection.fails);
  }
}

function revisionOf(injection: Injection): string | undefined {
  switch (injection.kind) {
    case 'none':
      return undefined;
    case 'managed':
      return injection.revision;
    case 'in-cluster':
      return 'default';
  }
}

function inside(cluster: Cluster): Injection | undefined {
  for (const {kind, hooks} of cluster.webhooks.values()) {
    const hook = hooks.find(one => one.service !== undefined && isInjector(one.name));
    if (kind === 'mutating' && hook !== undefined)
      return {kind: 'in-cluster', webhook: hook.name, fails: hook.fails};
  }
  return undefined;
}

function managed(cluster: Cluster, revision: string): Injection {
  const found = [...cluster.webhooks.values()].some(one => isManaged(one, revision));
  return found ? {kind: 'managed', revision} : {kind: 'none'};
}

function isManaged({kind, labels, hooks}: HookConfiguration, revision: string): boolean {
  return (
    kind === 'mutating' &&
    labels[revisionLabel] === revision &&
    hooks.some(one => one.url !== undefined && isInjector(one.name))
  );
}

function isInjector(name: string): boolean {
  return name === 'sidecar-injector.istio.io' || name.endsWith('.sidecar-injector.istio.io');
}

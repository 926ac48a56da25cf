import type {DangersOf, PlannedEffect, PlannedPlace} from '../../core/contract/danger.ts';
import {managedRevisions, type WebhookFact} from '../../core/facts/kubernetes.ts';
import type {IstiodChange, NamespaceChange, WebhookChange} from '../../core/planned/change.ts';
import {shown, valueOf} from '../../core/planned/value.ts';
import {systemNamespaces} from '../../mesh/workloads.ts';
import {askOf, injectorsOf} from './injectors.ts';
import {phrase} from './texts.ts';

/** A plan brings an istiod of the cluster back, or has a namespace ask for one. */
export const dangers: DangersOf = change => {
  if (!change.changes) return [];
  if (change.kind === 'webhooks') return ofWebhooks(change);
  if (change.kind === 'namespace') return ofNamespace(change);
  return change.kind === 'istiod' ? ofIstiod(change) : [];
};

function ofIstiod({before, after}: IstiodChange): readonly PlannedEffect[] {
  if (after === undefined) return [];
  if (before !== undefined && valueOf(before.revision) === valueOf(after.revision)) return [];
  const revision = after.revision.kind === 'absent' ? 'default' : shown(after.revision);
  return [danger(somewhere, phrase('danger.istiod', {revision}), phrase('remedy.istiod'))];
}

/** The plan names no cluster: the provider's own settings say which it is. */
const somewhere: PlannedPlace = {};

function ofWebhooks({before, after, address}: WebhookChange): readonly PlannedEffect[] {
  if (after === undefined) return [];
  if (after.kind === 'unknown') {
    const why = phrase('unknown.webhooks', {webhook: address});
    return [{kind: 'unknown', at: somewhere, why}];
  }
  const found = inCluster(valueOf(after));
  const had = inCluster(valueOf(before));
  const [fresh] = found.filter(one => !had.includes(one));
  if (fresh === undefined) return [];
  const webhook = after.kind === 'known' && after.secret ? address : fresh;
  return [
    danger(somewhere, phrase('danger.webhook', {webhook}), phrase('remedy.webhook', {webhook})),
  ];
}

function inCluster(fact: WebhookFact | undefined): readonly string[] {
  if (fact === undefined) return [];
  return injectorsOf([fact]).flatMap(one => (one.source === 'in-cluster' ? [one.name] : []));
}

function ofNamespace({before, after}: NamespaceChange): readonly PlannedEffect[] {
  if (after === undefined || systemNamespaces.includes(valueOf(after.name) ?? '')) return [];
  const at = {namespace: after.name};
  const namespace = shown(after.name);
  if (after.labels.kind === 'unknown')
    return [{kind: 'unknown', at, why: phrase('unknown.labels', {namespace})}];
  const is = askOf(valueOf(after.labels) ?? {});
  const was = askOf(valueOf(before?.labels) ?? {});
  if (is === undefined || is === was) return [];
  const label = is === 'enabled' ? 'istio-injection=enabled' : `istio.io/rev=${is.slice(4)}`;
  if (is !== 'enabled' && managedRevisions.includes(is.slice(4))) return [{kind: 'mend', at}];
  const names = {
    namespace,
    label: after.labels.kind === 'known' && after.labels.secret ? '-' : label,
  };
  // Who answers the older label, or a tag, is told by the webhooks of the cluster alone.
  if (is === 'enabled' || is === 'rev:default')
    return [{kind: 'unknown', at, why: phrase('unknown.injector', names)}];
  return [danger(at, phrase('danger.label', names), phrase('remedy.label', {namespace}))];
}

function danger(
  at: PlannedPlace,
  why: Extract<PlannedEffect, {kind: 'danger'}>['why'],
  remedy: Extract<PlannedEffect, {kind: 'danger'}>['remedy'],
): PlannedEffect {
  return {kind: 'danger', at, why, remedy, opens: true};
}

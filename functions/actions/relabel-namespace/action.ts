import {patchTraces} from '../../core/detection/audit-trace.ts';
import {type Action, actionOf} from '../../core/contract/action.ts';
import {actionManifest} from '../../core/contract/manifest.ts';
import {type NamespaceFact, injectionLabel, revisionLabel} from '../../core/facts/kubernetes.ts';
import {CallError} from '../../core/lib/error.ts';
import type {Readers} from '../../core/ports/ports.ts';
import type {Phrase} from '../../core/texts/phrase.ts';
import {systemNamespaces} from '../../mesh/workloads.ts';
import {contextFlag, credentialsCommand, reachOf} from '../cluster-params.ts';
import {relabelNamespaceKind} from './params.ts';
import {phrase, texts} from './texts.ts';
import manifest from './action.json' with {type: 'json'};

type Params = ReturnType<typeof relabelNamespaceKind.parse>;

/**
 * Has one namespace get its sidecars from a revision of the managed control plane: sets the label of the
 * revision and removes the older label, which would win over it. Pods that run already keep their
 * proxy. Fenced by the version of the namespace that was read: somebody else's write in between gives a
 * conflict and nothing is changed.
 *
 * There is no undo: which labels the namespace had is no parameter of the plan, and with them its next
 * pods would get the wrong proxy again.
 * https://istio.io/latest/docs/setup/additional-setup/sidecar-injection/#controlling-the-injection-policy
 */
export const relabelNamespace: Action = actionOf(relabelNamespaceKind, {
  manifest: actionManifest(manifest),
  texts,
  describe(params) {
    const {namespace, revision, cluster} = params;
    return {
      text: phrase('action.relabel-namespace', {namespace, revision, cluster}),
      command: `kubectl label namespace ${namespace} ${injectionLabel}- ${revisionLabel}=${revision} --overwrite ${contextFlag(params)}`,
      prepare: credentialsCommand(params),
    };
  },
  async precheck(params, readers) {
    const standing = await standingOf(params, readers);
    switch (standing.kind) {
      case 'as-wanted':
        return {kind: 'already'};
      case 'otherwise':
        return {kind: 'needed'};
      case 'refused':
        return {kind: 'refused', reason: standing.reason};
    }
  },
  async effect(params, readers, writers) {
    const {namespace, revision} = params;
    const standing = await standingOf(params, readers);
    switch (standing.kind) {
      case 'as-wanted':
        // Somebody else was faster; a repeat after a lost answer gets here too.
        return {kind: 'unchanged'};
      case 'otherwise': {
        const {resourceVersion} = standing.fact;
        const labels = {[injectionLabel]: null, [revisionLabel]: revision};
        return writers.labelNamespace(reachOf(params), {namespace, labels, resourceVersion});
      }
      case 'refused':
        throw changed(namespace);
    }
  },
  async check(params, readers) {
    const found = await find(params, readers);
    // A namespace that was deleted meanwhile has no pods to be injected.
    return found === undefined || isAsWanted(found, params) ? 'took' : 'not-taken';
  },
  traces: params =>
    patchTraces(params, {plural: 'namespaces', namespace: '', name: params.namespace}),
});

type Standing =
  | {readonly kind: 'as-wanted'}
  | {readonly kind: 'otherwise'; readonly fact: NamespaceFact}
  | {readonly kind: 'refused'; readonly reason: Phrase};

/** What a look at the namespace says; each look decides anew. @throws CallError */
async function standingOf(params: Params, readers: Readers): Promise<Standing> {
  const {namespace} = params;
  if (systemNamespaces.includes(namespace)) {
    return {kind: 'refused', reason: phrase('refused.relabel-system', {namespace})};
  }
  const fact = await find(params, readers);
  if (fact === undefined) {
    return {kind: 'refused', reason: phrase('refused.relabel-gone', {namespace})};
  }
  if (isAsWanted(fact, params)) return {kind: 'as-wanted'};
  if (fact.labels[injectionLabel] === 'disabled') {
    return {kind: 'refused', reason: phrase('refused.relabel-disabled', {namespace})};
  }
  return {kind: 'otherwise', fact};
}

async function find(params: Params, readers: Readers): Promise<NamespaceFact | undefined> {
  const namespaces = await readers.namespaces(reachOf(params));
  return namespaces.find(one => one.name === params.namespace);
}

function isAsWanted({labels}: NamespaceFact, {revision}: Params): boolean {
  return labels[revisionLabel] === revision && !Object.hasOwn(labels, injectionLabel);
}

/** Between the two looks of one attempt: the next attempt decides again. */
function changed(namespace: string): CallError {
  return new CallError({
    call: 'connectgateway namespaces.patch',
    failure: 'conflict',
    status: 0,
    said: `namespace ${namespace} was deleted or opted out of injection meanwhile`,
    attempts: 1,
  });
}

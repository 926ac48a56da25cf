import {actionKind} from '../../core/contract/action.ts';
import {managedRevisions} from '../../core/facts/kubernetes.ts';
import {exactly, oneOf} from '../../core/lib/schema.ts';
import {clusterParams} from '../cluster-params.ts';
import {labelParam} from '../name-params.ts';

/** A namespace of a cluster, and the managed revision that it is to ask for. */
export const relabelNamespaceKind = actionKind(
  'relabel-namespace',
  exactly({...clusterParams, namespace: labelParam, revision: oneOf(...managedRevisions)}),
);

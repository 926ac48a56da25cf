import type {Action} from '../core/contract/action.ts';
import {bindServiceAgent} from './bind-service-agent/action.ts';
import {disableService} from './disable-service/action.ts';
import {enableService} from './enable-service/action.ts';
import {manageMesh} from './manage-mesh/action.ts';
import {relabelNamespace} from './relabel-namespace/action.ts';
import {restartWorkloads} from './restart-workloads/action.ts';
import {setIssuer} from './set-issuer/action.ts';
import {setWorkloadPool} from './set-workload-pool/action.ts';
import {unbindServiceAgent} from './unbind-service-agent/action.ts';

/** THE REGISTRY of actions: one line each; a test compares it with the folders. */
export const actions: readonly Action[] = [
  enableService,
  bindServiceAgent,
  setWorkloadPool,
  setIssuer,
  manageMesh,
  relabelNamespace,
  restartWorkloads,
  disableService,
  unbindServiceAgent,
];

/** The id of the action that takes one back; undefined: none does. */
export function inverseId(id: string): string | undefined {
  return actions.find(one => one.manifest.id === id)?.manifest.inverse;
}

import {textAt} from '../../../core/lib/json.ts';
import type {Writers, Written} from '../../../core/ports/ports.ts';
import {malformed} from '../../http/failed-attempt.ts';
import {jsonOf} from '../../http/map-error.ts';
import {request} from '../../http/request.ts';
import type {GoogleDeps} from '../client/call.ts';
import {
  namespaceChange,
  refusal,
  restartChange,
  type WriteRequest,
  type RefusedWrite,
} from '../write-requests.ts';

/** The verbs that change what is inside a cluster, each one patch through the Connect Gateway. */
export function clusterWriters(deps: GoogleDeps): Pick<Writers, 'labelNamespace' | 'restart'> {
  return {
    labelNamespace: (reach, change) => patched(deps, namespaceChange(reach, change)),
    restart: (reach, workload, stamp) => patched(deps, restartChange(reach, workload, stamp)),
  };
}

async function patched(deps: GoogleDeps, change: WriteRequest | RefusedWrite): Promise<Written> {
  if (change.kind === 'refused') throw refusal(change);
  const {call, method, url, body, name} = change;
  const {authorise} = deps;
  const bodyType = 'application/merge-patch+json';
  return request(deps, {call, write: true, method, url, body, bodyType, authorise}, answer => {
    if (textAt(jsonOf(answer), 'metadata', 'name') === name) return {kind: 'accepted'};
    throw malformed('the answer is not the object that was patched');
  });
}

import type {Written, Writers} from '../../core/ports/ports.ts';
import type {Policy} from '../../core/facts/cloud.ts';
import {isObject, textAt} from '../../core/lib/json.ts';
import {malformed, unsendable} from '../http/failed-attempt.ts';
import {acceptOperation} from './client/operation.ts';
import {callGoogle, type GoogleDeps} from './client/call.ts';
import {resourceManager, serviceUsage} from './client/api-clients.ts';
import {fleetWriters} from './fleet/fleet-writers.ts';
import {enableInTurn, enableOne, enableTogether} from './project/enable-services.ts';
import {unwritable} from './project/policy.ts';
import {jsonOf} from '../http/map-error.ts';
import {request} from '../http/request.ts';
import {
  namespaceChange,
  refusal,
  restartChange,
  type WriteRequest,
  type RefusedWrite,
} from './write-requests.ts';

/** The fields of the policy that a write replaces; audit configurations stay as they are. */
export const policyMask = 'bindings,etag';

/** The only verbs that change Google Cloud, by requests of generated clients. */
export function googleWriters(deps: GoogleDeps): Writers {
  return {
    enableService: (project, service) => enableOne(deps, project, service),
    enableServices: (project, services) => enableTogether(deps, project, services),
    enableInTurn: (project, services) => enableInTurn(deps, project, services),
    disableService(project, service) {
      const name = `projects/${project}/services/${service}`;
      // Services that others build on stay: Google then refuses, and says which. That it was called these 30 days is
      // no reason to refuse: the mesh calls it, which is why it was turned on.
      const requestBody = {disableDependentServices: false, checkIfServiceHasUsage: 'SKIP'};
      return callGoogle(
        deps,
        writing('serviceusage services.disable'),
        async options => (await serviceUsage()).services.disable({name, requestBody}, options),
        acceptOperation,
      );
    },
    setPolicy(project, policy) {
      const resource = `projects/${project}`;
      return callGoogle(
        deps,
        writing('cloudresourcemanager projects.setIamPolicy'),
        async options => {
          const why = unwritable(policy);
          if (why !== undefined) throw unsendable(why);
          const requestBody = {policy: asWritten(policy), updateMask: policyMask};
          return (await resourceManager()).projects.setIamPolicy({resource, requestBody}, options);
        },
        acceptPolicy,
      );
    },
    ...fleetWriters(deps),
    ...clusterWriters(deps),
  };
}

/** Version 3 whatever was read: it is what keeps conditional bindings. */
function asWritten({etag, bindings}: Policy) {
  return {
    version: 3,
    etag,
    bindings: bindings.map(({role, members, condition}) => ({
      role,
      members: [...members],
      ...(isObject(condition) ? {condition} : {}),
    })),
  };
}

function acceptPolicy(data: unknown): Written {
  if (!isObject(data)) throw malformed('the answer is no policy');
  return {kind: 'accepted'};
}

function writing(call: string): {readonly call: string; readonly write: true} {
  return {call, write: true};
}

/** The verbs that change what is inside a cluster, each one patch through the Connect Gateway. */
export function clusterWriters(deps: GoogleDeps): Pick<Writers, 'labelNamespace' | 'restart'> {
  return {
    labelNamespace: (reach, change) => patched(deps, namespaceChange(reach, change)),
    restart: (reach, change) => patched(deps, restartChange(reach, change)),
  };
}

/**
 * The same patches with `dryRun=All`: the API server admits and answers them, and keeps nothing. They need
 * the right to patch and stand in audit logs.
 * https://kubernetes.io/docs/reference/using-api/api-concepts/#dry-run
 */
export function clusterTrials(deps: GoogleDeps): Pick<Writers, 'labelNamespace' | 'restart'> {
  return {
    labelNamespace: (reach, change) => patched(deps, onTrial(namespaceChange(reach, change))),
    restart: (reach, change) => patched(deps, onTrial(restartChange(reach, change))),
  };
}

function onTrial(change: WriteRequest | RefusedWrite): WriteRequest | RefusedWrite {
  if (change.kind === 'refused') return change;
  const url = new URL(change.url);
  url.searchParams.set('dryRun', 'All');
  return {...change, url: url.href};
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

import {CallError} from '../../core/lib/error.ts';
import type {Policy} from '../../core/facts/cloud.ts';
import type {Readers, Writers, Written} from '../../core/ports/ports.ts';
import {
  issuerChange,
  meshChange,
  namespaceChange,
  refusal,
  restartChange,
  workloadPoolChange,
  type WriteRequest,
  type RefusedWrite,
} from './write-requests.ts';
import {policyDiff, unwritable} from './project/policy.ts';
import {policyMask} from './writers.ts';

/** The policy that was read under an etag, if it was. */
export type PolicyRead = (project: string, etag: string) => Policy | undefined;

/** The same readers, and a memory of the policies that they gave: one for each project. */
export function rememberPolicies(readers: Readers): {
  readonly readers: Readers;
  readonly policyRead: PolicyRead;
} {
  const last = new Map<string, Policy>();
  return {
    readers: {
      ...readers,
      async policy(project) {
        const policy = await readers.policy(project);
        last.set(project, policy);
        return policy;
      },
    },
    policyRead(project, etag) {
      const policy = last.get(project);
      return policy?.etag === etag ? policy : undefined;
    },
  };
}

/**
 * The dry-run twin of the writers: the same verbs and the same refusals, and the request in words
 * in the place of the request. It has nothing to send with.
 */
export function dryRunWriters(deps: {readonly policyRead: PolicyRead}): Writers {
  return {
    enableService: (project, service) => recorded(serviceUrl(project, service, 'enable')),
    enableServices: (project, services) =>
      recorded(
        `POST https://serviceusage.googleapis.com/v1/projects/${project}/services:batchEnable\n` +
          JSON.stringify({serviceIds: services}),
      ),
    enableInTurn: (project, services) =>
      recorded(services.map(one => serviceUrl(project, one, 'enable')).join('\n')),
    disableService: (project, service) => recorded(serviceUrl(project, service, 'disable')),
    setPolicy(project, policy) {
      const why = unwritable(policy);
      if (why !== undefined) return Promise.reject(refused(why));
      const before = deps.policyRead(project, policy.etag);
      const change =
        before === undefined
          ? ['(no policy was read under this etag: its change cannot be shown)']
          : policyDiff(before, policy);
      const url = `https://cloudresourcemanager.googleapis.com/v3/projects/${project}:setIamPolicy`;
      const head = `POST ${url} (version 3, updateMask ${policyMask}, etag ${policy.etag})`;
      return recorded([head, ...(change.length > 0 ? change : ['(no change)'])].join('\n'));
    },
    setWorkloadPool: (...given) => told(workloadPoolChange(...given)),
    setIssuer: (...given) => told(issuerChange(...given)),
    manageMesh: (...given) => told(meshChange(...given)),
    labelNamespace: (...given) => told(namespaceChange(...given)),
    restart: (...given) => told(restartChange(...given)),
  };
}

function told(change: WriteRequest | RefusedWrite): Promise<Written> {
  if (change.kind === 'refused') return Promise.reject(refusal(change));
  const {method, url, body} = change;
  return recorded(`${method} ${url}\n${JSON.stringify(body)}`);
}

function serviceUrl(project: string, service: string, verb: 'enable' | 'disable'): string {
  return `POST https://serviceusage.googleapis.com/v1/projects/${project}/services/${service}:${verb}`;
}

function recorded(request: string): Promise<Written> {
  return Promise.resolve({kind: 'recorded', request});
}

function refused(said: string): CallError {
  const call = 'cloudresourcemanager projects.setIamPolicy';
  return new CallError({call, failure: 'invalid', status: 0, said, attempts: 1});
}

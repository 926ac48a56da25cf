import {CallError} from '../../core/error.ts';
import type {RegistrationFact, RegistrationsFact} from '../../core/facts.ts';
import type {Readers} from '../../core/ports.ts';
import {unsendable} from '../http/failed-attempt.ts';
import {callGoogle, type GoogleDeps} from './client/call.ts';
import {fleetHub, kubernetesEngine, resourceManager, serviceUsage} from './client/api-clients.ts';
import {clusterReaders} from './cluster/cluster-readers.ts';
import {misnamed} from './client/resource-names.ts';
import {parseClusterOperation} from './cluster/gke-operation.ts';
import {parseCluster} from './cluster/gke-cluster.ts';
import {parseMesh} from './fleet/mesh-feature.ts';
import {parseOperation} from './client/operation.ts';
import {parsePolicy} from './project/policy.ts';
import {parseProject} from './project/project.ts';
import {parseRegistrations} from './fleet/memberships.ts';
import {parseServiceState} from './project/services.ts';

/** What the responder reads of Google Cloud, each verb one request of a generated client. */
export function googleReaders(deps: GoogleDeps): Readers {
  return {
    serviceState(project, service) {
      const name = `projects/${project}/services/${service}`;
      return callGoogle(
        deps,
        reading('serviceusage services.get'),
        async options => (await serviceUsage()).services.get({name}, options),
        parseServiceState,
      );
    },
    serviceOperation(name) {
      return callGoogle(
        deps,
        reading('serviceusage operations.get'),
        async options => (await serviceUsage()).operations.get({name}, options),
        parseOperation,
      );
    },
    project(id) {
      const name = `projects/${id}`;
      return callGoogle(
        deps,
        reading('cloudresourcemanager projects.get'),
        async options => (await resourceManager()).projects.get({name}, options),
        parseProject,
      );
    },
    policy(project) {
      const resource = `projects/${project}`;
      const requestBody = {options: {requestedPolicyVersion: 3}};
      return callGoogle(
        deps,
        reading('cloudresourcemanager projects.getIamPolicy'),
        async options =>
          (await resourceManager()).projects.getIamPolicy({resource, requestBody}, options),
        parsePolicy,
      );
    },
    async mesh(fleet) {
      const name = `projects/${fleet}/locations/global/features/servicemesh`;
      try {
        return await callGoogle(
          deps,
          reading('gkehub features.get'),
          async options =>
            (await fleetHub()).projects.locations.features.get(
              {name, returnPartialSuccess: true},
              options,
            ),
          parseMesh,
        );
      } catch (error) {
        // A fleet without the feature answers 404; a project without a fleet as well.
        if (error instanceof CallError && error.facts.failure === 'not-found') {
          return {kind: 'not-enabled'};
        }
        throw error;
      }
    },
    registrations: fleet => allRegistrations(deps, fleet),
    fleetOperation(name) {
      return callGoogle(
        deps,
        reading('gkehub operations.get'),
        async options => {
          sendable(misnamed({operation: name}));
          return (await fleetHub()).projects.locations.operations.get({name}, options);
        },
        parseOperation,
      );
    },
    cluster(project, location, cluster) {
      const name = `projects/${project}/locations/${location}/clusters/${cluster}`;
      return callGoogle(
        deps,
        reading('container clusters.get'),
        async options => {
          sendable(misnamed({project, location, cluster}));
          return (await kubernetesEngine()).projects.locations.clusters.get({name}, options);
        },
        parseCluster,
      );
    },
    clusterOperation(name) {
      return callGoogle(
        deps,
        reading('container operations.get'),
        async options => {
          sendable(misnamed({operation: name}));
          return (await kubernetesEngine()).projects.locations.operations.get({name}, options);
        },
        data => parseClusterOperation(data, name),
      );
    },
    ...clusterReaders(deps),
  };
}

/** A fleet has at most a few thousand memberships; more pages than these are a service gone wrong. */
const mostPages = 50;

async function allRegistrations(deps: GoogleDeps, fleet: string): Promise<RegistrationsFact> {
  const call = reading('gkehub memberships.list');
  const memberships: RegistrationFact[] = [];
  const unreachable: string[] = [];
  let pageToken: string | undefined;
  for (let pages = 0; pages < mostPages; pages += 1) {
    const query = {
      parent: `projects/${fleet}/locations/-`,
      pageSize: 500,
      ...(pageToken === undefined ? {} : {pageToken}),
    };
    const page = await callGoogle(
      deps,
      call,
      async options => (await fleetHub()).projects.locations.memberships.list(query, options),
      parseRegistrations,
    );
    memberships.push(...page.memberships);
    unreachable.push(...page.unreachable);
    if (page.next === undefined) return {memberships, unreachable};
    pageToken = page.next;
  }
  const said = `more than ${mostPages} pages of memberships`;
  throw new CallError({
    call: call.call,
    failure: 'malformed',
    status: 200,
    said,
    attempts: mostPages,
  });
}

/** @throws Fault invalid when there is a reason against sending. */
function sendable(why: string | undefined): void {
  if (why !== undefined) throw unsendable(why);
}

function reading(call: string): {readonly call: string; readonly write: false} {
  return {call, write: false};
}

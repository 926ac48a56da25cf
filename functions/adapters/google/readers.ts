import {CallError} from '../../core/error.ts';
import type {Readers} from '../../core/ports.ts';
import {callGoogle, type GoogleDeps} from './call.ts';
import {fleetHub, resourceManager, serviceUsage} from './clients.ts';
import {parseMesh} from './parse-mesh.ts';
import {parseOperation} from './parse-operation.ts';
import {parsePolicy} from './parse-policy.ts';
import {parseProject} from './parse-project.ts';
import {parseServiceState} from './parse-service.ts';

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
  };
}

function reading(call: string): {readonly call: string; readonly write: false} {
  return {call, write: false};
}

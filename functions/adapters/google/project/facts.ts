import {CallError} from '../../../core/error.ts';
import type {MeshFact, Policy, ProjectFact} from '../../../core/facts.ts';
import {fleetHub, resourceManager} from '../client/api-clients.ts';
import {parseMesh} from '../fleet/mesh-feature.ts';
import {parsePolicy} from './policy.ts';
import {parseProject} from './project.ts';
import {ask, type InspectDeps} from '../client/answers.ts';

// The responder's own reads, with an inspection's deadline and identity.

/** Id and number of a project. @throws CallError. */
export function projectOf(deps: InspectDeps, project: string): Promise<ProjectFact> {
  const name = `projects/${project}`;
  return ask(
    deps,
    'cloudresourcemanager projects.get',
    async options => (await resourceManager()).projects.get({name}, options),
    parseProject,
  );
}

/** The allow policy of a project at version 3. @throws CallError. */
export function projectPolicy(deps: InspectDeps, project: string): Promise<Policy> {
  const resource = `projects/${project}`;
  const requestBody = {options: {requestedPolicyVersion: 3}};
  return ask(
    deps,
    'cloudresourcemanager projects.getIamPolicy',
    async options =>
      (await resourceManager()).projects.getIamPolicy({resource, requestBody}, options),
    parsePolicy,
  );
}

/** The mesh feature of a fleet; 404 means that it is not on. @throws CallError. */
export async function meshOf(deps: InspectDeps, fleet: string): Promise<MeshFact> {
  const name = `projects/${fleet}/locations/global/features/servicemesh`;
  try {
    return await ask(
      deps,
      'gkehub features.get',
      async options => {
        const {features} = (await fleetHub()).projects.locations;
        return features.get({name, returnPartialSuccess: true}, options);
      },
      parseMesh,
    );
  } catch (error) {
    if (error instanceof CallError && error.facts.failure === 'not-found') {
      return {kind: 'not-enabled'};
    }
    throw error;
  }
}

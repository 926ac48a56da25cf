import type {ProjectFact} from '../../../core/facts/cloud.ts';
import {textAt} from '../../../core/lib/json.ts';
import {malformed} from '../../http/failed-attempt.ts';
import {listed, textOf} from '../client/answers.ts';
import {readGoogle, type GoogleDeps, type InspectDeps} from '../client/call.ts';
import {oldResourceManager, resourceManager} from '../client/api-clients.ts';

/** Id and number of a project. @throws CallError. */
export function projectOf(deps: GoogleDeps, project: string): Promise<ProjectFact> {
  const name = `projects/${project}`;
  return readGoogle(
    deps,
    'cloudresourcemanager projects.get',
    async options => (await resourceManager()).projects.get({name}, options),
    parseProject,
  );
}

/**
 * Id and number of a Resource Manager v3 `Project`: `name` is `projects/NUMBER`.
 * https://docs.cloud.google.com/resource-manager/reference/rest/v3/projects
 * @throws FailedAttempt malformed when either is missing.
 */
export function parseProject(data: unknown): ProjectFact {
  const id = textAt(data, 'projectId') ?? '';
  const number = /^projects\/(\d{1,20})$/.exec(textAt(data, 'name') ?? '')?.[1];
  if (id === '' || number === undefined) throw malformed('the project has no id or no number');
  return {id, number};
}

/**
 * The folders and the organisation above a project, the nearest first: `folders/F`, `organizations/O`.
 * https://docs.cloud.google.com/resource-manager/reference/rest/v1/projects/getAncestry
 * @throws CallError.
 */
export function ancestry(deps: InspectDeps, projectId: string): Promise<readonly string[]> {
  return readGoogle(
    deps,
    'cloudresourcemanager projects.getAncestry',
    async options =>
      (await oldResourceManager()).projects.getAncestry({projectId, requestBody: {}}, options),
    data => {
      const {items} = listed(data, 'ancestor', one => ({
        type: textOf(one, 'resourceId', 'type'),
        id: textOf(one, 'resourceId', 'id'),
      }));
      return items.flatMap(({type, id}) => (type === 'project' ? [] : [`${type}s/${id}`]));
    },
  );
}

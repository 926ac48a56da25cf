import {ask, type InspectDeps, listed, textOf} from '../client/answers.ts';
import {oldResourceManager} from '../client/inspect-clients.ts';

/**
 * The folders and the organisation above a project, the nearest first: `folders/F`, `organizations/O`.
 * https://docs.cloud.google.com/resource-manager/reference/rest/v1/projects/getAncestry
 * @throws CallError.
 */
export function ancestry(deps: InspectDeps, projectId: string): Promise<readonly string[]> {
  return ask(
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

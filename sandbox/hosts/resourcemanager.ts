import type {cloudresourcemanager_v1} from 'googleapis/build/src/apis/cloudresourcemanager/v1.js';
import type {cloudresourcemanager_v3} from 'googleapis/build/src/apis/cloudresourcemanager/v3.js';
import {googleError, ok, type Answer} from '../http/answer.ts';
import type {Call, Route, Site} from '../http/call.ts';
import type {Verb} from '../http/fault.ts';
import {stamp} from '../json.ts';
import {findProject, type Project, type World} from '../world/world.ts';
import {getPolicy, setPolicy} from './iam-policy.ts';
import {testPermissions} from './test-permissions.ts';

const path =
  /^\/(v1|v3)\/projects\/([^/:]+?)(?::(getIamPolicy|setIamPolicy|testIamPermissions|getAncestry|listOrgPolicies))?$/;

/** Resource Manager v1 and v3: https://docs.cloud.google.com/resource-manager/reference/rest/v3/projects */
export function routeResourceManager(call: Call): Route<Verb<'cloudresourcemanager'>> | undefined {
  const [, version = '', name = '', action] = path.exec(call.path) ?? [];
  if (name === '') return undefined;
  const run =
    (then: (project: Project, site: Site, now: number) => Answer) => (site: Site, now: number) => {
      const project = findProject(site.world, name);
      return project === undefined ? unseen : then(project, site, now);
    };
  if (action === undefined) {
    if (call.method !== 'GET') return undefined;
    return {
      verb: 'get',
      mutating: false,
      project: name,
      run: run((project, site) => ok(view(project, version, site.world))),
    };
  }
  if (call.method !== 'POST') return undefined;
  if (action === 'getIamPolicy') {
    return {
      verb: 'getIamPolicy',
      mutating: false,
      project: name,
      run: run(project => getPolicy(project, call.body)),
    };
  }
  if (action === 'testIamPermissions') {
    return {
      verb: action,
      mutating: false,
      project: name,
      run: run((project, site) => testPermissions(site.world, project.bindings, call)),
    };
  }
  if (action === 'listOrgPolicies') {
    // Of v1 only, and no policy is set.
    const none: cloudresourcemanager_v1.Schema$ListOrgPoliciesResponse = {};
    return {verb: action, mutating: false, project: name, run: run(() => ok(none))};
  }
  if (action === 'getAncestry') {
    return {
      verb: action,
      mutating: false,
      project: name,
      run: run(project =>
        ok({
          ancestor: [{resourceId: {type: 'project', id: project.id}}, {resourceId: organisation}],
        } satisfies cloudresourcemanager_v1.Schema$GetAncestryResponse),
      ),
    };
  }
  return {
    verb: 'setIamPolicy',
    mutating: true,
    project: name,
    run: run((project, site, now) => setPolicy(site.world, project, call.body, now)),
  };
}

/** The same for a project that does not exist and one that the caller may not see. */
const unseen = googleError(403, 'The caller does not have permission');

/** Every project is right below the organisation. */
const organisation = {type: 'organization', id: '123456789012'};

function view(project: Project, version: string, world: World) {
  const createTime = stamp(world.startedAt - 400 * 86_400_000);
  const {id: projectId, number} = project;
  if (version === 'v1') {
    return {
      projectNumber: number,
      projectId,
      lifecycleState: 'ACTIVE',
      name: projectId,
      createTime,
      parent: organisation,
    } satisfies cloudresourcemanager_v1.Schema$Project;
  }
  return {
    name: `projects/${number}`,
    projectId,
    state: 'ACTIVE',
    displayName: projectId,
    parent: `${organisation.type}s/${organisation.id}`,
    createTime,
    updateTime: createTime,
    etag: `W/"${number}"`,
  } satisfies cloudresourcemanager_v3.Schema$Project;
}

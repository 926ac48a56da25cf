import type {gkehub_v1} from 'googleapis/build/src/apis/gkehub/v1.js';
import type {gkehub_v2} from 'googleapis/build/src/apis/gkehub/v2.js';
import {googleError, notFound, ok, type Answer, type Shown} from '../http/answer.ts';
import type {Call, Route, Site} from '../http/call.ts';
import type {Verb} from '../http/fault.ts';
import {meshState} from '../world/health.ts';
import {uuid} from '../entries/id.ts';
import {stamp} from '../json.ts';
import {page} from '../http/page.ts';
import {findProject, type Membership, type Project} from '../world/world.ts';
import {featureName, patchManagement, patchMembership, pollChange} from './gkehub-patch.ts';
import {strangerProject} from './project.ts';

const feature = /^\/v1\/projects\/([^/]+)\/locations\/global\/features\/([^/]+)$/;
const member = /^\/v1\/projects\/([^/]+)\/locations\/([^/]+)\/memberships(?:\/([^/]+))?$/;
const operation = /^\/v[12]\/(projects\/([^/]+)\/locations\/[^/]+\/operations\/[^/]+)$/;
const memberFeature =
  /^\/v2\/projects\/([^/]+)\/locations\/([^/]+)\/memberships\/([^/]+)\/features\/servicemesh$/;

/** GKE Hub v1 and v2: https://docs.cloud.google.com/kubernetes-engine/fleet-management/docs/reference/rest */
export function routeGkeHub(call: Call): Route<Verb<'gkehub'>> | undefined {
  if (call.method === 'PATCH') return routePatch(call);
  if (call.method === 'POST') return routeCreate(call);
  if (call.method !== 'GET') return undefined;
  const [, change = '', owner = ''] = operation.exec(call.path) ?? [];
  if (change !== '') {
    return read('operation', owner, (project, {world}, now) =>
      pollChange(world, change.replace(/^projects\/[^/]+/, `projects/${project.id}`), now),
    );
  }
  const [, fleet = '', name = ''] = feature.exec(call.path) ?? [];
  if (fleet !== '')
    return read('get', fleet, (project, site, now) => featureView(project, name, site, now));
  const [, host = '', location = '', id] = member.exec(call.path) ?? [];
  if (host !== '' && id === undefined)
    return read('list', host, project => list(project, location, call));
  if (host !== '' && id !== undefined) {
    return read('get', host, project =>
      found(project, location, id, one => ok(memberView(project, one))),
    );
  }
  const [, parent = '', place = '', key = ''] = memberFeature.exec(call.path) ?? [];
  if (parent === '') return undefined;
  return read('get', parent, (project, site, now) =>
    found(project, place, key, one =>
      one.featured
        ? ok(memberFeatureView(project, one, site, now))
        : notFound(featureName(project, one)),
    ),
  );
}

const features = /^\/v1\/projects\/([^/]+)\/locations\/global\/features$/;

/** What is made and is there already: gcloud's `register` and `enable` go on from that answer. */
function routeCreate(call: Call): Route<Verb<'gkehub'>> | undefined {
  const [, fleet = ''] = features.exec(call.path) ?? [];
  if (fleet !== '') {
    const feature = call.query.get('featureId') ?? '';
    const refuse = ({id, memberships}: Project) =>
      feature === 'servicemesh' && memberships !== undefined
        ? taken(`projects/${id}/locations/global/features/${feature}`)
        : googleError(501, `The sandbox does not play the creation of ${feature}.`);
    return {...read('create', fleet, refuse), mutating: true};
  }
  const [, host = '', location = ''] = member.exec(call.path) ?? [];
  const id = call.query.get('membershipId') ?? '';
  if (host === '' || id === '') return undefined;
  const refuse = (project: Project) =>
    found(project, location, id, () =>
      taken(`projects/${project.id}/locations/${location}/memberships/${id}`),
    );
  return {...read('create', host, refuse), mutating: true};
}

function taken(name: string): Answer {
  return googleError(409, `Resource '${name}' already exists`, {status: 'ALREADY_EXISTS'});
}

function routePatch(call: Call): Route<Verb<'gkehub'>> | undefined {
  const [, host = '', location = '', id = ''] = member.exec(call.path) ?? [];
  if (id !== '') {
    return write(host, (project, site, now) =>
      found(project, location, id, one => patchMembership({...site, project, one}, call, now)),
    );
  }
  const [, parent = '', place = '', key = ''] = memberFeature.exec(call.path) ?? [];
  if (parent === '') return undefined;
  return write(parent, (project, site, now) =>
    found(project, place, key, one => patchManagement({...site, project, one}, call, now)),
  );
}

function write(
  fleet: string,
  then: (project: Project, site: Site, now: number) => Answer,
): Route<Verb<'gkehub'>> {
  return {...read('patch', fleet, then), mutating: true};
}

function read(
  verb: Verb<'gkehub'>,
  fleet: string,
  then: (project: Project, site: Site, now: number) => Answer,
): Route<Verb<'gkehub'>> {
  const run = (site: Site, now: number) => {
    const project = findProject(site.world, fleet);
    return project === undefined ? strangerProject(fleet) : then(project, site, now);
  };
  return {verb, mutating: false, project: fleet, run};
}

function found(
  fleet: Project,
  location: string,
  name: string,
  then: (one: Membership) => Answer,
): Answer {
  const one = fleet.memberships?.find(each => each.location === location && each.name === name);
  return one === undefined
    ? absent('membership', `projects/${fleet.id}/locations/${location}/memberships/${name}`)
    : then(one);
}

function absent(what: 'feature' | 'membership', name: string): Answer {
  return googleError(404, `${what} "${name}" not found`);
}

/** An unspecified value is the default of its enum, so it is left out. */
function meshOf({management: {value}, controlPlane}: Membership): object {
  return {
    ...(value === 'MANAGEMENT_UNSPECIFIED' ? {} : {management: value}),
    ...(controlPlane === undefined ? {} : {controlPlane}),
  };
}

/** Keys of the maps carry the project number, whatever the request said. */
function featureView(fleet: Project, feature: string, site: Site, now: number): Answer {
  const name = `projects/${fleet.id}/locations/global/features/${feature}`;
  const members = fleet.memberships;
  if (feature !== 'servicemesh' || members === undefined) return absent('feature', name);
  const key = (one: Membership) =>
    `projects/${fleet.number}/locations/${one.location}/memberships/${one.name}`;
  const started = stamp(site.world.startedAt);
  const view = {
    name,
    createTime: started,
    updateTime: stamp(now),
    resourceState: {state: 'ACTIVE'},
    spec: {},
    membershipSpecs: Object.fromEntries(
      members
        .filter(one => one.featured)
        .map(one => [key(one), {mesh: meshOf(one), origin: {type: one.origin}}]),
    ),
    state: {state: {code: 'OK', updateTime: started}},
    membershipStates: Object.fromEntries(
      members
        .filter(one => one.forced?.told !== 'none')
        .map(one => [key(one), meshState(site.world, fleet, one, now)]),
    ),
  } satisfies Shown<gkehub_v1.Schema$Feature>;
  return ok(view);
}

function memberFeatureView(fleet: Project, one: Membership, site: Site, now: number) {
  return {
    name: featureName(fleet, one),
    spec: {origin: {type: one.origin}, servicemesh: meshOf(one)},
    state: meshState(site.world, fleet, one, now),
  } satisfies Shown<gkehub_v2.Schema$MembershipFeature>;
}

/** When every membership was made. */
const registeredAt = '2025-10-18T06:12:00Z';

function memberView(fleet: Project, one: Membership) {
  const {project, location, name} = one.cluster;
  const cluster = `projects/${project}/locations/${location}/clusters/${name}`;
  return {
    name: `projects/${fleet.id}/locations/${one.location}/memberships/${one.name}`,
    endpoint: one.attached
      ? {kubernetesMetadata: {kubernetesApiServerVersion: 'v1.34.2'}}
      : {gkeCluster: {resourceLink: `//container.googleapis.com/${cluster}`}},
    ...(one.issuer === ''
      ? {}
      : {
          authority: {
            issuer: one.issuer,
            workloadIdentityPool: `${fleet.id}.svc.id.goog`,
            identityProvider: one.issuer,
          },
        }),
    state: {code: 'READY'},
    createTime: registeredAt,
    updateTime: registeredAt,
    externalId: uuid(one.name, 0),
    uniqueId: uuid(one.name, 1),
  } satisfies gkehub_v1.Schema$Membership;
}

function list(fleet: Project, location: string, call: Call): Answer {
  const all = (fleet.memberships ?? []).filter(
    one => location === '-' || one.location === location,
  );
  return page(
    all,
    {size: Number(call.query.get('pageSize') ?? 0), token: call.query.get('pageToken') ?? ''},
    {usual: 500, most: 500},
    (items, next) =>
      ({
        resources: items.map(one => memberView(fleet, one)),
        ...next,
      }) satisfies gkehub_v1.Schema$ListMembershipsResponse,
  );
}

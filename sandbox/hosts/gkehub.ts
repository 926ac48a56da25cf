import {notFound, ok, type Answer} from '../answer.ts';
import type {Call, Route, Site} from '../call.ts';
import type {Verb} from '../fault.ts';
import {meshState} from '../health.ts';
import {stamp} from '../json.ts';
import {page} from '../page.ts';
import {findProject, type Membership, type Project} from '../world.ts';
import {strangerProject} from './project.ts';

const feature = /^\/v1\/projects\/([^/]+)\/locations\/global\/features\/([^/]+)$/;
const member = /^\/v1\/projects\/([^/]+)\/locations\/([^/]+)\/memberships(?:\/([^/]+))?$/;
const memberFeature =
  /^\/v2\/projects\/([^/]+)\/locations\/([^/]+)\/memberships\/([^/]+)\/features\/servicemesh$/;

/** GKE Hub v1 and v2: https://docs.cloud.google.com/kubernetes-engine/fleet-management/docs/reference/rest */
export function routeGkeHub(call: Call): Route<Verb<'gkehub'>> | undefined {
  if (call.method !== 'GET') return undefined;
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
    found(project, place, key, one => ok(memberFeatureView(project, one, site, now))),
  );
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
    ? notFound(`projects/${fleet.id}/locations/${location}/memberships/${name}`)
    : then(one);
}

const spec = {mesh: {management: 'MANAGEMENT_AUTOMATIC'}, origin: {type: 'USER'}};

/** Keys of the maps carry the project number, whatever the request said. */
function featureView(fleet: Project, feature: string, site: Site, now: number): Answer {
  const name = `projects/${fleet.id}/locations/global/features/${feature}`;
  const members = fleet.memberships;
  if (feature !== 'servicemesh' || members === undefined) return notFound(name);
  const key = (one: Membership) =>
    `projects/${fleet.number}/locations/${one.location}/memberships/${one.name}`;
  const started = stamp(site.world.startedAt);
  return ok({
    name,
    createTime: started,
    updateTime: stamp(now),
    resourceState: {state: 'ACTIVE'},
    spec: {},
    membershipSpecs: Object.fromEntries(members.map(one => [key(one), spec])),
    state: {state: {code: 'OK', updateTime: started}},
    membershipStates: Object.fromEntries(
      members.map(one => [key(one), meshState(site.world, fleet, one, now)]),
    ),
  });
}

function memberFeatureView(fleet: Project, one: Membership, site: Site, now: number) {
  const path = `projects/${fleet.number}/locations/${one.location}/memberships/${one.name}`;
  return {
    name: `${path}/features/servicemesh`,
    spec: {servicemesh: {management: 'MANAGEMENT_AUTOMATIC'}},
    state: meshState(site.world, fleet, one, now),
  };
}

function memberView(fleet: Project, one: Membership) {
  const {project, location, name} = one.cluster;
  const cluster = `projects/${project}/locations/${location}/clusters/${name}`;
  return {
    name: `projects/${fleet.id}/locations/${one.location}/memberships/${one.name}`,
    endpoint: {gkeCluster: {resourceLink: `//container.googleapis.com/${cluster}`}},
    authority: {
      issuer: `https://container.googleapis.com/v1/${cluster}`,
      workloadIdentityPool: `${fleet.id}.svc.id.goog`,
      identityProvider: `https://container.googleapis.com/v1/${cluster}`,
    },
    state: {code: 'READY'},
  };
}

function list(fleet: Project, location: string, call: Call): Answer {
  const all = (fleet.memberships ?? []).filter(
    one => location === '-' || one.location === location,
  );
  return page(
    all,
    {size: Number(call.query.get('pageSize') ?? 0), token: call.query.get('pageToken') ?? ''},
    {usual: 500, most: 500},
    (items, next) => ({resources: items.map(one => memberView(fleet, one)), ...next}),
  );
}

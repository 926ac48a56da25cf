import {googleError, invalid, notFound, ok, type Answer} from '../http/answer.ts';
import type {Call, Route, Site} from '../http/call.ts';
import type {Cluster} from '../cluster/cluster.ts';
import {setPool} from '../cluster/change.ts';
import type {Verb} from '../http/fault.ts';
import {at, isObject, stamp, textAt} from '../json.ts';
import {
  type Change,
  clusterKey,
  clusterTarget,
  findProject,
  nextSerial,
  type World,
} from '../world/world.ts';
import {strangerProject} from './project.ts';

const cluster = /^\/v1\/projects\/([^/]+)\/locations\/([^/]+)\/clusters\/([^/:]+)$/;
const operation = /^\/v1\/projects\/([^/]+)\/locations\/([^/]+)\/operations\/([^/:]+)$/;

/** Kubernetes Engine v1: https://docs.cloud.google.com/kubernetes-engine/docs/reference/rest */
export function routeContainer(call: Call): Route<Verb<'container'>> | undefined {
  const [, project = '', location = '', name = ''] = cluster.exec(call.path) ?? [];
  const run =
    (then: (found: Cluster, site: Site, now: number) => Answer) => (site: Site, now: number) =>
      within(site.world, {project, location, name}, found => then(found, site, now));
  if (call.method === 'GET' && name !== '') {
    return {verb: 'get', mutating: false, project, run: run(found => ok(view(found)))};
  }
  if (call.method === 'PUT' && name !== '') {
    return {
      verb: 'update',
      mutating: true,
      project,
      run: run((found, {world}, now) => update(world, found, call.body, now)),
    };
  }
  const [, home = '', place = '', id = ''] = operation.exec(call.path) ?? [];
  if (call.method !== 'GET' || id === '') return undefined;
  return {
    verb: 'operation',
    mutating: false,
    project: home,
    run: ({world}, now) => poll(world, {home, place, id}, now),
  };
}

function within(
  world: World,
  place: {readonly project: string; readonly location: string; readonly name: string},
  then: (found: Cluster) => Answer,
): Answer {
  const project = findProject(world, place.project);
  if (project === undefined) return strangerProject(place.project);
  const key = clusterKey({...place, project: project.id});
  const found = world.clusters.get(key);
  const attached = world.projects.some(one =>
    one.memberships?.some(each => each.attached && clusterKey(each.cluster) === key),
  );
  if (found !== undefined && !attached) return then(found);
  const {location, name} = place;
  const path = `projects/${project.id}/locations/${location}/clusters/${name}`;
  return googleError(404, `Not found: ${path}.`);
}

function path({project, location, name}: Cluster): string {
  return `projects/${project}/locations/${location}/clusters/${name}`;
}

function view(found: Cluster) {
  const pool = found.workloadPool.value;
  return {
    name: found.name,
    location: found.location,
    selfLink: `https://container.googleapis.com/v1/${path(found)}`,
    status: found.status,
    currentMasterVersion: found.version,
    // What is off is left out, as the API does.
    ...(pool === undefined ? {} : {workloadIdentityConfig: {workloadPool: pool}}),
    ...(found.autopilot ? {autopilot: {enabled: true}} : {}),
    nodePools: [...found.nodePools.values()].map(({name, metadata}) => ({
      name,
      status: 'RUNNING',
      version: found.version,
      config: {
        machineType: 'e2-standard-4',
        ...(metadata.value === '' ? {} : {workloadMetadataConfig: {mode: metadata.value}}),
      },
    })),
  };
}

/** The refusal of a change of a cluster while another operation runs on it. */
export function clusterBusy(operation: string): Answer {
  return googleError(400, `Cluster is running incompatible operation ${operation}.`, {
    status: 'FAILED_PRECONDITION',
  });
}

function update(world: World, found: Cluster, body: unknown, now: number): Answer {
  const wanted = at(body, 'update');
  const [field = '', ...more] = isObject(wanted) ? Object.keys(wanted) : [];
  if (field === '' || more.length > 0)
    return invalid('Exactly one update can be applied to a cluster with each request.');
  if (field !== 'desiredWorkloadIdentityConfig')
    return googleError(501, `The sandbox does not play ${field}.`);
  const pool = textAt(wanted, field, 'workloadPool');
  const own = `${found.project}.svc.id.goog`;
  if (pool !== own) return invalid(`Workload pool "${pool}" is not valid: only "${own}" is.`);
  const target = clusterTarget(found);
  const going = [...world.changes.values()].find(one => one.target === target && now < one.doneAt);
  if (going !== undefined) {
    const id = going.name.split('/').at(-1) ?? '';
    return clusterBusy(id);
  }
  const id = `operation-${world.startedAt}-${nextSerial(world)}`;
  const change: Change = {
    name: `projects/${found.project}/locations/${found.location}/operations/${id}`,
    target,
    startedAt: now,
    doneAt: now + world.pace.changeMs,
  };
  world.changes.set(change.name, change);
  const run = (then: number) => {
    setPool(found, pool, then);
  };
  world.later = [...world.later, {at: change.doneAt, run}];
  return ok(operationView(change, now));
}

function poll(
  world: World,
  {home, place, id}: {readonly home: string; readonly place: string; readonly id: string},
  now: number,
): Answer {
  const project = findProject(world, home);
  if (project === undefined) return strangerProject(home);
  const name = `projects/${project.id}/locations/${place}/operations/${id}`;
  const found = world.changes.get(name);
  const ours = found?.target.startsWith('https://container.googleapis.com/') === true;
  return found === undefined || !ours ? notFound(name) : ok(operationView(found, now));
}

function operationView(change: Change, now: number) {
  const over = now >= change.doneAt;
  return {
    name: change.name.split('/').at(-1),
    operationType: 'UPDATE_CLUSTER',
    status: over ? 'DONE' : 'RUNNING',
    targetLink: change.target,
    selfLink: `https://container.googleapis.com/v1/${change.name}`,
    startTime: stamp(change.startedAt),
    ...(over ? {endTime: stamp(change.doneAt)} : {}),
  };
}

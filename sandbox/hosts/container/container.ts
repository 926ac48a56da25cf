import type {container_v1} from 'googleapis/build/src/apis/container/v1.js';
import {googleError, invalid, notFound, ok, type Answer} from '../../http/answer.ts';
import type {Call, Route, Site} from '../../http/call.ts';
import type {Cluster} from '../../cluster/cluster.ts';
import {changeCluster, setPool} from '../../cluster/change.ts';
import {mending} from '../../cluster/stalls.ts';
import {usualSeed} from '../../cluster/usual.ts';
import type {Verb} from '../../http/fault.ts';
import {clusterCall, logOperation} from '../../entries/audit-calls.ts';
import {at, isObject, stamp, textAt} from '../../json.ts';
import {caller} from '../inventory.ts';
import {type Change, clusterKey, findProject, nextSerial, type World} from '../../world/world.ts';
import {strangerProject} from '../project.ts';
import {clusterPath, clusterView, nodePoolView, serverConfigView} from './view.ts';

const clusters = /^\/v1\/projects\/([^/]+)\/locations\/([^/]+)\/(clusters|serverConfig)$/;
const cluster = /^\/v1\/projects\/([^/]+)\/locations\/([^/]+)\/clusters\/([^/:]+)$/;
const nodePools =
  /^\/v1\/projects\/([^/]+)\/locations\/([^/]+)\/clusters\/([^/:]+)\/nodePools(?:\/([^/:]+))?(:setSize)?$/;
const operation = /^\/v1\/projects\/([^/]+)\/locations\/([^/]+)\/operations\/([^/:]+)$/;

/** Kubernetes Engine v1: https://docs.cloud.google.com/kubernetes-engine/docs/reference/rest */
export function routeContainer(call: Call): Route<Verb<'container'>> | undefined {
  return routeLocation(call) ?? routeNodePools(call) ?? routeCluster(call);
}

function routeCluster(call: Call): Route<Verb<'container'>> | undefined {
  const [, project = '', location = '', name = ''] = cluster.exec(call.path) ?? [];
  const run =
    (then: (found: Cluster, site: Site, now: number) => Answer) => (site: Site, now: number) =>
      within(site.world, {project, location, name}, found => then(found, site, now));
  if (call.method === 'GET' && name !== '') {
    const show = (found: Cluster, {world}: Site) => ok(clusterView(found, world.startedAt));
    return {verb: 'get', mutating: false, project, run: run(show)};
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

/** What a location has: its clusters (`-`: of all locations) and the versions that it offers. */
function routeLocation({method, path}: Call): Route<Verb<'container'>> | undefined {
  const [, project = '', location = '', what] = clusters.exec(path) ?? [];
  if (method !== 'GET' || project === '') return undefined;
  const run = ({world}: Site): Answer => {
    const found = findProject(world, project);
    if (found === undefined) return strangerProject(project);
    if (what === 'serverConfig') return ok(serverConfigView());
    const own = [...world.clusters.values()].filter(
      one =>
        one.project === found.id &&
        (location === '-' || one.location === location) &&
        !isAttached(world, one),
    );
    return ok({
      clusters: own.map(one => clusterView(one, world.startedAt)),
    } satisfies container_v1.Schema$ListClustersResponse);
  };
  return {verb: what === 'clusters' ? 'list' : 'serverConfig', mutating: false, project, run};
}

function routeNodePools({method, path, body}: Call): Route<Verb<'container'>> | undefined {
  const [, project = '', location = '', name = '', pool, action] = nodePools.exec(path) ?? [];
  if (name === '') return undefined;
  const run =
    (then: (found: Cluster, world: World, now: number) => Answer) =>
    ({world}: Site, now: number) =>
      within(world, {project, location, name}, found => then(found, world, now));
  if (method === 'GET' && pool === undefined) {
    const all = (found: Cluster) => [...found.nodePools.values()];
    const show = (found: Cluster) =>
      ok({
        nodePools: all(found).map(one => nodePoolView(found, one)),
      } satisfies container_v1.Schema$ListNodePoolsResponse);
    return {verb: 'nodePools', mutating: false, project, run: run(show)};
  }
  if (pool === undefined) return undefined;
  const known = (then: (found: Cluster, world: World, now: number) => Answer) =>
    run((found, world, now) =>
      found.nodePools.has(pool)
        ? then(found, world, now)
        : missing(`${clusterPath(found)}/nodePools/${pool}`),
    );
  if (method === 'GET') {
    const show = (found: Cluster) =>
      ok(
        [...found.nodePools.values()].flatMap(one =>
          one.name === pool ? nodePoolView(found, one) : [],
        )[0],
      );
    return {verb: 'nodePools', mutating: false, project, run: known(show)};
  }
  if (action === undefined ? method !== 'PUT' : method !== 'POST' && method !== 'PUT')
    return undefined;
  const change = (found: Cluster, world: World, now: number): Answer => {
    const mode = textAt(body, 'workloadMetadataConfig', 'mode');
    if (action === undefined && mode === '')
      return googleError(501, 'The sandbox plays only changes of workloadMetadataConfig.');
    const run = (then: number): void => {
      if (mode !== '') changeCluster(found, {nodePools: {[pool]: mode}}, then);
    };
    return begin(world, found, now, run, 'UpdateNodePool');
  };
  return {verb: 'updateNodePool', mutating: true, project, run: known(change)};
}

function within(
  world: World,
  place: {readonly project: string; readonly location: string; readonly name: string},
  then: (found: Cluster) => Answer,
): Answer {
  const project = findProject(world, place.project);
  if (project === undefined) return strangerProject(place.project);
  const found = world.clusters.get(clusterKey({...place, project: project.id}));
  if (found !== undefined && !isAttached(world, found)) return then(found);
  const {location, name} = place;
  return missing(`projects/${project.id}/${placeOf(location)}/clusters/${name}`);
}

/** This API alone still tells its errors in the older form besides. */
function missing(path: string): Answer {
  const message = `Not found: ${path}.`;
  const errors = [{domain: 'global', message, reason: 'notFound'}];
  return {status: 404, body: {error: {code: 404, message, status: 'NOT_FOUND', errors}}};
}

/** Kubernetes Engine calls a zone by the older name, wherever it names one itself. */
function placeOf(location: string): string {
  return `${/-[a-z]$/.test(location) ? 'zones' : 'locations'}/${location}`;
}

/** Whether a cluster is none of GKE. */
function isAttached(world: World, found: Cluster): boolean {
  const key = clusterKey(found);
  return world.projects.some(one =>
    one.memberships?.some(each => each.attached && clusterKey(each.cluster) === key),
  );
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
  switch (field) {
    case 'desiredWorkloadIdentityConfig': {
      const pool = textAt(wanted, field, 'workloadPool');
      const own = `${found.project}.svc.id.goog`;
      if (pool !== own) return invalid(`Workload pool "${pool}" is not valid: only "${own}" is.`);
      return begin(world, found, now, then => {
        setPool(found, pool, then);
      });
    }
    case 'desiredMasterVersion':
      // `-` is the default version, the only one here.
      return begin(world, found, now, then => {
        const {version = ''} = usualSeed(found);
        mending(found, then, () => {
          changeCluster(found, {version}, then);
        });
      });
    default:
      return googleError(501, `The sandbox does not play ${field}.`);
  }
}

/** Begins a change of a cluster, which takes one at a time. */
function begin(
  world: World,
  found: Cluster,
  now: number,
  run: (then: number) => void,
  verb: 'UpdateCluster' | 'UpdateNodePool' = 'UpdateCluster',
): Answer {
  const target = `https://container.googleapis.com/v1/${clusterPath(found)}`;
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
  world.later = [...world.later, {at: change.doneAt, run}];
  logOperation(world, clusterCall(found, verb, caller), {id, now, doneAt: change.doneAt});
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
  const [, , , zone = '', , name = ''] = change.name.split('/');
  return {
    name,
    zone,
    operationType: 'UPDATE_CLUSTER',
    status: over ? 'DONE' : 'RUNNING',
    targetLink: change.target,
    selfLink: `https://container.googleapis.com/v1/${change.name}`,
    startTime: stamp(change.startedAt),
    ...(over ? {endTime: stamp(change.doneAt)} : {}),
  } satisfies container_v1.Schema$Operation;
}

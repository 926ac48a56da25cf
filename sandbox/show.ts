import type {JsonObject} from '../functions/core/lib/json.ts';
import {type Cluster, podsOf, upgradeFailed, type Workload} from './cluster/cluster.ts';
import {causesOf, clusterOf} from './world/causes.ts';
import {meshState} from './world/health.ts';
import {stamp} from './json.ts';
import type {Run} from './state.ts';
import {isEnabled, type Project, type World} from './world/world.ts';

/** Everything about a run that a person or a test may want to see, as JSON. */
export function showState(run: Run, now: number): JsonObject {
  const {world, chat, published} = run.site;
  return {
    scenario: run.scenario.name,
    description: run.scenario.description,
    startedAt: stamp(world.startedAt),
    now: stamp(now),
    timeScale: world.pace.scale,
    projects: world.projects.map(project => showProject(world, project, now)),
    operations: [...world.operations.values()].map(({name, services, kind, doneAt}) => ({
      name,
      service: services.join(' '),
      kind,
      done: now >= doneAt,
    })),
    changes: [...world.changes.values()].map(({name, target, doneAt}) => ({
      name,
      target,
      done: now >= doneAt,
    })),
    faults: run.faults.map(one => one.fault.text),
    counts: {
      ...run.counts,
      entries: world.entries.length,
      messages: chat.messages.length,
      refused: chat.refused.length,
      published: published.length,
    },
    upcoming: world.later.map(one => stamp(one.at)),
  };
}

function showProject(world: World, project: Project, now: number): JsonObject {
  const names = [...project.services.keys()];
  const {id, number, etag, bindings} = project;
  return {
    id,
    number,
    enabled: names.filter(name => isEnabled(project, name, now)),
    policy: {etag, bindings},
    memberships: (project.memberships ?? []).map(one => ({
      name: one.name,
      location: one.location,
      cluster: one.cluster,
      management: one.management.value,
      ...(one.controlPlane === undefined ? {} : {controlPlane: one.controlPlane}),
      featured: one.featured,
      issuer: one.issuer,
      inside: showCluster(clusterOf(world, project, one, now)),
      causes: causesOf(world, project, one, now),
      state: meshState(world, project, one, now),
    })),
  };
}

/** What differs between clusters; a workload is shown only while something of it is not as it should be. */
function showCluster(cluster: Cluster | undefined): JsonObject {
  if (cluster === undefined) return {};
  const {status, version, autopilot, refuses, namespaces, webhooks, revisions} = cluster;
  return {
    status,
    version,
    autopilot,
    ...(refuses === undefined ? {} : {refuses}),
    workloadPool: cluster.workloadPool.value ?? null,
    nodePools: Object.fromEntries(
      [...cluster.nodePools.values()].map(one => [one.name, one.metadata.value]),
    ),
    namespaces: Object.fromEntries([...namespaces.values()].map(one => [one.name, one.labels])),
    webhooks: [...webhooks.keys()],
    revisions: revisions === undefined ? null : [...revisions.keys()],
    workloads: cluster.workloads.size,
    rolling: [...cluster.rolling],
    short: named(cluster, one => podsOf(one).length < one.replicas),
    upgradeFailed: named(cluster, one => podsOf(one).some(upgradeFailed)),
  };
}

function named({workloads}: Cluster, wanted: (one: Workload) => boolean): readonly string[] {
  return [...workloads].flatMap(([name, one]) => (wanted(one) ? [name] : []));
}

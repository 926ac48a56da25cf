import type {JsonObject} from '../functions/core/json.ts';
import {causesOf, meshState} from './health.ts';
import {stamp} from './json.ts';
import type {Run} from './state.ts';
import {isEnabled, type Project, type World} from './world.ts';

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
    operations: [...world.operations.values()].map(({name, service, kind, doneAt}) => ({
      name,
      service,
      kind,
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
      causes: causesOf(world, project, one, now),
      state: meshState(world, project, one, now),
    })),
  };
}

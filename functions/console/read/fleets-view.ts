import {modeFor} from '../../core/guard/mode-rules.ts';
import {allStates, turnIn} from '../../core/incident/listing.ts';
import type {Incident} from '../../core/incident/incident.ts';
import {fleetIn, fleetMark} from '../../core/poll/fleet-seen.ts';
import {findProject} from '../../core/config/settings.ts';
import {pulseOf, spacing} from '../../engine/lib/heartbeat/marks.ts';
import type {FleetView, Sign} from '../../pages/console/fleets.ts';
import {phrase} from '../../pages/console/texts.ts';
import type {ReadDeps} from '../deps.ts';
import type {Speaking} from './speaking.ts';

/** So many open incidents are looked through for those of a place. */
const mostOpen = 200;

/** The fleets of the configuration as the last poll read them. @throws StoreError. */
export async function fleetViews(
  deps: ReadDeps,
  speaking: Speaking,
): Promise<readonly FleetView[]> {
  const {settings, store} = deps;
  const states = allStates.filter(one => turnIn(one) !== 'nobody');
  const open = await store.listed({states}, {limit: mostOpen});
  const fleets = [...new Set(settings.projects.map(one => one.fleet))];
  return Promise.all(fleets.map(id => fleetView(deps, speaking, id, open)));
}

async function fleetView(
  deps: ReadDeps,
  speaking: Speaking,
  id: string,
  open: readonly Incident[],
): Promise<FleetView> {
  const {settings, store} = deps;
  const seen = fleetIn((await store.mark(fleetMark(id)))?.value);
  const projects = settings.projects.filter(one => one.fleet === id);
  const ids = new Set(projects.map(one => one.id));
  const incidents = new Map<string, Sign[]>();
  for (const one of open) {
    const {project, location, cluster, membership} = one.target;
    const name = membership ?? cluster;
    if (!ids.has(project) || name === undefined) continue;
    for (const place of seen.memberships) {
      if (place.membership !== name || (location ?? place.location) !== place.location) continue;
      const key = `${place.location}/${place.membership}`;
      incidents.set(key, [...(incidents.get(key) ?? []), {id: one.id, state: one.state}]);
    }
  }
  const apis = new Set(Object.values(seen.services).flatMap(one => Object.keys(one)));
  const ofPlace = new Set([...incidents.values()].flat().map(one => one.id));
  return {
    id,
    number: findProject(settings, id)?.number ?? '',
    seen: {
      ...seen,
      memberships: seen.memberships.map(one =>
        one.project === undefined
          ? one
          : {...one, project: findProject(settings, one.project)?.id ?? one.project},
      ),
    },
    apis: [...apis].sort(),
    incidents,
    projects: await Promise.all(
      projects.map(async project => ({
        id: project.id,
        number: project.number,
        mode: modeFor(settings, '', [project.id]).mode,
        heartbeat: await heartbeatText(deps, speaking, project.id),
        incidents: open
          .filter(one => one.target.project === project.id && !ofPlace.has(one.id))
          .map(one => ({id: one.id, state: one.state})),
      })),
    ),
  };
}

async function heartbeatText(
  deps: ReadDeps,
  {say, now}: Speaking,
  project: string,
): Promise<string> {
  if (spacing(deps) === undefined) return say(phrase('console.heartbeat.off'));
  const at = await pulseOf(deps, project);
  return at === undefined
    ? say(phrase('console.heartbeat.none'))
    : say(phrase('console.heartbeat.ago', {span: Math.max(0, now - at)}));
}

import {projectOf} from '../../core/detection/finding.ts';
import {CallError} from '../../core/lib/error.ts';
import type {Due} from '../../core/ports/ports.ts';
import {isCalled} from '../../mesh/membership.ts';
import {sideBySide} from '../lib/concurrency.ts';
import type {Deps} from '../lib/context.ts';

/** Of a sweep's room, this share goes by the order alone; the rest to what has waited longest. */
const share = 4 / 5;

/**
 * Whose turn it is among what is due. First comes what was looked at already: it is being repaired or asks
 * for a person. Then what was only heard of, and of that the clusters that a fleet knows before those that
 * only entries name, of which anybody can invent any number. In each, the projects have their turns. What
 * waits longest has some of the room whatever it is, so that nothing waits for ever.
 */
export async function orderOfWork(
  deps: Pick<Deps, 'settings' | 'readers' | 'log'>,
  due: readonly Due[],
  room: number,
): Promise<readonly string[]> {
  if (due.length <= room) return roundRobin(due).map(one => one.id);
  const isKnown = await knownPlaces(deps);
  const ranks: readonly Due[][] = [[], [], []];
  for (const one of due) ranks[rankOf(one, isKnown)]?.push(one);
  const chosen = new Set(ranks.flatMap(roundRobin).slice(0, Math.floor(room * share)));
  const longest = due.filter(one => !chosen.has(one)).slice(0, room - chosen.size);
  return [...chosen, ...longest].map(one => one.id);
}

function rankOf({state, key}: Due, isKnown: (key: string) => boolean): number {
  if (state !== 'detected' && state !== 'suppressed') return 0;
  return isKnown(key) ? 1 : 2;
}

/** One of each project, the longest due first, then the next of each: one with many delays no other. */
function roundRobin(due: readonly Due[]): readonly Due[] {
  const projects = new Map<string, Due[]>();
  for (const one of due) {
    const project = projectOf(one.key);
    const own = projects.get(project);
    if (own === undefined) projects.set(project, [one]);
    else own.push(one);
  }
  const most = Math.max(0, ...[...projects.values()].map(own => own.length));
  const turns = Array.from({length: most}, (_, turn) => turn);
  return turns.flatMap(turn => [...projects.values()].flatMap(own => own[turn] ?? []));
}

/**
 * Whether a key is of a whole project, or of a cluster or membership that its fleet knows, in that very
 * location where the key names one. A fleet that does not answer knows all.
 */
async function knownPlaces({
  settings,
  readers,
  log,
}: Pick<Deps, 'settings' | 'readers' | 'log'>): Promise<(key: string) => boolean> {
  const known = new Set<string>();
  const silent = new Set<string>();
  const hosts = new Set(settings.projects.map(one => one.fleet));
  await sideBySide([...hosts], async host => {
    const members = settings.projects.filter(one => one.fleet === host);
    try {
      const {memberships, unreachable} = await readers.registrations(host);
      if (unreachable.length > 0) for (const {id} of members) silent.add(id);
      for (const {cluster, location, membership} of memberships) {
        const project =
          cluster === undefined ? host : members.find(one => isCalled(one, cluster.project))?.id;
        if (project === undefined) continue;
        for (const place of ['', location, cluster?.location ?? '']) {
          // Entries name a cluster that is none of GKE's by its membership.
          const name = cluster?.name ?? membership;
          known.add(placeOf(project, place, '', membership));
          known.add(placeOf(project, place, name, ''));
          known.add(placeOf(project, place, name, membership));
        }
      }
    } catch (error) {
      if (!(error instanceof CallError)) throw error;
      log.warn('a fleet gives no list of its clusters: all that is due counts alike', {
        fleet: host,
      });
      for (const {id} of members) silent.add(id);
    }
  });
  return key => {
    const [, project = '', location = '', cluster = '', membership = ''] = key.split('|');
    if (cluster === '' && membership === '') return true;
    return silent.has(project) || known.has(placeOf(project, location, cluster, membership));
  };
}

function placeOf(...parts: readonly [string, string, string, string]): string {
  return parts.join('|');
}

import {status} from '../../core/announcement/status.ts';
import {entriesOf} from '../../core/incident/entry-count.ts';
import type {Incident} from '../../core/incident/incident.ts';
import {
  allStates,
  type IncidentFilter,
  type ListPlace,
  statesOf,
  type Turn,
} from '../../core/incident/listing.ts';
import {ownerOf} from '../../core/incident/ownership.ts';
import type {State} from '../../core/incident/reason.ts';
import {fleetIn, fleetMark} from '../../core/poll/fleet-seen.ts';
import {pauseInForce} from '../../engine/lib/pause-in-force.ts';
import {
  type Asked,
  type ListView,
  queryOf,
  type Row,
  type Show,
  type Since,
  shows,
} from '../../pages/console/list.ts';
import type {ReadDeps} from '../deps.ts';
import {titleOf} from './message.ts';
import type {Speaking} from './speaking.ts';

/** So many rows of what is over stand on a page. */
export const pageRows = 25;
/** So many of what is not over: more than that nobody reads before acting. */
const openRows = 25;

const hour = 60 * 60 * 1000;
const sinceMs: Readonly<Record<Since, number>> = {
  any: Infinity,
  '24h': 24 * hour,
  '7d': 7 * 24 * hour,
  '30d': 30 * 24 * hour,
};

/** The states that a choice lists. */
export function statesShown(show: Show): readonly State[] {
  switch (show) {
    case 'all':
      return allStates;
    case 'person':
      return statesOf('person');
    case 'working':
      return statesOf('responder');
    case 'resolved':
    case 'suppressed':
    case 'no-action':
      return [show];
  }
}

/** What is asked for as the store understands it. */
export function filterOf({show, runbook, project, since}: Asked, now: number): IncidentFilter {
  const ms = sinceMs[since];
  return {
    ...(show === 'all' ? {} : {states: statesShown(show)}),
    ...(runbook === undefined ? {} : {runbook}),
    ...(project === undefined ? {} : {project}),
    ...(ms === Infinity ? {} : {from: now - ms}),
  };
}

/** A page of the list: what is not over comes first, on the first page only. @throws StoreError. */
export async function listView(
  deps: ReadDeps,
  speaking: Speaking,
  asked: Asked,
  after: ListPlace | undefined,
): Promise<ListView> {
  const {store, settings, runbooks} = deps;
  const {now} = speaking;
  const filter = filterOf(asked, now);
  const [groups, totals, pause, polledAt] = await Promise.all([
    groupsOf(deps, speaking, {asked, filter, after}),
    Promise.all(
      shows.map(
        async one => [one, await store.total(filterOf({...asked, show: one}, now))] as const,
      ),
    ),
    pauseInForce(deps),
    lastPoll(deps),
  ]);
  const counts = Object.fromEntries(totals) as Record<Show, number>;
  const closed = groups.find(one => one.turn === 'nobody');
  const last = closed?.incidents.at(-1);
  const hasMore = last !== undefined && closed?.hasMore === true;
  return {
    asked,
    totals: counts,
    groups: groups.map(({turn, incidents}) => ({
      turn,
      total: totalOf(turn, asked.show, counts),
      rows: incidents.map(one => rowOf(deps, speaking, one)),
    })),
    ...(hasMore ? {older: queryOf(asked, placeText(last))} : {}),
    isBehind: after !== undefined,
    runbooks: runbooks.map(one => one.manifest.id),
    projects: settings.projects.map(one => one.id),
    isPaused: pause !== undefined,
    ...(polledAt === undefined ? {} : {polledAt}),
  };
}

/** How many a group has, from what is counted for the choices above it. */
function totalOf(turn: Turn, show: Show, counts: Readonly<Record<Show, number>>): number {
  if (show !== 'all') return counts[show];
  switch (turn) {
    case 'person':
      return counts.person;
    case 'responder':
      return counts.working;
    case 'nobody':
      return counts.all - counts.person - counts.working;
  }
}

interface Group {
  readonly turn: Turn;
  readonly incidents: readonly Incident[];
  readonly hasMore: boolean;
}

async function groupsOf(
  {store}: ReadDeps,
  _speaking: Speaking,
  {
    asked,
    filter,
    after,
  }: {
    readonly asked: Asked;
    readonly filter: IncidentFilter;
    readonly after: ListPlace | undefined;
  },
): Promise<readonly Group[]> {
  const wanted = statesShown(asked.show);
  const of = async (turn: Turn): Promise<Group> => {
    const states = statesOf(turn).filter(one => wanted.includes(one));
    const isPaged = turn === 'nobody' || asked.show !== 'all';
    // What is not over stands on the first page.
    if (states.length === 0 || (after !== undefined && !isPaged)) {
      return {turn, incidents: [], hasMore: false};
    }
    const some = {...filter, states};
    const limit = isPaged ? pageRows : openRows;
    const found = await store.listed(some, {
      limit: limit + 1,
      ...(isPaged && after !== undefined ? {after} : {}),
    });
    const incidents = found.slice(0, limit);
    const longest = [...incidents].sort((a, b) => a.work.changedAt - b.work.changedAt);
    return {
      turn,
      incidents: turn === 'person' && !isPaged ? longest : incidents,
      hasMore: found.length > limit,
    };
  };
  return Promise.all((['person', 'responder', 'nobody'] as const).map(of));
}

/** One incident in a row. */
export function rowOf(
  deps: Pick<ReadDeps, 'runbooks' | 'actions' | 'timing' | 'settings'>,
  speaking: Speaking,
  incident: Incident,
): Row {
  const {id, state, runbook, target, work, openedAt, intake} = incident;
  const owner = ownerOf(incident);
  return {
    id,
    state,
    title: titleOf(deps, speaking, incident),
    runbook,
    target,
    why: speaking.say(status(incident)),
    entries: entriesOf(intake),
    changedAt: work.changedAt,
    openedAt,
    ...(owner === undefined ? {} : {owner: owner.by}),
  };
}

/** Where a list goes on, in an address. */
export function placeText({openedAt, id}: ListPlace): string {
  return `${openedAt}.${id}`;
}

/** Reads it back; undefined for what is none. */
export function placeIn(text: string | undefined): ListPlace | undefined {
  const [, openedAt, id] =
    /^(\d{1,16}(?:\.\d{1,6})?)\.([\da-f]{10}-\d{1,9})$/.exec(text ?? '') ?? [];
  return openedAt === undefined || id === undefined ? undefined : {openedAt: Number(openedAt), id};
}

/** When a poll has read a fleet last; undefined: none has. */
async function lastPoll({store, settings}: ReadDeps): Promise<number | undefined> {
  const fleets = [...new Set(settings.projects.map(one => one.fleet))].slice(0, 20);
  const read = await Promise.all(
    fleets.map(async one => fleetIn((await store.mark(fleetMark(one)))?.value).readAt),
  );
  const times = read.filter(one => one !== undefined);
  return times.length === 0 ? undefined : Math.max(...times);
}

import {findProject, type Project} from '../../core/config/settings.ts';
import {type Memories, memoriesOf, remember} from '../../core/poll/pending.ts';
import type {Deps, FindingContext} from '../lib/context.ts';
import {type Found, surveyFleet} from './survey-fleet.ts';
import {budgetedReaders, type PollMemory, pollMemory} from './poll-budget.ts';
import {notedReads, rememberSight} from './fleet-sight.ts';
import {besideOf} from '../remediate/diagnose.ts';
import {memoizedReaders} from '../lib/memoized-readers.ts';
import {sideBySide} from '../lib/concurrency.ts';
import {type Outcome, openFromPoll} from './open-from-poll.ts';

/** A round begins no fleet later than this: a function's time is limited, and the next sweep is due. */
const roundSeconds = 50;

/**
 * Looks over all fleets once, and opens incidents for what no log announces. Each thing is read once, within what
 * polls may ask for in a minute; what fails is logged and holds up nothing else. What there was no budget or no time
 * for comes first in the next round of the same memory. It never throws.
 */
export async function poll(live: Deps, memory: PollMemory = pollMemory(live)): Promise<void> {
  const noted = notedReads(memoizedReaders(budgetedReaders(live.readers, memory.budget)));
  const deps = {...live, readers: noted.readers, beside: besideOf(live, memory.beats)};
  const end = live.clock.now() + live.timing.seconds(roundSeconds);
  const {leftFleets} = memory;
  const fleets = new Set([...leftFleets, ...deps.settings.projects.map(one => one.fleet)]);
  leftFleets.clear();
  await sideBySide([...fleets], async id => {
    if (live.clock.now() >= end) {
      leftFleets.add(id);
      return;
    }
    try {
      const fleet = findProject(deps.settings, id);
      if (fleet !== undefined) await pollFleet(deps, live, fleet, memory);
      if (fleet !== undefined) {
        const projects = deps.settings.projects.filter(one => one.fleet === fleet.id);
        await rememberSight(live, fleet.id, noted.of(fleet, projects), memory.sights);
      }
    } catch (error) {
      deps.log.error('a fleet could not be polled; the next sweep tries again', {
        fleet: id,
        error: textOf(error),
      });
    }
  });
  if (leftFleets.size > 0) {
    deps.log.info('fleets wait for the next poll', {count: leftFleets.size});
  }
}

async function pollFleet(
  deps: Pick<
    Deps,
    'settings' | 'runbooks' | 'store' | 'readers' | 'history' | 'clock' | 'timing' | 'log'
  >,
  live: FindingContext,
  fleet: Project,
  memory: PollMemory,
): Promise<void> {
  const {settings, readers, store, clock} = deps;
  const projects = settings.projects.filter(one => one.fleet === fleet.id);
  const ground = {fleet, projects, readers};
  const {found, unknown, failures, outside, overdue} = await surveyFleet(deps, ground, memory);
  const name = `poll/${fleet.id}`;
  const mark = await store.mark(name);
  const before = memoriesOf(mark?.value);
  const memories = remember(before, found, unknown, clock.now());
  // Where another instance polls as well, what it remembers is as good.
  if (memories !== before) {
    await store.setMark({name, version: (mark?.version ?? 0) + 1, value: memories});
  }
  for (const [error, places] of failures) {
    deps.log.warn('a poll got no answer', {fleet: fleet.id, error, places});
  }
  const outcomes = await weighAll(live, found, memories);
  const counts = countsOf(outcomes.values());
  if (outside > 0) counts.set('outside', outside);
  if (overdue > 0) counts.set('overdue', overdue);
  for (const [outcome, count] of counts) {
    deps.log.info('polled', {fleet: fleet.id, outcome, count});
  }
}

/** The causes are decided on before what they explain. */
async function weighAll(
  deps: FindingContext,
  found: readonly Found[],
  memories: Memories,
): Promise<ReadonlyMap<string, Outcome | 'failed'>> {
  const outcomes = new Map<string, Outcome | 'failed'>();
  const groups = Map.groupBy(found, one => one.runbook);
  for (const group of groups.values()) {
    await sideBySide(group, async one => {
      try {
        outcomes.set(one.key, await openFromPoll(deps, one, memories, outcomes));
      } catch (error) {
        outcomes.set(one.key, 'failed');
        deps.log.error('a polled problem could not be taken', {key: one.key, error: textOf(error)});
      }
    });
  }
  return outcomes;
}

function countsOf(outcomes: Iterable<string>): Map<string, number> {
  const counts = new Map<string, number>();
  for (const one of outcomes) counts.set(one, (counts.get(one) ?? 0) + 1);
  return counts;
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

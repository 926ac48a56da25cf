import {shortHash} from '../../core/incident/plan.ts';
import type {Ground, Runbook} from '../../core/contract/runbook.ts';
import type {Project} from '../../core/config/settings.ts';
import type {Sighting} from '../../core/poll/pending.ts';
import type {Target} from '../../core/detection/target.ts';
import type {Looking} from '../lib/context.ts';
import {memoizedCauses} from '../remediate/diagnose.ts';
import {basicFirst, diagnosePlaces, type Sight, type Sights} from './diagnose-places.ts';
import type {PollMemory} from './poll-budget.ts';

/** A problem that a poll saw, and whose it is. */
export interface Found extends Sighting {
  readonly runbook: Runbook;
  readonly target: Target;
  readonly project: Project;
}

/** What one round saw of a fleet. */
export interface Seeing {
  /** The most basic problems first. */
  readonly found: readonly Found[];
  /** Whether a problem could not be looked at, so that nobody knows whether it is gone. */
  readonly unknown: (key: string) => boolean;
  /** What went wrong, each with the number of places that it hid. */
  readonly failures: ReadonlyMap<string, number>;
  /** Places outside of the locations and clusters that the allow-list names. */
  readonly outside: number;
  /** Places whose turn it was, and for which the minute's budget did not last. */
  readonly overdue: number;
}

interface Notes {
  readonly found: Found[];
  readonly unknownKeys: Set<string>;
  readonly unknownRunbooks: Set<string>;
  readonly failures: Map<string, number>;
  outside: number;
  overdue: number;
}

/**
 * So many places of a runbook that are not well are looked at as deep as an incident would in one round;
 * each may cost a request through the gateway, which takes 2,400 a minute. The rest counts by its first
 * look: its incident looks deeper.
 */
const deepLooks = 100;

/** Has every place of a fleet diagnosed where a runbook says that its problem would have to sit. */
export async function surveyFleet(
  deps: Looking,
  ground: Ground,
  {overdue}: Pick<PollMemory, 'overdue'>,
): Promise<Seeing> {
  const notes: Notes = {
    found: [],
    unknownKeys: new Set(),
    unknownRunbooks: new Set(),
    failures: new Map(),
    outside: 0,
    overdue: 0,
  };
  const askCause = memoizedCauses(deps);
  for (const runbook of basicFirst(deps.runbooks)) {
    const {id, pollMinutes} = runbook.manifest;
    const queue = `${ground.fleet.id}/${id}`;
    const first = overdue.get(queue) ?? [];
    const missed = new Set(first);
    const turn = (key: string): boolean => missed.has(key) || isItsTurn(deps, key, pollMinutes);
    const sights = await diagnosePlaces(deps, ground, runbook, {first, turn, deepLooks, askCause});
    overdue.set(queue, sights.overdue);
    noteAll(notes, runbook, sights);
  }
  const {unknownKeys, unknownRunbooks, ...seen} = notes;
  return {
    ...seen,
    unknown: key => unknownKeys.has(key) || unknownRunbooks.has(key.slice(0, key.indexOf('|'))),
  };
}

function noteAll(
  notes: Notes,
  runbook: Runbook,
  {sights, unsurveyed, outside, left, overdue}: Sights,
): void {
  for (const {said} of unsurveyed) {
    notes.unknownRunbooks.add(runbook.manifest.id);
    if (said !== undefined) failed(notes, said);
  }
  notes.outside += outside.length;
  notes.overdue += overdue.length;
  for (const key of [...left, ...overdue]) notes.unknownKeys.add(key);
  for (const sight of sights) note(notes, sight);
}

/**
 * Whether a place is looked at in this minute: each has one minute out of so many, by its key, so that the
 * places of a fleet are spread over them. A minute without a round costs the place that turn.
 */
function isItsTurn({clock, timing}: Looking, key: string, pollMinutes: number): boolean {
  if (pollMinutes === 1) return true;
  const minute = Math.floor(clock.now() / timing.seconds(60));
  return minute % pollMinutes === Number.parseInt(shortHash(key).slice(0, 8), 16) % pollMinutes;
}

/** A problem that is there counts, also where nobody could say what explains it: its incident tells that. */
function note(notes: Notes, {own, answer, ...place}: Sight): void {
  if (answer.kind === 'unseen') failed(notes, answer.said);
  switch (own.kind) {
    case 'healthy':
      return;
    case 'unseen':
      notes.unknownKeys.add(place.key);
      return;
    case 'waiting':
    case 'person': {
      const {usualSeconds} = own;
      notes.found.push({...place, ...(usualSeconds === undefined ? {} : {usualSeconds})});
      return;
    }
    case 'broken':
    case 'symptom':
      notes.found.push(place);
      return;
  }
}

function failed({failures}: Notes, said: string): void {
  failures.set(said, (failures.get(said) ?? 0) + 1);
}

import {incidentKey} from '../core/finding.ts';
import {shortHash} from '../core/plan.ts';
import {type Ground, type Runbook, type Surveyed} from '../core/runbook.ts';
import {covers, type Project} from '../core/settings.ts';
import type {Sighting} from '../core/sighting.ts';
import type {Target} from '../core/target.ts';
import type {Deps} from './deps.ts';
import {ask, unasked} from './diagnose.ts';
import {sideBySide} from './side-by-side.ts';

/** A look is mostly waiting for Google. */
const looksAtOnce = 16;

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
}

interface Notes {
  readonly found: Found[];
  readonly unknownKeys: Set<string>;
  readonly unknownRunbooks: Set<string>;
  readonly failures: Map<string, number>;
  outside: number;
}

/** Has every place of a fleet diagnosed where a runbook says that its problem would have to sit. */
export async function lookOver(deps: Deps, ground: Ground): Promise<Seeing> {
  const notes: Notes = {
    found: [],
    unknownKeys: new Set(),
    unknownRunbooks: new Set(),
    failures: new Map(),
    outside: 0,
  };
  for (const runbook of basicFirst(deps.runbooks)) await lookFor(deps, ground, runbook, notes);
  const {unknownKeys, unknownRunbooks, ...seen} = notes;
  return {
    ...seen,
    unknown: key => unknownKeys.has(key) || unknownRunbooks.has(key.slice(0, key.indexOf('|'))),
  };
}

/** The runbooks in an order in which each comes after its causes. */
function basicFirst(runbooks: readonly Runbook[]): readonly Runbook[] {
  const depth = (id: string): number => {
    const causes = runbooks.find(one => one.manifest.id === id)?.manifest.causes ?? [];
    return 1 + Math.max(0, ...causes.map(depth));
  };
  return [...runbooks].sort((a, b) => depth(a.manifest.id) - depth(b.manifest.id));
}

async function lookFor(deps: Deps, ground: Ground, runbook: Runbook, notes: Notes): Promise<void> {
  if (runbook.survey === undefined) return;
  let surveyed: Surveyed;
  try {
    surveyed = await runbook.survey(ground);
  } catch (error) {
    notes.unknownRunbooks.add(runbook.manifest.id);
    failed(notes, error);
    return;
  }
  if (!surveyed.whole) notes.unknownRunbooks.add(runbook.manifest.id);
  const look = async (target: Target): Promise<void> => {
    const project = ground.projects.find(one => one.id === target.project);
    const key = incidentKey({runbook: runbook.manifest.id, target});
    if (project === undefined || !covers(project, target)) notes.outside += 1;
    else if (!isItsTurn(deps, key, runbook.manifest.pollMinutes)) notes.unknownKeys.add(key);
    else await lookAt(deps, {runbook, target, project}, notes);
  };
  await sideBySide(surveyed.places, look, looksAtOnce);
}

/**
 * Whether a place is looked at in this minute: each has one minute out of so many, by its key, so that the
 * places of a fleet are spread over them. A minute without a round costs the place that turn.
 */
function isItsTurn({clock, timing}: Deps, key: string, pollMinutes: number): boolean {
  if (pollMinutes === 1) return true;
  const minute = Math.floor(clock.now() / timing.seconds(60));
  return minute % pollMinutes === Number.parseInt(shortHash(key).slice(0, 8), 16) % pollMinutes;
}

async function lookAt(
  deps: Deps,
  place: Pick<Found, 'runbook' | 'target' | 'project'>,
  notes: Notes,
): Promise<void> {
  const {runbook, target} = place;
  const key = incidentKey({runbook: runbook.manifest.id, target});
  try {
    const answer = await ask(deps, runbook, target, unasked);
    switch (answer.kind) {
      case 'healthy':
        return;
      case 'waiting': {
        const {usualSeconds} = answer;
        notes.found.push({...place, key, ...(usualSeconds === undefined ? {} : {usualSeconds})});
        return;
      }
      case 'broken':
      case 'person':
      case 'symptom':
        notes.found.push({...place, key});
        return;
    }
  } catch (error) {
    notes.unknownKeys.add(key);
    failed(notes, error);
  }
}

function failed({failures}: Notes, error: unknown): void {
  const said = error instanceof Error ? error.message : String(error);
  failures.set(said, (failures.get(said) ?? 0) + 1);
}

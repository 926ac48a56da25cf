import {incidentKey} from '../../core/detection/finding.ts';
import {endOf, type Incident, standing} from '../../core/incident/incident.ts';
import {type Arrival, noneCounted} from '../../core/intake/arrivals.ts';
import {shortHash} from '../../core/incident/plan.ts';
import {polled} from '../../core/contract/runbook.ts';
import {countsFrom, type Memories, type Seen, settleSeconds} from '../../core/poll/pending.ts';
import {causeOf} from '../correlate/attach-to-cause.ts';
import {type Deps, runbookById, type FindingContext} from '../lib/context.ts';
import {enqueue} from '../correlate/enqueue.ts';
import type {Found} from './survey-fleet.ts';
import {storeFinding, type Taken} from '../intake/store-finding.ts';

/** What became of a problem that a poll saw: taken, or why not (yet). */
export type Outcome =
  | Exclude<Taken['kind'], 'duplicate'>
  /** Taken by an earlier poll, or by one beside this. */
  | 'known'
  /** It has its open incident. */
  | 'open'
  /** It may end by itself yet, or be somebody's change under way. */
  | 'too-soon'
  /** The open incident of its cause tells it. */
  | 'explained'
  /** A person was handed it and has not ended it. */
  | 'handed-over'
  /** Its cause was seen as well and has no open incident: that one comes first. */
  | 'cause-first'
  /** More problems of one fleet than are remembered. */
  | 'too-many';

/** What one round has decided so far, by key. */
export type Decided = ReadonlyMap<string, Outcome | 'failed'>;

/**
 * Opens an incident for what a poll saw, on the same way as for a log entry, or says why not.
 * @throws StoreError or StaleError; the next poll decides again.
 */
export async function openFromPoll(
  deps: FindingContext,
  found: Found,
  memories: Memories,
  decided: Decided,
): Promise<Outcome> {
  const seen = memories[found.key];
  if (seen === undefined) return 'too-many';
  const latest = await deps.store.latest(found.key);
  const over = await overSince(deps, latest, seen);
  if (typeof over === 'string') return over;
  const now = deps.clock.now();
  const wait = deps.timing.seconds(found.usualSeconds ?? settleSeconds);
  if (now - Math.max(countsFrom(seen, found), over) < wait) return 'too-soon';
  if (waitsForCause(deps, found, decided)) return 'cause-first';
  const since = Math.max(seen.since, over + 1);
  const {received, incident} = await storeFinding(
    deps,
    arrivalOf(found, since, now),
    found.project,
  );
  switch (received.kind) {
    case 'opened':
    case 'reopened':
      await enqueue(deps, incident);
      return received.kind;
    case 'joined':
    case 'adopted':
      return received.kind;
    case 'duplicate':
      return 'known';
  }
}

/**
 * When the last that was made of this problem was over, epoch ms (0: nothing was); it counts from
 * there. A word: it is not over.
 */
async function overSince(
  deps: Pick<Deps, 'store'>,
  latest: Incident | undefined,
  seen: Seen,
): Promise<number | 'open' | 'explained' | 'handed-over'> {
  if (latest === undefined) return 0;
  if (standing(latest.state) !== 'closed') return 'open';
  // Its own watch opens it as soon as its cause explains it no longer.
  if (latest.state === 'suppressed' && latest.work.nextLook !== undefined) return 'explained';
  const cause = await causeOf(deps, latest);
  const over = Math.max(endOf(latest) ?? 0, (cause && endOf(cause)) ?? 0);
  // Once it was seen healthy, a sighting is a new one.
  const failed = latest.state === 'failed';
  return failed && seen.since <= over ? 'handed-over' : over;
}

/** Whether a cause was seen in this round and has no incident yet that could adopt its sign. */
function waitsForCause(
  deps: Pick<Deps, 'runbooks'>,
  {runbook, target, project}: Found,
  decided: Decided,
): boolean {
  return runbook.manifest.causes.some(id =>
    runbookById(deps, id)
      .suspects(project, target)
      .map(place => decided.get(incidentKey({runbook: id, target: place})))
      .some(outcome => outcome !== undefined && !hasOpen.includes(outcome)),
  );
}

/** What was opened in this very round has looked at nothing yet, so that it explains nothing. */
const hasOpen: readonly (Outcome | 'failed')[] = ['open', 'known'];

function arrivalOf({runbook, target, key}: Found, since: number, now: number): Arrival {
  const {id, causes} = runbook.manifest;
  return {
    finding: {runbook: id, target, symptom: polled, causes, evidence: {quote: ''}},
    // Polls side by side, and one after the other, speak of one sighting.
    entry: shortHash(`poll|${key}|${since}`),
    at: since,
    alsoCounted: noneCounted,
    now,
    reason: {kind: 'polled', since},
  };
}

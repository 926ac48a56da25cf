import {incidentKey} from '../../core/detection/finding.ts';
import {type Incident, standing} from '../../core/incident/incident.ts';
import {type Arrival, join, open} from '../../core/intake/arrivals.ts';
import type {EntryReason} from '../../core/incident/reason.ts';
import type {Project} from '../../core/config/settings.ts';
import {attachToCause} from '../correlate/attach-to-cause.ts';
import type {Deps, FindingContext, CauseContext} from '../lib/context.ts';
import {StaleError} from '../lib/compare-and-set.ts';

/** What the store made of an arrival. */
export type Taken =
  | {readonly kind: 'opened' | 'reopened'; readonly incident: string}
  | {readonly kind: 'duplicate'; readonly incident: string}
  | {readonly kind: 'joined' | 'adopted'; readonly incident: string; readonly reason: EntryReason};

/** What was taken, and the arrival's own incident where another one adopted it. */
export interface Stored {
  readonly received: Taken;
  readonly incident: string;
}

const triesLimit = 10;

/**
 * THE way into the store for whatever was found, in a log or by a poll: an arrival is adopted by an
 * open cause, joins the incident of its key, or opens one. Whoever takes hands over what was opened.
 * @throws StaleError after ten tries; whoever delivered delivers again.
 */
export async function storeFinding(
  deps: FindingContext,
  arrival: Arrival,
  project: Project,
): Promise<Stored> {
  const key = incidentKey(arrival.finding);
  for (let tries = 0; tries < triesLimit; tries += 1) {
    const stored = await store(deps, key, arrival, project);
    if (stored !== 'raced') return stored;
  }
  throw new StaleError(
    `incident ${key}: ${triesLimit} other deliveries were faster; deliver again`,
  );
}

/** One try to bring an arrival into the store; `raced` when another delivery was faster. */
async function store(
  deps: FindingContext,
  key: string,
  arrival: Arrival,
  project: Project,
): Promise<Stored | 'raced'> {
  const latest = await deps.store.latest(key);
  if (latest === undefined || standing(latest.state) === 'closed') {
    const adopted = await adoption(deps, latest, arrival, project);
    if (adopted !== undefined) return adopted;
  }
  if (latest === undefined) return create(deps, open(arrival, 1));
  const joined = join(latest, arrival, deps.timing);
  switch (joined.kind) {
    case 'duplicate':
      return {received: {kind: 'duplicate', incident: latest.id}, incident: latest.id};
    case 'next':
      return create(deps, joined.incident);
    case 'joined':
    case 'reopened': {
      const next = {...joined.incident, version: latest.version + 1};
      if ((await deps.store.replace(next)) === 'stale') return 'raced';
      return joined.kind === 'reopened'
        ? {received: {kind: 'reopened', incident: latest.id}, incident: latest.id}
        : {
            received: {kind: 'joined', incident: latest.id, reason: joined.reason},
            incident: latest.id,
          };
    }
  }
}

/** What adoption makes of a sign without an open incident of its own; undefined: nothing. */
async function adoption(
  deps: CauseContext,
  latest: Incident | undefined,
  arrival: Arrival,
  project: Project,
): Promise<Stored | 'raced' | undefined> {
  const adopted = await attachToCause(deps, latest, arrival, project);
  switch (adopted.kind) {
    case 'no-cause':
      return undefined;
    case 'raced':
      return 'raced';
    case 'duplicate': {
      const {kind, incident} = adopted;
      return {received: {kind, incident}, incident};
    }
    case 'late': {
      const {incident} = adopted;
      const next = {...incident, version: incident.version + 1};
      if ((await deps.store.replace(next)) === 'stale') return 'raced';
      const reason = {kind: 'late', state: incident.state} as const;
      return {received: {kind: 'joined', incident: incident.id, reason}, incident: incident.id};
    }
    case 'adopted': {
      const reason = {kind: 'adopted', runbook: adopted.cause.runbook} as const;
      const {incident} = adopted;
      return {received: {kind: 'adopted', incident: adopted.cause.id, reason}, incident};
    }
  }
}

async function create(
  deps: Pick<Deps, 'store' | 'timing' | 'log'>,
  incident: Incident,
): Promise<Stored | 'raced'> {
  if ((await deps.store.create(incident)) === 'exists') return 'raced';
  deps.log.info('incident opened', {
    incident: incident.id,
    runbook: incident.runbook,
    target: incident.target,
    noticeSeconds: deps.timing.asLived(incident.openedAt - incident.intake.entries.firstAt) / 1000,
  });
  return {received: {kind: 'opened', incident: incident.id}, incident: incident.id};
}

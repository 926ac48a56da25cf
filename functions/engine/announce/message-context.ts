import {similarMinutes} from '../../core/announcement/incident-message.ts';
import type {Undoing} from '../../core/contract/action.ts';
import type {SimilarCount} from '../../core/incident/deliveries.ts';
import {type Culprit, type Incident, isSilenced, standing} from '../../core/incident/incident.ts';
import {isBacklog} from '../../core/intake/backlog.ts';
import {changedBy} from '../lib/changed-by.ts';
import {actionById, type Deps, runbookById} from '../lib/context.ts';
import {behindOf} from './announce.ts';

type ContextDeps = Pick<
  Deps,
  'runbooks' | 'actions' | 'history' | 'channels' | 'formerChannel' | 'clock' | 'log'
>;

/** What one run of an incident tells people beside what is decided. */
export interface MessageContext {
  /** Live state is about to be looked at: the count is asked for beside that, so that the first message does not wait for it. */
  foresee(incident: Incident): void;
  /**
   * Adds what people are about to be shown and nothing is decided by: how many like entries there are, and whose
   * change broke it. It waits for the repair, and without an answer the message goes without it.
   */
  add(incident: Incident): Promise<Incident>;
}

/** For one run. */
export function messageContext(deps: ContextDeps): MessageContext {
  let counting: Promise<SimilarCount | undefined> | undefined;
  return {
    foresee(incident) {
      if (!isBacklog(incident) && !isSilenced(incident)) counting ??= countSimilar(deps, incident);
    },
    add: incident => added(deps, incident, counting),
  };
}

async function added(
  deps: ContextDeps,
  incident: Incident,
  counting: Promise<SimilarCount | undefined> | undefined,
): Promise<Incident> {
  if (behindOf(deps, incident).length === 0 || isBacklog(incident)) return incident;
  const [similar, culprit] = await Promise.all([
    counting ?? countSimilar(deps, incident),
    findCulprit(deps, incident),
  ]);
  if (similar === undefined && culprit === undefined) return incident;
  const {outbox} = incident;
  return {...incident, outbox: {...outbox, ...(similar && {similar}), ...(culprit && {culprit})}};
}

/** How many like entries Cloud Logging has of late; counted once, before people are first told. */
async function countSimilar(
  deps: ContextDeps,
  {id, runbook, outbox, intake, target}: Incident,
): Promise<SimilarCount | undefined> {
  if (outbox.similar !== undefined || Object.keys(outbox.channels).length > 0) return undefined;
  const {filter} = runbookById(deps, runbook).manifest;
  // No entry is like a problem that no log announces.
  if (filter === undefined) return undefined;
  try {
    const project = intake.evidence[0]?.project ?? target.project;
    return await deps.history.count(project, filter, similarMinutes);
  } catch (error) {
    deps.log.warn('similar entries could not be counted', {
      incident: id,
      error: error instanceof Error ? error.message : 'unknown',
    });
    return undefined;
  }
}

/**
 * Whose change broke it: looked for when people are first told of a run, and once more when it comes to rest,
 * because the audit log may be minutes late.
 */
async function findCulprit(deps: ContextDeps, incident: Incident): Promise<Culprit | undefined> {
  const {work, outbox, state} = incident;
  const before: Culprit =
    outbox.culprit?.run === work.run ? outbox.culprit : {run: work.run, tries: 0};
  const most = standing(state) === 'open' ? 1 : 2;
  if (before.did !== undefined || before.tries >= most) return undefined;
  const undoing = undoingOf(deps, incident);
  if (undoing === undefined) return undefined;
  const by = await changedBy(deps, undoing);
  const did = by.kind === 'actor' ? {did: undoing.by(by), principal: by.principal} : {};
  return {run: work.run, tries: before.tries + 1, ...did};
}

/** The change that the first action of the plan takes back. */
function undoingOf(deps: ContextDeps, {work}: Incident): Undoing | undefined {
  for (const {action, params} of work.plan?.actions ?? []) {
    try {
      const undoing = actionById(deps, action).undoing?.(params);
      if (undoing !== undefined) return undoing;
    } catch {
      // What is stored cannot be read: whoever works on the incident is stopped by it, and says so.
      return undefined;
    }
  }
  return undefined;
}

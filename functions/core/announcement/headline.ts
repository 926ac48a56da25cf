import type {Target} from '../detection/target.ts';
import {type Incident, undoOf} from '../incident/incident.ts';
import {countOf} from '../incident/impact.ts';
import {isBacklog} from '../intake/backlog.ts';
import type {Headline} from '../ports/message.ts';
import {type Phrase, phraseByCode} from '../texts/phrase.ts';
import {phrase} from '../texts/texts.ts';
import {isOver} from './tone.ts';

/**
 * What is affected and why, in a line: by live state as soon as it was seen, by the logs before. What is over is
 * said to be over, with what it was.
 */
export function headlineOf(incident: Incident): Headline {
  const {runbook, target, state, work} = incident;
  const where = {target: placeOf(target)};
  const {cause, unseen} = work.found ?? {};
  if (undoOf(incident) !== undefined) return {what: phrase('headline.undo', where)};
  if (incident.reason.kind === 'undone') return {what: phrase('headline.undone', where)};
  if (isOver(incident)) {
    const what = phraseByCode(`headline.${runbook}.over`, where);
    const seen = cause !== undefined && unseen !== true;
    return state === 'resolved' && seen ? {what, cause, now: 'over'} : {what};
  }
  if (isBacklog(incident)) return {what: phraseByCode(`headline.${runbook}`, where)};
  const reported = reportedOf(incident);
  if (cause === undefined) return {what: reported};
  if (unseen === true) return {what: reported, cause};
  const what = affected(incident);
  return state === 'verifying' ? {what, cause, now: 'changed'} : {what, cause};
}

/** What logs report, before live state was seen. */
export function reportedOf({runbook, target}: Incident): Phrase {
  return phraseByCode(`headline.${runbook}.reported`, {target: placeOf(target)});
}

/** The shortest name of a place. */
export function placeOf({project, cluster, membership}: Target): string {
  return cluster ?? membership ?? project;
}

function affected({runbook, target, work}: Incident): Phrase {
  const impact = work.found?.impact ?? {};
  const clusters = impact.clusters ?? [];
  const count = countOf(impact, 'workloads');
  const where = {target: whereOf(target, clusters)};
  if (count > 0 && impact.lack === true) return phrase('headline.lack-pods', {...where, count});
  if (impact.unknown === true) return phrase('headline.maybe-not-recovered', where);
  // What a project's own problem has left behind in its clusters is no longer that problem.
  return target.cluster === undefined && clusters.length > 0
    ? phrase('headline.not-recovered', where)
    : phraseByCode(`headline.${runbook}`, {target: placeOf(target)});
}

/** The one cluster that is affected, where it is one. */
function whereOf(target: Target, clusters: readonly Target[]): string {
  const [only, ...others] = clusters;
  return placeOf(only !== undefined && others.length === 0 ? only : target);
}

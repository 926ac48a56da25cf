import {carries} from '../incident/approval.ts';
import {attemptsOf, type Incident, standing} from '../incident/incident.ts';
import type {Reason} from '../incident/reason.ts';
import {lastActions, restOf} from '../lifecycle/plan-progress.ts';
import type {Done, Message} from '../ports/message.ts';
import type {Phrase} from '../texts/phrase.ts';
import {phrase} from '../texts/texts.ts';
import {askOf, shortPlan} from './ask.ts';
import {type FactContext, factsOf} from './facts.ts';
import {headlineOf, placeOf} from './headline.ts';
import {historyOf} from './history.ts';
import {type Pages, links} from './links.ts';
import {reasonSentence, undoneBySentence} from './sentences.ts';
import {isOver, toneOf} from './tone.ts';

/**
 * Whether people should hear of this incident now. The first post waits for the first diagnosis, or for the
 * first failure to make one; what is not worked on any more is told at once, whatever stopped it. Incidents
 * that another one tells are never posted.
 */
export function isTellable(incident: Incident): boolean {
  const {state, reason, work, outbox} = incident;
  const elsewhere = state === 'suppressed' || reason.kind === 'breaker-told';
  if (elsewhere) return Object.keys(outbox.channels).length > 0;
  const tried = work.lookedAt !== undefined || work.blindLooks > 0 || work.confirmed;
  return tried || standing(state) !== 'open';
}

/** What a message is made of beside the incident. */
export interface MessageContext extends FactContext {
  readonly pages: Pages;
}

/**
 * The message of an incident as it stands: what is affected and why, who caused it and what was done, what is
 * asked, and the facts. Pure: the same incident gives the same message.
 */
export function incidentMessage(incident: Incident, context: MessageContext): Message {
  const ask = askOf(incident, context);
  const [evidence] = incident.intake.evidence;
  return {
    incident: incident.id,
    revision: incident.outbox.revision,
    milestone: incident.outbox.milestone,
    tone: toneOf(incident),
    day: incident.openedAt,
    place: placeOf(incident.target),
    headline: headlineOf(incident),
    sentences: sentences(incident),
    ...(ask === undefined ? {} : {ask}),
    done: doneOf(incident, context),
    facts: factsOf(incident, context),
    footer: footer(incident),
    links: links(incident, context.pages),
    notes: historyOf(incident),
    ...(evidence === undefined ? {} : {quote: evidence.quote}),
  };
}

/** The stretch of history that a message counts like entries over. */
export const similarMinutes = 15;

/** Where only a person can help, the cause says more than the reason. */
export function status({reason}: Pick<Incident, 'reason'>): Phrase {
  return reason.kind === 'person-needed' ? reason.cause : reasonSentence(reason);
}

/** Who caused it, what exactly is wrong, and what mesh-responder did about it or why it did nothing. */
function sentences(incident: Incident): readonly Phrase[] {
  const {state, reason, work, outbox} = incident;
  const {culprit} = outbox;
  const over = isOver(incident);
  return [
    ...(culprit?.did !== undefined && culprit.run === work.run && state !== 'no-action'
      ? [culprit.did]
      : []),
    ...(reason.kind === 'flapping'
      ? (reason.fight ?? []).slice(0, 1).map(({by}) => undoneBySentence(by))
      : []),
    ...(work.found?.detail === undefined || over ? [] : [work.found.detail]),
    ...(inHeadline.includes(reason.kind) ? [] : [reasonSentence(reason)]),
  ];
}

/** What these say stands in the headline, in its state's word, or in what is asked. */
const inHeadline: readonly Reason['kind'][] = [
  'detected',
  'diagnosing',
  'broken',
  'person-needed',
  'mode-approve',
  'risk-high',
];

/** So much of what was done is shown; the thread has it all. */
const doneShown = 6;

/** What became of what was made in this run, the newest last, and what of a plan is still to come. */
function doneOf(incident: Incident, {actions}: MessageContext): readonly Done[] {
  const made = lastActions(incident).map((one): Done => ({
    mark: marks[one.result ?? 'unknown'],
    text: actions.outcome(one, one.result),
    ...(one.endedAt === undefined ? {} : {at: one.endedAt}),
  }));
  const hidden = made.length - doneShown;
  return [
    ...(hidden > 0 ? [{mark: 'done', text: phrase('done.earlier', {count: hidden})} as const] : []),
    ...made.slice(-doneShown),
    ...unfinished(incident),
  ];
}

const marks = {
  changed: 'done',
  already: 'done',
  'would-change': 'waiting',
  failed: 'failed',
  unknown: 'waiting',
  busy: 'waiting',
} as const;

/** Of a plan that is being carried out in parts: how much of it is left. */
function unfinished(incident: Incident): readonly Done[] {
  const {state, work} = incident;
  const begun =
    (state === 'acting' || state === 'verifying') && carries(work.approval, attemptsOf(incident));
  const left = begun ? restOf(incident).length : 0;
  return left === 0 ? [] : [{mark: 'waiting', text: phrase('done.plan-left', {count: left})}];
}

/** Which incident, which plan, and counts that add up. */
function footer(incident: Incident): readonly Phrase[] {
  const {id, target, work, intake, outbox, state} = incident;
  const {similar} = outbox;
  const plan = state === 'awaiting-approval' ? work.plan : undefined;
  return [
    phrase('footer.incident', {id}),
    ...(plan === undefined ? [] : [phrase('footer.plan', {plan: shortPlan(plan.hash)})]),
    countsOf(intake),
    // Fewer alike than its own would look like a contradiction.
    ...(similar !== undefined && similar.count > entriesOf(intake)
      ? [
          phrase(similar.atLeast ? 'footer.similar-at-least' : 'footer.similar', {
            count: similar.count,
            minutes: similarMinutes,
            project: intake.evidence[0]?.project ?? target.project,
          }),
        ]
      : []),
  ];
}

/** How many log entries an incident and its symptoms had. */
function entriesOf({
  entries,
  symptoms,
  unlisted = 0,
}: Pick<Incident['intake'], 'entries' | 'symptoms' | 'unlisted'>): number {
  return symptoms.reduce((sum, one) => sum + one.count, entries.count + unlisted);
}

/** How many log entries there were, and how many of them are symptoms of what is wrong. */
export function countsOf(
  intake: Pick<Incident['intake'], 'entries' | 'symptoms' | 'unlisted'>,
): Phrase {
  const {entries, symptoms, unlisted = 0} = intake;
  const count = entriesOf(intake);
  const signs = count - entries.count;
  if (count === 0) return phrase('footer.polled');
  if (signs === 0) return phrase('footer.entries', {count});
  return phrase('footer.entries-symptoms', {
    count,
    symptoms: signs,
    places: symptoms.length + unlisted,
  });
}

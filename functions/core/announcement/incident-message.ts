import {entriesOf} from '../incident/entry-count.ts';
import {carries} from '../incident/approval.ts';
import {type ActionRecord, attemptsOf, type Incident, isSilenced} from '../incident/incident.ts';
import {ownerOf} from '../incident/ownership.ts';
import type {Reason} from '../incident/reason.ts';
import {isBacklog} from '../intake/backlog.ts';
import {lastActions, restOf} from '../lifecycle/plan-progress.ts';
import type {Done, Message} from '../ports/message.ts';
import type {Phrase} from '../texts/phrase.ts';
import {phrase} from '../texts/texts.ts';
import {aboutOf} from './about.ts';
import {type AskContext, askOf, shortPlan} from './ask.ts';
import {factsOf} from './facts.ts';
import {missingPermission} from './missing-permission.ts';
import {headlineOf, placeOf, reportedOf} from './headline.ts';
import {historyOf} from './history.ts';
import {type Pages, links} from './links.ts';
import {reasonSentence, undoneBySentence} from './sentences.ts';
import {isOver, toneOf} from './tone.ts';

/** What a message is made of beside the incident. */
export interface MessageContext extends AskContext {
  /** The e-mail of the identity that repairs, where the configuration names it. */
  readonly identity?: string | undefined;
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
    about: aboutOf(incident),
    tone: toneOf(incident),
    day: incident.openedAt,
    place: placeOf(incident.target),
    headline: headlineOf(incident),
    sentences: sentences(incident, context),
    ...(ask === undefined ? {} : {ask}),
    done: doneOf(incident, context),
    facts: factsOf(incident),
    footer: footer(incident),
    links: links(incident, context.pages),
    notes: historyOf(incident),
    ...(evidence === undefined ? {} : {quote: evidence.quote}),
  };
}

/** The stretch of history that a message counts like entries over. */
export const similarMinutes = 15;

/** Who caused it, what exactly is wrong, and what mesh-responder did about it or why it did nothing. */
function sentences(incident: Incident, context: MessageContext): readonly Phrase[] {
  const {state, reason, work, outbox} = incident;
  const {culprit} = outbox;
  const over = isOver(incident);
  return [
    ...ownerOfIt(incident),
    ...(culprit?.did !== undefined && culprit.run === work.run && !isToldOtherwise(incident)
      ? [culprit.did]
      : []),
    ...(reason.kind === 'flapping'
      ? (reason.fight ?? []).slice(0, 1).map(({by}) => undoneBySentence(by))
      : []),
    ...(work.found?.detail === undefined || over || state === 'verifying'
      ? []
      : [work.found.detail]),
    ...(state === 'no-action' && !isBacklog(incident) ? [reportedOf(incident)] : []),
    ...(inHeadline.includes(reason.kind) ? [] : [shortSentence(incident, context)]),
    ...votesOf(incident),
    ...silenceOf(incident),
  ];
}

/** Whose it is: everybody else can stop reading. */
function ownerOfIt(incident: Incident): readonly Phrase[] {
  const owner = ownerOf(incident);
  if (owner === undefined) return [];
  const {by, at} = owner;
  return [phrase('owner.acknowledged', {by, at})];
}

/** Who has said yes already, where the plan waits for somebody else as well. */
function votesOf({state, work, outbox: {votes}}: Incident): readonly Phrase[] {
  const isAsked = state === 'awaiting-approval' || state === 'flapping';
  if (votes === undefined || !isAsked) return [];
  if (votes.plan !== work.plan?.hash || votes.run !== work.run) return [];
  const {by, of} = votes;
  return [phrase('ask.votes', {by: by.join(', '), have: by.length, of})];
}

/** Whoever asks for it at the command reads why nobody was told. */
function silenceOf(incident: Incident): readonly Phrase[] {
  const {silence} = incident.outbox;
  if (silence === undefined || !isSilenced(incident)) return [];
  const {by, until, reason} = silence;
  return [phrase('silence.untold', {by, until, reason})];
}

/**
 * Who undid a repair says who broke it, and of what is healthy nobody broke anything; what was taken back was a person's
 * wish, whose account ever made it.
 */
function isToldOtherwise({state, reason}: Incident): boolean {
  return state === 'no-action' || state === 'flapping' || reason.kind === 'undone-before';
}

/** A refusal in a line, with the permission that is missing; the history has what Google said. */
function shortSentence(incident: Incident, {actions, identity}: MessageContext): Phrase {
  const {reason} = incident;
  if (reason.kind !== 'denied') return reasonSentence(reason);
  const permission = missingPermission(incident, actions).join(', ');
  if (permission === '') return reasonSentence(reason);
  return identity === undefined
    ? phrase('denied.permission', {permission})
    : phrase('denied.permission-of', {permission, identity});
}

/** What these say stands in the headline, in its state's word, or in what is asked. */
const inHeadline: readonly Reason['kind'][] = [
  'detected',
  'diagnosing',
  'broken',
  'undo-planned',
  'person-needed',
  'mode-approve',
  'risk-high',
];

/** So much of what was done is shown; the thread has it all. */
const doneShown = 6;

/** What became of what was made in this run, the newest last, and what of a plan is still to come. */
function doneOf(incident: Incident, {actions}: MessageContext): readonly Done[] {
  const made = [...takenBackOf(incident), ...lastActions(incident)].map((one): Done => ({
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

/** What an undo is about, and what of it was taken back in a run before. */
function takenBackOf({work: {undo, actions, run}}: Incident): readonly ActionRecord[] {
  if (undo === undefined) return [];
  const isTold = (one: ActionRecord) =>
    one.run >= undo.of && one.run < run && one.result === 'changed';
  return actions.filter(isTold);
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
    ...(isBacklog(incident) ? [] : [countsOf(intake)]),
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

/** How many log entries there were, and how many of them are symptoms of what is wrong. */
export function countsOf(
  intake: Pick<Incident['intake'], 'entries' | 'symptoms' | 'unlisted'>,
): Phrase {
  const {entries, symptoms, unlisted = 0} = intake;
  const count = entriesOf(intake);
  const signs = count - entries.count;
  if (count === 0) return phrase('footer.polled');
  if (signs === 0) return phrase('footer.entries', {count});
  const clusters = new Set(symptoms.flatMap(({target}) => target.cluster ?? []));
  const places = clusters.size + unlisted;
  return places === 0
    ? phrase('footer.entries-symptoms', {count, symptoms: signs})
    : phrase('footer.entries-symptoms-in', {count, symptoms: signs, places});
}

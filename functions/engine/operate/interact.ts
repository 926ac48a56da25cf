import {askOf, expiryOf} from '../../core/announcement/ask.ts';
import {refusalSentence} from '../../core/announcement/sentences.ts';
import {type PersonIdentity, nameOf} from '../../core/config/people.ts';
import {wordsOf} from '../../core/contract/action.ts';
import {votesNeeded} from '../../core/guard/approvers.ts';
import type {Incident} from '../../core/incident/incident.ts';
import {
  type Dialog,
  emptyDialog,
  type GivenFields,
  type Interaction,
  notice,
} from '../../core/interaction/dialog.ts';
import {pauseForm, silenceForm, undoForm} from '../../core/interaction/forms.ts';
import {approverSentence} from '../../core/interaction/approver-sentence.ts';
import type {Press} from '../../core/interaction/press.ts';
import {questionIn, questionMark} from '../../core/interaction/question.ts';
import {errorText} from '../../core/lib/error.ts';
import {type Phrase, phraseId} from '../../core/texts/phrase.ts';
import {phrase} from '../../core/texts/texts.ts';
import type {Deps} from '../lib/context.ts';
import {knownPeople} from '../lib/known-people.ts';
import {messageOf} from '../lib/message-of.ts';
import {pauseInForce} from '../lib/pause-in-force.ts';
import {acknowledge} from './acknowledge.ts';
import {
  answerQuestion,
  answerRefusal,
  isPressed,
  type QuestionAnswered,
} from './answer-question.ts';
import {askUndo, whyNoUndo} from './ask-undo.ts';
import {pauseByPerson, silenceByPerson, unknownPerson} from '../stops/stop-by-person.ts';

/** What taking clicks needs: incidents to read, the guard's store to write to, and nothing of Google Cloud. */
export type InteractDeps = Pick<
  Deps,
  | 'settings'
  | 'runbooks'
  | 'actions'
  | 'guardStore'
  | 'queue'
  | 'clock'
  | 'timing'
  | 'log'
  | 'token'
> & {readonly store: Pick<Deps['store'], 'read' | 'mark' | 'latest'>};

/** A click with who made it, as the service has verified it. */
export interface Click {
  readonly interaction: Interaction;
  readonly who: PersonIdentity;
}

/**
 * Does what a person has clicked, and says what came of it, to that person alone. What changes anything is only
 * written down: respond looks at live state before it acts. Whatever is in doubt changes nothing.
 */
export async function interact(deps: InteractDeps, {interaction, who}: Click): Promise<Dialog> {
  const {settings, log} = deps;
  const by = nameOf(who, settings.people);
  try {
    if (interaction.kind === 'unreadable') return refused(deps, by, phrase('click.old-button'));
    if (isForeign(who, settings)) return refused(deps, by, phrase('click.foreign'));
    const {press} = interaction;
    const incident = await deps.store.read(press.incident);
    if (incident === undefined) {
      return refused(deps, by, phrase('click.unknown-incident', {id: press.incident}), press);
    }
    return interaction.kind === 'pressed'
      ? await pressed(deps, incident, press, who)
      : await submitted(deps, incident, press, who, interaction.fields);
  } catch (error) {
    log.error('a click could not be taken', {by, error: errorText(error)});
    return notice('dialog.refused', phrase('click.failed'));
  }
}

/** So many open incidents are listed. */
const mostListed = 15;

/**
 * Answers what somebody types behind a slash command or to the app: an incident's id explains it, `acknowledge ID`
 * takes it, `undo ID` asks for an undo, and anything else lists what is open.
 */
export async function commandDialog(
  deps: InteractDeps & {readonly store: Pick<Deps['store'], 'read' | 'mark' | 'latest' | 'open'>},
  text: string,
  who: PersonIdentity,
): Promise<Dialog> {
  const {settings, log} = deps;
  const by = nameOf(who, settings.people);
  if (isForeign(who, settings)) return refused(deps, by, phrase('click.foreign'));
  const [, verb, id] =
    /^\s*(?:(acknowledge|explain|undo)\s+)?([\da-f]{10}-\d{1,9})\s*$/i.exec(text) ?? [];
  try {
    if (id !== undefined) {
      const known = verb?.toLowerCase();
      const does = known === 'acknowledge' || known === 'undo' ? known : 'explain';
      const press: Press = {verb: does, incident: id.toLowerCase(), run: 0, token: ''};
      return await interact(deps, {interaction: {kind: 'pressed', press}, who});
    }
    const open = (await deps.store.open()).filter(one => one.state !== 'suppressed');
    const newest = open.slice(-mostListed).reverse();
    return {
      ...emptyDialog,
      title: phrase('dialog.open'),
      sentences: [phrase('command.open', {count: open.length}), phrase('command.how')],
      facts: newest.map(one => {
        const {headline} = messageOf(deps, one);
        return {
          label: phrase('command.incident', {id: one.id, state: one.state}),
          value: headline.what,
        };
      }),
    };
  } catch (error) {
    log.error('a command could not be answered', {by, error: errorText(error)});
    return notice('dialog.refused', phrase('click.failed'));
  }
}

/** Slack lets members of other workspaces into a channel. */
function isForeign(who: PersonIdentity, {interact: own}: InteractDeps['settings']): boolean {
  return who.kind === 'slack' && who.team !== own?.slack?.team;
}

/** What a button under the message opens, or does at once. */
async function pressed(
  deps: InteractDeps,
  incident: Incident,
  press: Press,
  who: PersonIdentity,
): Promise<Dialog> {
  const {settings, clock} = deps;
  const by = nameOf(who, settings.people);
  switch (press.verb) {
    case 'approve':
    case 'decline':
      return asked(deps, incident, press, who);
    case 'acknowledge': {
      // A space of Google Chat may have guests, and nothing of a click says who is one.
      const stranger = who.kind === 'google-chat' ? await unknownPerson(deps, who) : undefined;
      if (stranger !== undefined) return refused(deps, by, stranger, press);
      const taken = await acknowledge(deps, incident.id, {by, at: clock.now()});
      if (taken.kind === 'taken') return notice('dialog.done', phrase('click.acknowledged', {by}));
      return taken.kind === 'unknown'
        ? refused(deps, by, phrase('click.unknown-incident', {id: incident.id}), press)
        : refused(deps, by, refusalSentence(taken.reason), press);
    }
    case 'explain':
      return explained(deps, incident);
    case 'undo': {
      const why = (await unknownPerson(deps, who)) ?? (await noUndo(deps, incident));
      if (why !== undefined) return refused(deps, by, why, press);
      // What is asked about is the repair that was shown.
      return undoForm(incident, deps.actions, {...press, run: incident.work.run});
    }
    case 'silence':
    case 'pause': {
      const unknown = await unknownPerson(deps, who);
      if (unknown !== undefined) return refused(deps, by, unknown, press);
      return press.verb === 'silence'
        ? silenceForm(incident, {...press, token: deps.token()})
        : pauseForm({...press, token: deps.token()});
    }
  }
}

/** What a dialog's own button does. */
async function submitted(
  deps: InteractDeps,
  incident: Incident,
  press: Press,
  who: PersonIdentity,
  fields: GivenFields,
): Promise<Dialog> {
  const {settings} = deps;
  const by = nameOf(who, settings.people);
  const {run, token} = press;
  switch (press.verb) {
    case 'approve':
    case 'decline': {
      const answer = press.verb === 'approve' ? 'approved' : 'declined';
      const to = {kind: 'question', run, token} as const;
      const given = await answerQuestion(deps, incident.id, {answer, who, to});
      return answeredNotice(deps, incident, {given, by, answer, press});
    }
    case 'silence':
    case 'pause': {
      // The dialog's token is the silence's name: the same form twice is one silence.
      const {isDone, text} =
        press.verb === 'silence'
          ? await silenceByPerson(deps, incident, {token, who, fields})
          : await pauseByPerson(deps, {who, fields});
      return isDone ? notice('dialog.done', text) : refused(deps, by, text, press);
    }
    case 'undo': {
      const unknown = await unknownPerson(deps, who);
      if (unknown !== undefined) return refused(deps, by, unknown, press);
      if (run !== incident.work.run) return refused(deps, by, phrase('click.stale'), press);
      const asked = await askUndo(deps, incident.id, {by, at: deps.clock.now()});
      switch (asked.kind) {
        case 'taken':
          deps.log.info('an undo was asked for by a click', {incident: incident.id, by});
          return notice('dialog.done', phrase('click.undo-asked', {by}));
        case 'unknown':
          return refused(deps, by, phrase('click.unknown-incident', {id: incident.id}), press);
        case 'refused':
          return refused(deps, by, refusalSentence(asked.reason), press);
      }
    }
    case 'acknowledge':
    case 'explain':
      // These have no dialog that confirms them.
      return refused(deps, by, phrase('click.old-button'), press);
  }
}

async function noUndo(deps: InteractDeps, incident: Incident): Promise<Phrase | undefined> {
  const why = await whyNoUndo(deps, incident);
  return why && refusalSentence(why);
}

/** The question again, with the whole plan, for somebody who may answer it. */
async function asked(
  deps: InteractDeps,
  incident: Incident,
  press: Press,
  who: PersonIdentity,
): Promise<Dialog> {
  const {settings, guardStore, timing, actions} = deps;
  const by = nameOf(who, settings.people);
  const question = questionIn((await guardStore.mark(questionMark(incident.id)))?.value);
  if (!isPressed(question, incident, press)) return refused(deps, by, phrase('click.stale'), press);
  const answer = press.verb === 'approve' ? 'approved' : 'declined';
  const known = await knownPeople(deps);
  const why = answerRefusal(settings, incident, {answer, who}, known);
  if (why !== undefined) return refused(deps, by, approverSentence(why, incident), press);
  const ask = askOf(incident, {actions: wordsOf(actions), timing});
  const plan = {
    incident: incident.id,
    steps: ask?.steps ?? [],
    more: ask?.more ?? 0,
    risks: ask?.risks ?? [],
  };
  if (press.verb === 'decline') {
    return {
      ...emptyDialog,
      ...plan,
      title: phrase('dialog.decline'),
      sentences: [phrase('dialog.decline.how')],
      submit: {label: phrase('submit.decline'), press, style: 'danger'},
    };
  }
  const votes = votesNeeded(settings, {
    runbook: incident.runbook,
    project: incident.target.project,
  });
  const have = question?.votes.length ?? 0;
  const pause = await pauseInForce(deps);
  return {
    ...emptyDialog,
    ...plan,
    title: phrase('dialog.approve'),
    sentences: [
      phrase('dialog.approve.how'),
      ...(votes > 1 ? [phrase('dialog.approve.votes', {votes, have})] : []),
      ...(pause === undefined
        ? []
        : [phrase('dialog.paused', {by: pause.by, reason: pause.reason})]),
      phrase('dialog.until', {until: expiryOf(incident, {timing})}),
    ],
    submit: {label: phrase('submit.approve'), press, style: 'primary'},
  };
}

function answeredNotice(
  deps: InteractDeps,
  {id, runbook, target}: Incident,
  {
    given,
    by,
    answer,
    press,
  }: {
    readonly given: QuestionAnswered;
    readonly by: string;
    readonly answer: 'approved' | 'declined';
    readonly press: Press;
  },
): Dialog {
  switch (given.kind) {
    case 'taken':
      deps.log.info('answered by a click', {incident: id, by, answer});
      return notice('dialog.done', phrase(`click.${answer}`, {by}));
    case 'counted': {
      const {have, votes} = given;
      deps.log.info('answered by a click', {incident: id, by, answer, have, votes});
      return notice('dialog.done', phrase('click.counted', {have, votes}));
    }
    case 'answered':
      return refused(deps, by, phrase('click.answered-before', {by: given.before.by}), press);
    case 'stale':
      return refused(deps, by, phrase('click.stale'), press);
    case 'refused':
      return refused(deps, by, refusalSentence(given.reason), press);
    case 'not-allowed':
      return refused(deps, by, approverSentence(given.reason, {runbook, target}), press);
    case 'unknown':
      return refused(deps, by, phrase('click.unknown-incident', {id}), press);
  }
}

/** What is known of an incident: why it is as it is, what was done, and its history. */
function explained(deps: InteractDeps, incident: Incident): Dialog {
  const {sentences, ask, facts, notes, headline} = messageOf(deps, incident);
  return {
    ...emptyDialog,
    incident: incident.id,
    title: phrase('dialog.explain'),
    sentences: [
      headline.what,
      ...(headline.cause === undefined ? [] : [headline.cause]),
      ...sentences,
      ...(ask === undefined ? [] : [ask.text]),
    ],
    ...(ask && {steps: ask.steps, more: ask.more, risks: ask.risks}),
    facts,
    notes,
  };
}

/** Counted by the log's metrics, and told to the person alone. */
function refused({log}: Pick<Deps, 'log'>, by: string, text: Phrase, press?: Press): Dialog {
  log.warn('a click changed nothing', {
    by,
    ...(press && {incident: press.incident, verb: press.verb}),
    reason: phraseId(text),
  });
  return notice('dialog.refused', text);
}

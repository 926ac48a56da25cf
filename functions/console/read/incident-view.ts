import {type MessageText, messageTextOf} from '../../adapters/chat/text/message-text.ts';
import {aboutOf} from '../../core/announcement/about.ts';
import {reasonSentence} from '../../core/announcement/sentences.ts';
import {status} from '../../core/announcement/status.ts';
import {targetText} from '../../core/detection/target.ts';
import {ownershipRefusal} from '../../core/guard/ownership.ts';
import {entriesOf} from '../../core/incident/entry-count.ts';
import {attemptsOf, explainedBy, type Incident, standing} from '../../core/incident/incident.ts';
import {turnIn} from '../../core/incident/listing.ts';
import {ownerOf} from '../../core/incident/ownership.ts';
import {waits} from '../../core/inbox/answer.ts';
import {isBacklog} from '../../core/intake/backlog.ts';
import {approverSentence} from '../../core/interaction/approver-sentence.ts';
import {pauseForm, silenceForm} from '../../core/interaction/forms.ts';
import type {Dialog} from '../../core/interaction/dialog.ts';
import type {Message} from '../../core/ports/message.ts';
import type {Phrase} from '../../core/texts/phrase.ts';
import {knownPeople} from '../../engine/lib/known-people.ts';
import {answerRefusal} from '../../engine/operate/answer-question.ts';
import {whyNoUndo} from '../../engine/operate/ask-undo.ts';
import type {
  ActsView,
  ChannelView,
  IncidentView,
  RelatedView,
} from '../../pages/console/incident/view.ts';
import {phrase} from '../../pages/console/texts.ts';
import type {ReadDeps} from '../deps.ts';
import type {Viewer} from '../gate/gate.ts';
import {guardViews} from './guards.ts';
import {knownMessage, titleOf} from './message.ts';
import {planView} from './plan-view.ts';
import type {Speaking} from './speaking.ts';
import {timelineOf, wayOf} from './timeline.ts';

/** Who looks at an incident, and what proves that their forms are theirs. */
export interface Looking {
  readonly viewer: Viewer;
  readonly csrf: string;
  /** Names a silence that is asked for from this page. */
  readonly token: string;
}

/** So many related incidents are read; a message lists no more either. */
const mostRelated = 10;

/** One incident as its page shows it. @throws StoreError. */
export async function incidentView(
  deps: ReadDeps,
  speaking: Speaking,
  incident: Incident,
  looking: Looking,
): Promise<IncidentView> {
  const {say, speak, now, clock} = speaking;
  const message = knownMessage(deps, speaking, incident);
  const shown = message && messageTextOf(message, speak, {time: clock});
  const {viewer} = looking;
  const [guards, related, acts, refused] = await Promise.all([
    guardViews(deps, speaking, incident),
    relatedTo(deps, speaking, incident),
    actsOf(deps, speaking, incident, looking),
    refusedTo(deps, incident, viewer),
  ]);
  const plan = planView(deps, speaking, incident, {message, refused});
  const advice = plan?.waits === true ? undefined : adviceOf(speaking, message, shown?.commands);
  const {work, intake, openedAt, state} = incident;
  return {
    id: incident.id,
    version: incident.version,
    state,
    turn: turnIn(state),
    tone: shown?.tone ?? state,
    title: shown?.headline ?? incident.runbook,
    sentences: message?.sentences.map(one => say(one)) ?? [say(reasonSentence(incident.reason))],
    runbook: incident.runbook,
    way: wayOf(incident, now),
    ...(plan === undefined ? {} : {plan}),
    ...(advice === undefined ? {} : {advice}),
    ...(acts === undefined ? {} : {acts}),
    ...(viewer.kind === 'reader' ? {readOnly: say(viewer.why)} : {}),
    timeline: timelineOf(incident, speaking),
    ...nextOf(incident, speaking),
    facts: [
      ...(shown?.facts ?? [
        {label: say(phrase('console.target')), value: targetText(incident.target)},
      ]),
    ],
    openedAt,
    changedAt: work.changedAt,
    ...(work.lookedAt === undefined ? {} : {lookedAt: work.lookedAt}),
    ...(work.nextLook === undefined ? {} : {nextLook: work.nextLook}),
    attempts: attemptsOf(incident),
    entries: entriesOf(intake),
    guards,
    channels: channelsOf(incident, speaking),
    related,
    links: shown?.links ?? [],
  };
}

/** What a person has to do where no plan waits for an answer, with the commands that do it. */
function adviceOf(
  {say}: Speaking,
  message: Message | undefined,
  commands: MessageText['commands'] = [],
): IncidentView['advice'] {
  if (message?.ask === undefined) return undefined;
  const shown = commands.map(one => one.code).filter(one => one !== '');
  return {text: say(message.ask.text), commands: shown};
}

/** Why the viewer may not approve what waits; undefined: they may, or nothing waits. */
async function refusedTo(
  deps: ReadDeps,
  incident: Incident,
  viewer: Viewer,
): Promise<Phrase | undefined> {
  if (!waits(incident)) return undefined;
  if (viewer.kind === 'reader') return viewer.why;
  const known = await knownPeople(deps);
  const why = answerRefusal(deps.settings, incident, {answer: 'approved', who: viewer.who}, known);
  return why && approverSentence(why, incident);
}

async function actsOf(
  deps: ReadDeps,
  speaking: Speaking,
  incident: Incident,
  {viewer, csrf, token}: Looking,
): Promise<ActsView | undefined> {
  if (viewer.kind === 'reader') return undefined;
  const isOpen = standing(incident.state) !== 'closed' && !isBacklog(incident);
  const press = {
    verb: 'silence',
    incident: incident.id,
    run: incident.work.run,
    token: '',
  } as const;
  const options = (dialog: Dialog, name: string) => optionsOf(dialog, name, speaking);
  const form = silenceForm(incident, press);
  return {
    acknowledge:
      ownershipRefusal(incident) === undefined &&
      turnIn(incident.state) === 'person' &&
      ownerOf(incident)?.by !== viewer.by,
    undo: (await whyNoUndo(deps, incident)) === undefined,
    silence: isOpen,
    pause: isOpen,
    scopes: options(form, 'scope'),
    spans: options(form, 'minutes'),
    csrf,
    token,
  };
}

/** The lengths that a pause may have. */
export function pauseSpans(speaking: Speaking): ActsView['spans'] {
  const form = pauseForm({verb: 'pause', incident: '', run: 0, token: ''});
  return optionsOf(form, 'minutes', speaking);
}

function optionsOf({fields}: Dialog, name: string, {say}: Speaking): ActsView['spans'] {
  return fields.flatMap(field =>
    field.kind === 'choice' && field.name === name
      ? field.options.map(({value, label}) => ({value, label: say(label)}))
      : [],
  );
}

function nextOf(incident: Incident, {say, now}: Speaking): Pick<IncidentView, 'next'> {
  const {state, work} = incident;
  const turn = turnIn(state);
  if (turn === 'nobody') return {};
  if (turn === 'responder') {
    const at = work.nextLook;
    return {next: {text: say(phrase('console.next.works')), ...(at === undefined ? {} : {at})}};
  }
  return work.nextLook === undefined
    ? {next: {text: say(phrase('console.next.person'))}}
    : {
        next: {
          text: say(phrase('console.next.waits', {span: Math.max(0, now - work.changedAt)})),
          at: work.nextLook,
        },
      };
}

/** What each channel shows; the store knows the revision, and whether the last delivery ended. */
function channelsOf({outbox}: Incident, {say}: Speaking): readonly ChannelView[] {
  return Object.entries(outbox.channels).map(([id, {revision, doubts = 0}]) => {
    const isCurrent = revision === outbox.revision && doubts === 0;
    const text =
      revision === 0
        ? phrase('console.channel.none')
        : doubts > 0
          ? phrase('console.channel.doubt', {revision})
          : isCurrent
            ? phrase('console.channel.is', {revision})
            : phrase('console.channel.was', {revision, newest: outbox.revision});
    return {id, isCurrent, text: say(text)};
  });
}

async function relatedTo(
  deps: ReadDeps,
  speaking: Speaking,
  incident: Incident,
): Promise<readonly RelatedView[]> {
  const {store} = deps;
  const cause = explainedBy(incident);
  const signs = await store.explained(incident.id);
  const wanted = [
    ...(cause === undefined ? [] : [{id: cause, why: phrase('console.related.cause')}]),
    ...signs.slice(0, mostRelated).map(id => ({id, why: phrase('console.related.symptom')})),
  ];
  const found = await Promise.all(
    wanted.map(async ({id, why}) => ({why, one: await store.read(id)})),
  );
  return found.flatMap(({why, one}) =>
    one === undefined
      ? []
      : [
          {
            id: one.id,
            state: one.state,
            text: `${speaking.say(why)} · ${titleOf(deps, speaking, one)} · ${speaking.say(status(one))}`,
          },
        ],
  );
}

/** What a program reads of an incident: what the page shows, without what only its forms need. */
export function exported(view: IncidentView, incident: Incident): object {
  const {acts: _forms, readOnly: _reader, said: _said, ...rest} = view;
  const {run, actions, target} = {...aboutOf(incident), target: incident.target};
  return {...rest, target, run, actions, revision: incident.outbox.revision};
}

import type {SilenceScope} from '../config/settings.ts';
import {planSteps} from '../announcement/ask.ts';
import {type Action, inverseOf, wordsOf} from '../contract/action.ts';
import {longestSilenceMs} from '../guard/silence.ts';
import {undoActions} from '../guard/undo.ts';
import type {Incident} from '../incident/incident.ts';
import {truncate} from '../lib/truncate.ts';
import type {Now} from '../lib/time-scale.ts';
import {phrase} from '../texts/texts.ts';
import {type Dialog, emptyDialog, type Field, type GivenFields} from './dialog.ts';
import type {Press} from './press.ts';

/** Minutes that can be chosen; the first is what nobody has to choose. */
const spans = ['30', '60', '240', '1440', '10080'] as const;
const pauseSpans = ['60', '30', '240', '1440'] as const;
const longestReason = 200;

const reasonField: Field = {
  kind: 'text',
  name: 'reason',
  label: phrase('field.reason'),
  maxLength: longestReason,
};

function spanField(values: readonly [Span, ...Span[]]): Field {
  const [first, ...rest] = values;
  const option = (value: Span) => ({label: phrase(`span.${value}`), value});
  return {
    kind: 'choice',
    name: 'minutes',
    label: phrase('field.minutes'),
    options: [option(first), ...rest.map(option)],
  };
}

type Span = (typeof spans)[number];

/** The form that asks for an undo, with what would be taken back by what the incident knows; live state is looked at later. */
export function undoForm(incident: Incident, actions: readonly Action[], press: Press): Dialog {
  return {
    ...emptyDialog,
    ...planSteps(undoActions(incident, inverseOf(actions)), wordsOf(actions)),
    incident: incident.id,
    title: phrase('dialog.undo'),
    sentences: [phrase('dialog.undo.how')],
    submit: {label: phrase('submit.undo'), press, style: 'danger'},
  };
}

/** The form that silences the problem of an incident, its cluster or its project. */
export function silenceForm({target}: Pick<Incident, 'target'>, press: Press): Dialog {
  const {cluster} = target;
  const option = (value: Scope) => ({label: phrase(`scope.${value}`), value});
  return {
    ...emptyDialog,
    title: phrase('dialog.silence'),
    sentences: [phrase('dialog.silence.how')],
    fields: [
      {
        kind: 'choice',
        name: 'scope',
        label: phrase('field.scope'),
        options: [
          option('problem'),
          ...(cluster === undefined ? [] : [option('cluster')]),
          option('project'),
        ],
      },
      spanField(spans),
      reasonField,
    ],
    submit: {label: phrase('submit.silence'), press, style: 'primary'},
  };
}

type Scope = 'problem' | 'cluster' | 'project';

/** The form that pauses all changes. */
export function pauseForm(press: Press): Dialog {
  return {
    ...emptyDialog,
    title: phrase('dialog.pause'),
    sentences: [phrase('dialog.pause.how')],
    fields: [spanField(pauseSpans), reasonField],
    submit: {label: phrase('submit.pause'), press, style: 'danger'},
  };
}

/** How long and why, as a form says it; undefined: it is not what the form had. Times: epoch ms. */
export function lengthIn(
  {minutes, reason}: GivenFields,
  {now: from, timing}: Now,
):
  | {readonly from: number; readonly until: number; readonly reason: string}
  | 'no-reason'
  | undefined {
  const chosen = spans.find(one => one === (minutes ?? ''));
  if (chosen === undefined) return undefined;
  const why = truncate((reason ?? '').replace(/\s+/gu, ' ').trim(), longestReason);
  if (why === '') return 'no-reason';
  const until = from + Math.min(timing.seconds(Number(chosen) * 60), longestSilenceMs);
  return {from, until, reason: why};
}

/** What a form silences; undefined: it is not what the form had. */
export function scopeIn(
  {scope}: GivenFields,
  {runbook, target}: Pick<Incident, 'runbook' | 'target'>,
): SilenceScope | undefined {
  const {project, location, cluster, membership} = target;
  const name = cluster ?? membership;
  const place = {
    project,
    ...(location === undefined || cluster === undefined ? {} : {location}),
    ...(name === undefined ? {} : {cluster: name}),
  };
  switch (scope) {
    case 'problem':
      return {runbook, ...place};
    case 'cluster':
      return name === undefined ? undefined : place;
    case 'project':
      return {project};
    case undefined:
    default:
      return undefined;
  }
}

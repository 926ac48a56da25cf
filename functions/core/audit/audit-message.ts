import type {Call, Intent} from './match.ts';
import type {Message} from '../ports/message.ts';
import type {Phrase} from '../texts/phrase.ts';
import {phrase} from '../texts/texts.ts';

/** So many findings of a kind are named; the command has them all. */
const named = 5;

/** The message that a self-audit found what has no partner. It has one revision and belongs to no incident. */
export function auditMessage(
  {
    unintended,
    unlogged,
  }: {readonly unintended: readonly Call[]; readonly unlogged: readonly Intent[]},
  {now, config}: {readonly now: number; readonly config?: string | undefined},
): Message {
  const count = unintended.length + unlogged.length;
  const what = phrase('self-audit.headline', {count});
  const [place = '-'] = [
    ...unintended.map(one => one.project),
    ...unlogged.flatMap(one => one.traces.map(each => each.project)),
  ];
  const command = `mesh-responder audit --since 2d${config === undefined ? '' : ` --config ${config}`}`;
  return {
    incident: `self-audit/${now}`,
    revision: 1,
    milestone: 1,
    about: {
      ...{runbook: '', target: {project: place}, state: 'blocked'},
      ...{reason: what, detail: what, run: 0, actions: []},
      ...{openedAt: now, changedAt: now, escalated: 0},
    },
    tone: 'action',
    day: now,
    place,
    headline: {what},
    sentences: [
      ...(unintended.length === 0
        ? []
        : [phrase('self-audit.unintended', {count: unintended.length})]),
      ...unintended.slice(0, named).map(callSentence),
      ...(unlogged.length === 0 ? [] : [phrase('self-audit.unlogged', {count: unlogged.length})]),
      ...unlogged
        .slice(0, named)
        .map(({at, incident, action}) => phrase('self-audit.intent', {at, incident, action})),
    ],
    ask: {
      ...{text: phrase('self-audit.look'), steps: [{command}], more: 0, risks: [], answers: []},
    },
    ...{done: [], facts: [], footer: [phrase('self-audit.footer')], links: [], notes: []},
  };
}

function callSentence({at, project, method, resource, principal}: Call): Phrase {
  return phrase('self-audit.call', {at, project, method, resource, principal});
}

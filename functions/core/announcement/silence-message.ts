import type {Notice} from '../guard/silence-notices.ts';
import {scopeText, type Silence} from '../guard/silence.ts';
import type {Message} from '../ports/message.ts';
import type {Phrase} from '../texts/phrase.ts';
import {phrase} from '../texts/texts.ts';

/** The short message that a silence began or is over. It has one revision and belongs to no incident. */
export function silenceMessage({kind, silence}: Notice): Message {
  const {id, from, project, cluster, runbook} = silence;
  const what = scopeText(silence);
  const sentence = kind === 'began' ? beginningOf(silence) : endOf(silence);
  return {
    incident: `silence/${id}/${kind}`,
    revision: 1,
    milestone: 1,
    // Where it goes: to those who hear of what it covers.
    about: {
      runbook: runbook ?? '',
      target: {project: project ?? '', ...(cluster !== undefined && {cluster})},
      state: 'no-action',
      ...{reason: sentence, detail: sentence, run: 0, actions: []},
      ...{openedAt: from, changedAt: from, escalated: 0},
    },
    tone: kind === 'began' ? 'silenced' : 'unsilenced',
    day: from,
    place: cluster ?? project ?? what,
    headline: {what: phrase('fact.text', {value: what})},
    sentences: [sentence],
    done: [],
    facts: [],
    footer: [phrase('silence.footer', {id})],
    links: [],
    notes: [],
  };
}

function beginningOf({by, until, reason}: Silence): Phrase {
  return phrase('silence.until', {by, until, reason});
}

function endOf({ended, until}: Silence): Phrase {
  return ended === undefined || ended.at >= until
    ? phrase('silence.expired', {until})
    : phrase('silence.ended', {by: ended.by});
}

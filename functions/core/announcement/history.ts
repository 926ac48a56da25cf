import {isExplained, reasonSentence, undoneBySentence} from './sentences.ts';
import type {Incident, TimelineItem} from '../incident/incident.ts';
import type {Reason} from '../incident/reason.ts';
import type {Note} from '../ports/message.ts';
import {type Phrase, phraseKey} from '../texts/phrase.ts';

/**
 * An incident's history as the lines of its thread, oldest first: what happened, then what is wrong and what
 * to do, then what was read. Nothing that the thread says already is said again: a retry repeats neither the
 * problem nor what was read unchanged.
 */
export function historyOf(incident: Incident): readonly Note[] {
  if (isSilent(incident)) return [];
  const said = new Set<string>();
  return incident.timeline.flatMap(item => notes(item, said));
}

/** Whether the first look found nothing wrong: one line in the channel says it all. */
function isSilent({state, timeline}: Incident): boolean {
  return state === 'no-action' && timeline.every(one => isQuiet(one));
}

/** Of a look without an answer people have heard already, and hear how it went on. */
function isQuiet({state, reason}: TimelineItem): boolean {
  return state === 'detected' || reason.kind === 'diagnosing' || state === 'no-action';
}

function notes({at, reason, code, proof = []}: TimelineItem, said: Set<string>): readonly Note[] {
  const first: Note = {at, text: reasonSentence(reason), ...(code === undefined ? {} : {code})};
  const more = [...details(reason), ...proof].filter(isNew);
  const isRepeat = reason.kind === 'broken' && !isNew(first.text);
  const told = isRepeat ? [] : [first];
  const read = more.map(text => ({at, text}));
  // What was read proves the end, and stands before it.
  return reason.kind === 'verified' ? [...read, ...told] : [...told, ...read];

  function isNew(text: Phrase): boolean {
    const key = phraseKey(text);
    if (said.has(key)) return false;
    said.add(key);
    return true;
  }
}

/** What a reason knows beyond its sentence. */
export function details(reason: Reason): readonly Phrase[] {
  if (reason.kind === 'flapping') {
    return (reason.fight ?? []).flatMap(({by, remedy}) => [undoneBySentence(by), remedy]);
  }
  if (!isExplained(reason)) return [];
  return [reason.cause, ...(reason.advice === undefined ? [] : [reason.advice])];
}

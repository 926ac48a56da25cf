import type {Incident} from '../incident/incident.ts';
import type {Phrase} from '../texts/phrase.ts';
import {reasonSentence} from './sentences.ts';

/** Where only a person can help, the cause says more than the reason. */
export function status({reason}: Pick<Incident, 'reason'>): Phrase {
  return reason.kind === 'person-needed' ? reason.cause : reasonSentence(reason);
}

import {type Word, wordsIn, wordsValue} from '../../core/inbox/word-inbox.ts';
import {updateMark} from '../lib/compare-and-set.ts';
import {type AnswerDeps, handOver} from './answer-plan.ts';

/**
 * Writes down what a person says of an incident, where respond takes it up with its next sweep, or as soon as the incident
 * is handed over. The last word counts.
 * @param mark where words of its kind wait.
 * @throws StaleError when ten other writers were faster; StoreError.
 */
export async function say(
  deps: Omit<AnswerDeps, 'timing'>,
  mark: string,
  incident: string,
  word: Word,
): Promise<void> {
  await updateMark<undefined>(deps.guardStore, mark, value => {
    const inbox = new Map(wordsIn(value)).set(incident, word);
    return {value: wordsValue(inbox), result: undefined};
  });
  await handOver(deps, incident);
}

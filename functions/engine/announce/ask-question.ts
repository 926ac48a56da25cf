import type {Incident} from '../../core/incident/incident.ts';
import {isAsked, questionIn, questionMark, questionValue} from '../../core/interaction/question.ts';
import {errorText} from '../../core/lib/error.ts';
import {waits} from '../../core/inbox/answer.ts';
import type {Deps} from '../lib/context.ts';
import {updateMark} from '../lib/compare-and-set.ts';

/**
 * Writes down what the message of an incident is about to ask, before anybody is shown it, so that a button says
 * which plan it stood beside. A store that does not answer costs the buttons that answer the plan, and nothing else.
 * @returns the token that the buttons carry, empty where none is asked; undefined: it could not be written down.
 */
export async function askQuestion(
  {settings, guardStore, token, log}: Pick<Deps, 'settings' | 'guardStore' | 'token' | 'log'>,
  incident: Incident,
): Promise<string | undefined> {
  const {id, work} = incident;
  const {plan, run} = work;
  if (settings.interact === undefined || plan === undefined || !waits(incident)) return '';
  try {
    return await updateMark(guardStore, questionMark(id), value => {
      const before = questionIn(value);
      const isSame = isAsked(before, incident);
      if (isSame && before.token !== undefined) return {result: before.token};
      const fresh = token();
      // What people answered at the command before there were buttons stays.
      const question = isSame ? before : {plan: plan.hash, run, votes: []};
      return {value: questionValue({...question, token: fresh}), result: fresh};
    });
  } catch (error) {
    log.warn('a plan is asked about without buttons', {incident: id, error: errorText(error)});
    return undefined;
  }
}

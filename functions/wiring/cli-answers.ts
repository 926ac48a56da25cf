import type {PersonIdentity} from '../core/config/people.ts';
import type {CommandAnswer} from '../core/interaction/command-answer.ts';
import {errorText} from '../core/lib/error.ts';
import {textAt} from '../core/lib/json.ts';
import {answerCommand} from '../engine/operate/answer-command.ts';
import type {UndoDeps} from '../engine/operate/ask-undo.ts';
import type {DoorAnswer} from './serving/door-request.ts';

/** Takes an answer of the command whose token was verified. */
export async function answerOf(
  deps: UndoDeps,
  body: unknown,
  who: PersonIdentity,
): Promise<DoorAnswer> {
  const given = commandAnswerIn(body);
  if (given === undefined) return {status: 400};
  try {
    return {status: 200, body: {...(await answerCommand(deps, given, who))}};
  } catch (error) {
    deps.log.error('an answer could not be taken', {error: errorText(error)});
    return {status: 503};
  }
}

function commandAnswerIn(body: unknown): CommandAnswer | undefined {
  const [verb, incident, plan] = ['verb', 'incident', 'plan'].map(name => textAt(body, name));
  if (incident === undefined || !/^[\da-f]{10}-\d{1,9}$/.test(incident)) return undefined;
  if (verb === 'acknowledge' || verb === 'undo') return {verb, incident};
  const isPlan = plan !== undefined && /^[\da-f]{8,64}$/.test(plan);
  return isPlan && (verb === 'approve' || verb === 'decline') ? {verb, incident, plan} : undefined;
}

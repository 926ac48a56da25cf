import type {PersonIdentity} from '../core/config/people.ts';
import type {CommandAnswer} from '../core/interaction/command-answer.ts';
import type {GivenFields} from '../core/interaction/dialog.ts';
import {errorText} from '../core/lib/error.ts';
import {textAt} from '../core/lib/json.ts';
import {answerCommand, type CommandDeps} from '../engine/operate/answer-command.ts';
import type {DoorAnswer} from './serving/door-request.ts';

/** Takes an answer of the command whose token was verified. */
export async function answerOf(
  deps: CommandDeps,
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

/** Reads an answer; undefined for what is none. */
export function commandAnswerIn(body: unknown): CommandAnswer | undefined {
  const [verb, incident, plan] = ['verb', 'incident', 'plan'].map(name => textAt(body, name));
  if (verb === 'pause') return {verb, fields: fieldsIn(body)};
  if (incident === undefined || !/^[\da-f]{10}-\d{1,9}$/.test(incident)) return undefined;
  if (verb === 'acknowledge' || verb === 'undo') return {verb, incident};
  if (verb === 'silence') {
    const token = textAt(body, 'token') ?? '';
    return /^[\da-f]{32}$/.test(token)
      ? {verb, incident, token, fields: fieldsIn(body)}
      : undefined;
  }
  const isPlan = plan !== undefined && /^[\da-f]{8,64}$/.test(plan);
  return isPlan && (verb === 'approve' || verb === 'decline') ? {verb, incident, plan} : undefined;
}

/** What stands in the fields of a form; whoever takes it checks it. */
function fieldsIn(body: unknown): GivenFields {
  const [scope, minutes, reason] = (['scope', 'minutes', 'reason'] as const).map(name =>
    textAt(body, 'fields', name),
  );
  return {
    ...(scope === undefined ? {} : {scope}),
    ...(minutes === undefined ? {} : {minutes}),
    ...(reason === undefined ? {} : {reason}),
  };
}

import {type PersonIdentity, nameOf} from '../../core/config/people.ts';
import type {CommandAnswer, CommandAnswered} from '../../core/interaction/command-answer.ts';
import {acknowledge} from './acknowledge.ts';
import {askUndo, type UndoDeps} from './ask-undo.ts';
import {answerQuestion} from './answer-question.ts';
import {pauseByPerson, silenceByPerson, type StopDeps} from '../stops/stop-by-person.ts';

/** What answers are taken with. */
export type CommandDeps = UndoDeps & StopDeps;

/**
 * Takes an answer that somebody gives at a command line, whoever has verified them.
 * @throws StaleError when ten other writers were faster; StoreError.
 */
export async function answerCommand(
  deps: CommandDeps,
  given: CommandAnswer,
  who: PersonIdentity,
): Promise<CommandAnswered> {
  const {settings, clock} = deps;
  const by = nameOf(who, settings.people);
  if (given.verb === 'pause') {
    const {fields} = given;
    return {kind: 'told', ...(await pauseByPerson(deps, {who, fields})), by};
  }
  const {incident} = given;
  if (given.verb === 'silence') {
    const {token, fields} = given;
    const about = await deps.store.read(incident);
    if (about === undefined) return {kind: 'unknown', by};
    return {kind: 'told', ...(await silenceByPerson(deps, about, {token, who, fields})), by};
  }
  if (given.verb === 'acknowledge') {
    const taken = await acknowledge(deps, incident, {by, at: clock.now()});
    if (taken.kind !== 'taken') return {...taken, by};
    return taken.before === undefined
      ? {kind: 'taken', by}
      : {kind: 'taken-over', by, before: taken.before.by};
  }
  if (given.verb === 'undo') {
    return {...(await askUndo(deps, incident, {by, at: clock.now()})), by};
  }
  const answer = given.verb === 'approve' ? 'approved' : 'declined';
  const to = {kind: 'plan', hash: given.plan} as const;
  const answered = await answerQuestion(deps, incident, {answer, who, to});
  switch (answered.kind) {
    case 'stale':
      return {kind: 'unknown', by};
    case 'answered': {
      const {by: other, answer: said} = answered.before;
      return {kind: 'answered', by, before: {by: other, answer: said}};
    }
    case 'unknown':
    case 'taken':
    case 'refused':
    case 'counted':
    case 'not-allowed':
      return {...answered, by};
  }
}

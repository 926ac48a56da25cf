import {sendAnswer} from '../../adapters/interact-client.ts';
import {approverSentence} from '../../core/interaction/approver-sentence.ts';
import {refusalSentence} from '../../core/announcement/sentences.ts';
import type {CommandAnswer, CommandAnswered} from '../../core/interaction/command-answer.ts';
import {CallError} from '../../core/lib/error.ts';
import type {Words} from '../../core/texts/words.ts';
import type {Deps} from '../../engine/lib/context.ts';
import {answerCommand} from '../../engine/operate/answer-command.ts';
import {googleDeps} from '../../wiring/compose.ts';
import {speakAll} from '../../wiring/translations.ts';
import type {Given} from '../shell/args.ts';
import type {Exit, Io} from '../shell/command.ts';
import {noIncident} from './refusals.ts';
import {notKnown, whoSays} from './who-says.ts';

/**
 * Gives an answer where answers are taken: to the function `interact` of the configuration, which asks Google who it
 * is, else into the guard's store. What did not count is told here.
 * @returns what came of it where it counts; else how the command ends.
 */
export async function giveAnswer(
  deps: Deps,
  answer: Exclude<CommandAnswer, {verb: 'pause'}>,
  given: Given,
  io: Io,
): Promise<Extract<CommandAnswered, {kind: 'taken' | 'taken-over' | 'counted'}> | Exit> {
  const {verb, incident} = answer;
  const answered = await answeredBy(deps, answer, given, io);
  if (answered === undefined) return 3;
  const speak = speakAll(io.locale, deps.runbooks);
  switch (answered.kind) {
    case 'taken':
    case 'taken-over':
    case 'counted':
      return answered;
    case 'unknown':
      io.err(noIncident(verb, incident)[io.locale]);
      return 1;
    case 'answered': {
      const {by, answer: said} = answered.before;
      return told(answer, answeredText(by, said)[io.locale], io);
    }
    case 'refused':
      return told(answer, speak(refusalSentence(answered.reason)), io);
    case 'told':
      return told(answer, speak(answered.text), io);
    case 'not-allowed': {
      const known = await deps.store.read(incident);
      const about = known ?? {runbook: '?', target: {project: '?'}};
      return told(answer, speak(approverSentence(answered.reason, about)), io);
    }
  }
}

/** Whether the function takes answers: the played world has none, and an embedded store needs none. */
export function interactUrl(
  {settings}: Pick<Deps, 'settings'>,
  {env}: Pick<Io, 'env'>,
): string | undefined {
  const isDeployed = settings.store.firestore !== undefined && env.firestoreEmulator === undefined;
  return isDeployed ? settings.interact?.url : undefined;
}

async function answeredBy(
  deps: Deps,
  answer: CommandAnswer,
  given: Given,
  io: Io,
): Promise<CommandAnswered | undefined> {
  const url = interactUrl(deps, io);
  if (url !== undefined) {
    try {
      return await sendAnswer(googleDeps({env: io.env}), url, answer);
    } catch (error) {
      if (!(error instanceof CallError)) throw error;
      io.err(notTaken(answer.verb, error.facts.said)[io.locale]);
      return undefined;
    }
  }
  const speaker = await whoSays(deps.settings, given, io);
  if (speaker.kind === 'unknown') {
    io.err(notKnown(answer.verb, speaker.why)[io.locale]);
    return undefined;
  }
  return answerCommand(deps, answer, speaker.who);
}

function told(
  {verb, incident}: Exclude<CommandAnswer, {verb: 'pause'}>,
  why: string,
  io: Io,
): Exit {
  const en = why.replace(/\.$/, '');
  const words: Words = {
    en: `mesh-responder ${verb}: incident ${incident}: ${en}; nothing was changed\n`,
    ko: `mesh-responder ${verb}: 인시던트 ${incident}: ${why} 변경된 내용이 없습니다.\n`,
  };
  io.err(words[io.locale]);
  return 3;
}

/** Somebody else's answer to the same plan counts. */
function answeredText(by: string, answer: 'approved' | 'declined'): Words {
  const korean = answer === 'approved' ? '승인' : '거절';
  return {
    en: `${by} has ${answer} this plan already`,
    ko: `${by} 계정이 이미 이 계획을 ${korean}했습니다.`,
  };
}

function notTaken(verb: string, why: string): Words {
  return {
    en: `mesh-responder ${verb}: the function interact did not take it (${why}); nothing was changed\n`,
    ko: `mesh-responder ${verb}: interact 함수가 응답을 처리하지 못했습니다(${why}). 변경된 내용이 없습니다.\n`,
  };
}

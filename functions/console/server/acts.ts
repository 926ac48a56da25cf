import {approverSentence} from '../../core/interaction/approver-sentence.ts';
import {refusalSentence} from '../../core/announcement/sentences.ts';
import type {CommandAnswer, CommandAnswered} from '../../core/interaction/command-answer.ts';
import {CallError, errorText, StoreError} from '../../core/lib/error.ts';
import {StaleError} from '../../engine/lib/compare-and-set.ts';
import type {Incident} from '../../core/incident/incident.ts';
import {phrase} from '../../pages/console/texts.ts';
import type {ConsoleDeps} from '../deps.ts';
import type {Known} from '../gate/gate.ts';
import type {Speaking} from '../read/speaking.ts';

/** What a form of an incident may ask for. */
export const verbs = ['approve', 'decline', 'acknowledge', 'undo', 'silence', 'pause'] as const;
export type ConsoleVerb = (typeof verbs)[number];

/** The words under which a page says what was done. */
export const saids = [...verbs, 'counted'] as const;
export type Said = (typeof saids)[number];

/** A form's fields, as far as they are texts. */
export type FormFields = Readonly<Record<string, string | undefined>>;

/** What a form asks for; undefined: it lacks what it has to have. */
export function orderOf(
  verb: ConsoleVerb,
  incident: string,
  form: FormFields,
): CommandAnswer | undefined {
  const {plan, token, scope, minutes, reason} = form;
  const fields = {
    ...(scope === undefined ? {} : {scope}),
    ...(minutes === undefined ? {} : {minutes}),
    ...(reason === undefined ? {} : {reason}),
  };
  switch (verb) {
    case 'approve':
    case 'decline':
      return plan !== undefined && /^[\da-f]{8,64}$/.test(plan)
        ? {verb, incident, plan}
        : undefined;
    case 'acknowledge':
    case 'undo':
      return {verb, incident};
    case 'silence':
      return token !== undefined && /^[\da-f]{32}$/.test(token)
        ? {verb, incident, token, fields}
        : undefined;
    case 'pause':
      return {verb, fields};
  }
}

/** What came of an order: done, with the word that says so; or not, and why. */
export type Came =
  | {readonly kind: 'done'; readonly said: Said}
  | {readonly kind: 'unknown'}
  | {readonly kind: 'refused'; readonly text: string};

/** Hands somebody's order in where answers are taken. Whatever is in doubt changed nothing, and says so. */
export async function carryOut(
  deps: Pick<ConsoleDeps, 'answer' | 'log'>,
  order: CommandAnswer,
  {
    who,
    about,
    speaking,
  }: {readonly who: Known; readonly about?: Incident; readonly speaking: Speaking},
): Promise<Came> {
  try {
    const answered = await deps.answer(order, who);
    const came = cameOf(answered, order, {about, speaking});
    const incident = order.verb === 'pause' ? undefined : order.incident;
    deps.log.info('an answer was given in the console', {
      verb: order.verb,
      by: who.by,
      came: answered.kind,
      ...(incident === undefined ? {} : {incident}),
    });
    return came;
  } catch (error) {
    if (error instanceof CallError) {
      deps.log.error('an answer could not be handed in', {error: errorText(error)});
      const why = error.facts.said;
      return {kind: 'refused', text: speaking.say(phrase('console.said.not-taken', {why}))};
    }
    if (error instanceof StoreError || error instanceof StaleError) {
      deps.log.error('an answer could not be written down', {error: errorText(error)});
      const why = speaking.say(phrase('console.trouble.no-store'));
      return {kind: 'refused', text: speaking.say(phrase('console.said.not-taken', {why}))};
    }
    throw error;
  }
}

function cameOf(
  answered: CommandAnswered,
  {verb}: CommandAnswer,
  {about, speaking: {say}}: {readonly about: Incident | undefined; readonly speaking: Speaking},
): Came {
  switch (answered.kind) {
    case 'taken':
    case 'taken-over':
      return {kind: 'done', said: verb};
    case 'counted':
      return {kind: 'done', said: 'counted'};
    case 'unknown':
      return {kind: 'unknown'};
    case 'answered': {
      const {by, answer} = answered.before;
      return {kind: 'refused', text: say(phrase('console.said.answered-before', {by, answer}))};
    }
    case 'refused':
      return {kind: 'refused', text: say(refusalSentence(answered.reason))};
    case 'not-allowed': {
      const place = about ?? {runbook: '?', target: {project: '?'}};
      return {kind: 'refused', text: say(approverSentence(answered.reason, place))};
    }
    case 'told':
      return answered.isDone
        ? {kind: 'done', said: verb}
        : {kind: 'refused', text: say(answered.text)};
  }
}

import {expiryOf, toMake} from '../../core/announcement/ask.ts';
import {reasonSentence} from '../../core/announcement/sentences.ts';
import {shownCommand} from '../../adapters/chat/text/message-text.ts';
import {wordsOf} from '../../core/contract/action.ts';
import {approverRule, votesNeeded} from '../../core/guard/approvers.ts';
import {waits} from '../../core/inbox/answer.ts';
import type {Incident} from '../../core/incident/incident.ts';
import {actionKey, type PlannedAction} from '../../core/incident/plan.ts';
import {lastActions} from '../../core/lifecycle/plan-progress.ts';
import type {Message} from '../../core/ports/message.ts';
import type {Phrase} from '../../core/texts/phrase.ts';
import type {PlanView, Step} from '../../pages/console/incident/view.ts';
import {phrase} from '../../pages/console/texts.ts';
import type {ReadDeps} from '../deps.ts';
import {changesOf} from './plan-diff.ts';
import type {Speaking} from './speaking.ts';

/**
 * The plan of an incident, every step of it: whoever approves it has seen all that its hash covers.
 * @param refused why the viewer may not answer it; undefined: they may.
 * @returns undefined where there is none.
 */
export function planView(
  deps: Pick<ReadDeps, 'actions' | 'settings' | 'timing'>,
  speaking: Speaking,
  incident: Incident,
  {message, refused}: {readonly message: Message | undefined; readonly refused: Phrase | undefined},
): PlanView | undefined {
  const {plan} = incident.work;
  if (plan === undefined) return undefined;
  const {say} = speaking;
  const isAsked = waits(incident);
  const words = wordsOf(deps.actions);
  const made = new Map(lastActions(incident).map(one => [actionKey(one), one.result]));
  const open = isAsked ? toMake(incident) : plan.actions;
  const risks = new Map(
    open.flatMap(one => {
      const step = words.step(one);
      return step === undefined ? [] : [[one.action, say(step.risk)] as const];
    }),
  );
  const {settings} = deps;
  const about = {runbook: incident.runbook, project: incident.target.project};
  return {
    hash: plan.hash,
    steps: plan.actions.map(one => stepOf(deps, speaking, one, made.get(actionKey(one)))),
    risks: isAsked ? [...risks.values()] : [],
    why: say(isAsked ? reasonSentence(incident.reason) : phrase('console.plan.carried')),
    waits: isAsked,
    ...(isAsked ? {until: expiryOf(incident, deps)} : {}),
    answers: message?.ask?.answers ?? [],
    approvers:
      settings.approvers === undefined
        ? ''
        : [
            ...(approverRule(settings, about)?.people ?? []),
            ...(approverRule(settings, about)?.groups ?? []),
            ...(votesNeeded(settings, about) > 1
              ? [say(phrase('console.approve.votes', {count: votesNeeded(settings, about)}))]
              : []),
          ].join(', '),
    ...(refused === undefined ? {} : {refused: say(refused)}),
  };
}

function stepOf(
  {actions}: Pick<ReadDeps, 'actions'>,
  speaking: Speaking,
  planned: PlannedAction,
  result: ReturnType<typeof lastActions>[number]['result'],
): Step {
  const {say, speak} = speaking;
  const words = wordsOf(actions);
  const step = words.step(planned);
  const title = say(step?.title ?? words.outcome(planned, undefined));
  const {code, title: unsafe} = shownCommand(
    {
      title: '',
      code:
        step === undefined
          ? ''
          : [step.prepare ?? '', step.command].filter(one => one !== '').join('\n'),
    },
    speak,
  );
  return {
    title: unsafe === '' ? title : `${title} (${unsafe})`,
    action: planned.action,
    risk: actions.find(one => one.manifest.id === planned.action)?.manifest.risk ?? 'high',
    command: code,
    changes: changesOf(planned, speaking),
    ...(result === undefined
      ? {}
      : {
          result: {
            text: say(words.outcome(planned, result)),
            isDone: result === 'changed' || result === 'already',
          },
        }),
  };
}

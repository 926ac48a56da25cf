import type {Mutant} from './kind.ts';

/** Guards of who explains whom, of what is told and kept, and of what stops a change in doubt. */
export const trust: readonly Mutant[] = [
  guard('core/guard/repair-budget', 'a budget that cannot be read counts as unspent', [
    "if (!Array.isArray(value['spent'])) return undefined;",
    "if (!Array.isArray(value['spent'])) return [];",
  ]),
  guard('core/guard/repair-budget', 'what was spent is forgotten at once', [
    'return {spent: [...others, {id, at: now}]};',
    'return {spent: others};',
  ]),
  guard('core/guard/circuit-breaker', 'a breaker that cannot be read counts as closed', [
    "if (value === undefined || value['open'] === false) return undefined;",
    "if (value === undefined || value['open'] !== true) return undefined;",
  ]),
  guard('core/guard/pause', 'a pause that cannot be read is none', [
    "if (value === undefined || value['paused'] === false) return undefined;",
    "if (value === undefined || value['paused'] !== true) return undefined;",
  ]),
  guard('core/guard/guard', 'a plan that was declined is made', [
    "if (consent?.kind === 'declined') return stop(",
    "if (consent?.kind === 'approved') return stop(",
  ]),
  guard('core/guard/guard', 'a budget that is used up stops nothing', [
    'overBudget(facts) ?? {kind: ',
    'undefined ?? {kind: ',
  ]),
  guard('core/lifecycle/explained-sign', 'a sign whose cause is gone is not looked at', [
    "return {incident, effect: {kind: 'diagnose', over}};",
    'return wait(watchedOn(incident, {now, timing}));',
  ]),
  guard('core/lifecycle/explained-sign', 'what is broken behind its cause stays untold', [
    'return wait(\n    rest > 0',
    'return wait(\n    rest > -1e15',
  ]),
  guard('core/lifecycle/after-look', 'what healed while it was waited for stays open', [
    "    case 'healthy':\n      return wait(healthy(incident, diagnosis.proof, at));\n    case 'person':",
    "    case 'healthy':\n      return wait(incident);\n    case 'person':",
  ]),
  guard('core/announcement/tellable', 'a message waits until its incident ends', [
    "return tried || standing(state) !== 'open';",
    "return standing(state) === 'closed';",
  ]),
  guard('core/announcement/tellable', 'what is not worked on any more is told with the next look', [
    "return tried || standing(state) !== 'open';",
    'return tried;',
  ]),
  guard('engine/announce/announce', 'what is told already is told again', [
    'return [...mine, ...former].filter(({id}) => (told[id]?.revision ?? 0) < revision);',
    'return [...mine, ...former].filter(({id}) => (told[id]?.revision ?? 0) <= revision);',
  ]),
  guard('engine/remediate/admit', 'what is admitted is not counted', [
    'if (await spendAll(deps, incident, asked, budgets))',
    'if (asked.attempt > 0)',
  ]),
  guard('engine/correlate/gather', 'each cluster that nobody knows has a message of its own', [
    'if (teller === incident.id) return undefined;',
    "if (teller !== '') return undefined;",
  ]),
  guard('core/inbox/answer', 'an answer to another plan counts', [
    "return work.plan.hash === hash ? undefined : {kind: 'other-plan', plan: work.plan.hash};",
    'return undefined;',
  ]),
  guard('core/incident/incident', 'people are not shown a change of state', [
    'revision: incident.outbox.revision + 1,\n      milestone',
    'revision: incident.outbox.revision,\n      milestone',
  ]),
  guard('core/lifecycle/carry-out', 'what was made is not written down', [
    'return afterStep(ended(incident, endOfWrite(made.written), at), step, at);',
    'return afterStep(incident, step, at);',
  ]),
  guard('core/lifecycle/after-look', 'what another incident is to repair is repaired twice', [
    "return {incident, effect: {kind: 'open-cause', cause: diagnosis, since}};\n    case 'broken':\n      return {incident, effect: {kind: 'ask-guard'",
    "return wait(healthy(incident, diagnosis.proof, at));\n    case 'broken':\n      return {incident, effect: {kind: 'ask-guard'",
  ]),
  guard('engine/correlate/open-cause', 'each sign opens its cause again', [
    'if (told !== undefined) return {id: told, isNew: false};',
    '',
  ]),
  guard('engine/intake/store-finding', 'a sign that joined is not stored', [
    "if ((await deps.store.replace(next)) === 'stale') return 'raced';\n      return joined.kind",
    'void next;\n      return joined.kind',
  ]),
  guard('runbooks/connect-gateway-disabled/diagnose', 'the gateway is healthy whatever it is', [
    "if (state !== 'ENABLED') return off(",
    "if (state === 'UNKNOWN') return off(",
  ]),
  guard('runbooks/provisioning-stalled/diagnose', 'a stalled plane is nobody’s', [
    "  one => plane(one, 'control', 'person'),\n",
    '',
  ]),
  guard('core/guard/consent', 'a yes that only the incident has counts', [
    "if (given === undefined || !isSame(noted, given)) return {kind: 'unproven', by: noted.by};",
    'if (given === undefined || !isSame(noted, given)) return claimed;',
  ]),
  guard('core/guard/consent', 'a yes serves whatever attempt an incident claims', [
    'run === asked.run && (use === undefined ? !isUsed : use.attempt === attempt);',
    '(use === undefined ? !isUsed : use.attempt >= 0);',
  ]),
  guard('engine/remediate/admit', 'a yes is never used up', [
    '!(await useYes(deps, yes, consentAsked(deps, incident, asked)))',
    'yes.mark.version < 0',
  ]),
  guard('engine/operate/answer-plan', 'a yes is not written where the guard looks', [
    'return first === given ? {value: answerValue(given), result: given} : {result: first};',
    'return {result: first};',
  ]),
  guard('core/announcement/tellable', 'what is silenced is told', [
    '  if (isSilenced(incident)) return false;\n',
    '',
  ]),
  guard('core/guard/guard', 'what is silenced is changed', [
    '  if (silence !== undefined) {\n',
    '  if (silence?.id === "") {\n',
  ]),
  guard('core/lifecycle/silenced', 'what was over in a silence is told behind it', [
    'isOver(incident) && !wasTold(incident) && !isRepaired;',
    'false;',
  ]),
  guard(
    'core/lifecycle/silenced',
    'what was repaired behind a silence stays untold after a crash',
    ['!wasTold(incident) && !isRepaired;', '!wasTold(incident);'],
  ),
  guard('core/lifecycle/silenced', 'a silence never ends', [
    'return noting(incident, {...rest, endedAt: now});',
    'return incident;',
  ]),
];

function guard(file: string, id: string, [from, to]: readonly [string, string]): Mutant {
  return {id, file: `${file}.ts`, from, to};
}

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
  guard('core/guard/circuit-breaker', 'a breaker lets the next one through at once', [
    'until: now + timing.seconds(breakerSeconds)};',
    'until: now};',
  ]),
  guard('core/guard/pause', 'a pause that cannot be read is none', [
    "if (value === undefined || value['paused'] === false) return undefined;",
    "if (value === undefined || value['paused'] !== true) return undefined;",
  ]),
  guard('core/guard/change-turn', 'a turn of somebody else is free', [
    'return until <= now ? undefined : {incident, until};',
    'return until > 0 ? undefined : {incident, until};',
  ]),
  guard('core/guard/guard', 'a plan that was declined is made', [
    "if (consent?.kind === 'declined') return stop(",
    "if (consent?.kind === 'approved') return stop(",
  ]),
  guard('core/guard/guard', 'a budget that is used up stops nothing', [
    'overBudget(facts) ?? {kind: ',
    'undefined ?? {kind: ',
  ]),
  guard('core/lifecycle/explanation', 'what has ended explains on', [
    "if (standing(cause.state) === 'closed') return false;",
    "if (cause.id === '') return false;",
  ]),
  guard('core/lifecycle/explanation', 'a doubt explains', [
    'if (diagnosis.unseen === true) return undefined;',
    '',
  ]),
  guard('core/lifecycle/explained-sign', 'a sign whose cause is gone is not looked at', [
    "return {incident, effect: {kind: 'diagnose', over}};",
    'return wait(watchedOn(incident, {now, timing}));',
  ]),
  guard('core/lifecycle/explained-sign', 'what is broken behind its cause stays untold', [
    'return wait(\n    rest > 0',
    'return wait(\n    rest > -1e15',
  ]),
  guard('core/lifecycle/transitions', 'a refused read is looked at later', [
    '  if (refused) {\n    const reason: Blocked',
    "  if (failure === 'malformed') {\n    const reason: Blocked",
  ]),
  guard('core/lifecycle/transitions', 'a repair that was verified is not remembered', [
    'repairs: [...repairs, now].slice(-repairsKept)}',
    'repairs}',
  ]),
  guard('core/lifecycle/parked', 'a question keeps the approval of another plan', [
    'const approval = voidedBy(parked.work.approval, plan.hash);',
    'const approval = {};',
  ]),
  guard('core/lifecycle/after-look', 'what healed while it was waited for stays open', [
    "    case 'healthy':\n      return wait(healthy(incident, diagnosis.proof, at));\n    case 'person':",
    "    case 'healthy':\n      return wait(incident);\n    case 'person':",
  ]),
  guard('core/lifecycle/verification', 'the last re-check ends nothing', [
    'if (next === undefined) {\n    const reason',
    "if (incident.id === '') {\n    const reason",
  ]),
  guard('core/lifecycle/verification', 'a busy service is asked again at once, for ever', [
    'if (seconds === undefined) {\n    return block(notBusy',
    'if (times > 99) {\n    return block(notBusy',
  ]),
  guard(
    'core/lifecycle/plan-progress',
    'an approved plan goes on when something of it went wrong',
    ['if (!went || now - since', 'if (now - since'],
  ),
  guard('core/intake/arrivals', 'a late entry opens what has ended', [
    'arrival.at <= end ||',
    'arrival.at < 0 ||',
  ]),
  guard('core/intake/arrivals', 'what was opened again keeps the approval of the run before', [
    "...(approval?.answer === 'declined' ? {approval} : {}),",
    '...(approval === undefined ? {} : {approval}),',
  ]),
  guard('core/intake/arrivals', 'entries that memory counted are lost', [
    'count: entries.count + more - (hashes.length - fresh.length),',
    'count: entries.count - (hashes.length - fresh.length) * 0,',
  ]),
  guard('core/announcement/incident-message', 'a message waits until its incident ends', [
    "return tried || standing(state) !== 'open';",
    "return standing(state) === 'closed';",
  ]),
  guard(
    'core/announcement/incident-message',
    'what is not worked on any more is told with the next look',
    ["return tried || standing(state) !== 'open';", 'return tried;'],
  ),
  guard('core/announcement/incident-message', 'what is over is told as broken', [
    "const over = state === 'resolved' || state === 'no-action';",
    "const over = state === 'no-action';",
  ]),
  guard('core/detection/names', 'a name that breaks the rules is looked up', [
    "if (!isProjectName(target.project)) return 'project';",
    "if (target.project === '') return 'project';",
  ]),
  guard('engine/announce/announce', 'an announcement that failed is not tried again', [
    'return withOutbox(incident, {...rest, channels, failures: outbox.failures + 1, dueAt});',
    'return withOutbox(incident, {...rest, channels, failures: outbox.failures + 1});',
  ]),
  guard('engine/announce/announce', 'what is told already is told again', [
    'return channels.filter(({id}) => (told[id]?.revision ?? 0) < revision);',
    'return channels.filter(({id}) => (told[id]?.revision ?? 0) <= revision);',
  ]),
  guard('engine/lib/compare-and-set', 'an answer that came meanwhile is written over', [
    'return theirs !== undefined && (ours?.at !== theirs.at || ours.plan !== theirs.plan);',
    'return theirs !== undefined && theirs.at < 0 && ours === undefined;',
  ]),
  guard('engine/remediate/advance', 'somebody who is at work is overtaken', [
    "if ((found.lease?.until ?? 0) > deps.clock.now()) return {kind: 'busy'};",
    "if ((found.lease?.until ?? 0) < 0) return {kind: 'busy'};",
  ]),
  guard('engine/remediate/admit', 'what is admitted is not counted', [
    'if (await spendAll(deps, incident, asked, budgets))',
    'if (asked.attempt > 0)',
  ]),
  guard('engine/remediate/perform', 'a refusal opens no breaker', [
    'if (!passes(error.failure)) await openBreaker(',
    "if (error.call === '') await openBreaker(",
  ]),
  guard('engine/remediate/circuit-breakers', 'a breaker that opened stays unknown to the store', [
    'const opens = updateMark(store, name, () => ({value, result: true}));',
    'const opens = updateMark(store, name, () => ({result: value === undefined}));',
  ]),
  guard('engine/intake/allow-list', 'what is outside is forgotten', [
    'const created = await deps.store.create(',
    "const created = incident !== '' ? 'created' : await deps.store.create(",
  ]),
  guard('engine/correlate/gather', 'each cluster that nobody knows has a message of its own', [
    'if (teller === incident.id) return undefined;',
    "if (teller !== '') return undefined;",
  ]),
  guard('core/lifecycle/answer', 'an answer to another plan counts', [
    'if (plan.hash !== given.plan) {',
    "if (plan.hash === '') {",
  ]),
  guard('actions/bind-service-agent/action', 'a policy that is as wanted is written again', [
    "if (isBound(before, serviceAgentRole, member) === wanted) return {kind: 'unchanged'};",
    '',
  ]),
  guard('actions/enable-service/action', 'an API that is on is turned on again', [
    "return states.includes('DISABLED') ? {kind: 'needed'} : {kind: 'already'};",
    "return {kind: 'needed'};",
  ]),
  guard('engine/remediate/perform', 'a cause that is at work is not asked for', [
    'const cause = await causeInHand(deps, incident);',
    'const cause = undefined;',
  ]),
];

function guard(file: string, id: string, [from, to]: readonly [string, string]): Mutant {
  return {id, file: `${file}.ts`, from, to};
}

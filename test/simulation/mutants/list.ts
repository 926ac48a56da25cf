import {bySpec} from './by-spec.ts';
import {clicks} from './clicks.ts';
import type {Mutant} from './kind.ts';
import {permission} from './permission.ts';
import {trust} from './trust.ts';
import {words} from './words.ts';

const engine = (file: string, id: string, from: string, to: string): Mutant => ({
  id,
  file: `engine/${file}.ts`,
  from,
  to,
});
const core = (file: string, id: string, from: string, to: string): Mutant => ({
  id,
  file: `core/${file}.ts`,
  from,
  to,
});
const bind = (id: string, from: string, to: string): Mutant => ({
  id,
  file: 'actions/bind-service-agent/action.ts',
  from,
  to,
});
const policy = (id: string, from: string, to: string): Mutant => ({
  id,
  file: 'mesh/policy-member.ts',
  from,
  to,
});
const slack = (id: string, from: string, to: string): Mutant => ({
  id,
  file: 'adapters/chat/slack/bot.ts',
  from,
  to,
});

/** Every guard that the simulation, or the spec that it names, must miss when it is gone. */
export const mutants: readonly Mutant[] = [
  engine(
    'remediate/perform',
    'the intent is not stored before the effect',
    'const stored = await commit(decision.incident);',
    "const kept = decision.effect.kind === 'change';\n      const stored = kept ? decision.incident : await commit(decision.incident);",
  ),
  engine(
    'remediate/perform',
    'no turn is taken before a change',
    'await takeTurn(deps, incident, action) : undefined;',
    'undefined : undefined;',
  ),
  engine(
    'remediate/perform',
    'a service at work on another change has refused for good',
    "if (error.failure !== 'busy') return {kind: 'failed', error, detail};",
    "if (error.failure === 'busy') return {kind: 'failed', error: {...error, failure: 'invalid'}, detail};\n    if (error.call !== '') return {kind: 'failed', error, detail};",
  ),
  core(
    'lifecycle/verification',
    'a doubt counts as a refusal, and nobody goes on',
    'return passes(error.failure)\n    ? unsure(',
    "return error.call === ''\n    ? unsure(",
  ),
  engine(
    'remediate/admit',
    'nobody asks whether there is a pause',
    '    consent,\n    pause,\n',
    '    consent,\n',
  ),
  engine(
    'remediate/admit',
    'what a project may spend in an hour is not looked at',
    'budget: overBudget(deps, incident, asked, budgets),',
    '',
  ),
  engine(
    'remediate/diagnose',
    'a project number that is not the configured one is trusted',
    'if (fact.number !== project.number || fact.id !== project.id) {',
    'if (fact.id !== project.id) {',
  ),
  engine(
    'correlate/open-cause',
    'a cause that was closed after the look is opened again',
    '    if (latest !== undefined && (endOf(latest) ?? -Infinity) >= since) return undefined;\n',
    '',
  ),
  engine(
    'lib/compare-and-set',
    'compare-and-set: a lost race counts as won',
    "if ((await store.replace(next)) === 'stored') return next;\n    const theirs",
    "await store.replace(next);\n    if (next.id !== '') return next;\n    const theirs",
  ),
  engine(
    'lib/compare-and-set',
    'the lease of somebody else is no obstacle to a write',
    'if (theirs === undefined || theirs.lease?.holder !== before.lease?.holder) break;',
    'if (theirs === undefined) break;',
  ),
  engine(
    'lib/compare-and-set',
    'what intake counted is written over',
    '    intake: theirs.intake,\n',
    '',
  ),
  engine(
    'remediate/advance',
    'a lease is over at once',
    'until: clock.now() + length, ...(!mayTell',
    'until: clock.now() - length, ...(!mayTell',
  ),
  engine(
    'announce/announce',
    'nobody checks before telling whether the lease still runs',
    'return lease !== undefined && lease.until',
    'return lease === null && lease.until',
  ),
  engine(
    'remediate/advance',
    'a lease does not say that its holder may have told people',
    '...(!mayTell && {silent: true})',
    '...(mayTell !== null && {silent: true})',
  ),
  engine(
    'remediate/advance',
    'a state is not due for telling in the write that makes it true',
    '  return owes && incident.outbox.dueAt === undefined',
    "  return owes && incident.id === ''",
  ),
  engine(
    'remediate/advance',
    'a lease that was never given back raises no doubts',
    'if (found.lease === undefined || found.lease.silent === true) return found;',
    "if (found.id !== '') return found;",
  ),
  engine(
    'remediate/advance',
    'what is true is not told once more after a lease ran out',
    'againAt: deps.clock.now() + deps.timing.seconds(tellAgainSeconds),',
    '',
  ),
  engine(
    'remediate/advance',
    'telling once more has no revision of its own',
    '    if (again !== current()) await commit(again);\n',
    '    void again;\n',
  ),
  engine(
    'remediate/advance',
    'an error of the store parks the incident',
    'if (isOfStore(error) || isOver) throw error;',
    'if (error instanceof StaleError || isOver) throw error;',
  ),
  core(
    'lifecycle/explanation',
    'a cause that live state does not bear out explains signs',
    'cause.work.explains ?? []',
    "cause.work.explains ?? 'all'",
  ),
  engine(
    'announce/announce',
    'a message that failed counts as told',
    'return {told: {revision: shown, ...earlier, ...doubt}, failure};',
    'return {told: {revision: incident.outbox.revision, ...earlier, ...doubt}, failure};',
  ),
  engine(
    'intake/store-finding',
    'a sign is not stored before it is acknowledged',
    "if ((await deps.store.create(incident)) === 'exists') return 'raced';",
    'void deps.store.create(incident).catch(() => undefined);',
  ),
  engine(
    'intake/intake',
    'memory knows of an entry before the store does',
    'const {alsoCounted} = sight;',
    "memory.remember(identity, rememberedAs, {incident: '', until: now + 60_000});\n      const {alsoCounted} = sight;",
  ),
  engine(
    'intake/allow-list',
    'an entry may speak for a project whose log it does not stand in',
    '    label !== entry.logProject &&\n',
    "    label === '' &&\n",
  ),
  engine(
    'intake/allow-list',
    'a project outside of the allow-list is taken for the first one in it',
    'const project = findProject(settings, claimed);',
    'const project = findProject(settings, claimed) ?? settings.projects[0];',
  ),
  core(
    'lifecycle/after-look',
    'a change that did not take is not tried again',
    'return wait(notTaken(doubted(incident, seen.gone), at));',
    'return wait(lookAt(incident, at.now + 60_000));',
  ),
  core(
    'guard/guard',
    'mode observe acts',
    "return mode === 'observe' ? stop(",
    "return mode === 'exclude' ? stop(",
  ),
  core(
    'guard/guard',
    'mode approve acts',
    "if (mode === 'approve') return {kind: 'mode-approve', plan};",
    'void mode;',
  ),
  core(
    'guard/guard',
    'somebody who undoes repairs is not noticed',
    'return within(quickFlapSeconds) >= 1 || within(flapSeconds) >= 2;',
    'return within(quickFlapSeconds) > 99;',
  ),
  core(
    'guard/guard',
    'attempts have no budget',
    'export const attemptBudget = 3;',
    'export const attemptBudget = 9;',
  ),
  core(
    'lifecycle/action-records',
    'an effect that was cut short is forgotten',
    'if (last === undefined || last.result !== undefined) return incident;',
    "if (last === undefined || last.action !== '') return incident;",
  ),
  core(
    'lifecycle/parked',
    'a parked incident is never looked at again',
    'return move(incident, {...status, now, nextLook, proof, code});',
    'return move(incident, {...status, now, proof, code});',
  ),
  core(
    'lifecycle/transitions',
    'a read without an answer is not made again',
    'blindLooks: blindLooks + 1, nextLook: at.now + wait}',
    'blindLooks: blindLooks + 1, nextLook: at.now + 1e9}',
  ),
  core(
    'lifecycle/verification',
    'after a doubt nobody goes on',
    "return move(incident, {state: 'diagnosing', reason, now, nextLook: now + wait});",
    "return move(incident, {state: 'diagnosing', reason, now, nextLook: now + wait + 1e9});",
  ),
  core(
    'lifecycle/parked',
    'after a crash nobody takes up a plan',
    '    // Whoever finds it planned after a crash starts with a new read.\n    nextLook: now,\n',
    '',
  ),
  core(
    'lifecycle/action-records',
    'after a crash nobody looks what an effect did',
    '    nextLook: now,\n    code: shown.command,',
    '    code: shown.command,',
  ),
  core(
    'lifecycle/verification',
    'nobody verifies',
    "{state: 'verifying', reason: {kind: 'verifying'}, now, nextLook}",
    "{state: 'verifying', reason: {kind: 'verifying'}, now}",
  ),
  core(
    'intake/arrivals',
    'an entry that comes again is counted again',
    "if (incident.intake.entries.seen.includes(arrival.entry)) return {kind: 'duplicate'};",
    '',
  ),
  core(
    'intake/arrivals',
    'what memory counted is counted again where it came another way',
    'const fresh = hashes.filter(hash => !entries.seen.includes(hash));',
    'const fresh = hashes;',
  ),
  {
    id: 'a binding under a condition counts',
    file: 'mesh/service-agent.ts',
    from: ' && one.condition === undefined && one.members.includes(member)',
    to: ' && one.members.includes(member)',
  },
  core(
    'poll/pending',
    'one look of a poll is enough',
    'export const settleSeconds = 60;',
    'export const settleSeconds = 0;',
  ),
  bind('another agent is bound', 'return serviceAgent(fleetNumber);', "return serviceAgent('1');"),
  policy(
    'a policy is written without its etag',
    'return writers.setPolicy(project, after);',
    "return writers.setPolicy(project, {...after, etag: ''});",
  ),
  policy(
    'the member goes into a binding with a condition',
    'one => one.role === role && one.condition === undefined);',
    'one => one.role === role);',
  ),
  policy(
    'other bindings are dropped',
    'bindings: [...policy.bindings, {role, members: [member]}]',
    'bindings: [{role, members: [member]}]',
  ),
  {
    id: 'the agent of the project, not of its fleet, is bound',
    file: 'runbooks/service-agent-unbound/diagnose.ts',
    from: 'fleetNumber: fleet.number}',
    to: 'fleetNumber: project.number}',
  },
  slack(
    'in doubt nobody looks before posting',
    '  if (doubts === 0) return undefined;',
    '  if (doubts < 99) return undefined;',
  ),
  slack(
    'the place of a message is forgotten',
    'let root = rootOf(ref) ?? (',
    'let root = rootOf(undefined) ?? (',
  ),
  core(
    'guard/message-rate-limit',
    'the budget of messages is not kept',
    'while ((turns[turn] ?? 0) >= limit) turn += 1;',
    'while ((turns[turn] ?? 0) >= limit * 99) turn += 1;',
  ),
  {
    id: 'junk is acknowledged and not kept',
    file: 'wiring/service.ts',
    from: '      await all.store.quarantine({',
    to: '      void ({',
  },
  ...permission,
  ...clicks,
  ...trust,
  ...words,
  ...bySpec,
];

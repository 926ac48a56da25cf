import {answered, waits} from '../../../functions/core/inbox/answer.ts';
import type {PlannedAction} from '../../../functions/core/incident/plan.ts';
import assert from 'node:assert/strict';
import {isDeepStrictEqual} from 'node:util';
import fc from 'fast-check';
import type {Precheck, Took} from '../../../functions/core/contract/action.ts';
import {carries} from '../../../functions/core/incident/approval.ts';
import {consentOf, type GivenAnswer} from '../../../functions/core/guard/consent.ts';
import {decide} from '../../../functions/core/lifecycle/decide.ts';
import type {
  Decision,
  Effect,
  DecideContext,
  Made,
  Proposal,
  Seen,
  UndoPreview,
} from '../../../functions/core/lifecycle/decision.ts';
import type {Diagnosis} from '../../../functions/core/contract/diagnosis.ts';
import type {Failure} from '../../../functions/core/lib/error.ts';
import {guard, attemptBudget, type Verdict} from '../../../functions/core/guard/guard.ts';
import {
  dueAt,
  explainedBy,
  type Incident,
  standing,
  attemptsOf,
  endOf,
  states,
  undoOf,
} from '../../../functions/core/incident/incident.ts';
import {join, link, freed} from '../../../functions/core/intake/arrivals.ts';
import {phraseByCode as phrase} from '../../../functions/core/texts/phrase.ts';
import {lastActions} from '../../../functions/core/lifecycle/plan-progress.ts';
import {type InverseOf, isUndoable} from '../../../functions/core/guard/undo.ts';
import {undoAsked} from '../../../functions/core/lifecycle/undo.ts';
import type {Written} from '../../../functions/core/ports/ports.ts';
import type {Reason, State} from '../../../functions/core/incident/reason.ts';
import type {RuleMode} from '../../../functions/core/config/settings.ts';
import {incidentMessage} from '../../../functions/core/announcement/incident-message.ts';
import {TimeScale} from '../../../functions/core/lib/time-scale.ts';
import {begin} from '../../../functions/core/lifecycle/look.ts';
import {start} from '../../support/entries.ts';
import {callError, shop} from '../../support/fakes.ts';
import {arrival, enable, incident} from '../../support/incident.ts';

const timing = new TimeScale();
const cause = phrase('cause.pending');
const advice = phrase('advice.look');
const proof = [phrase('proof.bound')];
const shown = {text: phrase('action.enable-service'), command: 'gcloud'};
const target = {project: shop.id};
const restart = (n: number): PlannedAction => ({
  action: 'restart-workloads',
  params: {project: shop.id, cluster: `w${n}`},
});
const bind: PlannedAction = {action: 'bind-service-agent', params: {project: shop.id}};

/** What may be planned: one thing, one thing after another, and the same thing in parts. */
const plans = [[enable], [bind, enable], [restart(1), restart(2), restart(3)], []] as const;

/** What an action's own look may answer. */
const answers = {
  needed: {kind: 'needed'},
  already: {kind: 'already'},
  'at-work': {kind: 'busy', what: 'quay-1: RECONCILING'},
  refused: {kind: 'refused', reason: advice},
} as const satisfies Readonly<Record<string, Precheck>>;

/** What the world and the configuration say during one run: of a list one after another, over and over. */
interface World {
  readonly diagnoses: readonly (Diagnosis | Failure)[];
  readonly cause: 'open' | 'over' | 'denied';
  readonly mode: RuleMode;
  readonly risk: 'low' | 'high';
  readonly paused: boolean;
  /** The pause begins between the guard's two words. */
  readonly pausedLate: boolean;
  /** Another incident changes the same thing. */
  readonly turnTaken: boolean;
  readonly prechecks: readonly (keyof typeof answers | Failure)[];
  readonly changes: readonly (Written | Failure)[];
  readonly checks: readonly (Took | Failure)[];
  /** What live state says of a repair that is to be taken back. */
  readonly previews: readonly (UndoPreview['kind'] | Failure)[];
  /** After so many effects the process is killed, or a step throws what nobody expected. */
  readonly cut: {readonly after: number; readonly by: 'kill' | 'bug'};
}

/** What happens next: somebody works on it, an entry, a sign, a person, or time passes. */
type Happening =
  | {readonly kind: 'run'; readonly world: World; readonly due: boolean}
  | {
      readonly kind:
        'entry' | 'late' | 'sign' | 'resume' | 'approved' | 'declined' | 'released' | 'undo';
    }
  | {readonly kind: 'time'; readonly seconds: number};

const failure = fc.constantFrom<Failure>(
  'unavailable',
  'denied',
  'api-disabled',
  'conflict',
  'busy',
);
const failures: readonly Failure[] = ['unavailable', 'denied', 'api-disabled', 'conflict', 'busy'];
const broken = fc.constantFrom<readonly PlannedAction[]>(...plans).map(brokenFor);
const diagnosis: fc.Arbitrary<Diagnosis | Failure> = fc.oneof(
  {weight: 4, arbitrary: broken},
  {
    weight: 4,
    arbitrary: fc.constantFrom<Diagnosis>(
      {kind: 'healthy', proof},
      {kind: 'person', cause, advice, proof},
      {kind: 'person', cause, advice, proof, unseen: true, nowhere: true},
      {kind: 'symptom', of: {runbook: 'w', target}, proof},
      {kind: 'waiting', cause, proof},
    ),
  },
  {weight: 1, arbitrary: failure},
);

function brokenFor(actions: readonly PlannedAction[]): Diagnosis {
  return {kind: 'broken', cause, actions, proof};
}

/** Mostly one of `usual`, sometimes a failure. */
function some<T>(...usual: readonly T[]): fc.Arbitrary<readonly (T | Failure)[]> {
  const one = fc.oneof(
    {weight: 6, arbitrary: fc.constantFrom(...usual)},
    {weight: 1, arbitrary: failure},
  );
  return fc.array(one, {minLength: 1, maxLength: 3});
}

const never = {after: Infinity, by: 'kill'} as const;
const cut = fc.oneof(
  {weight: 3, arbitrary: fc.constant(never)},
  {
    weight: 1,
    arbitrary: fc.record({after: fc.nat(12), by: fc.constantFrom<'kill' | 'bug'>('kill', 'bug')}),
  },
);

type Worlds = {readonly [Name in Exclude<keyof World, 'cut'>]: fc.Arbitrary<World[Name]>};

/** Everybody is for the change; what becomes of it is another matter. */
const willing: Worlds = {
  diagnoses: fc
    .constantFrom<readonly PlannedAction[]>(...plans.slice(0, 3))
    .map(actions => [brokenFor(actions)]),
  cause: fc.constant<World['cause']>('open'),
  mode: fc.constant<RuleMode>('auto'),
  risk: fc.constant<World['risk']>('low'),
  paused: fc.constant(false),
  pausedLate: fc.constant(false),
  turnTaken: fc.constant(false),
  prechecks: fc.constant(['needed'] as const),
  changes: some<Written>({kind: 'accepted'}, {kind: 'accepted', operation: 'operations/1'}),
  checks: some<Took>('took', 'not-taken'),
  previews: fc.constant(['there'] as const),
};

const whatever: Worlds = {
  diagnoses: fc.array(diagnosis, {minLength: 1, maxLength: 2}),
  cause: fc.constantFrom<World['cause']>('open', 'open', 'over', 'denied'),
  mode: fc.constantFrom<RuleMode>('auto', 'auto', 'auto', 'approve', 'observe', 'exclude'),
  risk: fc.constantFrom<World['risk']>('low', 'low', 'high'),
  paused: fc.constantFrom(false, false, false, true),
  pausedLate: fc.constantFrom(false, false, false, false, true),
  turnTaken: fc.constantFrom(false, false, false, false, true),
  prechecks: some('needed', 'needed', 'needed', 'already', 'refused', 'at-work'),
  changes: some<Written>(
    {kind: 'accepted'},
    {kind: 'accepted', operation: 'operations/1'},
    {kind: 'unchanged'},
    {kind: 'recorded', request: 'POST'},
  ),
  checks: some<Took>('took', 'took', 'pending', 'not-taken'),
  previews: some<UndoPreview['kind']>('there', 'gone', 'refused', 'moved-on'),
};

function worldThat(ends: fc.Arbitrary<World['cut']>): fc.Arbitrary<World> {
  return fc.oneof(
    {weight: 2, arbitrary: fc.record({...willing, cut: ends})},
    {weight: 1, arbitrary: fc.record({...whatever, cut: ends})},
  );
}

const anyWorld = worldThat(cut);
const happening: fc.Arbitrary<Happening> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('run' as const),
      world: anyWorld,
      due: fc.constantFrom(true, true, false),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.constantFrom<Happening>(
      {kind: 'entry'},
      {kind: 'late'},
      {kind: 'sign'},
      {kind: 'resume'},
      {kind: 'approved'},
      {kind: 'approved'},
      {kind: 'declined'},
      {kind: 'released'},
      {kind: 'undo'},
    ),
  },
  {
    weight: 1,
    arbitrary: fc
      .oneof(fc.nat(4000), fc.constant(24 * 60 * 60))
      .map((seconds): Happening => ({kind: 'time', seconds})),
  },
);
const history = fc.array(happening, {maxLength: 40});
/** A world in which a repair is made and seen to be there, and one in which all is well. */
const repairing: World = {
  ...{diagnoses: [brokenFor([enable])], cause: 'open', mode: 'auto', risk: 'low', paused: false},
  ...{pausedLate: false, turnTaken: false, prechecks: ['needed'], checks: ['took']},
  ...{changes: [{kind: 'accepted'}], previews: ['there'], cut: never},
};
const well: World = {...repairing, diagnoses: [{kind: 'healthy', proof}]};
const first = fc
  .constantFrom<readonly number[]>([], [], [start - 60_000], [start - 7_200_000, start - 3_600_000])
  .map(repairs => incident({work: {repairs}}));
/** Repaired by mesh-responder, and then somebody wants it taken back, or whatever else happens. */
const repaired = history.map((happenings): readonly Happening[] => [
  {kind: 'run', world: repairing, due: true},
  {kind: 'run', world: well, due: true},
  {kind: 'time', seconds: 120},
  {kind: 'run', world: well, due: true},
  {kind: 'undo'},
  ...happenings,
]);
/** Taken back on a yes, up to some step of it. */
const takenBack = fc
  .tuple(repaired, fc.nat(5))
  .map(([happenings, steps]): readonly Happening[] => [
    ...happenings.slice(0, 5),
    ...[
      {kind: 'run', world: repairing, due: true} as const,
      {kind: 'approved'} as const,
      {kind: 'run', world: repairing, due: true} as const,
      {kind: 'run', world: {...repairing, previews: ['gone']}, due: true} as const,
      {kind: 'run', world: {...repairing, previews: ['gone']}, due: true} as const,
    ].slice(0, steps),
    ...happenings.slice(5),
  ]);
const anyHistory = fc.oneof({weight: 3, arbitrary: history}, repaired, takenBack);

function isFailure(one: unknown): one is Failure {
  return failures.some(known => known === one);
}

/** The world during one run, which counts what it was asked. */
class Asked {
  readonly #world: World;
  readonly #at: DecideContext;
  readonly #times = {diagnoses: 0, prechecks: 0, changes: 0, checks: 0, previews: 0};

  constructor(world: World, at: DecideContext) {
    this.#world = world;
    this.#at = at;
  }

  /** Performs an effect, as the engine would. */
  perform(here: Incident, effect: Exclude<Effect, {kind: 'wait'}>): Seen {
    switch (effect.kind) {
      case 'diagnose': {
        const said = this.#next('diagnoses');
        if (isFailure(said)) return noAnswer(effect, said);
        return {kind: 'diagnosed', diagnosis: said, since: this.#at.now};
      }
      case 'preview-undo': {
        const said = this.#next('previews');
        if (isFailure(said)) return noAnswer(effect, said);
        const preview = previewOf(said, here);
        return {kind: 'undo-previewed', preview, since: this.#at.now};
      }
      case 'open-cause':
        return this.#world.cause === 'over'
          ? {kind: 'cause-over'}
          : {kind: 'cause-open', incident: 'x-1', proof: effect.cause.proof};
      case 'gather': {
        const {told} = effect;
        const first = this.#world.cause === 'over';
        return first ? {kind: 'gathered', told} : {kind: 'gathered', told, incident: 'x-1'};
      }
      case 'confirm-cause':
        return this.#world.cause === 'denied'
          ? {kind: 'cause-gone', over: {runbook: 'w', changedAt: this.#at.now}}
          : {kind: 'cause-stands'};
      case 'ask-guard': {
        const {proposal} = effect;
        const verdict = this.#verdict(here, proposal, this.#world.paused);
        return {kind: 'guarded', proposal, verdict, commands: ['gcloud']};
      }
      case 'find-reverter': {
        const fight = [{by: {kind: 'untold', why: 'no such entry'}, remedy: advice}] as const;
        const {proposal, hold} = effect;
        const told = {commands: ['gcloud'], fight, remedy: 'resource {}'};
        return {kind: 'reverter', proposal, hold, ...told};
      }
      case 'precheck': {
        const said = this.#next('prechecks');
        if (isFailure(said)) return noAnswer(effect, said);
        const answer = answers[said];
        return {kind: 'prechecked', step: effect.step, answer, shown};
      }
      case 'admit': {
        const {paused, pausedLate} = this.#world;
        if (this.#world.turnTaken) return {kind: 'turn-taken', by: 'x-1'};
        const verdict = this.#verdict(here, effect.step, paused || pausedLate);
        return {...effect, kind: 'admitted', verdict};
      }
      case 'change': {
        const said = this.#next('changes');
        return {kind: 'changed', step: effect.step, made: madeOf(said)};
      }
      case 'check': {
        const [gone] = lastActions(here);
        if (gone === undefined) return {kind: 'checked', took: 'took'};
        const said = this.#next('checks');
        if (isFailure(said)) return noAnswer(effect, said);
        return said === 'not-taken'
          ? {kind: 'checked', took: said, gone}
          : {kind: 'checked', took: said};
      }
      case 'digest':
        assert.fail('it is no backlog');
    }
  }

  #next<Name extends 'diagnoses' | 'prechecks' | 'changes' | 'checks' | 'previews'>(
    name: Name,
  ): World[Name][number] {
    const all: readonly World[Name][number][] = this.#world[name];
    const one = all[this.#times[name] % all.length];
    assert.ok(one !== undefined);
    this.#times[name] += 1;
    return one;
  }

  #verdict(
    here: Incident,
    {plan, attempt}: Pick<Proposal, 'plan' | 'attempt'>,
    paused: boolean,
  ): Verdict {
    const {work} = here;
    const {mode, risk} = this.#world;
    const {now} = this.#at;
    const until = now + 60_000;
    return guard({
      mode,
      plan,
      undo: undoOf(here)?.by,
      undone: work.undo?.takenBackAt === undefined ? undefined : {by: 'kim', at: now},
      risks: [risk],
      attempts: attempt - 1,
      repairs: work.repairs,
      now,
      timing,
      contestedAt: work.contestedAt,
      allowed: plan.actions.length > 0,
      pause: paused ? {reason: 'migration', by: 'kim', at: now, until} : undefined,
      consent: consentOf(work.approval, givenFor(work, now), {
        plan: plan.hash,
        actions: plan.actions.length,
        run: work.run,
        attempt,
        now,
        timing,
      }),
    });
  }
}

/** What takes the actions of these plans back. */
const inverse: InverseOf = ({action, params}) =>
  action === 'enable-service' || action === 'bind-service-agent'
    ? [{action: `un-${action}`, params}]
    : [];

function previewOf(kind: UndoPreview['kind'], {work}: Incident): UndoPreview {
  switch (kind) {
    case 'there':
      return {kind, actions: work.undo?.actions ?? [], proof};
    case 'gone':
      return {kind, proof};
    case 'refused':
      return {kind, why: advice};
    case 'moved-on':
      return {kind, diagnosis: {kind: 'broken', cause, actions: [enable], proof}};
  }
}

/** What the guard's store has where everybody was honest. */
function givenFor({approval, run}: Incident['work'], now: number): GivenAnswer | undefined {
  if (approval === undefined) return undefined;
  const {use, ...said} = approval;
  const given = {...said, run};
  if (use?.kind !== 'attempt') return given;
  return {...given, use: {attempt: use.attempt, changes: 1, at: now}};
}

function madeOf(said: Written | Failure): Made {
  if (!isFailure(said)) return {kind: 'written', written: said};
  const {facts: error} = callError(said);
  return said === 'busy'
    ? {kind: 'busy', other: {kind: 'service', ...error}, detail: said}
    : {kind: 'failed', error, detail: said};
}

function noAnswer({kind}: Effect, why: Failure): Seen {
  return {kind: 'no-answer', to: kind, error: callError(why).facts};
}

const all = Object.keys(states) as State[];
const notOver = all.filter(state => standing(state) !== 'closed');

/** In which states an incident may be stored while an effect is performed. */
const allowed: Readonly<Record<Effect['kind'], readonly State[]>> = {
  wait: all,
  diagnose: [...notOver, 'suppressed'],
  'preview-undo': notOver,
  'open-cause': [...notOver, 'suppressed'],
  gather: notOver,
  'confirm-cause': ['suppressed'],
  'ask-guard': notOver,
  'find-reverter': notOver,
  precheck: ['planned', 'acting', 'verifying'],
  admit: ['planned', 'acting', 'verifying'],
  change: ['acting'],
  check: ['verifying'],
  digest: [],
};

/** Freezes it to the ground: whoever changes it, throws. */
function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  Object.values(value).forEach(frozen);
  return Object.freeze(value);
}

/** What was seen in one run so far, the newest last. */
type Run = readonly Seen[];

/** Whether a step from one version to the next is one that may be. */
function assertNext(before: Incident, after: Incident): void {
  if (before === after) return;
  const went = `${before.state} ${before.reason.kind} -> ${after.state} ${after.reason.kind}`;
  assert.ok(after.outbox.revision >= before.outbox.revision, `revision went back: ${went}`);
  assert.ok(after.outbox.milestone >= before.outbox.milestone, `milestone went back: ${went}`);
  assert.ok(after.work.run >= before.work.run, `run went back: ${went}`);
  assert.ok(
    after.intake.entries.count >= before.intake.entries.count,
    `entries were lost: ${went}`,
  );
  assert.ok(after.work.actions.length >= before.work.actions.length, `actions were lost: ${went}`);
  for (const [index, {result, ...known}] of before.work.actions.entries()) {
    const now = after.work.actions[index];
    assert.ok(now?.action === known.action && now.intendedAt === known.intendedAt, went);
    if (result !== undefined) assert.ok(now.result !== undefined, `an end was lost: ${went}`);
  }
  const loose = after.work.actions.slice(0, -1).filter(one => one.result === undefined);
  assert.deepEqual(loose, [], `an effect without an end, and another one behind it: ${went}`);
  assert.equal(endOf(after) !== undefined, standing(after.state) === 'closed', went);
  // Of what is over only that is looked at which another incident hides.
  if (standing(after.state) === 'closed' && explainedBy(after) === undefined) {
    assert.equal(after.work.nextLook, undefined, went);
  }
  if (seenByPeople(before) !== seenByPeople(after) && !isOnlyALook(after)) {
    assert.ok(after.outbox.revision > before.outbox.revision, `it was not told: ${went}`);
  }
}

/** What a message says of where an incident stands and how it came there. */
function seenByPeople(here: Incident): string {
  const {tone, headline, sentences, ask, notes} = incidentMessage(here, {
    actions: {outcome: () => cause, step: () => undefined, permissions: () => []},
    timing: new TimeScale(),
    pages: {google: 'https://a.page'},
  });
  return JSON.stringify([here.state, tone, headline, sentences, ask, notes]);
}

/** A look is not news: people see what it finds. */
function isOnlyALook({state, reason}: Incident): boolean {
  return state === 'diagnosing' && reason.kind === 'diagnosing';
}

/** Whether a decision is one that may be, by what was seen in this run before it. */
function assertDecision(before: Incident, run: Run, {incident: after, effect}: Decision): void {
  assertNext(before, after);
  const {kind} = effect;
  assert.ok(allowed[kind].includes(after.state), `${kind} in ${after.state}`);
  if (kind === 'change') assertMayChange(before, run, after, effect);
  const due = after.work.nextLook !== undefined;
  const over = standing(after.state) === 'closed' || after.reason.kind === 'dry-run';
  if (explainedBy(after) !== undefined) assertWatched(run, due, kind);
  else if (kind === 'wait') {
    assert.equal(due, !over, `${after.state} is left, and due: ${String(due)}`);
  }
}

/** Law 9: what is explained is looked at again, until live state says that it is over. */
function assertWatched(run: Run, due: boolean, kind: Effect['kind']): void {
  const isOver = run.some(
    seen =>
      seen.kind === 'gathered' ||
      (seen.kind === 'diagnosed' &&
        (seen.diagnosis.kind === 'healthy' ||
          (seen.diagnosis.kind === 'person' && seen.diagnosis.unseen === true))),
  );
  if (kind === 'wait' && !isOver) assert.ok(due, 'nobody looks at what is explained');
}

/** Laws 1 and 2, of a change that is to be made. */
function assertMayChange(
  before: Incident,
  run: Run,
  after: Incident,
  {step}: Extract<Effect, {kind: 'change'}>,
): void {
  const {action, attempt} = step;
  const live = run.flatMap(askedFor).at(-1);
  assert.ok(live !== undefined, 'live state did not ask for it in this run');
  const kinds = live.map(one => one.action);
  assert.ok(kinds.includes(action.action), `live state does not ask for ${action.action}`);

  const [looked, admitted] = run.slice(-2);
  assert.ok(looked?.kind === 'prechecked' && looked.answer.kind === 'needed');
  assert.ok(admitted?.kind === 'admitted' && admitted.verdict.kind === 'act');
  for (const one of [looked, admitted]) assert.deepEqual(one.step.action, action);

  assert.equal(after.work.actions.length, before.work.actions.length + 1, 'it is not written down');
  const intent = after.work.actions.at(-1);
  assert.ok(intent !== undefined && intent.result === undefined && intent.endedAt === undefined);
  const {action: name, params, run: own} = intent;
  assert.deepEqual([{action: name, params}, intent.attempt], [action, attempt]);
  assert.equal(own, after.work.run);

  assert.equal(attemptsOf(after), attempt);
  const approved = carries(after.work.approval, attempt);
  if (action.action.startsWith('un-')) assert.ok(approved, "it is taken back on nobody's word");
  assert.ok(approved || attempt <= attemptBudget, `attempt ${attempt} without an approval`);
}

/** The actions that a look asks for. */
function askedFor(seen: Seen): readonly (readonly PlannedAction[])[] {
  if (seen.kind === 'diagnosed') {
    return [seen.diagnosis.kind === 'broken' ? seen.diagnosis.actions : []];
  }
  if (seen.kind !== 'undo-previewed') return [];
  const {preview} = seen;
  switch (preview.kind) {
    case 'there':
      return [preview.actions];
    case 'moved-on':
      return [preview.diagnosis.kind === 'broken' ? preview.diagnosis.actions : []];
    case 'gone':
    case 'refused':
      return [[]];
  }
}

/** Which effects and states a property has come by, so that it is not true of nothing. */
class Coverage {
  readonly effects = new Set<Effect['kind']>();
  readonly states = new Set<State>();
  readonly reasons = new Set<Reason['kind']>();

  note({incident: {state, reason}, effect}: Decision): void {
    this.effects.add(effect.kind);
    this.states.add(state);
    this.reasons.add(reason.kind);
  }
}

/** One run, as the engine makes it: decides, performs, decides by what came of it, until it waits. */
function work(due: Incident, world: World, now: number, coverage?: Coverage): Incident {
  const at: DecideContext = {now, timing, atOnce: () => 2};
  const asked = new Asked(world, at);
  let here = frozen(due);
  let seen: Seen = {kind: 'due'};
  for (const run: Seen[] = []; ;) {
    const decision = decide(here, frozen(seen), at);
    run.push(seen);
    assertDecision(here, run, decision);
    coverage?.note(decision);
    here = frozen(decision.incident);
    const {effect} = decision;
    if (effect.kind === 'wait') return here;
    assert.ok(run.length < 60, `it asks on and on: ${effect.kind}`);
    if (run.length > world.cut.after) return cutOff(here, world, at);
    seen = asked.perform(here, effect);
  }
}

/** A process that is killed leaves what it stored; an error that nobody expected is stored. */
function cutOff(here: Incident, {cut: {by}}: World, at: DecideContext): Incident {
  const isExplained = explainedBy(here) !== undefined;
  if (by === 'kill' || (standing(here.state) === 'closed' && !isExplained)) return here;
  const decision = decide(here, {kind: 'broke', said: 'oh'}, at);
  assertDecision(here, [], decision);
  const {state, reason} = decision.incident;
  if (isExplained) assert.equal(state, 'detected');
  else assert.deepEqual([state, reason], ['blocked', {kind: 'internal', said: 'oh'}]);
  return frozen(decision.incident);
}

function happen(
  here: Incident,
  what: Exclude<Happening, {kind: 'run' | 'time'}>,
  now: number,
): Incident {
  switch (what.kind) {
    case 'resume':
      return standing(here.state) === 'parked' ? begin(here, {now, timing}) : here;
    case 'undo': {
      const said = {by: 'kim', at: now, run: here.work.run};
      return isUndoable(here, inverse) ? undoAsked(here, said, inverse, now) : here;
    }
    case 'released':
      return here.state === 'suppressed' ? freed(here, 'w', now) : here;
    case 'sign':
      return link(here, {key: `w${now}`, runbook: 'w', target, count: 1, lastAt: now});
    case 'approved':
    case 'declined': {
      const plan = here.work.plan?.hash ?? '';
      const given = {plan, answer: what.kind, by: 'kim', at: now};
      return waits(here) ? answered(here, given, now) : here;
    }
    case 'entry':
    case 'late': {
      const when = what.kind === 'late' ? start - 1 : now;
      const joined = join(here, arrival({at: when, now}), timing);
      return joined.kind === 'joined' || joined.kind === 'reopened' ? joined.incident : here;
    }
  }
}

/** What becomes of an incident in a whole history. */
function live(
  here: Incident,
  happenings: readonly Happening[],
  coverage?: Coverage,
): {readonly here: Incident; readonly now: number} {
  let now = start;
  let current = here;
  for (const what of happenings) {
    now += 1;
    if (what.kind === 'time') {
      now += what.seconds * 1000;
    } else if (what.kind === 'run') {
      if (what.due) now = Math.max(now, dueAt(current) ?? now);
      current = work(current, what.world, now, coverage);
    } else {
      const next = happen(current, what, now);
      assertNext(current, next);
      current = next;
    }
  }
  return {here: current, now};
}

describe('the decision, whatever happens in whatever order', () => {
  it('stays legal, never goes back, is written down first and told', () => {
    const coverage = new Coverage();
    fc.assert(
      fc.property(first, anyHistory, (opened, happenings) => {
        live(opened, happenings, coverage);
      }),
      {numRuns: 3_000},
    );
    // The digest of a backlog is a state machine of its own: see decide.test.ts.
    const effects = Object.keys(allowed).filter(kind => kind !== 'digest');
    assert.deepEqual([...coverage.effects].sort(), effects.sort());
    assert.deepEqual([...coverage.states].sort(), [...all].sort());
    for (const one of [
      'attempts-spent',
      'busy',
      'effect-unsure',
      'not-taken',
      'verified',
      'undo-waits',
      'taken-back',
      'undone-before',
      'undo-kept',
      'undo-dropped',
    ] as const) {
      assert.ok(coverage.reasons.has(one), `nothing of it came to ${one}`);
    }
  });

  it('comes to an end: parked for a person, closed, or shown by a dry run', () => {
    const whole = worldThat(fc.constant(never));
    fc.assert(
      fc.property(first, anyHistory, fc.infiniteStream(whole), (opened, happenings, worlds) => {
        let {here, now} = live(opened, happenings);
        // From here on only time passes: it is worked on when it is due, and at no other time.
        for (let runs = 0; standing(here.state) === 'open'; runs += 1) {
          assert.ok(runs < 500, `it goes on and on: ${here.state} ${here.reason.kind}`);
          const due = dueAt(here);
          if (due === undefined) {
            assert.equal(here.reason.kind, 'dry-run', 'nobody looks again');
            return;
          }
          now = Math.max(now + 1, due);
          const [world] = worlds.take(1);
          assert.ok(world !== undefined);
          here = work(here, world, now);
        }
      }),
      {numRuns: 1_000},
    );
  });

  it('is the same for the same incident, and changes nothing that it is given', () => {
    fc.assert(
      fc.property(first, anyHistory, anyWorld, (opened, happenings, world) => {
        const {here, now} = live(opened, happenings);
        const before = structuredClone(here);
        const once = work(here, world, now);
        assert.ok(isDeepStrictEqual(work(here, world, now), once));
        assert.ok(isDeepStrictEqual(here, before));
      }),
      {numRuns: 300},
    );
  });

  it('leaves what is over alone, unless another incident hides it', () => {
    fc.assert(
      fc.property(first, anyHistory, anyWorld, (opened, happenings, world) => {
        const {here, now} = live(opened, happenings);
        const isOver = standing(here.state) === 'closed' && explainedBy(here) === undefined;
        if (isOver) assert.equal(work(here, world, now), here);
      }),
      {numRuns: 300},
    );
  });
});

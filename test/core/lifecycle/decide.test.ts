import assert from 'node:assert/strict';
import type {Approval} from '../../../functions/core/incident/approval.ts';
import {backlog} from '../../../functions/core/intake/backlog.ts';
import {decide} from '../../../functions/core/lifecycle/decide.ts';
import type {
  Decision,
  Effect,
  Proposal,
  Seen,
  Step,
} from '../../../functions/core/lifecycle/decision.ts';
import type {Diagnosis} from '../../../functions/core/contract/diagnosis.ts';
import type {Failure} from '../../../functions/core/lib/error.ts';
import {
  type ActionRecord,
  attemptsOf,
  type Incident,
} from '../../../functions/core/incident/incident.ts';
import {phraseByCode as phrase} from '../../../functions/core/texts/phrase.ts';
import {planOf, type PlannedAction} from '../../../functions/core/incident/plan.ts';
import type {Blocked, Status} from '../../../functions/core/incident/reason.ts';
import {TimeScale} from '../../../functions/core/lib/time-scale.ts';
import {start} from '../../support/entries.ts';
import {callError, shop} from '../../support/fakes.ts';
import {changed, type Changes, enable, incident, minute} from '../../support/incident.ts';

const now = start + minute;
const timing = new TimeScale();
const cause = phrase('cause.api-off');
const advice = phrase('advice.enable-api');
const proof = [phrase('proof.service-state')];
const text = phrase('action.enable-service');
const shown = {text, command: 'gcloud services enable'};
const bind: PlannedAction = {action: 'bind-service-agent', params: {project: shop.id}};
const restarts = [1, 2, 3].map((n): PlannedAction => ({
  action: 'restart-workloads',
  params: {project: `w${n}`},
}));
const {key} = incident();

function at(later = 0) {
  return {now: now + later, timing, atOnce: () => 2};
}

function broken(...actions: readonly PlannedAction[]): Extract<Diagnosis, {kind: 'broken'}> {
  return {kind: 'broken', cause, actions, proof};
}

function diagnosed(diagnosis: Diagnosis): Seen {
  return {kind: 'diagnosed', diagnosis, since: now};
}

/** The decision on an incident, of what was seen one after another. */
function after(here: Incident, ...all: readonly Seen[]): Decision {
  const [first, ...others] = all;
  assert.ok(first !== undefined);
  return others.reduce(
    ({incident: known}, seen) => decide(known, seen, at()),
    decide(here, first, at()),
  );
}

/** An effect, known to be of a kind. */
function effectOf<Kind extends Effect['kind']>(
  {effect}: Decision,
  kind: Kind,
): Extract<Effect, {kind: Kind}> {
  const isOf = (one: Effect): one is Extract<Effect, {kind: Kind}> => one.kind === kind;
  assert.ok(isOf(effect), `it is ${effect.kind}, not ${kind}`);
  return effect;
}

/** The proposal for a diagnosis, and the guard's word that lets it go on. */
function goOn(here: Incident, diagnosis: Extract<Diagnosis, {kind: 'broken'}>): Seen {
  const {proposal} = effectOf(after(here, diagnosed(diagnosis)), 'ask-guard');
  return {kind: 'guarded', proposal, verdict: {kind: 'act'}, commands: [shown.command]};
}

function stepOf(decision: Decision): Step {
  return effectOf(decision, 'precheck').step;
}

function needed(step: Step): Seen {
  return {kind: 'prechecked', step, answer: {kind: 'needed'}, shown};
}

function written(step: Step): Seen {
  return {kind: 'changed', step, made: {kind: 'written', written: {kind: 'accepted'}}};
}

/** Makes the change of a step, from its own look on. */
function make(here: Decision): Decision {
  const step = stepOf(here);
  const admitted: Seen = {kind: 'admitted', step, shown, verdict: {kind: 'act'}};
  return after(here.incident, needed(step), admitted, written(step));
}

/** An incident parked by a hold or an end of a change. */
function parked(status: Extract<Status, {state: 'blocked' | 'flapping' | 'awaiting-approval'}>) {
  return incident({...status, work: {nextLook: now, lookedAt: start}});
}

const refusal = {call: 'a call', failure: 'denied', said: 'no'} as const;
const record: ActionRecord = {
  ...enable,
  attempt: 1,
  run: 0,
  intendedAt: start,
  endedAt: start,
  result: 'changed',
};

/** An incident that has made its one change, `seconds` ago. */
function madeAgo(seconds: number, work: Changes['work'] = {}): Incident {
  const plan = planOf(key, [enable]);
  const actedAt = now - seconds * 1000;
  const made = {plan, actions: [record], actedAt, confirmed: true, nextLook: now};
  return incident({state: 'verifying', reason: {kind: 'verifying'}, work: {...made, ...work}});
}

/** An incident in the middle of an approved plan: its first action is made. */
function midway(state: 'acting' | 'verifying', work: Changes['work'] = {}): Incident {
  const plan = planOf(key, [enable, bind]);
  const approval: Approval = {
    plan: plan.hash,
    answer: 'approved',
    by: 'kim',
    at: start,
    use: {kind: 'attempt', attempt: 1},
  };
  const made = {plan, approval, actions: [record], actedAt: now, confirmed: true};
  const status: Status =
    state === 'acting'
      ? {state, reason: {kind: 'change', text}}
      : {state, reason: {kind: 'verifying'}};
  return incident({...status, work: {...made, nextLook: now, ...work}});
}

describe('what is due', () => {
  const effect = (here: Incident) => decide(here, {kind: 'due'}, at()).effect.kind;

  it('is diagnosed; after a change it is seen first whether that took', () => {
    assert.equal(effect(incident()), 'diagnose');
    assert.equal(effect(parked({state: 'blocked', reason: {kind: 'excluded'}})), 'diagnose');
    assert.equal(effect(madeAgo(0)), 'check');
  });

  it('is left alone once it is over', () => {
    const over = incident({state: 'resolved', reason: {kind: 'healed', tookMs: 7}});
    assert.deepEqual(decide(over, {kind: 'due'}, at()), {incident: over, effect: {kind: 'wait'}});
  });

  it('of a backlog is its problems, which sum it up', () => {
    const digest = incident({runbook: backlog});
    assert.equal(effect(digest), 'digest');
    const counts = {entries: 9, problems: 3, over: 1, broken: 1, unseen: 1};
    const summary = {kind: 'backlog', ...counts} as const;
    const end = after(digest, {kind: 'digested', summary, proof});
    assert.deepEqual([end.incident.state, end.incident.reason], ['no-action', summary]);
    assert.deepEqual(end.incident.timeline.at(-1)?.proof, proof);
    assert.equal(end.incident.work.lookedAt, now);
  });

  it('waits behind a change of an approved plan that was cut short', () => {
    const {incident: next, effect: then} = after(midway('acting'), {kind: 'due'});
    assert.deepEqual([next.state, then.kind], ['verifying', 'wait']);
  });
});

describe('a diagnosis', () => {
  const ends = (diagnosis: Diagnosis, here = incident()) => {
    const {incident: next, effect} = after(here, diagnosed(diagnosis));
    return `${next.state} ${next.reason.kind}, ${effect.kind}`;
  };

  it('leads to an end, to a person or to a wait', () => {
    assert.equal(ends({kind: 'healthy', proof}), 'no-action already-healthy, wait');
    assert.equal(ends({kind: 'person', cause, advice, proof}), 'blocked person-needed, wait');
    assert.equal(ends({kind: 'waiting', cause, proof}), 'diagnosing waiting, wait');
  });

  it('that asks for more is not stored by itself', () => {
    const here = incident();
    for (const diagnosis of [
      broken(enable),
      {kind: 'symptom', of: {runbook: 'w', target: {project: shop.id}}, proof},
    ] as const) {
      assert.equal(after(here, diagnosed(diagnosis)).incident, here);
    }
  });

  it('of a broken state proposes a plan, and its first part', () => {
    const {proposal} = effectOf(after(incident(), diagnosed(broken(...restarts))), 'ask-guard');
    assert.equal(proposal.plan.hash, planOf(key, restarts).hash);
    assert.deepEqual(proposal.rest, restarts);
    assert.deepEqual(proposal.part, restarts.slice(0, 2));
    assert.equal(proposal.attempt, 1);
  });

  it('comes too late for what is over by now', () => {
    const over = incident({state: 'resolved', reason: {kind: 'healed', tookMs: 7}});
    assert.deepEqual(after(over, diagnosed(broken(enable))), {
      incident: over,
      effect: {kind: 'wait'},
    });
  });
});

describe('law 9: a cause that a diagnosis names', () => {
  const symptom: Diagnosis = {
    kind: 'symptom',
    of: {runbook: 'connect-gateway-disabled', target: {project: shop.id}},
    proof,
  };

  it('gets an incident, which then tells this one', () => {
    const {cause: named, since} = effectOf(after(incident(), diagnosed(symptom)), 'open-cause');
    assert.deepEqual([named, since], [symptom, now]);
    const told = after(incident(), {kind: 'cause-open', incident: 'x-1', proof});
    assert.equal(told.incident.state, 'suppressed');
    assert.deepEqual(told.incident.reason, {kind: 'symptom-of', incident: 'x-1'});
    assert.deepEqual([told.effect.kind, told.incident.work.nextLook], ['wait', now + 60_000]);
  });

  it('also after a change of its own', () => {
    assert.equal(after(madeAgo(60), diagnosed(symptom)).effect.kind, 'open-cause');
    const told = after(madeAgo(60), {kind: 'cause-open', incident: 'x-1', proof});
    assert.equal(told.incident.state, 'suppressed');
  });

  it('that is over by then has it looked at again soon', () => {
    const {incident: next, effect} = after(incident(), {kind: 'cause-over'});
    assert.deepEqual([next.state, effect.kind], ['diagnosing', 'wait']);
    assert.equal(next.work.nextLook, now + 15_000);
  });
});

describe('the guard’s word', () => {
  const proposalFor = (here: Incident): Proposal =>
    effectOf(after(here, diagnosed(broken(enable))), 'ask-guard').proposal;
  const held: Blocked = {kind: 'mode-observe', plan: planOf(key, [enable]).hash};
  const hold = {kind: 'hold', state: 'blocked', reason: held} as const;

  it('lets the first action look for itself', () => {
    const planned = after(incident(), goOn(incident(), broken(enable, bind)));
    assert.equal(planned.incident.state, 'planned');
    const {action, part, attempt} = stepOf(planned);
    assert.deepEqual([action, part, attempt], [enable, [enable], 1]);
  });

  it('parks what is held, once', () => {
    const proposal = proposalFor(incident());
    const once = after(incident(), {kind: 'guarded', proposal, verdict: hold, commands: ['c']});
    assert.deepEqual([once.incident.state, once.incident.reason], ['blocked', held]);
    const again: Seen = {
      kind: 'guarded',
      proposal: proposalFor(once.incident),
      verdict: {...hold, until: now + 2 * minute},
      commands: ['c'],
    };
    const {incident: next, effect} = decide(once.incident, again, at(minute));
    assert.equal(effect.kind, 'wait');
    assert.deepEqual(next.outbox, once.incident.outbox);
    assert.deepEqual(next.timeline, once.incident.timeline);
    assert.deepEqual([next.work.lookedAt, next.work.nextLook], [now + minute, now + 2 * minute]);
  });

  it('is news to a parked incident when it is another one', () => {
    const before = parked({state: 'blocked', reason: {kind: 'excluded'}});
    const proposal = proposalFor(before);
    const moved = after(before, {kind: 'guarded', proposal, verdict: hold, commands: ['c']});
    assert.deepEqual(moved.incident.reason, held);
    assert.ok(moved.incident.outbox.revision > before.outbox.revision);
  });

  it('of a fight has it found out who undoes the repairs, once', () => {
    const flapping = {kind: 'flapping', repairs: 2} as const;
    const verdict = {kind: 'hold', state: 'flapping', reason: flapping} as const;
    const here = incident();
    const proposal = proposalFor(here);
    const guarded: Seen = {kind: 'guarded', proposal, verdict, commands: ['c']};
    const asks = after(here, guarded);
    assert.equal(asks.incident, here);
    const {hold: asked} = effectOf(asks, 'find-reverter');
    const fight = [{by: {kind: 'untold', why: 'no such entry'}, remedy: advice}] as const;
    const seen = {kind: 'reverter', proposal, hold: asked, commands: ['c']} as const;
    const told = after(here, {...seen, fight, remedy: 'resource {}'});
    assert.equal(told.incident.state, 'flapping');
    assert.deepEqual(told.incident.reason, {...flapping, fight});
    assert.equal(told.incident.timeline.at(-1)?.code, 'resource {}\nc');
    assert.equal(told.incident.work.contestedAt, now);
    const quiet = after(told.incident, {...guarded, proposal: proposalFor(told.incident)});
    assert.equal(quiet.effect.kind, 'wait');
    assert.deepEqual(quiet.incident.outbox, told.incident.outbox);
  });
});

describe('law 2: a change', () => {
  const planned = after(incident(), goOn(incident(), broken(enable)));
  const step = stepOf(planned);
  const admitted: Seen = {kind: 'admitted', step, shown, verdict: {kind: 'act'}};
  const asked = after(planned.incident, needed(step));

  it('is asked of the guard again, then written down, then made', () => {
    assert.deepEqual(asked, {incident: planned.incident, effect: {kind: 'admit', step, shown}});
    const intended = after(planned.incident, needed(step), admitted);
    assert.equal(effectOf(intended, 'change').step, step);
    assert.equal(intended.incident.state, 'acting');
    const [intent] = intended.incident.work.actions;
    assert.deepEqual(
      [intent?.action, intent?.attempt, intent?.result],
      [enable.action, 1, undefined],
    );
  });

  it('then waits until it took', () => {
    const {incident: made, effect} = make(planned);
    assert.deepEqual([made.state, effect.kind], ['verifying', 'wait']);
    assert.equal(made.work.actions[0]?.result, 'changed');
    assert.equal(made.work.actedAt, now);
  });

  it('keeps the operation to poll', () => {
    const operation = 'operations/1';
    const accepted = {kind: 'written', written: {kind: 'accepted', operation}} as const;
    const made = after(planned.incident, needed(step), admitted, {
      ...{kind: 'changed', step},
      made: accepted,
    });
    assert.equal(made.incident.work.actions[0]?.operation, operation);
  });

  it('is not made when the guard holds it after all', () => {
    const reason = {kind: 'paused', reason: 'migration', by: 'kim'} as const;
    const verdict = {kind: 'hold', state: 'blocked', reason, until: now + minute} as const;
    const held = after(planned.incident, needed(step), {...admitted, verdict});
    assert.deepEqual([held.incident.state, held.incident.reason], ['blocked', reason]);
    assert.equal(held.effect.kind, 'wait');
    assert.equal(held.incident.work.nextLook, now + minute);
    assert.deepEqual(held.incident.work.actions, []);
  });

  it('is not made when its action refuses it', () => {
    const answer = {kind: 'refused', reason: advice} as const;
    const refused = after(planned.incident, {kind: 'prechecked', step, answer, shown});
    assert.deepEqual(refused.incident.reason, {kind: 'action-refused', why: advice});
    assert.equal(refused.effect.kind, 'wait');
  });

  it('is not made when it is there already, in one write', () => {
    const answer = {kind: 'already'} as const;
    const known = after(planned.incident, {kind: 'prechecked', step, answer, shown});
    assert.equal(known.incident.work.actions[0]?.result, 'already');
    assert.deepEqual([known.incident.state, known.effect.kind], ['verifying', 'wait']);
  });

  it('that was refused or that nobody knows of ends the attempt', () => {
    const failed = (failure: Failure) =>
      after(planned.incident, needed(step), admitted, {
        ...{kind: 'changed', step},
        made: {kind: 'failed', error: callError(failure).facts, detail: 'why'},
      });
    const refused = failed('denied');
    assert.deepEqual([refused.incident.state, refused.effect.kind], ['blocked', 'wait']);
    assert.equal(refused.incident.work.actions[0]?.result, 'failed');
    const unsure = failed('unavailable');
    assert.deepEqual([unsure.incident.state, unsure.effect.kind], ['diagnosing', 'wait']);
    assert.equal(unsure.incident.work.actions[0]?.result, 'unknown');
  });
});

describe('a plan of several actions', () => {
  it('is made part by part: the next one waits until this one took', () => {
    const planned = after(incident(), goOn(incident(), broken(...restarts)));
    const [first, second] = restarts;
    assert.equal(stepOf(planned).action, first);
    const one = make(planned);
    assert.equal(one.incident.state, 'acting');
    assert.equal(stepOf(one).action, second);
    const two = make(one);
    assert.deepEqual([two.incident.state, two.effect.kind], ['verifying', 'wait']);
    assert.equal(attemptsOf(two.incident), 1);
  });

  it('is shown whole by a dry run, which waits for nothing', () => {
    let here = after(incident(), goOn(incident(), broken(...restarts)));
    for (const [index] of restarts.entries()) {
      const step = stepOf(here);
      const recorded = {kind: 'recorded', request: `POST ${index}`} as const;
      here = after(
        here.incident,
        needed(step),
        {kind: 'admitted', step, shown, verdict: {kind: 'act'}},
        {kind: 'changed', step, made: {kind: 'written', written: recorded}},
      );
    }
    assert.deepEqual([here.incident.state, here.incident.reason.kind], ['planned', 'dry-run']);
    assert.equal(here.effect.kind, 'wait');
    assert.deepEqual(
      here.incident.work.actions.map(one => [one.result, one.detail]),
      restarts.map((_, index) => ['would-change', `POST ${index}`]),
    );
  });

  it('that a person approved goes on as soon as a part took', () => {
    const here = midway('verifying');
    assert.equal(after(here, {kind: 'checked', took: 'took'}).effect.kind, 'diagnose');
    const next = after(here, diagnosed(broken(bind)));
    assert.equal(next.incident, here);
    const {action, attempt} = stepOf(next);
    assert.deepEqual([action, attempt], [bind, 1]);
  });

  it('that nobody approved is planned and asked for anew', () => {
    const {approval: _none, ...work} = midway('verifying').work;
    const here = {...midway('verifying'), work};
    const {proposal} = effectOf(after(here, diagnosed(broken(bind))), 'ask-guard');
    assert.equal(proposal.plan.hash, planOf(key, [bind]).hash);
    assert.equal(proposal.attempt, 2);
  });

  it('that was held half-way verifies first what was made of it', () => {
    const reason = {kind: 'paused', reason: 'migration', by: 'kim'} as const;
    const held = changed(midway('acting', {actedAt: start}), {state: 'blocked', reason});
    const {proposal} = effectOf(after(held, diagnosed(broken(bind))), 'ask-guard');
    assert.deepEqual(proposal.rest, [bind]);
    const on = {kind: 'guarded', proposal, verdict: {kind: 'act'}, commands: ['c']} as const;
    const {incident: next, effect} = after(held, on);
    assert.deepEqual([next.state, effect.kind], ['verifying', 'wait']);
    assert.equal(next.work.actedAt, now);
  });
});

describe('whether a change took', () => {
  it('is no verdict before the first documented time', () => {
    for (const seen of [
      {kind: 'checked', took: 'pending'},
      {kind: 'checked', took: 'not-taken', gone: record},
    ] as const) {
      const {incident: next, effect} = after(madeAgo(5), seen);
      assert.deepEqual([next.state, effect.kind], ['verifying', 'wait']);
      assert.equal(next.work.nextLook, now + 5000);
      assert.deepEqual(next.outbox, madeAgo(5).outbox);
    }
    const took = after(madeAgo(5), {kind: 'checked', took: 'took'});
    assert.equal(took.effect.kind, 'wait');
    assert.equal(took.incident.work.nextLook, now + 55_000);
  });

  it('never looks later than the documented time', () => {
    const {work} = after(madeAgo(58), {kind: 'checked', took: 'pending'}).incident;
    assert.equal(work.nextLook, now + 2000);
  });

  it('at that time has live state diagnosed, waits on, or starts anew', () => {
    assert.equal(after(madeAgo(60), {kind: 'checked', took: 'took'}).effect.kind, 'diagnose');
    const pending = after(madeAgo(60), {kind: 'checked', took: 'pending'}).incident;
    assert.deepEqual(pending.reason, {kind: 'not-yet', looks: 1});
    const here = madeAgo(60);
    const [gone] = here.work.actions;
    assert.ok(gone !== undefined);
    const anew = after(here, {kind: 'checked', took: 'not-taken', gone}).incident;
    assert.deepEqual(anew.reason, {kind: 'not-taken', attempt: 1});
    assert.equal(anew.work.actions[0]?.result, 'unknown');
  });

  it('says at the last time what it waits for', () => {
    const {reason} = after(madeAgo(900, {rechecks: 4}), {
      kind: 'checked',
      took: 'pending',
    }).incident;
    const waits = {kind: 'rechecks-spent', looks: 5, cause: phrase('cause.pending')};
    assert.deepEqual(reason, waits);
  });

  it('is for the diagnosis to say in the end', () => {
    const ends = (diagnosis: Diagnosis) => after(madeAgo(60), diagnosed(diagnosis)).incident.reason;
    assert.equal(ends({kind: 'healthy', proof}).kind, 'verified');
    assert.deepEqual(ends({kind: 'person', cause, advice, proof}), {kind: 'not-yet', looks: 1});
    assert.deepEqual(ends({kind: 'waiting', cause, proof}), {kind: 'not-yet', looks: 1});
    // What was made is what is asked for: it has not had its effect yet.
    assert.deepEqual(ends(broken(enable)), {kind: 'not-yet', looks: 1});
  });
});

describe('a parked incident', () => {
  const quiet = (status: Parameters<typeof parked>[0], diagnosis: Diagnosis) => {
    // As the look that parked it left it.
    const before = changed(parked(status), {work: {found: {cause}}});
    const {incident: next, effect} = after(before, diagnosed(diagnosis));
    return effect.kind === 'wait' && next.outbox.revision === before.outbox.revision;
  };

  it('is resolved once it is healthy', () => {
    const before = changed(parked({state: 'blocked', reason: {kind: 'excluded'}}), {
      work: {confirmed: true},
    });
    assert.equal(after(before, diagnosed({kind: 'healthy', proof})).incident.reason.kind, 'healed');
  });

  it('goes on by itself unless its change was refused or a bug stopped it', () => {
    const finals: readonly Blocked[] = [
      {kind: 'denied', ...refusal},
      {kind: 'effect-refused', ...refusal},
      {kind: 'action-refused', why: advice},
      {kind: 'internal', said: 'oh'},
    ];
    for (const reason of finals) {
      assert.ok(quiet({state: 'blocked', reason}, broken(enable)), reason.kind);
    }
    const other = parked({state: 'blocked', reason: {kind: 'person-needed', cause, advice}});
    assert.equal(after(other, diagnosed(broken(enable))).effect.kind, 'ask-guard');
  });

  it('is quiet about what people know', () => {
    const person: Diagnosis = {kind: 'person', cause, advice, proof};
    const needed: Blocked = {kind: 'person-needed', cause, advice};
    assert.ok(quiet({state: 'blocked', reason: needed}, person));
    const news = {...person, cause: phrase('cause.another')};
    assert.ok(!quiet({state: 'blocked', reason: needed}, news));
    const late: Blocked = {kind: 'waited-too-long', cause};
    assert.ok(quiet({state: 'blocked', reason: late}, {kind: 'waiting', cause, proof}));
  });

  it('whose signs kept coming is healthy when they have stopped for 15 minutes', () => {
    const reason = {kind: 'keeps-failing', times: 3} as const;
    const healthy = diagnosed({kind: 'healthy', proof});
    const lastAt = (ms: number) => ({
      intake: {entries: {...incident().intake.entries, lastAt: ms}},
    });
    const before = parked({state: 'blocked', reason});
    const coming = changed(before, lastAt(now - 15 * minute + 1));
    assert.equal(after(coming, healthy).incident.state, 'blocked');
    const over = changed(before, lastAt(now - 15 * minute));
    assert.equal(after(over, healthy).incident.reason.kind, 'healed');
  });
});

describe('law 3: a read without an answer, and a bug', () => {
  const lost = (to: Effect['kind'], failure: Failure = 'unavailable'): Seen => ({
    kind: 'no-answer',
    to,
    error: callError(failure).facts,
  });

  it('has it looked at again, whatever it was that did not answer', () => {
    const planned = after(incident(), goOn(incident(), broken(enable))).incident;
    for (const [here, to, state] of [
      [incident(), 'diagnose', 'diagnosing'],
      [madeAgo(60), 'check', 'verifying'],
      [madeAgo(60), 'diagnose', 'verifying'],
      [planned, 'precheck', 'planned'],
      [incident({runbook: backlog}), 'digest', 'diagnosing'],
    ] as const) {
      const {incident: next, effect} = after(here, lost(to));
      assert.deepEqual([next.state, next.reason.kind, effect.kind], [state, 'no-answer', 'wait']);
      assert.equal(next.work.nextLook, now + 15_000);
      assert.ok(next.outbox.revision > here.outbox.revision);
    }
  });

  it('leaves a parked incident parked', () => {
    const before = parked({state: 'blocked', reason: {kind: 'excluded'}});
    const {incident: next} = after(before, lost('diagnose', 'denied'));
    assert.deepEqual(next.reason, before.reason);
    assert.deepEqual(next.outbox, before.outbox);
  });

  it('parks what failed in a way that nobody expected, wherever it stood', () => {
    const planned = after(incident(), goOn(incident(), broken(enable))).incident;
    const stopped = parked({state: 'flapping', reason: {kind: 'flapping', repairs: 2}});
    for (const here of [incident(), planned, madeAgo(60), midway('acting'), stopped]) {
      const {incident: next, effect} = after(here, {kind: 'broke', said: 'oh'});
      assert.deepEqual([next.state, effect.kind], ['blocked', 'wait']);
      assert.deepEqual(next.reason, {kind: 'internal', said: 'oh'});
    }
  });
});

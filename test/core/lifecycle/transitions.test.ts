import assert from 'node:assert/strict';
import {passes, type Failure} from '../../../functions/core/lib/error.ts';
import type {Verdict} from '../../../functions/core/guard/guard.ts';
import {
  type ActionRecord,
  attemptsOf,
  endOf,
  type Incident,
} from '../../../functions/core/incident/incident.ts';
import type {State} from '../../../functions/core/incident/reason.ts';
import {phraseByCode as phrase} from '../../../functions/core/texts/phrase.ts';
import {recheckSeconds, TimeScale} from '../../../functions/core/lib/time-scale.ts';
import {explained} from '../../../functions/core/lifecycle/explained-sign.ts';
import {begin, lookAgain} from '../../../functions/core/lifecycle/look.ts';
import {
  block,
  decided,
  heldBack,
  needsPerson,
  patienceSeconds,
  soonest,
  stillParked,
  watchSeconds,
} from '../../../functions/core/lifecycle/parked.ts';
import {
  blind,
  blindSeconds,
  healthy,
  waiting,
} from '../../../functions/core/lifecycle/transitions.ts';
import {
  notMade,
  notTaken,
  notYet,
  pending,
  recheckAt,
  verifying,
  wouldAct,
} from '../../../functions/core/lifecycle/verification.ts';
import {start} from '../../support/entries.ts';
import {callError} from '../../support/fakes.ts';
import {type Changes, enable, incident, minute, plan} from '../../support/incident.ts';

const now = start + minute;
const at = {now, timing: new TimeScale()};
const cause = phrase('cause.api-off');
const advice = phrase('advice.enable-api');
const proof = [phrase('proof.service-state')];
const text = phrase('action.enable-service');
const command = 'gcloud services enable';
const record: ActionRecord = {
  ...enable,
  attempt: 1,
  run: 0,
  intendedAt: start,
  result: 'changed',
};

/** The same incident, known to be in a state. */
function inState<S extends State>(here: Incident, state: S): Extract<Incident, {state: S}> {
  const isIn = (one: Incident): one is Extract<Incident, {state: S}> => one.state === state;
  assert.ok(isIn(here), `it is ${here.state}, not ${state}`);
  return here;
}

function diagnosing(work: Changes['work'] = {}) {
  return inState(begin(incident({work}), at), 'diagnosing');
}

/** An incident whose one change was made. */
function changedOnce(work: Changes['work'] = {}) {
  const made = {plan: plan(), actions: [record], actedAt: start, confirmed: true};
  const reason = {kind: 'verifying'} as const;
  return inState(incident({state: 'verifying', reason, work: {...made, ...work}}), 'verifying');
}

/** An incident in the middle of so many attempts. */
function acting(attempts = 1, work: Changes['work'] = {}): Incident {
  const actions = Array.from({length: attempts}, (_, n): ActionRecord => {
    const {result: _none, ...intended} = {...record, attempt: n + 1};
    return n + 1 === attempts ? intended : {...intended, result: 'unknown'};
  });
  const reason = {kind: 'change', text} as const;
  return incident({state: 'acting', reason, work: {plan: plan(), actions, ...work}});
}

const askPerson = {kind: 'person-needed', cause, advice} as const;

describe('begin', () => {
  it('starts a look that is no news to people', () => {
    const before = incident();
    const begun = begin(before, at);
    assert.equal(begun.state, 'diagnosing');
    assert.equal(begun.outbox.revision, before.outbox.revision);
    assert.equal(begun.outbox.milestone, before.outbox.milestone);
    assert.deepEqual(begun.timeline, before.timeline);
    assert.equal(begin(begun, at), begun);
  });

  it('takes an effect that has no result for one that may have been made', () => {
    const begun = begin(acting(), at);
    assert.equal(begun.work.actions.at(-1)?.result, 'unknown');
    assert.equal(begun.work.actedAt, record.intendedAt);
  });
});

describe('healthy', () => {
  const end = (work: Changes['work']) => {
    const {state, reason} = healthy(diagnosing(work), proof, at);
    return `${state} ${reason.kind}`;
  };
  const made = {plan: plan(), actedAt: start, confirmed: true};

  it('is resolved by the responder only when it changed something', () => {
    assert.equal(end({...made, actions: [record]}), 'resolved verified');
    assert.equal(end({...made, actions: [{...record, result: 'unknown'}]}), 'resolved verified');
    assert.equal(end({...made, actions: [{...record, result: 'already'}]}), 'resolved healed');
    assert.equal(end({...made, actions: [{...record, result: 'failed'}]}), 'resolved healed');
  });

  it('counts the repairs that were verified, and keeps the newest ten', () => {
    const repairs = Array.from({length: 10}, (_, n) => n);
    const done = healthy(changedOnce({repairs}), proof, at);
    assert.deepEqual(done.work.repairs, [...repairs.slice(1), now]);
    const healed = healthy(diagnosing({repairs, confirmed: true}), proof, at);
    assert.deepEqual(healed.work.repairs, repairs);
  });

  it('is healed when it was broken once, and nothing to do otherwise', () => {
    assert.equal(end({confirmed: true}), 'resolved healed');
    assert.equal(end({}), 'no-action already-healthy');
  });

  it('believes a healthy state twice while signs keep coming, then asks a person', () => {
    assert.equal(end({run: 1}), 'no-action already-healthy');
    assert.equal(end({run: 2}), 'blocked keeps-failing');
    const {reason} = healthy(diagnosing({run: 2}), proof, at);
    assert.deepEqual(reason, {kind: 'keeps-failing', times: 3});
  });

  it('tells the time it took as it was lived', () => {
    const fast = {now: start + 1500, timing: new TimeScale(40)};
    const done = healthy(changedOnce(), proof, fast);
    assert.deepEqual(done.reason, {kind: 'verified', tookMs: 60_000});
    assert.equal(done.work.lookedAt, fast.now);
    assert.deepEqual(done.work.proof, proof);
    const healed = healthy(changedOnce({actions: []}), proof, fast);
    assert.deepEqual(healed.reason, {kind: 'healed', tookMs: 60_000});
  });

  it('ends a run of blind looks', () => {
    assert.equal(healthy(diagnosing({blindLooks: 3}), proof, at).work.blindLooks, 0);
  });
});

describe('needsPerson', () => {
  it('parks with cause, advice and what was read, and keeps watching', () => {
    const parked = needsPerson(diagnosing(), {kind: 'person', cause, advice, proof}, at);
    assert.equal(parked.state, 'blocked');
    assert.deepEqual(parked.reason, askPerson);
    assert.deepEqual(parked.timeline.at(-1)?.proof, proof);
    assert.deepEqual(parked.timeline.at(-1)?.reason, parked.reason);
    assert.equal(parked.work.nextLook, now + watchSeconds * 1000);
    assert.ok(parked.work.confirmed);
  });
});

describe('explained', () => {
  it('closes a symptom with the incident that tells it', () => {
    const quiet = explained(diagnosing(), {incident: 'abc-1', proof}, at);
    assert.equal(quiet.state, 'suppressed');
    assert.deepEqual(quiet.reason, {kind: 'symptom-of', incident: 'abc-1'});
    assert.equal(endOf(quiet), now);
  });
});

describe('lookAgain', () => {
  it('looks 15 seconds later, and is no news', () => {
    const before = diagnosing();
    const after = lookAgain(before, at);
    assert.equal(after.work.nextLook, now + 15_000);
    assert.deepEqual(after.outbox, before.outbox);
  });
});

describe('waiting', () => {
  it('looks again at the documented times from the first look on, then asks a person', () => {
    let here = diagnosing();
    let time = now;
    for (const seconds of recheckSeconds) {
      const {revision} = here.outbox;
      const next = waiting(here, {kind: 'waiting', cause, proof}, {...at, now: time});
      here = inState(next, 'diagnosing');
      assert.deepEqual(here.reason, {kind: 'waiting', cause});
      assert.equal(here.outbox.revision, revision + 1);
      assert.equal(here.work.nextLook, Math.max(here.openedAt + seconds * 1000, time + 30_000));
      time = here.work.nextLook;
    }
    const late = waiting(here, {kind: 'waiting', cause, proof}, {...at, now: time});
    assert.equal(late.state, 'blocked');
    assert.deepEqual(late.reason, {kind: 'waited-too-long', cause});
    assert.deepEqual(late.timeline.at(-1)?.proof, proof);
  });

  it('keeps what a person can do where it never ends', () => {
    const advice = phrase('advice.describe-mesh', {fleet: 'f'});
    const late = diagnosing({rechecks: recheckSeconds.length});
    const here = waiting(late, {kind: 'waiting', cause, advice, proof}, at);
    assert.deepEqual(here.reason, {kind: 'waited-too-long', cause, advice});
    assert.deepEqual(here.timeline.at(-1)?.proof, proof);
  });
});

describe('stillParked', () => {
  it('looks again every 15 minutes for a day, then hands it over for good', () => {
    const parked = block(diagnosing(), {kind: 'excluded'}, at);
    const again = stillParked(parked, at);
    assert.equal(again.work.nextLook, now + watchSeconds * 1000);
    assert.equal(again.work.lookedAt, now);
    assert.equal(again.outbox.revision, parked.outbox.revision);
    const end = parked.openedAt + patienceSeconds * 1000;
    assert.equal(stillParked(parked, {...at, now: end - 1}).state, 'blocked');
    assert.deepEqual(stillParked(parked, {...at, now: end}).reason, {kind: 'nobody-came'});
    assert.equal(stillParked(parked, {...at, now: end}).state, 'failed');
  });

  it('keeps what it had waited for', () => {
    const late = {...at, now: start + patienceSeconds * 1000};
    const waited = stillParked(block(diagnosing(), askPerson, at), late);
    assert.deepEqual(waited.reason, {kind: 'nobody-came', advice});
  });

  it('has patience for what ends by itself or for everything at once', () => {
    const late = {...at, now: start + patienceSeconds * 1000};
    const open = {project: 'p', action: 'a', said: 'no'};
    for (const reason of [
      {kind: 'paused', reason: 'migration', by: 'kim'},
      {kind: 'budget', project: 'p', limit: 1},
      {kind: 'breaker-told', ...open, incident: 'x-1'},
    ] as const) {
      const parked = block(diagnosing(), reason, at);
      assert.equal(stillParked(parked, late).state, 'blocked', reason.kind);
    }
    const own = block(diagnosing(), {kind: 'breaker-open', ...open}, at);
    assert.equal(stillParked(own, late).state, 'failed');
  });
});

describe('soonest', () => {
  const parked = block(diagnosing(), {kind: 'excluded'}, at);

  it('looks when a hold may be over, where that is before the next look', () => {
    assert.equal(soonest(parked, now + minute, at).work.nextLook, now + minute);
    assert.equal(soonest(parked, now + watchSeconds * 1000 + 1, at), parked);
    assert.equal(soonest(parked, undefined, at), parked);
  });

  it('gives a hold that is over by now a second: clocks differ', () => {
    assert.equal(soonest(parked, now - minute, at).work.nextLook, now + 1000);
  });
});

describe('law 3: a read without an answer changes nothing and is told', () => {
  const lasting: readonly Failure[] = ['denied', 'not-found', 'invalid', 'api-disabled'];
  const passing: readonly Failure[] = ['unavailable', 'rate-limited', 'malformed', 'conflict'];
  const gone = callError('unavailable', 'policy').facts;

  it('takes passing trouble for passing', () => {
    for (const failure of lasting) assert.equal(passes(failure), false, failure);
    for (const failure of passing) assert.equal(passes(failure), true, failure);
  });

  it('looks again at growing distances, then ends', () => {
    let here: Incident = diagnosing();
    for (const seconds of blindSeconds) {
      const revision: number = here.outbox.revision;
      here = blind(here, gone, at);
      assert.equal(here.state, 'diagnosing');
      assert.equal(here.work.nextLook, now + seconds * 1000);
      const {call, failure, said} = gone;
      assert.deepEqual(here.reason, {kind: 'no-answer', call, failure, said});
      assert.equal(here.outbox.revision, revision + 1);
    }
    here = blind(here, gone, at);
    assert.equal(here.state, 'failed');
    assert.deepEqual(here.reason, {kind: 'blind', looks: blindSeconds.length + 1, call: 'policy'});
  });

  it('keeps the state in which it could not look', () => {
    for (const here of [changedOnce(), acting(), incident({state: 'planned'})]) {
      const after = blind(here, gone, at);
      assert.equal(after.state, here.state);
      assert.equal(after.reason.kind, 'no-answer');
      assert.deepEqual(after.timeline, here.timeline);
    }
  });

  it('makes one milestone of a run of blind looks', () => {
    const once = blind(diagnosing(), gone, at);
    const twice = blind(once, gone, at);
    assert.equal(once.outbox.milestone, incident().outbox.milestone + 1);
    assert.equal(twice.outbox.milestone, once.outbox.milestone);
  });

  it('waits as long as the service asked', () => {
    const error = callError('rate-limited', 'policy', {retryAfterMs: 100_000}).facts;
    assert.equal(blind(diagnosing(), error, at).work.nextLook, now + 100_000);
  });

  it('hands lasting trouble to a person at once', () => {
    const service = 'gkehub.googleapis.com';
    for (const failure of lasting) {
      const error = callError(failure, 'policy', {service}).facts;
      const parked = blind(diagnosing(), error, at);
      assert.equal(parked.state, 'blocked');
      const off = failure === 'api-disabled';
      const {call, said} = error;
      assert.deepEqual(
        parked.reason,
        off ? {kind: 'read-api-disabled', call, service} : {kind: 'read-refused', call, said},
      );
      assert.deepEqual(parked.timeline.at(-1)?.proof, [
        phrase('proof.no-answer', {call, failure, said}),
      ]);
    }
  });

  it('leaves a parked incident parked', () => {
    const parked = block(diagnosing(), askPerson, at);
    const same = blind(parked, callError('denied').facts, at);
    assert.equal(same.state, 'blocked');
    assert.equal(same.reason, parked.reason);
    assert.equal(same.outbox.revision, parked.outbox.revision);
  });
});

describe('decided', () => {
  const begun = diagnosing();
  const decide = (verdict: Verdict, remedy?: string, here = begun): Incident =>
    decided(here, {plan: plan(), commands: [command], verdict, cause, proof, remedy}, at);

  it('shows the plan; no attempt counts before its first effect is intended', () => {
    const planned = decide({kind: 'act'});
    assert.equal(planned.state, 'planned');
    assert.deepEqual(planned.reason, {kind: 'broken', cause});
    assert.equal(attemptsOf(planned), 0);
    assert.equal(planned.work.plan?.hash, plan().hash);
    assert.deepEqual(planned.timeline.at(-1)?.proof, proof);
    assert.ok(planned.work.confirmed);
    // Whoever finds it planned after a crash starts again from the reads.
    assert.equal(planned.work.nextLook, at.now);
  });

  it('parks it for a person when it is held, without an attempt', () => {
    const reason = {kind: 'mode-approve', plan: plan().hash} as const;
    const held = decide({kind: 'hold', state: 'awaiting-approval', reason});
    assert.equal(held.state, 'awaiting-approval');
    assert.equal(attemptsOf(held), 0);
    assert.equal(held.reason, reason);
    assert.equal(held.work.nextLook, at.now + 900_000);
    assert.equal(held.timeline.at(-1)?.code, command);
    assert.deepEqual(
      held.timeline.slice(-2).map(one => one.state),
      ['planned', 'awaiting-approval'],
    );
  });

  it('looks again when the hold may be over', () => {
    const reason = {kind: 'budget', project: 'p', limit: 1} as const;
    const held = decide({kind: 'hold', state: 'blocked', reason, until: now + minute});
    assert.equal(held.work.nextLook, now + minute);
  });

  it('remembers a fight, and shows what ends it before the commands', () => {
    const reason = {kind: 'flapping', repairs: 2} as const;
    const held = decide({kind: 'hold', state: 'flapping', reason}, 'resource {}');
    assert.equal(held.work.contestedAt, now);
    assert.equal(held.timeline.at(-1)?.code, `resource {}\n${command}`);
    const other = decide({kind: 'hold', state: 'blocked', reason: {kind: 'excluded'}});
    assert.equal(other.work.contestedAt, undefined);
  });

  it('voids an approval of another plan', () => {
    const reason = {kind: 'mode-approve', plan: plan().hash} as const;
    const hold = {kind: 'hold', state: 'awaiting-approval', reason} as const;
    const approved = (hash: string) =>
      diagnosing({approval: {plan: hash, answer: 'approved', by: 'kim', at: start}});
    assert.deepEqual(decide(hold, undefined, approved('old')).work.approval?.use, {kind: 'voided'});
    assert.equal(decide(hold, undefined, approved(plan().hash)).work.approval?.use, undefined);
  });

  it('ends it when the budget is spent', () => {
    const reason = {kind: 'attempts-spent', attempts: 3} as const;
    const spent = decide({kind: 'spent', reason});
    assert.equal(spent.state, 'failed');
    assert.equal(spent.reason, reason);
    assert.ok(!('nextLook' in spent.work));
  });
});

describe('heldBack', () => {
  const reason = {kind: 'risk-high', plan: plan().hash} as const;
  const hold = {kind: 'hold', state: 'awaiting-approval', reason} as const;

  it('parks a plan where its hold says', () => {
    const held = heldBack(incident({state: 'planned'}), hold, at);
    assert.deepEqual([held.state, held.reason], ['awaiting-approval', reason]);
  });

  it('blocks between two effects of one plan, from where there is no other way', () => {
    for (const here of [acting(), changedOnce()]) {
      const held = heldBack(here, hold, at);
      assert.deepEqual([held.state, held.reason], ['blocked', reason]);
    }
  });

  it('looks again when the hold may be over', () => {
    const until = {...hold, until: now + minute};
    assert.equal(heldBack(acting(), until, at).work.nextLook, now + minute);
  });

  it('ends it when the budget is spent', () => {
    const spent = {kind: 'attempts-spent', attempts: 3} as const;
    const end = heldBack(incident({state: 'planned'}), {kind: 'spent', reason: spent}, at);
    assert.deepEqual([end.state, end.reason], ['failed', spent]);
  });
});

describe('verifying', () => {
  it('looks soon, and counts the re-checks anew from the change', () => {
    const here = acting(1, {actedAt: now, rechecks: 4});
    const after = verifying(here, {...at, now: now + 10});
    assert.equal(after.state, 'verifying');
    assert.equal(after.work.rechecks, 0);
    assert.equal(after.work.actedAt, now);
    assert.equal(after.work.nextLook, now + 10 + 2000);
    assert.equal(verifying(acting(), at).work.actedAt, at.now);
  });
});

describe('wouldAct', () => {
  it('ends a dry run as planned, with nobody to look again', () => {
    const dry = wouldAct(acting(), at);
    assert.equal(dry.state, 'planned');
    assert.equal(dry.reason.kind, 'dry-run');
    assert.ok(!('nextLook' in dry.work));
  });
});

describe('notMade: a change that was refused', () => {
  it('parks: nothing is tried again without a person', () => {
    const after = (failure: Failure) =>
      notMade(acting(), callError(failure).facts, 'the detail', at);
    const {call, said} = callError('denied').facts;
    assert.deepEqual(after('denied').reason, {kind: 'denied', call, failure: 'denied', said});
    assert.equal(after('invalid').reason.kind, 'effect-refused');
    assert.equal(after('denied').state, 'blocked');
    const last = after('denied').work.actions.at(-1);
    assert.deepEqual([last?.result, last?.detail, last?.endedAt], ['failed', 'the detail', now]);
    assert.equal(after('denied').work.actedAt, undefined);
  });
});

describe('notMade: a change that nobody knows of', () => {
  const unsure = (attempts: number, retry: {retryAfterMs?: number} = {}) =>
    notMade(acting(attempts), callError('unavailable', 'x', retry).facts, 'the detail', at);

  it('reads again after growing waits while attempts are left, then ends', () => {
    for (const [attempts, seconds] of [
      [1, 20],
      [2, 40],
    ] as const) {
      const next = unsure(attempts);
      assert.equal(next.state, 'diagnosing');
      assert.equal(next.reason.kind, 'effect-unsure');
      assert.equal(next.work.nextLook, now + seconds * 1000);
      assert.equal(next.work.actions.at(-1)?.result, 'unknown');
      assert.equal(next.work.actedAt, now);
    }
    const last = unsure(3);
    assert.equal(last.state, 'failed');
    assert.deepEqual(last.reason, {kind: 'attempts-spent', attempts: 3});
  });

  it('waits as long as the service asked', () => {
    assert.equal(unsure(1, {retryAfterMs: 90_000}).work.nextLook, now + 90_000);
  });
});

describe('notTaken', () => {
  it('makes a new attempt while attempts are left, then ends', () => {
    const next = notTaken(changedOnce(), at);
    assert.equal(next.state, 'diagnosing');
    assert.deepEqual(next.reason, {kind: 'not-taken', attempt: 1});
    assert.equal(next.work.nextLook, now);
    const third = changedOnce({actions: [{...record, attempt: 3}]});
    assert.equal(notTaken(third, at).state, 'failed');
    assert.deepEqual(notTaken(third, at).reason, {kind: 'attempts-spent', attempts: 3});
  });
});

describe('pending', () => {
  it('polls soon, at growing distances, 2 to 15 seconds', () => {
    const after = (ms: number) =>
      (pending(changedOnce({actedAt: now - ms}), at).work.nextLook ?? 0) - now;
    assert.equal(after(0), 2000);
    assert.equal(after(7000), 7000);
    assert.equal(after(50_000), 15_000);
  });
});

describe('notYet', () => {
  it('re-checks 60, 120, 300, 600 and 900 seconds after the change, then ends', () => {
    assert.deepEqual(recheckSeconds, [60, 120, 300, 600, 900]);
    let here: Incident = changedOnce();
    const looks: number[] = [];
    for (let time = start; here.state === 'verifying';) {
      const due = recheckAt(here, at.timing);
      assert.ok(due !== undefined);
      time = due;
      looks.push((time - start) / 1000);
      const next = notYet(here, {cause, advice}, proof, {...at, now: time});
      if (next.state === 'verifying') {
        assert.equal(next.work.nextLook, recheckAt(next, at.timing));
        assert.deepEqual(next.reason, {kind: 'not-yet', looks: looks.length});
        assert.equal(next.outbox.revision, here.outbox.revision + 1);
      }
      here = next;
    }
    assert.deepEqual(looks, recheckSeconds);
    assert.equal(here.state, 'failed');
    assert.deepEqual(here.reason, {kind: 'rechecks-spent', looks: 5, cause, advice});
    assert.deepEqual(here.timeline.at(-1)?.proof, proof);
  });

  it('never looks in the past', () => {
    const late = {...at, now: start + 60 * minute};
    assert.equal(notYet(changedOnce(), {cause}, proof, late).work.nextLook, late.now + 1);
  });
});

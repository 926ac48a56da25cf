import assert from 'node:assert/strict';
import {passes, type Failure} from '../../functions/core/error.ts';
import type {Incident} from '../../functions/core/incident.ts';
import {phraseByCode as phrase} from '../../functions/core/phrase.ts';
import {lastActions} from '../../functions/core/plan-progress.ts';
import {recheckSeconds, Timing} from '../../functions/core/timing.ts';
import {begin, blind, blindSeconds, explained, needsPerson, notYet, park, patienceSeconds, pending, recheckAt, stillParked, waiting, watchSeconds} from '../../functions/core/transitions.ts';
import {refused} from '../../functions/filter/cursor.ts';
import {start} from '../support/entries.ts';
import {callError} from '../support/fakes.ts';
import {enable, incident, minute, plan} from '../support/incident.ts';

const now = start + minute;
const at = {now, timing: new Timing()};
const cause = phrase('cause.api-off');
const advice = phrase('advice.enable-api');
const proof = [phrase('proof.service-state')];
const record = {...enable, attempt: 1, intendedAt: start, result: 'changed'} as const;

function diagnosing(parts: Partial<Incident> = {}): Incident {
  return begin(incident(parts), at);
}

function verifying(parts: Partial<Incident> = {}): Incident {
  return incident({
    state: 'verifying',
    work: {...parts.work, plan: plan(), actions: [record], actedAt: start, attempts: 1, confirmed: true},
    
    
    
    
    ...parts,
  });
}

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
});

describe('healthy', () => {
  const end = (parts: Partial<Incident>) => {
    const {state, reason} = healthy(diagnosing(parts), proof, at);
    return `${state} ${reason.code}`;
  };
  const made = {plan: plan(), actedAt: start, confirmed: true};

  it('is resolved by the responder only when it changed something', () => {
    assert.equal(end({...made, work: {actions: [record]}}), 'resolved reason.verified');
    assert.equal(
      end({...made, work: {actions: [{...record, result: 'unknown'}]}}),
      'resolved reason.verified',
    );
    assert.equal(
      end({...made, work: {actions: [{...record, result: 'already'}]}}),
      'resolved reason.healed',
    );
    assert.equal(
      end({...made, work: {actions: [{...record, result: 'failed'}]}}),
      'resolved reason.healed',
    );
  });

  it('is healed when it was broken once, and nothing to do otherwise', () => {
    assert.equal(end({work: {confirmed: true}}), 'resolved reason.healed');
    assert.equal(end({}), 'no-action reason.already-healthy');
  });

  it('believes a healthy state twice while signs keep coming, then asks a person', () => {
    assert.equal(end({work: {run: 1}}), 'no-action reason.already-healthy');
    assert.equal(end({work: {run: 2}}), 'blocked reason.keeps-failing');
  });

  it('tells the time it took as it was lived', () => {
    const fast = {now: start + 1500, timing: new Timing(40)};
    const done = healthy(verifying(), proof, fast);
    assert.equal(done.reason.params['tookMs'], 60_000);
    assert.equal(done.work.lookedAt, fast.now);
    assert.deepEqual(done.work.proof, proof);
  });

  it('ends a run of blind looks', () => {
    assert.equal(healthy(diagnosing({work: {blindLooks: 3}}), proof, at).work.blindLooks, 0);
  });
});

describe('needsPerson', () => {
  it('parks with cause, advice and what was read, and keeps watching', () => {
    const parked = needsPerson(diagnosing(), {kind: 'person', cause, advice, proof}, at);
    assert.equal(parked.state, 'blocked');
    assert.deepEqual(parked.timeline.at(-1)?.proof, [cause, advice, ...proof]);
    assert.equal(parked.work.nextLook, now + watchSeconds * 1000);
    assert.ok(parked.work.confirmed);
  });
});

describe('explained', () => {
  it('closes a symptom with the incident that tells it', () => {
    const quiet = explained(diagnosing(), 'abc-1', proof, at);
    assert.equal(quiet.state, 'suppressed');
    assert.equal(quiet.reason.params['incident'], 'abc-1');
  });
});

describe('waiting', () => {
  it('looks again at the documented times from the first look on, then asks a person', () => {
    let here = diagnosing();
    let time = now;
    for (const seconds of recheckSeconds) {
      here = waiting(here, {kind: 'waiting', cause, proof}, {...at, now: time});
      assert.equal(here.state, 'diagnosing');
      assert.equal(here.work.nextLook, Math.max(here.openedAt + seconds * 1000, time + 30_000));
      time = here.work.nextLook;
    }
    here = waiting(here, {kind: 'waiting', cause, proof}, {...at, now: time});
    assert.equal(here.state, 'blocked');
    assert.equal(here.reason.code, 'reason.waited-too-long');
    assert.deepEqual(here.timeline.at(-1)?.proof, [cause, ...proof]);
  });

  it('keeps what a person can do where it never ends', () => {
    const advice = phrase('advice.describe-mesh', {fleet: 'f'});
    const late = {...diagnosing(), work: {...(BASE).work, rechecks: recheckSeconds.length}};
    const here = waiting(late, {kind: 'waiting', cause, advice, proof}, at);
    assert.deepEqual(here.timeline.at(-1)?.proof, [cause, advice, ...proof]);
  });
});

describe('stillParked', () => {
  it('looks again every 15 minutes for a day, then hands it over for good', () => {
    const parked = park(diagnosing(), 'blocked', cause, at, []);
    const again = stillParked(parked, at);
    assert.equal(again.work.nextLook, now + watchSeconds * 1000);
    assert.equal(again.outbox.revision, parked.outbox.revision);
    const end = parked.openedAt + patienceSeconds * 1000;
    assert.equal(stillParked(parked, {...at, now: end - 1}).state, 'blocked');
    assert.equal(stillParked(parked, {...at, now: end}).reason.code, 'reason.nobody-came');
    assert.equal(stillParked(parked, {...at, now: end}).state, 'failed');
  });
});

describe('law 3: a read without an answer changes nothing and is told', () => {
  const lasting: readonly Failure[] = ['denied', 'not-found', 'invalid', 'api-disabled'];
  const passing: readonly Failure[] = ['unavailable', 'rate-limited', 'malformed', 'conflict'];

  it('takes passing trouble for passing', () => {
    for (const failure of lasting) assert.equal(passes(failure), false, failure);
    for (const failure of passing) assert.equal(passes(failure), true, failure);
  });

  it('looks again at growing distances, then ends', () => {
    let here = diagnosing();
    for (const seconds of blindSeconds) {
      const before = here;
      here = blind(here, callError('unavailable', 'policy'), at);
      assert.equal(here.state, 'diagnosing');
      assert.equal(here.work.nextLook, now + seconds * 1000);
      assert.equal(here.reason.code, 'reason.no-answer');
      assert.equal(here.outbox.revision, before.outbox.revision + 1);
    }
    here = blind(here, callError('unavailable', 'policy'), at);
    assert.equal(here.state, 'failed');
    assert.equal(here.reason.params['looks'], blindSeconds.length + 1);
  });

  it('makes one milestone of a run of blind looks', () => {
    const once = blind(diagnosing(), callError('unavailable'), at);
    const twice = blind(once, callError('unavailable'), at);
    assert.equal(once.outbox.milestone, incident().outbox.milestone + 1);
    assert.equal(twice.outbox.milestone, once.outbox.milestone);
  });

  it('waits as long as the service asked', () => {
    const error = callError('rate-limited', 'policy', {retryAfterMs: 100_000});
    assert.equal(blind(diagnosing(), error, at).work.nextLook, now + 100_000);
  });

  it('hands lasting trouble to a person at once', () => {
    for (const failure of lasting) {
      const error = callError(failure, 'policy', {service: 'gkehub.googleapis.com'});
      const parked = blind(diagnosing(), error, at);
      assert.equal(parked.state, 'blocked');
      const off = failure === 'api-disabled';
      assert.equal(parked.reason.code, off ? 'reason.read-api-disabled' : 'reason.read-refused');
    }
  });

  it('leaves a parked incident parked', () => {
    const parked = park(diagnosing(), 'blocked', cause, at, []);
    const same = blind(parked, callError('denied'), at);
    assert.equal(same.state, 'blocked');
    assert.equal(same.reason, cause);
    assert.equal(same.outbox.revision, parked.outbox.revision);
  });
});

describe('refused', () => {
  it('parks: nothing is tried again without a person', () => {
    const acting = incident({state: 'acting'});
    const reasonOf = (failure: Failure) => refused(acting, callError(failure), at).reason.code;
    assert.equal(reasonOf('denied'), 'reason.denied');
    assert.equal(reasonOf('invalid'), 'reason.effect-refused');
    assert.equal(refused(acting, callError('denied'), at).state, 'blocked');
  });
});

describe('unsure', () => {
  it('reads again after growing waits while attempts are left, then ends', () => {
    for (const [attempts, seconds] of [
      [1, 20],
      [2, 40],
    ] as const) {
      const next = unsure(incident({state: 'acting', work: {attempts}}), callError('unavailable'), at);
      assert.equal(next.state, 'diagnosing');
      assert.equal(next.work.nextLook, now + seconds * 1000);
    }
    const last = unsure(incident({state: 'acting', work: {attempts: 3}}), callError('unavailable'), at);
    assert.equal(last.state, 'failed');
    assert.equal(last.reason.code, 'reason.attempts-spent');
  });

  it('waits as long as the service asked', () => {
    const error = callError('unavailable', 'x', {retryAfterMs: 90_000});
    const next = unsure(incident({state: 'acting', work: {attempts: 1}}), error, at);
    assert.equal(next.work.nextLook, now + 90_000);
  });
});

describe('pending', () => {
  it('polls soon, at growing distances, 2 to 15 seconds', () => {
    const after = (ms: number) => (pending(verifying({work: {actedAt: now - ms}}), at).work.nextLook ?? 0) - now;
    assert.equal(after(0), 2000);
    assert.equal(after(7000), 7000);
    assert.equal(after(50_000), 15_000);
  });
});

describe('notYet', () => {
  it('re-checks 60, 120, 300, 600 and 900 seconds after the change, then ends', () => {
    assert.deepEqual(recheckSeconds, [60, 120, 300, 600, 900]);
    let here = verifying();
    const looks: number[] = [];
    for (let time = start; here.state === 'verifying';) {
      const due = recheckAt(here, at.timing);
      assert.ok(due !== undefined);
      time = due;
      looks.push((time - start) / 1000);
      here = notYet(here, [cause], proof, {...at, now: time});
      if (here.state === 'verifying') assert.equal(here.work.nextLook, recheckAt(here, at.timing));
    }
    assert.deepEqual(looks, recheckSeconds);
    assert.equal(here.state, 'failed');
    assert.equal(here.reason.code, 'reason.rechecks-spent');
    assert.deepEqual(here.timeline.at(-1)?.proof, [cause, ...proof]);
  });

  it('never looks in the past', () => {
    const late = notYet(verifying(), [cause], proof, {...at, now: start + 60 * minute});
    assert.equal(late.work.nextLook, start + 60 * minute + 1);
  });
});

describe('lastActions', () => {
  it('are those of the last plan', () => {
    const other = {...record, attempt: 2};
    assert.deepEqual(lastActions(verifying({work: {actions: [record, other]}})), [other]);
    assert.deepEqual(lastActions(incident({work: {actions: [record]}})), []);
  });
});

import assert from 'node:assert/strict';
import fc from 'fast-check';
import {ended, intend} from '../../functions/core/action-records.ts';
import type {Failure} from '../../functions/core/error.ts';
import {guard} from '../../functions/core/guard.ts';
import {dueAt, type Incident, move, standing} from '../../functions/core/incident.ts';
import {join, link} from '../../functions/core/open.ts';
import {phraseByCode as phrase} from '../../functions/core/phrase.ts';
import type {Mode} from '../../functions/core/settings.ts';
import {type Now, Timing} from '../../functions/core/timing.ts';
import {decided, verifying, wouldAct, begin, blind, explained, needsPerson, notYet, park, pending, stillParked, waiting} from '../../functions/core/transitions.ts';
import {refused} from '../../functions/filter/cursor.ts';
import {start} from '../support/entries.ts';
import {callError, shop} from '../support/fakes.ts';
import {arrival, enable, incident, plan} from '../support/incident.ts';

const timing = new Timing();
const cause = phrase('cause.x');
const advice = phrase('advice.x');
const proof = [phrase('proof.x')];
const shown = {text: phrase('action.x'), command: 'x'};

/** What the world may answer to one look, and to an effect. */
type Answer =
  | {readonly kind: 'healthy' | 'person' | 'symptom' | 'waiting' | 'internal'}
  | {readonly kind: 'broken'; readonly mode: Mode; readonly effect: Effect}
  | {readonly kind: 'blind'; readonly failure: Failure};
type Effect = 'changed' | 'already' | 'would-change' | 'lost' | 'denied' | 'blind';

/** What happens next: a look at whatever is due, an entry, a sign, or a person. */
type Happening =
  | {readonly kind: 'look'; readonly answer: Answer}
  | {readonly kind: 'entry' | 'late' | 'sign' | 'resume'}
  | {readonly kind: 'time'; readonly seconds: number};

const failure = fc.constantFrom<Failure>('unavailable', 'denied', 'rate-limited', 'not-found');
const effect = fc.constantFrom<Effect>(
  'changed',
  'already',
  'would-change',
  'lost',
  'denied',
  'blind',
);
const answer: fc.Arbitrary<Answer> = fc.oneof(
  fc.constantFrom<Answer>(
    {kind: 'healthy'},
    {kind: 'person'},
    {kind: 'symptom'},
    {kind: 'waiting'},
    {kind: 'internal'},
  ),
  fc
    .tuple(fc.constantFrom<Mode>('auto', 'auto', 'observe', 'approve'), effect)
    .map(([mode, how]): Answer => ({kind: 'broken', mode, effect: how})),
  failure.map((why): Answer => ({kind: 'blind', failure: why})),
);
const happening: fc.Arbitrary<Happening> = fc.oneof(
  {weight: 5, arbitrary: answer.map((one): Happening => ({kind: 'look', answer: one}))},
  {
    weight: 2,
    arbitrary: fc.constantFrom<Happening>(
      {kind: 'entry'},
      {kind: 'late'},
      {kind: 'sign'},
      {kind: 'resume'},
    ),
  },
  {
    weight: 1,
    arbitrary: fc.nat(4000).map((seconds): Happening => ({kind: 'time', seconds})),
  },
);

/** One look, as the engine makes it in each state. */
function look(here: Incident, said: Answer, at: Now): Incident {
  if (said.kind === 'internal') {
    return park(begin(here, at), 'blocked', phrase('reason.internal'), at, []);
  }
  switch (standing(here.state)) {
    case 'closed':
      return here;
    case 'parked':
      return parkedLook(here, said, at);
    case 'open':
      return here.state === 'verifying' ? verifyLook(here, said, at) : attempt(here, said, at);
  }
}

function parkedLook(here: Incident, said: Answer, at: Now): Incident {
  switch (said.kind) {
    case 'healthy':
      return healthy({...begin(here, at), work: {...(BASE).work, confirmed: true}}, proof, at);
    case 'broken':
      return said.mode === 'auto' ? attempt(begin(here, at), said, at) : stillParked(here, at);
    case 'blind':
      return blind(here, callError(said.failure), at);
    case 'person':
    case 'symptom':
    case 'waiting':
    case 'internal':
      return stillParked(here, at);
  }
}

function verifyLook(here: Incident, said: Answer, at: Now): Incident {
  switch (said.kind) {
    case 'healthy':
      return healthy(here, proof, at);
    case 'blind':
      return blind(here, callError(said.failure), at);
    case 'waiting':
      return pending(here, at);
    case 'symptom':
      return here.work.attempts >= 3
        ? move(here, {state: 'failed', reason: cause, now: at.now})
        : move(here, {state: 'diagnosing', reason: cause, now: at.now, nextLook: at.now});
    case 'broken':
    case 'person':
    case 'internal':
      return notYet(here, [cause], proof, at);
  }
}

function attempt(before: Incident, said: Answer, at: Now): Incident {
  const here = begin(before, at);
  switch (said.kind) {
    case 'healthy':
      return healthy(here, proof, at);
    case 'person':
      return needsPerson(here, {kind: 'person', cause, advice, proof}, at);
    case 'symptom':
      return explained(here, 'x-1', proof, at);
    case 'waiting':
      return waiting(here, {kind: 'waiting', cause, proof}, at);
    case 'blind':
      return blind(here, callError(said.failure), at);
    case 'internal':
      return here;
    case 'broken': {
      const facts = {
        mode: said.mode,
        plan: plan(),
        risks: ['low' as const],
        allowed: true,
        repairs: here.work.repairs,
        ...at,
      };
      const verdict = guard({...facts, attempts: here.work.attempts});
      const next = decided(here, {plan: plan(), shown: [shown], verdict, cause, proof}, at);
      return verdict.kind === 'act' ? act(next, said.effect, at) : next;
    }
  }
}

function act(planned: Incident, how: Effect, at: Now): Incident {
  if (how === 'blind') return blind(planned, callError('unavailable'), at);
  const acting = intend(planned, enable, shown, planned.work.attempts + 1, at);
  switch (how) {
    case 'lost':
      return unsure(ended(acting, {result: 'unknown'}, at), callError('unavailable'), at);
    case 'denied':
      return refused(ended(acting, {result: 'failed'}, at), callError('denied'), at);
    case 'would-change':
      return wouldAct(ended(acting, {result: how}, at), at);
    case 'changed':
    case 'already':
      return verifying(ended(acting, {result: how}, at), at);
  }
}

function happen(here: Incident, what: Happening, at: Now): Incident {
  switch (what.kind) {
    case 'look':
      return look(here, what.answer, at);
    case 'time':
      return here;
    case 'resume':
      return standing(here.state) === 'parked' ? begin(here, at) : here;
    case 'sign':
      return link(here, {
        key: `w${at.now}`,
        runbook: 'w',
        target: {project: shop.id},
        count: 1,
        lastAt: at.now,
      });
    case 'entry':
    case 'late': {
      const when = what.kind === 'late' ? start - 1 : at.now;
      const joined = join(here, arrival({at: when, now: at.now}), timing);
      return joined.kind === 'joined' || joined.kind === 'reopened' ? joined.incident : here;
    }
  }
}

describe('the state machine', () => {
  const history = fc.array(happening, {maxLength: 40});

  it('stays legal and never goes back, whatever happens in whatever order', () => {
    fc.assert(
      fc.property(history, all => {
        let now = start;
        let here = incident();
        for (const what of all) {
          now += what.kind === 'time' ? what.seconds * 1000 : 1;
          if (what.kind === 'look' && standing(here.state) === 'closed') continue;
          const next = happen(here, what, {now, timing});
          assert.ok(next.outbox.revision >= here.outbox.revision, 'revision went back');
          assert.ok(next.outbox.milestone >= here.outbox.milestone, 'milestone went back');
          assert.ok(next.intake.entries.count >= here.intake.entries.count, 'entries were lost');
          assert.ok(next.work.attempts <= 3, 'more attempts than the budget');
          assert.equal(next.closedAt !== undefined, standing(next.state) === 'closed');
          if (next.state !== here.state && next.state !== 'diagnosing') {
            assert.ok(next.outbox.revision > here.outbox.revision, `${here.state} -> ${next.state} was not told`);
          }
          here = next;
        }
      }),
      {numRuns: 2_000},
    );
  });

  it('comes to an end: parked for a person, or closed', () => {
    fc.assert(
      fc.property(history, fc.infiniteStream(answer), (all, answers) => {
        let now = start;
        let here = incident();
        for (const what of all) {
          now += 1;
          if (what.kind === 'look' && standing(here.state) === 'closed') continue;
          here = happen(here, what, {now, timing});
        }
        // From here on only time passes: it is looked at when it is due, and at no other time.
        for (let looks = 0; standing(here.state) === 'open'; looks += 1) {
          assert.ok(looks < 200, `it goes on and on: ${here.state} ${here.reason.code}`);
          const due = dueAt(here);
          if (due === undefined) {
            assert.equal(here.reason.code, 'reason.dry-run', 'nobody looks again');
            return;
          }
          now = Math.max(now + 1, due);
          const [next = {kind: 'healthy'} as const] = answers.take(1);
          here = look(here, next, {now, timing});
        }
      }),
      {numRuns: 1_000},
    );
  });
});

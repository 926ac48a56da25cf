import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  isAsked,
  type Question,
  questionIn,
  questionValue,
  withVote,
} from '../../../functions/core/interaction/question.ts';
import {TimeScale} from '../../../functions/core/lib/time-scale.ts';
import {incident, minute, plan} from '../../support/incident.ts';

const {hash} = plan();
const waiting = incident({work: {plan: plan()}});
const asked: Question = {plan: hash, run: 0, token: 'a'.repeat(32), votes: []};
const timing = new TimeScale();

describe('the question of a message', () => {
  it('is read back as it was written; what nobody can read is none', () => {
    const questions = fc.record(
      {
        plan: fc.string(),
        run: fc.nat(),
        votes: fc.array(fc.record({by: fc.string(), at: fc.nat()}, {noNullPrototype: true})),
        token: fc.string(),
        answeredAt: fc.nat(),
      },
      {requiredKeys: ['plan', 'run', 'votes'], noNullPrototype: true},
    );
    fc.assert(
      fc.property(questions, one => {
        const stored: unknown = JSON.parse(JSON.stringify(questionValue(one)));
        assert.deepEqual(questionIn(stored as ReturnType<typeof questionValue>), one);
      }),
    );
    assert.equal(questionIn({plan: 7, run: 0}), undefined);
    assert.equal(questionIn(undefined), undefined);
  });

  it('is asked for one plan and one run, until its answer was taken up', () => {
    assert.ok(isAsked(asked, waiting));
    assert.ok(!isAsked({...asked, plan: 'another'}, waiting));
    assert.ok(!isAsked({...asked, run: 1}, waiting));
    assert.ok(!isAsked(undefined, waiting));
    const answeredAt = waiting.openedAt + minute;
    assert.ok(isAsked({...asked, answeredAt}, waiting), 'nobody has taken it up yet');
    const approval = {plan: hash, answer: 'approved', by: 'kim', at: answeredAt} as const;
    const taken = incident({work: {plan: plan(), approval}});
    assert.ok(!isAsked({...asked, answeredAt}, taken), 'the same plan waits again');
    assert.ok(isAsked(asked, taken), 'and is asked about anew');
  });

  it('counts each person once, and a yes for half an hour', () => {
    const one = withVote(asked, {by: 'kim', at: 0}, timing);
    assert.equal(withVote(one, {by: 'kim', at: minute}, timing).votes.length, 1);
    const two = withVote(one, {by: 'lee', at: 30 * minute}, timing);
    assert.deepEqual(
      two.votes.map(vote => vote.by),
      ['kim', 'lee'],
    );
    assert.deepEqual(
      withVote(one, {by: 'lee', at: 30 * minute + 1}, timing).votes.map(vote => vote.by),
      ['lee'],
    );
  });
});

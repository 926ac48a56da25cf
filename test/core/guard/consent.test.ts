import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  answerIn,
  answerValue,
  type ConsentAsked,
  consentOf,
  firstOf,
  type GivenAnswer,
  usedFor,
} from '../../../functions/core/guard/consent.ts';
import type {Answer, Approval} from '../../../functions/core/incident/approval.ts';
import {TimeScale} from '../../../functions/core/lib/time-scale.ts';
import {start} from '../../support/entries.ts';
import {minute} from '../../support/incident.ts';

const timing = new TimeScale();
/** An answer that nobody has used: as it was given, and as an incident notes it. */
type Unused = Answer & Pick<GivenAnswer, 'run'>;
const yes: Unused = {plan: 'p1', answer: 'approved', by: 'kim', at: start, run: 0};
const no: Unused = {...yes, answer: 'declined'};

function asking(parts: Partial<ConsentAsked> & {readonly minutes?: number} = {}): ConsentAsked {
  const {minutes = 0, ...rest} = parts;
  const now = start + minutes * minute;
  return {plan: 'p1', actions: 2, run: 0, attempt: 1, now, timing, ...rest};
}

/** What an answer means that both places have. */
function meaning(noted: Approval, parts: Parameters<typeof asking>[0] = {}): string {
  const {use, ...rest} = noted;
  const given = {...rest, run: 0};
  const asked = asking(parts);
  if (use?.kind !== 'attempt') return consentOf(noted, given, asked).kind;
  const used = usedFor(given, asking({attempt: use.attempt}));
  return consentOf(noted, used, asked).kind;
}

describe('a consent', () => {
  it('counts for its plan and half an hour', () => {
    assert.equal(consentOf(undefined, undefined, asking()).kind, 'none');
    assert.equal(meaning(yes), 'approved');
    assert.equal(meaning(yes, {minutes: 30}), 'approved');
    assert.equal(meaning(yes, {minutes: 30.01}), 'expired');
    assert.equal(meaning(yes, {plan: 'p2'}), 'changed');
    assert.equal(meaning({...yes, use: {kind: 'voided'}}), 'changed');
  });

  it('counts once: for the attempt that used it, as long as something is made of it', () => {
    const used: Approval = {...yes, use: {kind: 'attempt', attempt: 2}};
    assert.equal(meaning(used, {attempt: 2, minutes: 30}), 'approved');
    assert.equal(meaning(used, {attempt: 2, minutes: 31}), 'expired');
    assert.equal(meaning(used, {attempt: 3}), 'none');
    assert.equal(meaning(used, {attempt: 2, plan: 'p2'}), 'none');
    const later = usedFor(usedFor(yes, asking({attempt: 2})), asking({attempt: 2, minutes: 25}));
    assert.equal(consentOf(used, later, asking({attempt: 2, minutes: 50})).kind, 'approved');
  });

  it('as a no, stays for its plan, whoever takes it out of the incident', () => {
    assert.equal(meaning(no, {minutes: 24 * 60}), 'declined');
    assert.equal(meaning(no, {plan: 'p2'}), 'none');
    assert.equal(consentOf(undefined, no, asking()).kind, 'declined');
    assert.equal(consentOf(yes, no, asking()).kind, 'declined');
  });

  it('is none by what an incident says alone', () => {
    const others: readonly (GivenAnswer | undefined)[] = [
      undefined,
      {...yes, plan: 'p2'},
      {...yes, by: 'lee'},
      {...yes, at: start - 1},
    ];
    for (const given of others) assert.equal(consentOf(yes, given, asking()).kind, 'unproven');
    for (const noted of [undefined, yes, no]) {
      assert.equal(consentOf(noted, 'unreadable', asking()).kind, 'unproven');
    }
  });

  it('of a run that is over counts for no other', () => {
    assert.equal(consentOf(yes, yes, asking({run: 1})).kind, 'unproven');
  });

  it('cannot be used again by an incident that forgets its use, its run or its attempts', () => {
    const given = usedFor({...yes, run: 1}, asking({run: 1, attempt: 2}));
    const claims: readonly Approval[] = [yes, {...yes, use: {kind: 'attempt', attempt: 1}}];
    for (const noted of claims) {
      assert.equal(consentOf(noted, given, asking({run: 1})).kind, 'unproven');
      assert.equal(consentOf(noted, given, asking({run: 2})).kind, 'unproven');
    }
    let worn: GivenAnswer = yes;
    const mine: Approval = {...yes, use: {kind: 'attempt', attempt: 1}};
    for (let change = 0; change < 12; change += 1) worn = usedFor(worn, asking());
    assert.equal(consentOf(mine, worn, asking()).kind, 'unproven');
  });

  it('is approved by nothing but a person’s yes to that plan of the last half hour', () => {
    const answers = fc.record({
      plan: fc.constantFrom('p1', 'p2'),
      answer: fc.constantFrom('approved' as const, 'declined' as const),
      by: fc.constantFrom('kim', 'lee'),
      at: fc.integer({min: start - 60 * minute, max: start}),
      run: fc.nat(2),
    });
    const uses = fc.record({
      attempt: fc.nat(2),
      changes: fc.nat(20),
      at: fc.integer({min: start - 60 * minute, max: start}),
    });
    const given = fc.oneof(
      fc.constantFrom<'unreadable' | undefined>('unreadable', undefined),
      fc
        .tuple(answers, fc.option(uses, {nil: undefined}))
        .map(([one, use]): GivenAnswer => (use === undefined ? one : {...one, use})),
    );
    const notes = fc
      .tuple(answers, fc.nat(2))
      .map(([one, attempt]): Approval =>
        attempt === 0 ? one : {...one, use: {kind: 'attempt', attempt}},
      );
    fc.assert(
      fc.property(fc.option(notes, {nil: undefined}), given, (noted, found) => {
        if (consentOf(noted, found, asking()).kind !== 'approved') return;
        assert.ok(typeof found === 'object' && found.answer === 'approved' && found.plan === 'p1');
        assert.equal(found.run, 0);
        assert.ok(asking().now - (found.use?.at ?? found.at) <= 30 * minute);
        assert.ok((found.use?.changes ?? 0) < 12);
      }),
    );
  });
});

describe('of two answers that cross each other', () => {
  const later = (answer: Unused, minutes = 0, by = 'lee'): Unused => ({
    ...answer,
    by,
    at: start + minutes * minute,
  });

  it('a no counts, else the first', () => {
    assert.equal(firstOf(yes, later(yes), timing).by, 'kim');
    assert.equal(firstOf(yes, later(no), timing).answer, 'declined');
    assert.equal(firstOf(no, later(yes), timing).answer, 'declined');
  });

  it('what stands is over with its plan, its run, its time and its use', () => {
    const fresh = later(yes, 31);
    const again = {...later(yes, 1), run: 1};
    assert.equal(firstOf(yes, again, timing), again);
    assert.equal(firstOf(no, again, timing), no, 'a no stays');
    assert.equal(firstOf(yes, fresh, timing), fresh);
    assert.equal(firstOf({...no, plan: 'p2'}, fresh, timing), fresh);
    assert.equal(firstOf(usedFor(yes, asking()), later(yes, 1), timing).by, 'lee');
    assert.equal(firstOf('unreadable', fresh, timing), fresh);
    assert.equal(firstOf(undefined, fresh, timing), fresh);
  });
});

describe('the mark of an answer', () => {
  it('gives back what was written', () => {
    for (const one of [yes, no, usedFor(yes, asking())]) {
      assert.deepEqual(answerIn(answerValue(one)), one);
    }
    assert.equal(answerIn(undefined), undefined);
  });

  it('of another form is no answer that counts', () => {
    const whole = answerValue(usedFor(yes, asking()));
    for (const name of ['plan', 'answer', 'by', 'at', 'run', 'use']) {
      assert.equal(answerIn({...whole, [name]: {}}), 'unreadable');
    }
    assert.equal(answerIn({}), 'unreadable');
  });
});

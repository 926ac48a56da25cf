import assert from 'node:assert/strict';
import fc from 'fast-check';
import type {KeptRead, MadeLook} from '../../../functions/core/looks/kept-look.ts';
import {
  type LookPageValue,
  looksOfDay,
  readLookPage,
  withLook,
  writeLookPage,
} from '../../../functions/core/looks/look-page.ts';

/** A document of Firestore holds 1 MiB. */
const roomOfPage = 500_000;

const read = fc.record<KeptRead>({
  verb: fc.constantFrom('policy', 'mesh', 'pods'),
  args: fc.array(fc.constantFrom('shop', 'fleet'), {maxLength: 2}),
  got: fc.oneof(
    fc.integer({min: 0, max: 60_000}).map(length => ({
      kind: 'answer' as const,
      answer: {text: 'x'.repeat(length)},
    })),
    fc.constant({
      kind: 'error' as const,
      error: {call: 'c', failure: 'denied' as const, status: 403, said: 'no', attempts: 1},
    }),
  ),
});

const look = fc.record<MadeLook>({
  incident: fc.constant('i-1'),
  key: fc.constant('k'),
  runbook: fc.constant('r'),
  target: fc.constant({project: 'shop'}),
  symptom: fc.constantFrom('one', 'two'),
  causes: fc.constant([]),
  signs: fc.constant([]),
  facts: fc.oneof(
    fc.array(read, {maxLength: 4}).map(reads => ({kind: 'kept' as const, reads})),
    fc.constant({kind: 'too-large' as const, atLeast: 65_536}),
  ),
  found: fc.constantFrom({kind: 'healthy'}, {kind: 'person', cause: 'cause.x'}),
  circumstances: fc.record({attempts: fc.integer({min: 0, max: 2}), repairs: fc.constant([])}),
  at: fc.integer({min: 0, max: 1_000_000}),
});

describe('the looks of an incident’s day', () => {
  it('are bounded whatever is read, and each is there, counted, or left out and counted', () => {
    fc.assert(
      fc.property(fc.array(look, {maxLength: 60}), looks => {
        const page = looks.reduce(withLook, {looks: [], left: 0});
        const text = JSON.stringify(writeLookPage(page));
        assert.ok(text.length <= roomOfPage, String(text.length));
        assert.ok(page.looks.length <= looksOfDay);
        const counted = page.looks.reduce((sum, one) => sum + one.count, 0);
        assert.equal(counted + page.left, looks.length);
        const back = readLookPage(JSON.parse(text) as Record<string, unknown>);
        assert.deepEqual(back, JSON.parse(JSON.stringify(page)));
      }),
      {numRuns: 60},
    );
  });

  it('that saw the same are one, with the first time and the last', () => {
    const [one] = fc.sample(look, {numRuns: 1, seed: 7});
    assert.ok(one !== undefined);
    const times = [50, 20, 90];
    const page = times.reduce<LookPageValue>((all, at) => withLook(all, {...one, at}), {
      looks: [],
      left: 0,
    });
    assert.deepEqual(
      page.looks.map(({firstAt, lastAt, count}) => [firstAt, lastAt, count]),
      [[20, 90, 3]],
    );
  });

  it('hold what several of them have read once', () => {
    const answer = {text: 'x'.repeat(10_000)};
    const policy: KeptRead = {verb: 'policy', args: ['shop'], got: {kind: 'answer', answer}};
    const [one] = fc.sample(look, {numRuns: 1, seed: 7});
    assert.ok(one !== undefined);
    const page = Array.from({length: 10}, (_, index) => index).reduce<LookPageValue>(
      (all, symptom) =>
        withLook(all, {
          ...one,
          symptom: String(symptom),
          facts: {kind: 'kept', reads: [policy]},
        }),
      {looks: [], left: 0},
    );
    assert.equal(page.looks.length, 10);
    assert.ok(JSON.stringify(writeLookPage(page)).length < 20_000);
  });

  it('of a page that a newer version wrote are nobody’s to read, and one changed by hand is left out', () => {
    assert.equal(readLookPage({form: 2, looks: []}), undefined);
    assert.equal(readLookPage(undefined), undefined);
    const [one] = fc.sample(look, {numRuns: 1, seed: 7});
    assert.ok(one !== undefined);
    const value = writeLookPage(withLook({looks: [], left: 0}, one));
    const page = readLookPage({
      ...value,
      looks: [{runbook: 'r'}, ...(value['looks'] as unknown[])],
    });
    assert.deepEqual([page?.looks.length, page?.left], [1, 1]);
  });
});

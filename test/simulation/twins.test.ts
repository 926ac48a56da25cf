import assert from 'node:assert/strict';
import {listed} from './play/effects.ts';
import {type FaultKind, faultKinds, kindsAt, twinOf} from './play/faults.ts';
import {pathOf, undisturbed} from './histories.ts';
import {simulate} from './simulation.ts';

const path = pathOf('webhook-binding');
const delivery = 'concurrent';

/** Everything of a history but the name of its fault. */
async function playedWith(index: number, kind: FaultKind): Promise<unknown> {
  const played = await simulate({path, delivery, faults: listed(new Map([[index, kind]]))});
  const effects = played.effects.map(({verb, about, at, process}) => ({verb, about, at, process}));
  return {...played, effects, story: played.story()};
}

describe('faults that are played for others', () => {
  it('leave the same history behind, at the first effect of each kind', async () => {
    const {effects} = await undisturbed(path, delivery);
    const first = new Map(effects.toReversed().map(({verb, index}) => [verb, index]));
    assert.ok(first.size >= 15);
    for (const [verb, index] of first) {
      for (const kind of faultKinds.filter(one => !kindsAt(verb).includes(one))) {
        const twin = await playedWith(index, twinOf(verb, kind));
        assert.deepEqual(await playedWith(index, kind), twin, `${verb}: ${kind}`);
      }
    }
  });
});

import assert from 'node:assert/strict';
import type {Incident} from '../../functions/core/incident/incident.ts';
import {targetText} from '../../functions/core/detection/target.ts';
import {scenarios} from '../../sandbox/scenarios.ts';
import {assertSpoken} from '../support/fakes.ts';
import {type Played, playScenario} from '../support/scenario.ts';

afterEach(assertSpoken);

function endOf({state, reason}: Incident): string {
  return `${state} ${reason.kind === 'person-needed' ? reason.cause.code : reason.kind}`;
}

async function endsOf(played: Played): Promise<Readonly<Record<string, string>>> {
  const all = await played.incidents();
  return Object.fromEntries(
    all.map(one => [`${one.runbook} @ ${targetText(one.target)}`, endOf(one)]),
  );
}

/** Long enough for whatever may end by itself (15 minutes) to be seen and taken up. */
const settleMinutes = 20;

describe('each scenario, from its sign to the end that its file expects', () => {
  for (const {name, expected} of scenarios) {
    it(name, async () => {
      const played = await playScenario(name);
      try {
        const {ends, asks = [], changes, approvedAfterMinutes = settleMinutes} = expected;
        await played.minutes(asks.length > 0 ? approvedAfterMinutes : settleMinutes);
        // Without a person, nothing risky is done.
        const before = played.changes().length;
        for (const runbook of asks) {
          assert.equal(played.changes().length, before, 'changed before a person said yes');
          await played.say(runbook, 'approved');
          await played.minutes(settleMinutes);
        }
        assert.deepEqual(await endsOf(played), ends);
        assert.deepEqual(played.changes(), changes);
      } finally {
        await played.close();
      }
    });
  }

  it('says that the API is on again while what follows from it waits for a person', async () => {
    const played = await playScenario('gateway-aftermath');
    try {
      await played.minutes(settleMinutes);
      const [first, last] = [played.chat.messages[0], played.chat.messages.at(-1)];
      assert.equal(first?.headline.cause?.code, 'cause.api-off');
      assert.equal(last?.headline.cause?.code, 'cause.left-behind');
      assert.equal(last.tone, 'approval');
    } finally {
      await played.close();
    }
  });
});

import assert from 'node:assert/strict';
import {webhookEntry} from '../../sandbox/entries/webhook.ts';
import {prodCluster} from '../../sandbox/shop.ts';
import {receive} from '../support/drive.ts';
import {assertSpoken} from '../support/fakes.ts';
import {playScenario} from '../support/scenario.ts';

afterEach(assertSpoken);

describe('a sign whose cause has a cause of its own', () => {
  it('is told by the one that people read of, and opens nothing anew while that waits', async () => {
    const played = await playScenario('node-pools-without-metadata');
    try {
      const failed = {kind: 'ReplicaSet', namespace: 'shop', name: 'web'} as const;
      await receive(played.deps, webhookEntry(prodCluster, failed, played.clock.now()));
      await played.minutes(15);
      const all = await played.incidents();
      const ofRunbook = Object.fromEntries(all.map(one => [one.runbook, one]));
      const root = ofRunbook['workload-identity-disabled'];
      assert.equal(root?.state, 'blocked');
      for (const runbook of ['webhook-call-failure', 'provisioning-stalled']) {
        const {state, reason} = ofRunbook[runbook] ?? {};
        assert.equal(state, 'suppressed', runbook);
        assert.deepEqual(reason, {kind: 'symptom-of', incident: root.id}, runbook);
      }
      assert.equal(all.length, 3);
      assert.deepEqual(new Set(played.chat.messages.map(one => one.incident)), new Set([root.id]));
    } finally {
      await played.close();
    }
  });
});

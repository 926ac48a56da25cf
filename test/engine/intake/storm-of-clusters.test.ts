import assert from 'node:assert/strict';
import {intake} from '../../../functions/engine/intake/intake.ts';
import {DedupCache} from '../../../functions/engine/intake/dedup-cache.ts';
import {sweep} from '../../../functions/engine/operate/sweep.ts';
import {webhookEntry} from '../../support/entries.ts';
import {assertSpoken, rig} from '../../support/fakes.ts';

afterEach(assertSpoken);

const clusters = 50;
const entriesOfStorm = 60_000;
const minutes = 10;

describe('a storm over 50 clusters in ten minutes', () => {
  it('makes at most an incident and a message a cluster, and edits that grow with time only', async () => {
    const {deps, clock, chat, store} = await rig('observe');
    const door = intake(deps, new DedupCache());
    const template = JSON.stringify(webhookEntry({cluster: 'quay-CLUSTER', insertId: 'NUMBER'}));
    const perMinute = entriesOfStorm / minutes;
    for (let n = 0; n < entriesOfStorm; n += 1) {
      const at = new Date(clock.now()).toISOString();
      const entry: unknown = JSON.parse(
        template
          .replace('CLUSTER', String(n % clusters))
          .replace('NUMBER', `s${n}`)
          .replace(/"receiveTimestamp":"[^"]*"/, `"receiveTimestamp":"${at}"`),
      );
      await door.receive(entry);
      clock.advance(60_000 / perMinute);
      if (n % perMinute === perMinute - 1) await sweep(deps);
    }
    await door.flush();
    await sweep(deps);

    const all = await store.all();
    assert.ok(all.length <= clusters, `${all.length} incidents`);
    const roots = new Set(chat.messages.map(one => one.incident)).size;
    assert.ok(roots <= clusters, `${roots} roots`);
    const edits = chat.messages.length - roots;
    assert.ok(edits <= 600, `${edits} edits`);
    assert.equal(
      all.reduce((sum, one) => sum + one.intake.entries.count, 0),
      entriesOfStorm,
      'every entry is counted, once',
    );
    // A write a minute for each key, and what the sweeps and looks take.
    assert.ok(
      (store.count['replace'] ?? 0) <= clusters * (minutes + 1) * 3,
      JSON.stringify(store.count),
    );
  });
});

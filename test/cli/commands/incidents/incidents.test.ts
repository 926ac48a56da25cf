import {block} from '../../../../functions/core/lifecycle/parked.ts';
import assert from 'node:assert/strict';
import {readdir} from 'node:fs/promises';
import {dirname} from 'node:path';
import {describe, it} from 'mocha';
import {sqliteStore} from '../../../../functions/adapters/store/sqlite/sqlite-store.ts';
import {move} from '../../../../functions/core/incident/incident.ts';
import {at} from '../../../../functions/core/lib/json.ts';
import {open} from '../../../../functions/core/intake/arrivals.ts';
import {TimeScale} from '../../../../functions/core/lib/time-scale.ts';
import {intake} from '../../../../functions/engine/intake/intake.ts';
import {DedupCache} from '../../../../functions/engine/intake/dedup-cache.ts';
import {FakeClock} from '../../../support/clock.ts';
import {command, type Ran} from '../../../support/command.ts';
import {gatewayEntry, webhookEntry} from '../../../support/entries.ts';
import {fleet, rig, shop} from '../../../support/fakes.ts';
import {arrival, finding, minute} from '../../../support/incident.ts';
import {type Scratch, scratch} from '../../../support/scratch.ts';

describe('mesh-responder incidents', () => {
  let files: Scratch;
  let config: string;
  let gateway: string;

  before(async () => {
    files = await scratch();
    const path = files.path('incidents.db');
    config = await files.write('config.json', {
      projects: [fleet, shop],
      store: {sqlite: {path}},
    });
    const clock = new FakeClock();
    // Long enough ago for everything to have happened before the command looks, also at midnight.
    clock.advance(Date.now() - 10 * minute - clock.now());
    const {deps} = await rig('observe', {store: await sqliteStore({path}), clock});
    const door = intake(deps, new DedupCache());
    const now = () => clock.now();
    const opened = await door.receive(gatewayEntry({at: now()}));
    assert.ok('incident' in opened);
    gateway = opened.incident;
    await door.receive(gatewayEntry({at: now()}));
    await door.receive(webhookEntry({at: now()}));
    await door.receive({
      severity: 'INFO',
      logName: `projects/${shop.id}/logs/else`,
      textPayload: 'x',
    });
    const quoted = {
      ...gatewayEntry({at: now()}),
      resource: {type: 'k8s_container', labels: {project_id: shop.id}},
    };
    await door.receive(quoted);
    clock.advance(2 * minute);
    await door.receive(gatewayEntry({at: now()}));
    await door.flush();
    const fresh = open(arrival({finding: finding({target: {project: shop.id}}), now: now()}), 1);
    const when = {now: now(), timing: new TimeScale()};
    const planned = move(
      move(fresh, {state: 'diagnosing', reason: {kind: 'diagnosing'}, now: now()}),
      {state: 'planned', reason: {kind: 'dry-run'}, now: now()},
    );
    const paused = {kind: 'paused', reason: 'a freeze', by: 'ana'} as const;
    await deps.store.create(block(planned, paused, when));
    await deps.store.close();
  });

  after(() => files.remove());

  function incidents(...args: readonly string[]): Promise<Ran> {
    return command(['incidents', '--config', config, ...args]);
  }

  it('says of a file that is not there that it is not there', async () => {
    const path = `${config}.none.sqlite`;
    const other = await files.write('elsewhere.json', {
      projects: [{id: shop.id, number: shop.number}],
      store: {sqlite: {path}},
    });
    for (const name of ['incidents', 'report']) {
      const {exit, stderr} = await command([name, '--config', other]);
      assert.equal(exit, 0);
      assert.ok(stderr.includes(`mesh-responder ${name}: store.sqlite: there is no file ${path};`));
    }
    const there = await incidents();
    assert.equal(there.stderr, '');
  });

  it('lists them, one project or what is open, and leaves no file behind', async () => {
    const before = await readdir(dirname(config));
    const all = await incidents();
    assert.equal(all.exit, 0, all.stderr);
    assert.equal(all.stdout.trim().split('\n').length, 3);
    const some = await incidents('list', '--open', '--project', fleet.number, '--json');
    assert.deepEqual(
      some.lines().map(one => at(one, 'incident')),
      [gateway],
    );
    assert.deepEqual(await readdir(dirname(config)), before);
  });

  it('shows one with its history', async () => {
    const {exit, stdout} = await incidents('show', gateway);
    assert.equal(exit, 0);
    assert.match(stdout, /Connect Gateway API of harbor-fleet is off/);
    assert.equal((await incidents('show', gateway, '--json')).lines().length, 1);
    const none = await incidents('show', 'none');
    assert.equal(none.exit, 1);
    assert.match(none.stderr, /no incident "none"/);
  });

  it('explains what became of the entries of one, and each decision', async () => {
    const {exit, stdout} = await incidents('explain', gateway);
    assert.equal(exit, 0);
    assert.match(stdout, /joined +at least 1 × joined the open incident/);
    assert.match(stdout, /limited +at least 1 × counted in memory/);
    assert.match(stdout, /decided +First log entry/);
  });

  it('has a reason for each of joined, suppressed, limited, skipped, foreign and paused', async () => {
    const {lines} = await incidents('explain', '--json');
    const kinds = new Map(lines().map(one => [at(one, 'kind'), at(one, 'why')]));
    for (const kind of ['joined', 'suppressed', 'limited', 'skipped', 'foreign', 'paused']) {
      assert.match(String(kinds.get(kind)), /\w{4}/, `${kind}: ${[...kinds.keys()].join(', ')}`);
    }
  });

  it('explains what was skipped for one project', async () => {
    const {stdout} = await incidents('explain', '--project', shop.id);
    assert.match(stdout, /skipped +at least 1 × no runbook knows this \[harbor-prod\]/);
    assert.match(stdout, /foreign +at least 1 × quoted in a log of k8s_container/);
    const other = await incidents('explain', '--project', 'nobody');
    assert.equal(other.stdout, '');
  });

  it('answers usage errors with 2', async () => {
    for (const args of [['show'], ['list', 'x'], ['forget']]) {
      assert.equal((await incidents(...args)).exit, 2, args.join(' '));
    }
    assert.equal((await command(['incidents'])).exit, 2);
  });
});

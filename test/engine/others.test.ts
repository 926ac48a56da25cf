import assert from 'node:assert/strict';
import {standing} from '../../functions/core/incident/incident.ts';
import {serviceAgentRole} from '../../functions/mesh/service-agent.ts';
import {dryRunWriters, rememberPolicies} from '../../functions/adapters/google/dry-run.ts';
import {advance} from '../../functions/engine/remediate/advance.ts';
import {change} from '../../functions/engine/lib/compare-and-set.ts';
import {runUntilSettled, settleDry, sweep} from '../../functions/engine/operate/sweep.ts';
import {incidentsOf, opened, receive, stored} from '../support/drive.ts';
import {gatewayEntry, unboundEntry, webhookEntry} from '../support/entries.ts';
import {assertSpoken, fleet, rig, type Rig, shop} from '../support/fakes.ts';
import {minute} from '../support/incident.ts';

afterEach(assertSpoken);

// What other systems of this kind were reported to get wrong, each under the name of its failure.
describe('failures of others', () => {
  let here: Rig;

  beforeEach(async () => {
    here = await rig();
    here.world.disable(fleet.id);
  });

  it('publish-fails-then-marked: a message that could not be sent is not told, and is sent later', async () => {
    here.chat.failing = true;
    const {id} = await opened(here.deps, gatewayEntry());
    await advance(here.deps, id);
    assert.equal((await stored(here.deps, id)).outbox.channels['chat']?.revision, 0);
    here.chat.failing = false;
    here.clock.advance(minute);
    await runUntilSettled(here.deps);
    assert.equal(here.chat.messages.at(-1)?.tone, 'fixed');
  });

  it('default-false-rule-mutes-all: what no runbook knows is left, and hides nothing else', async () => {
    const received = await receive(here.deps, {textPayload: 'noise'}, gatewayEntry());
    assert.deepEqual(
      received.map(one => one.kind),
      ['skipped', 'opened'],
    );
  });

  it('filter-error-fails-open: an entry that its runbook’s own filter does not pass opens nothing', async () => {
    const entry = {...gatewayEntry(), severity: 'DEBUG'};
    const [received] = await receive(here.deps, entry);
    assert.equal(received?.kind, 'skipped');
    assert.deepEqual(await here.deps.store.all(), []);
  });

  it('dry-run-marks-done: a dry run leaves the problem to be repaired', async () => {
    const {readers, policyRead} = rememberPolicies(here.world.readers);
    const dry = {...here.deps, readers, writers: dryRunWriters({policyRead})};
    const {id} = await opened(dry, gatewayEntry());
    await settleDry(dry);
    assert.equal((await stored(here.deps, id)).work.actions[0]?.result, 'would-change');
    assert.equal(standing((await stored(here.deps, id)).state), 'open');
    assert.deepEqual(here.world.writes, []);
  });

  it('ack-before-work: what the store does not take is not acknowledged', async () => {
    const store = {...here.store, create: () => Promise.reject(new Error('disk full'))};
    await assert.rejects(receive({...here.deps, store}, gatewayEntry()), /disk full/);
  });

  it('conditional-binding-lost: every condition is there after a repair', async () => {
    const extra = {
      role: serviceAgentRole,
      members: ['user:ops@harbor.example'],
      condition: {title: 'nights', expression: 'request.time.getHours() > 20'},
    };
    here.world.unbind(shop.id);
    here.world.edit(shop.id, policy => ({...policy, bindings: [...policy.bindings, extra]}));
    await opened(here.deps, unboundEntry());
    await runUntilSettled(here.deps);
    const bindings = here.world.policies.get(shop.id)?.bindings ?? [];
    assert.deepEqual(
      bindings.filter(one => one.condition !== undefined),
      [extra],
    );
    assert.equal(here.world.policiesWritten.length, 1);
  });

  it('worker-dies-running-forever: a lease ends although its holder never gives it back', async () => {
    const {id} = await opened(here.deps, gatewayEntry());
    const lease = {holder: 'killed', until: here.clock.now() + 3 * minute};
    await change(here.store, id, it => ({...it, lease}));
    assert.equal((await sweep(here.deps)).advanced, 0);
    here.clock.advance(3 * minute + 1);
    assert.equal((await sweep(here.deps)).advanced, 1);
  });

  it('stuck-in-progress-blocks-all: an incident that somebody holds delays no other', async () => {
    const {id} = await opened(here.deps, gatewayEntry());
    const lease = {holder: 'stuck', until: here.clock.now() + 60 * minute};
    await change(here.store, id, it => ({...it, lease}));
    here.world.unbind(shop.id);
    const other = await opened(here.deps, unboundEntry());
    await runUntilSettled({...here.deps, store: without(here, id)});
    assert.equal((await stored(here.deps, other.id)).state, 'resolved');
  });

  it('dup-ticket-race: ten deliveries at once give one incident and one message', async () => {
    const entry = gatewayEntry();
    await Promise.all(Array.from({length: 10}, () => receive(here.deps, entry)));
    await runUntilSettled(here.deps);
    const incidents = await here.deps.store.all();
    assert.equal(incidents.length, 1);
    assert.equal(incidents[0]?.intake.entries.count, 1);
    assert.equal(new Set(here.chat.messages.map(one => one.incident)).size, 1);
  });

  it('duplicates-deadlock: two instances that advance one incident both come back', async () => {
    const {id} = await opened(here.deps, gatewayEntry());
    const both = [advance(here.deps, id), advance({...here.deps, holder: 'other'}, id)];
    assert.deepEqual((await Promise.all(both)).map(one => one.kind).sort(), ['advanced', 'busy']);
    assert.equal(here.world.writes.length, 1);
  });

  it('39-repeats-no-escalation: what does not get better is handed to a person, once', async () => {
    here.world.enablingTakes = Infinity;
    await opened(here.deps, gatewayEntry());
    await runUntilSettled(here.deps);
    const [incident] = await here.deps.store.all();
    assert.equal(incident?.state, 'failed');
    const told = here.chat.messages.filter(one => one.tone === 'action');
    assert.equal(told.length, 1);
    const repeats = Array.from({length: 39}, () => gatewayEntry({at: here.clock.now()}));
    await receive(here.deps, ...repeats);
    assert.equal((await here.deps.store.all()).length, 1);
  });

  it('one-tenant-429s-all: a project whose API is rate-limited delays no other', async () => {
    here.world.unbind(shop.id);
    const noisy = await opened(here.deps, gatewayEntry());
    const quiet = await opened(here.deps, unboundEntry());
    here.world.fail('enableService', 'rate-limited');
    await sweep(here.deps);
    assert.equal((await stored(here.deps, noisy.id)).state, 'diagnosing');
    assert.equal((await stored(here.deps, quiet.id)).state, 'verifying');
  });

  it('silent-drop: whatever is not taken has a reason', async () => {
    const received = await receive(
      here.deps,
      'no entry',
      {textPayload: 'noise'},
      gatewayEntry({number: '812345678901'}),
    );
    assert.ok(
      received.every(
        one => 'reason' in one && (one.kind === 'junk' ? one.reason : one.reason.kind).length > 0,
      ),
    );
  });

  it('repaired-job-mass-acts: a backlog of signs of what is over changes nothing', async () => {
    here.world.services.set(`${fleet.id}/connectgateway.googleapis.com`, 'ENABLED');
    const backlog = Array.from({length: 50}, (_, n) =>
      webhookEntry({cluster: `quay-${n}`, at: here.clock.now() - 60 * minute}),
    );
    await receive(here.deps, ...backlog);
    await runUntilSettled(here.deps);
    assert.deepEqual(here.world.writes, []);
  });

  it('alert-failed-still-fix: a repair goes on when nobody can be told, and is made once', async () => {
    here.chat.failing = true;
    const {id} = await opened(here.deps, gatewayEntry());
    await runUntilSettled(here.deps);
    assert.equal((await stored(here.deps, id)).state, 'resolved');
    assert.equal(here.world.writes.length, 1);
  });

  it('own-write-retriggers: the audit entry of our own repair opens nothing', async () => {
    const text = JSON.stringify(unboundEntry());
    assert.match(text, /"action":"REMOVE"/);
    const added: unknown = JSON.parse(text.replace('"action":"REMOVE"', '"action":"ADD"'));
    const [received] = await receive(here.deps, added);
    assert.equal(received?.kind, 'skipped');
  });

  it('failed-call-triggers: an audit entry of a change that was refused opens nothing', async () => {
    const text = JSON.stringify(unboundEntry());
    assert.match(text, /"status":\{\}/);
    const refused: unknown = JSON.parse(
      text.replace('"status":{}', '"status":{"code":7,"message":"PERMISSION_DENIED"}'),
    );
    const [received] = await receive(here.deps, refused);
    assert.equal(received?.kind, 'skipped');
    assert.deepEqual(await incidentsOf(here.deps, 'service-agent-unbound'), []);
  });
});

/** A store whose `all` does not show one incident, for a wait that is not about it. */
function without({store}: Rig, id: string): Rig['store'] {
  return {...store, all: async () => (await store.all()).filter(one => one.id !== id)};
}

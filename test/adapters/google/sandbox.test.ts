import assert from 'node:assert/strict';
// Loaded before the run: the library makes two globals, which would count as leaks of the first test.
import '@google-cloud/logging';
import {describe, it} from 'mocha';
import {viewEntry} from '../../../functions/core/detection/entry.ts';
import {textAt} from '../../../functions/core/lib/json.ts';
import {loggingHistory} from '../../../functions/adapters/google/logging/history.ts';
import {heartbeatWriter} from '../../../functions/adapters/google/logging/heartbeat-writer.ts';
import {pubsubQueue} from '../../../functions/adapters/google/pubsub/work-queue.ts';
import {googleReaders} from '../../../functions/adapters/google/readers.ts';
import {googleWriters} from '../../../functions/adapters/google/writers.ts';
import {parseProxy} from '../../../functions/adapters/http/proxy.ts';
import {logPathSilent} from '../../../functions/runbooks/log-path-silent/runbook.ts';
import type {Sandbox} from '../../../sandbox/sandbox.ts';
import {startSandbox} from '../../../sandbox/start.ts';
import {googleDeps} from '../../support/google.ts';
import {callError} from '../../support/outside.ts';

const project = 'shop-fleet';
const service = 'connectgateway.googleapis.com';
const viewer = {role: 'roles/browser', members: ['user:a@example.com']};

describe('the Google adapters against the sandbox', () => {
  let now = Date.UTC(2026, 10, 22, 3, 0, 0);
  let sandbox: Sandbox;
  const deps = () =>
    googleDeps({
      proxy: parseProxy(sandbox.url),
      authorise: () => assert.fail('credentials were asked for'),
    });
  beforeEach(async () => {
    sandbox = await startSandbox({scenario: 'healthy', now: () => now});
  });
  afterEach(() => sandbox.close());

  it('see what a service is, switch it off and on, and follow the operation', async () => {
    const [readers, writers] = [googleReaders(deps()), googleWriters(deps())];
    assert.equal(await readers.serviceState(project, service), 'ENABLED');
    await writers.disableService(project, service);
    now += 60_000;
    assert.equal(await readers.serviceState(project, service), 'DISABLED');
    const written = await writers.enableService(project, service);
    assert.ok(written.kind === 'accepted' && written.operation !== undefined);
    assert.equal((await readers.serviceOperation(written.operation)).kind, 'running');
    now += 60_000;
    assert.deepEqual(await readers.serviceOperation(written.operation), {kind: 'done'});
    assert.equal(await readers.serviceState(project, service), 'ENABLED');
  });

  describe('several services at once', () => {
    const all = ['mesh', 'trafficdirector', 'networksecurity'].map(one => `${one}.googleapis.com`);
    const states = () =>
      Promise.all(all.map(one => googleReaders(deps()).serviceState(project, one)));
    /** The time goes on while it is waited. */
    const waiting = () => ({
      ...deps(),
      clock: {
        now: () => now,
        sleep: (milliseconds: number) => {
          now += milliseconds;
          return Promise.resolve();
        },
      },
    });
    const calls = () =>
      sandbox
        .requests()
        .filter(one => one.mutating)
        .map(one => [one.verb, one.status]);
    beforeEach(() => {
      sandbox.patch({project, disable: all});
    });

    it('are turned on with one call and one operation', async () => {
      const written = await googleWriters(deps()).enableServices(project, all);
      assert.ok(written.kind === 'accepted' && written.operation !== undefined);
      now += 60_000;
      assert.deepEqual(await states(), ['ENABLED', 'ENABLED', 'ENABLED']);
      assert.deepEqual(calls(), [['batchEnable', 200]]);
    });

    it('are turned on one after the other, none before the one before is on', async () => {
      const written = await googleWriters(waiting()).enableInTurn(project, all);
      assert.equal(written.kind, 'accepted');
      assert.deepEqual(await states(), ['ENABLED', 'ENABLED', 'ENABLED']);
      assert.deepEqual(calls(), [
        ['enable', 200],
        ['enable', 200],
        ['enable', 200],
      ]);
    });

    it('stop at the one that is refused, and say what was said of it', async () => {
      await googleWriters(deps()).enableService(project, all[0] ?? '');
      now += 60_000;
      sandbox.addFault('serviceusage:enable=403x1');
      const refused = googleWriters(waiting()).enableInTurn(project, all.slice(1));
      const {facts} = await callError(refused);
      assert.deepEqual([facts.failure, facts.call], ['denied', 'serviceusage services.enable']);
      assert.match(facts.said, /\[trafficdirector\.googleapis\.com\]/);
      assert.deepEqual(await states(), ['ENABLED', 'DISABLED', 'DISABLED']);
    });

    it('are left to the next attempt after a minute', async () => {
      sandbox.world.operations.clear();
      const slow = {...waiting(), clock: {...waiting().clock, sleep: () => later(40_000)}};
      const later = (milliseconds: number) => {
        // The operation never ends.
        for (const one of sandbox.world.operations.values()) {
          sandbox.world.operations.set(one.name, {...one, doneAt: Infinity});
        }
        now += milliseconds;
        return Promise.resolve();
      };
      const written = await googleWriters(slow).enableInTurn(project, all);
      assert.ok(written.kind === 'accepted' && written.operation !== undefined);
      assert.equal(calls().length, 1);
    });
  });

  it('tell a service that is at work on another change from one that refuses', async () => {
    sandbox.patch({project, disable: [service]});
    const writers = googleWriters(deps());
    await writers.enableService(project, service);
    const twice = await callError(writers.enableService(project, service));
    assert.deepEqual([twice.facts.failure, twice.facts.attempts], ['busy', 1]);
    const home = 'shop-prod';
    const pool = `${home}.svc.id.goog`;
    await writers.setWorkloadPool(home, 'europe-west1', 'prod-eu-1', pool);
    const again = await callError(writers.setWorkloadPool(home, 'europe-west1', 'prod-eu-1', pool));
    assert.deepEqual([again.facts.failure, again.facts.attempts], ['busy', 1]);
  });

  it('read the policy, write it back with one member more, and lose against somebody else', async () => {
    const [readers, writers] = [googleReaders(deps()), googleWriters(deps())];
    const before = await readers.policy(project);
    const after = {...before, bindings: [...before.bindings, viewer]};
    assert.deepEqual(await writers.setPolicy(project, after), {kind: 'accepted'});
    const read = await readers.policy(project);
    assert.deepEqual(read.bindings, after.bindings);
    const {facts} = await callError(writers.setPolicy(project, after));
    assert.deepEqual([facts.failure, facts.attempts], ['conflict', 1]);
  });

  it('tell project and mesh', async () => {
    const readers = googleReaders(deps());
    assert.match((await readers.project(project)).number, /^\d+$/);
    const mesh = await readers.mesh(project);
    assert.ok(mesh.kind === 'enabled' && mesh.memberships.length > 0);
    assert.ok(mesh.memberships.every(one => one.controlPlane === 'ACTIVE'));
  });

  it('tell which cluster a membership stands for', async () => {
    const {memberships} = await googleReaders(deps()).registrations(project);
    assert.deepEqual(memberships, [
      {
        location: 'europe-west1',
        membership: 'prod-eu-1',
        cluster: {project: 'shop-prod', location: 'europe-west1', name: 'prod-eu-1'},
        issuer:
          'https://container.googleapis.com/v1/projects/shop-prod/locations/europe-west1/clusters/prod-eu-1',
      },
    ]);
  });

  it('beat once, however often a beat is sent', async () => {
    const before = sandbox.entries().length;
    sandbox.addFault('logging:write=lostx1');
    await heartbeatWriter(deps()).beat(project, now);
    await heartbeatWriter(deps()).beat(project, now);
    await heartbeatWriter(deps()).beat(project, now + 1);
    const written = sandbox.entries().slice(before);
    assert.equal(written.length, 2);
    const [entry] = written.map(viewEntry);
    assert.ok(entry !== undefined);
    assert.deepEqual(logPathSilent.detect(entry), {
      kind: 'pulse',
      runbook: 'log-path-silent',
      project,
      beat: now,
    });
    const {facts} = await callError(heartbeatWriter(deps()).beat('elsewhere', now));
    assert.equal(facts.failure, 'not-found');
  });

  it('survive faults that pass', async () => {
    sandbox.addFault('gkehub:get=503x1');
    assert.equal((await googleReaders(deps()).mesh(project)).kind, 'enabled');
  });

  it('read the history', async () => {
    sandbox.patch({project, disable: [service]});
    const given: unknown[] = [];
    const from = '2026-11-01T00:00:00Z';
    for await (const one of loggingHistory(deps()).since(project, '', from)) given.push(one);
    assert.ok(given.some(one => textAt(one, 'protoPayload', '@type')?.endsWith('.AuditLog')));
    assert.deepEqual(
      given,
      sandbox.entries().filter(one => claimedProjectOf(one) === project),
    );
  });

  it('hand an incident over', async () => {
    await pubsubQueue(deps(), `projects/${project}/topics/work`).handOver('i-1');
    assert.equal(sandbox.published().length, 1);
  });
});

function claimedProjectOf(entry: unknown): string | undefined {
  return textAt(entry, 'logName')?.split('/')[1];
}

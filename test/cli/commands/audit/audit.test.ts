import assert from 'node:assert/strict';
import {scenarios} from '../../../../sandbox/scenarios.ts';
import {startSandbox} from '../../../../sandbox/start.ts';
import {command} from '../../../support/command.ts';
import {type Filled, fillStore, responder} from '../../../support/filled-store.ts';
import {isObject} from '../../../../functions/core/lib/json.ts';

describe('mesh-responder audit', () => {
  let filled: Filled;

  afterEach(async () => {
    await filled.close();
  });

  async function repaired(scenario: string): Promise<void> {
    filled = await fillStore(scenario, {hoursAgo: 4});
    const {asks = []} = scenarios.find(one => one.name === scenario)?.expected ?? {};
    await filled.played.minutes(20);
    for (const runbook of asks) {
      await filled.played.say(runbook, 'approved');
      await filled.played.minutes(20);
    }
  }

  async function audit(...args: readonly string[]) {
    return command(['audit', ...args], {env: filled.env});
  }

  // Each action that a scenario makes, so that the sandbox's entries and the actions' traces agree.
  for (const scenario of [
    'service-agent-unbound',
    'connect-gateway-disabled',
    'required-apis-disabled',
    'gateway-aftermath',
    'in-cluster-injection',
    'installer/identity-provider-missing',
    'stalled/workload-identity',
    'data-plane/needs-attention',
  ]) {
    it(`finds a partner for each change of ${scenario}`, async () => {
      await repaired(scenario);

      const {exit, stdout, lines} = await audit('--json');

      const [whole] = lines();
      assert.ok(isObject(whole));
      assert.deepEqual(
        {...whole, from: 0, until: 0, calls: 0, effects: 0, projects: 0},
        {
          ...{kind: 'audit', from: 0, until: 0, identities: [responder], projects: 0},
          ...{calls: 0, aside: 0, effects: 0, unintended: 0, unlogged: 0, unread: 0},
        },
        stdout,
      );
      assert.ok(Number(whole['calls']) > 0 && Number(whole['effects']) > 0, stdout);
      assert.equal(exit, 0);
    });
  }

  it('says in words that all is well, and counts an operation once', async () => {
    await repaired('stalled/workload-identity');

    const {exit, stdout} = await audit();

    // One update of the cluster: an entry of its beginning and one of its end.
    assert.match(stdout, /1 call in the audit log, 1 change in incidents/);
    assert.match(stdout, /Each call has its intent, and each change its entry\./);
    assert.equal(exit, 0);
  });

  it('names what somebody else did with the credentials of the responder', async () => {
    await repaired('connect-gateway-disabled');
    filled.played.sandbox.patch({
      ...{project: 'shop-prod', by: responder},
      disable: ['meshconfig.googleapis.com'],
    });

    const {exit, stdout} = await audit();

    assert.equal(exit, 3);
    assert.match(stdout, /somebody else uses the identity/);
    assert.match(stdout, /shop-prod google\.api\.serviceusage\.v1\.ServiceUsage\.DisableService/);
    assert.match(stdout, /services\/meshconfig\.googleapis\.com/);
    assert.doesNotMatch(stdout, /EnableService/, 'its own call has a partner');
  });

  it('names the same call at another time, however like a repair it looks', async () => {
    await repaired('connect-gateway-disabled');
    filled.played.clock.advance(40 * 60 * 1000);
    filled.played.sandbox.patch({
      ...{project: 'shop-prod', by: responder},
      enable: ['connectgateway.googleapis.com'],
    });

    const {exit, lines} = await audit('--json');

    assert.equal(exit, 3);
    const [found] = lines();
    assert.ok(isObject(found));
    assert.equal(found['kind'], 'unintended');
    assert.match(String(found['method']), /EnableService$/);
  });

  it('does not take what somebody else did under a name of their own for its own', async () => {
    await repaired('connect-gateway-disabled');
    filled.played.sandbox.patch({
      ...{project: 'shop-prod', by: 'kim@shop.example'},
      disable: ['meshconfig.googleapis.com'],
    });

    assert.equal((await audit()).exit, 0);
  });

  it('names each change of which the log has nothing', async () => {
    await repaired('connect-gateway-disabled');
    const lost = await startSandbox({scenario: 'healthy', now: () => filled.played.clock.now()});
    try {
      const {exit, stdout} = await command(['audit'], {
        env: {...filled.env, MESH_RESPONDER_API_PROXY: lost.url},
      });

      assert.equal(exit, 3);
      assert.match(stdout, /a log is missing, excluded, or kept elsewhere/);
      assert.match(stdout, /shop-prod enable-service \(incident [0-9a-f]{10}-1\)/);
    } finally {
      await lost.close();
    }
  });

  it('says of which project the log could not be read, and misses nothing of it', async () => {
    await repaired('service-agent-unbound');
    filled.played.sandbox.addFault('logging:list=403');

    const {exit, stdout} = await audit();

    assert.equal(exit, 1);
    assert.match(stdout, /Logs that could not be read/);
    assert.match(stdout, /shop-prod: /);
    assert.match(stdout, /shop-fleet: /);
    assert.doesNotMatch(stdout, /left no entry|all is well/);
  });

  it('refuses what it cannot audit', async () => {
    filled = await fillStore('healthy', {hoursAgo: 1, config: {messages: {}}});

    const nobody = await audit();
    assert.equal(nobody.exit, 2);
    assert.match(nobody.stderr, /give --identity, or set messages\.identity/);

    for (const [args, said] of [
      [['--since', '91d', '--identity', responder], /--since is 90d at most/],
      [['--since', 'soon', '--identity', responder], /--since is a time like/],
      [['--identity', 'a" OR "b@c'], /is the e-mail address of an account/],
      [['--identity', responder, '--project', 'nowhere-1'], /"nowhere-1" is no project/],
    ] as const) {
      const {exit, stderr} = await audit(...args);
      assert.equal(exit, 2, stderr);
      assert.match(stderr, said);
    }
  });

  it('speaks Korean where the configuration does', async () => {
    filled = await fillStore('healthy', {hoursAgo: 1, config: {locale: 'ko', messages: {}}});

    const {stdout} = await audit('--identity', responder);

    assert.match(stdout, /모든 호출에 의도가 있고/);
  });
});

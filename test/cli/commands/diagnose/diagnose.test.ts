import assert from 'node:assert/strict';
import {at, listAt, textAt} from '../../../../functions/core/lib/json.ts';
import {findScenario} from '../../../../sandbox/scenarios.ts';
import {command, type Ran} from '../../../support/command.ts';
import {play, type Played} from '../../../support/world.ts';

describe('mesh-responder diagnose', () => {
  let played: Played | undefined;

  afterEach(async () => {
    await played?.close();
    played = undefined;
  });

  /** Plays a scenario and diagnoses the fleet of one of its projects. */
  async function diagnose(
    {
      scenario,
      faults = [],
      config = {},
    }: {
      readonly scenario: string;
      readonly faults?: readonly string[];
      readonly config?: Readonly<Record<string, unknown>>;
    },
    ...args: readonly string[]
  ): Promise<Ran> {
    played = await play({scenario: findScenario(scenario), timeScale: 1, faults}, config);
    const project = ['--project', 'shop-prod'];
    return command(['diagnose', '--config', played.config, ...project, ...args], {
      env: {MESH_RESPONDER_API_PROXY: played.sandbox.url, MESH_RESPONDER_TIME_SCALE: '50'},
    });
  }

  /** Findings that are not healthy, in short. */
  function ill({lines}: Ran): readonly (readonly unknown[])[] {
    return lines()
      .filter(one => at(one, 'kind') === 'finding' && at(one, 'result') !== 'healthy')
      .map(one => [
        at(one, 'result'),
        at(one, 'runbook'),
        textAt(one, 'target', 'cluster') ?? textAt(one, 'target', 'project'),
      ]);
  }

  it('finds nothing in a healthy fleet, and changes, stores and posts nothing', async () => {
    const {exit, stdout, stderr} = await diagnose({scenario: 'healthy'});
    assert.equal(exit, 0, stdout + stderr);
    assert.match(stdout, /Nothing is wrong\./);
    assert.match(stdout, /shop-prod\/europe-west1\/prod-eu-1 +ACTIVE +ACTIVE +AUTOMATIC +ISTIOD/);
    assert.ok(played !== undefined);
    assert.deepEqual(
      played.sandbox.requests().filter(one => one.mutating || one.verb === ''),
      [],
    );
    assert.deepEqual(await played.incidents(), []);
  });

  it('tells the cause with its plan, and what follows from it without one', async () => {
    const ran = await diagnose({scenario: 'main'}, '--json');
    assert.equal(ran.exit, 3);
    const [first, ...others] = ill(ran);
    assert.deepEqual(first, ['broken', 'connect-gateway-disabled', 'shop-fleet']);
    assert.ok(others.length >= 2);
    // Behind the gateway nobody sees into the clusters.
    for (const [result] of others) assert.ok(result === 'symptom' || result === 'unseen');
    assert.ok(others.some(([result]) => result === 'symptom'));
    const findings = ran.lines().filter(one => at(one, 'kind') === 'finding');
    const plans = findings.flatMap(one => at(one, 'plan') ?? []);
    assert.deepEqual(
      plans.map(one => [at(one, 'how'), listAt(one, 'steps').map(step => at(step, 'command'))]),
      [['auto', ['gcloud services enable connectgateway.googleapis.com --project=shop-fleet']]],
    );
    for (const one of findings.filter(each => at(each, 'result') === 'symptom')) {
      assert.deepEqual(at(one, 'of'), {
        runbook: 'connect-gateway-disabled',
        target: {project: 'shop-fleet'},
      });
    }
  });

  for (const [how, config] of [
    ['observe', {mode: 'observe'}],
    ['exclude', {rules: [{project: 'shop-fleet', mode: 'exclude'}]}],
    ['disabled', {actions: ['bind-service-agent']}],
  ] as const) {
    it(`says that the configuration lets a plan only be told: ${how}`, async () => {
      const ran = await diagnose({scenario: 'main', config}, '--json');
      const plans = ran.lines().flatMap(one => at(one, 'plan') ?? []);
      assert.deepEqual(
        plans.map(one => at(one, 'how')),
        [how],
      );
    });
  }

  it('asks first where a plan is risky, and shows each command whole', async () => {
    const {exit, stdout} = await diagnose({scenario: 'data-plane/needs-attention'});
    assert.equal(exit, 3);
    assert.match(
      stdout,
      /broken {5}data-plane-upgrade-failed · shop-prod\/europe-west1\/prod-eu-1\n/,
    );
    assert.match(stdout, /does this after approval \(plan [0-9a-f]{16}\):\n/);
    assert.match(
      stdout,
      /\n +\$ kubectl rollout restart deployment\/checkout statefulset\/ledger --namespace=shop --context=connectgateway_shop-prod_europe-west1_prod-eu-1\n/,
    );
    assert.match(stdout, /\n +\$ gcloud container fleet memberships get-credentials prod-eu-1 /);
    const long = stdout.split('\n').filter(line => line.length > 100 && !/^ +\$ /.test(line));
    assert.deepEqual(long, []);
  });

  it('looks at one membership where one is named', async () => {
    const ran = await diagnose({scenario: 'main'}, '--json', '--membership', 'stage-eu-1');
    const lines = ran.lines();
    assert.deepEqual(
      lines.filter(one => at(one, 'kind') === 'membership').map(one => at(one, 'membership')),
      ['stage-eu-1'],
    );
    assert.ok(ill(ran).some(([, , place]) => place === 'shop-fleet'));
    assert.ok(ill(ran).some(([, , place]) => place === 'stage-eu-1'));
    assert.ok(!lines.some(one => textAt(one, 'target', 'cluster') === 'prod-eu-1'));
  });

  it('tells what could not be seen and does not call it healthy', async () => {
    const faults = ['gkehub:get=403', 'serviceusage:get=403'];
    const {exit, stdout} = await diagnose({scenario: 'main', faults});
    assert.equal(exit, 1);
    assert.match(stdout, /Nothing wrong was seen, and not everything could be looked at\./);
    const [, unseen = ''] = stdout.split('Could not be seen\n');
    assert.match(unseen, /gkehub features\.get: denied/);
    assert.match(unseen, /not checked: provisioning-stalled in shop-prod\/europe-west1\/prod-eu-1/);
    assert.match(unseen, /serviceusage services\.get: denied/);
    assert.match(unseen, /not checked: connect-gateway-disabled in shop-fleet/);
    // Each reason once, however many looks it spoilt.
    assert.equal(unseen.split('gkehub features.get').length, 2);
  });

  it('does not count the memberships of a fleet that could not be read', async () => {
    const faults = ['gkehub:get=403', 'gkehub:list=403'];
    const {exit, stdout} = await diagnose({scenario: 'healthy', faults});
    assert.equal(exit, 1);
    assert.match(stdout, /Memberships: could not be read\n/);
    await played?.close();
    const half = await diagnose({scenario: 'healthy', faults: ['gkehub:list=403']});
    assert.match(half.stdout, /Memberships: 1 seen, there may be more\n/);
  });

  it('does not call undecided what is there, where its causes could not be read: exit 3', async () => {
    const faults = ['cloudresourcemanager:getIamPolicy=403'];
    const {exit, stdout} = await diagnose({scenario: 'data-plane/needs-attention', faults});
    assert.equal(exit, 3);
    assert.match(
      stdout,
      /undecided +data-plane-upgrade-failed · shop-prod\/europe-west1\/prod-eu-1/,
    );
    assert.match(stdout, /What causes it could not be read: cloudresourcemanager/);
  });

  it('does not say of a membership that it is no GKE cluster when that could not be read', async () => {
    const faults = ['gkehub:list=403'];
    const {exit, stdout} = await diagnose({scenario: 'healthy', faults});
    assert.equal(exit, 1);
    assert.match(stdout, /\n {2}europe-west1\/prod-eu-1 +ACTIVE/);
    assert.doesNotMatch(stdout, /no GKE cluster/);
    assert.match(stdout, /gkehub memberships\.list: denied/);
  });

  it('tells a number that is not the project’s, and exits as for something broken', async () => {
    const projects = [
      {id: 'shop-prod', number: '111111111111', fleet: 'shop-fleet'},
      {id: 'shop-fleet', number: '731920055417'},
    ];
    const {exit, stdout} = await diagnose({scenario: 'healthy', config: {projects}});
    assert.equal(exit, 3);
    assert.match(stdout, /number 111111111111 in the configuration, 415104041262 in Resource/);
  });

  it('speaks Korean where the configuration does, with the runbooks’ own words', async () => {
    const config = {locale: 'ko'};
    const {exit, stdout} = await diagnose({scenario: 'main', config});
    assert.equal(exit, 3);
    assert.match(stdout, /발견한 문제\n {2}장애/);
    assert.match(stdout, /shop-fleet에서 connectgateway\.googleapis\.com/);
    assert.match(stdout, /mesh-responder가 자동으로 수행하는 작업:/);
    assert.doesNotMatch(stdout, /diagnose\.|[{}]/);
  });

  it('needs no secret of the chat', async () => {
    const config = {chat: {slack: {botToken: {env: 'NO_SUCH_TOKEN'}, channel: 'C0123456789'}}};
    const {exit, stderr} = await diagnose({scenario: 'healthy', config});
    assert.equal(exit, 0, stderr);
  });

  it('refuses a project and a membership that there are not', async () => {
    const unknown = await diagnose({scenario: 'healthy'}, '--membership', 'nope');
    assert.equal(unknown.exit, 1);
    assert.match(unknown.stderr, /fleet shop-fleet has no membership "nope"/);
    for (const [args, said] of [
      [['--project', 'nope'], /"nope" is no project of the configuration, which has shop-prod/],
      [[], /--project is missing/],
    ] as const) {
      const {exit, stderr} = await command(['diagnose', '--config', played?.config ?? '', ...args]);
      assert.equal(exit, 2);
      assert.match(stderr, said);
    }
  });
});

import assert from 'node:assert/strict';
import {at, textAt} from '../../../../functions/core/lib/json.ts';
import {command, type Ran} from '../../../support/command.ts';
import {deployedConfig, deployedScenario, filtersOf, resources} from '../../../support/deployed.ts';
import {play, type Played} from '../../../support/world.ts';

describe('mesh-responder doctor --deep', () => {
  let played: Played;

  beforeEach(async () => {
    played = await play({scenario: deployedScenario(), timeScale: 1}, deployedConfig);
    const printed = await command(['filters', '--json', '--config', played.config]);
    played.sandbox.patch({put: resources(filtersOf(printed.lines()))});
  });

  afterEach(() => played.close());

  function deep(...args: readonly string[]): Promise<Ran> {
    return command(['doctor', '--deep', '--config', played.config, ...args], {
      env: {MESH_RESPONDER_API_PROXY: played.sandbox.url},
    });
  }

  /** What is not ok. */
  async function wrong(): Promise<readonly unknown[]> {
    const {exit, lines} = await deep('--json');
    const told = lines().filter(one => at(one, 'result') !== 'ok');
    return [exit, ...told.map(one => [at(one, 'subject'), at(one, 'reason')])];
  }

  it('reads everything once, tries the patches and changes nothing', async () => {
    const {exit, stdout, stderr} = await deep();
    assert.equal(exit, 0, stdout + stderr);
    for (const what of ['service state', 'policy of', 'mesh of', 'memberships of', 'revisions']) {
      assert.match(stdout, new RegExp(` ok .* ${what} `), what);
    }
    for (const what of ['webhooks', 'namespaces', 'pods', 'replica sets', 'workloads', 'budgets']) {
      assert.match(stdout, new RegExp(` ok .* ${what} in membership-1`), what);
    }
    assert.match(stdout, /restart of a workload in membership-1/);
    const changes = played.sandbox
      .requests()
      .filter(one => one.mutating || one.method === 'PATCH' || one.verb === '');
    assert.equal(changes.length, 2, JSON.stringify(changes));
    for (const one of changes) assert.match(one.path, /[?&]dryRun=All(&|$)/);
  });

  it('leaves the patches out where it is told so', async () => {
    const {exit, stdout} = await deep('--no-patch');
    assert.equal(exit, 0);
    assert.doesNotMatch(stdout, /patches/);
    assert.ok(played.sandbox.requests().every(one => one.method !== 'PATCH'));
    const alone = await command(['doctor', '--no-patch', '--config', played.config]);
    assert.equal(alone.exit, 2);
  });

  it('tells no name of a project, a cluster or an account, and the same one by the same', async () => {
    played.sandbox.addFault('cloudresourcemanager:getIamPolicy=403');
    for (const args of [[], ['--json']]) {
      const {stdout} = await deep(...args);
      assert.doesNotMatch(stdout, /shop|prod-eu|415104041262|gserviceaccount|@/);
      assert.match(stdout, /policy of project-2/);
      assert.match(stdout, /mesh of project-3/);
    }
  });

  it('tells an answer that is no JSON', async () => {
    played.sandbox.addFault('serviceusage:get=malformed');
    const told = await wrong();
    assert.equal(told[0], 3);
    assert.deepEqual(told[1], ['service state in project-2', 'deep-shape']);
  });

  const project = 'project-2';
  const other = 'project-3';
  const inside = (what: string) => [`${what} in membership-1`];
  for (const [call, subjects] of Object.entries({
    'serviceusage:get': [`service state in ${project}`, `service state in ${other}`],
    'cloudresourcemanager:get': [`project ${project}`, `project ${other}`],
    'cloudresourcemanager:getIamPolicy': [`policy of ${project}`, `policy of ${other}`],
    'container:list': [`clusters of ${project}`, `clusters of ${other}`],
    'logging:list': [project, other].flatMap(one => [
      `newest log entries of ${one}`,
      `log entries counted of ${one}`,
    ]),
    'gkehub:get': [`mesh of ${other}`, 'feature of membership-1'],
    'gkehub:list': [`memberships of ${other}`],
    'firestore:batchGet': ['a document in the store', 'a mark in the store'],
    'firestore:runQuery': [
      'the newest incident of a key in the store',
      'what is due in the store',
      'what is due next in the store',
      'signs of a cause in the store',
    ],
    'iam:queryTestablePermissions': [project, other],
    'container:get': ['cluster membership-1'],
    'connectgateway:list.controlplanerevisions': inside('revisions'),
    'connectgateway:list.mutatingwebhookconfigurations': inside('webhooks'),
    'connectgateway:list.validatingwebhookconfigurations': inside('webhooks'),
    'connectgateway:list.namespaces': [...inside('namespaces'), ...inside('labels of a namespace')],
    'connectgateway:list.pods': inside('pods'),
    'connectgateway:list.replicasets': inside('replica sets'),
    'connectgateway:list.deployments': [...inside('workloads'), ...inside('restart of a workload')],
    'connectgateway:list.statefulsets': [
      ...inside('workloads'),
      ...inside('restart of a workload'),
    ],
    'connectgateway:list.daemonsets': [...inside('workloads'), ...inside('restart of a workload')],
    'connectgateway:list.poddisruptionbudgets': inside('budgets'),
    'connectgateway:patch.namespaces': inside('labels of a namespace'),
    'connectgateway:patch.deployments': inside('restart of a workload'),
  })) {
    it(`tells an answer of another shape: ${call}`, async () => {
      const acting = await played.files.write('auto.json', {...deployedConfig, mode: 'auto'});
      played.sandbox.addFault(`${call}=reshaped`);
      const {exit, lines} = await command(['doctor', '--deep', '--json', '--config', acting], {
        env: {MESH_RESPONDER_API_PROXY: played.sandbox.url},
      });
      // The sandbox knows the permissions of the roles that are deployed, and these are an observer's.
      const told = lines().filter(
        one => at(one, 'result') !== 'ok' && at(one, 'reason') !== 'deep-permission-unknown',
      );
      assert.deepEqual(
        told.map(one => [at(one, 'subject'), at(one, 'reason')]),
        subjects.map(one => [one, 'deep-shape']),
      );
      assert.equal(exit, 3);
    });
  }

  it('reads as the function where it may, and says so where it may not', async () => {
    const first = at((await deep('--json')).lines()[0], 'reason');
    assert.equal(first, 'deep-as-function');
    played.sandbox.addFault('iamcredentials:generateAccessToken=403');
    const {exit, lines} = await deep('--json');
    assert.equal(exit, 0);
    const told = lines().filter(one => at(one, 'result') !== 'ok');
    assert.deepEqual(
      told.map(one => [at(one, 'check'), at(one, 'result'), at(one, 'reason')]),
      [['identity', 'warning', 'deep-as-yourself']],
    );
  });

  it('tells a word that no version of this knows', async () => {
    const plane = {state: 'SLEEPING', code: '', details: ''};
    const own = deployedScenario().world.flatMap(one => one.memberships ?? [])[0];
    assert.ok(own !== undefined);
    const project = deployedConfig.projects[1].id;
    played.sandbox.patch({project, force: {membership: own.name, controlPlane: plane}});
    const {exit, lines} = await deep('--json');
    const told = lines().filter(one => at(one, 'result') !== 'ok');
    assert.equal(exit, 0);
    assert.equal(told.length, 1);
    assert.deepEqual(
      [at(told[0], 'subject'), at(told[0], 'result'), at(told[0], 'reason')],
      ['mesh of project-3', 'warning', 'deep-word'],
    );
    assert.match(textAt(told[0], 'said') ?? '', /SLEEPING/);
  });

  it('tells a permission that no custom role may have', async () => {
    const name = 'iam.googleapis.com/permissions/gkehub.gateway.get';
    played.sandbox.patch({put: {[name]: {customRolesSupportLevel: 'NOT_SUPPORTED'}}});
    const {exit, lines} = await deep('--json');
    const told = lines().filter(one => at(one, 'result') === 'broken');
    assert.equal(exit, 3);
    assert.equal(told.length, 2);
    for (const one of told) {
      assert.equal(at(one, 'reason'), 'deep-permission-refused');
      assert.match(textAt(one, 'said') ?? '', /gkehub\.gateway\.get; .*predefined_roles/);
    }
  });

  it('speaks Korean where the configuration does', async () => {
    const config = await played.files.write('ko.json', {...deployedConfig, locale: 'ko'});
    const {stdout} = await command(['doctor', '--deep', '--no-patch', '--config', config], {
      env: {MESH_RESPONDER_API_PROXY: played.sandbox.url},
    });
    assert.match(stdout, /예상한 형식으로 읽었습니다/);
  });
});

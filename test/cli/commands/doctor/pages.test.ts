import assert from 'node:assert/strict';
import {at, type JsonObject} from '../../../../functions/core/lib/json.ts';
import type {Story} from '../../../../sandbox/scenario.ts';
import {command} from '../../../support/command.ts';
import {
  account,
  deployedConfig,
  deployedScenario,
  filtersOf,
  resources,
  shownConfig,
} from '../../../support/deployed.ts';
import {play, type Played} from '../../../support/world.ts';

const story = deployedScenario({pages: true});
const asConsole = `serviceAccount:${account('console')}`;
const own = '/functions/mesh-responder-console';

/** The story with every binding of the console's account on another database, or with none. */
function bound(condition?: JsonObject): Story {
  const world = story.world.map(project => ({
    ...project,
    bindings: (project.bindings ?? []).flatMap(one => {
      if (!one.members.includes(asConsole)) return [one];
      return condition === undefined ? [] : [{...one, condition}];
    }),
  }));
  return {...story, world};
}

function deployedTo(ingressSettings: string, purpose = 'console'): JsonObject {
  return {serviceConfig: {ingressSettings, serviceAccountEmail: account(purpose)}};
}

describe('mesh-responder doctor, where people look', () => {
  let played: Played;

  afterEach(() => played.close());

  /** What is not ok of a deployment, and all of it. */
  async function looked(
    scenario: Story,
    more: Readonly<Record<string, JsonObject>> = {},
    config: Readonly<Record<string, unknown>> = shownConfig,
  ): Promise<{readonly wrong: readonly unknown[]; readonly all: readonly unknown[]}> {
    played = await play({scenario, timeScale: 1}, config);
    const printed = await command(['filters', '--json', '--config', played.config]);
    const deployed = resources(filtersOf(printed.lines()), {pages: true});
    const put = Object.fromEntries(
      Object.entries(deployed).map(([name, one]) => [
        name,
        {...one, ...Object.entries(more).find(([ending]) => name.endsWith(ending))?.[1]},
      ]),
    );
    const policy = 'orgpolicy.googleapis.com/projects/shop-ops/policies/run.allowedIngress';
    const allowedValues = ['internal', 'internal-and-cloud-load-balancing'];
    played.sandbox.patch({put: {...put, [policy]: {spec: {rules: [{values: {allowedValues}}]}}}});
    const env = {MESH_RESPONDER_API_PROXY: played.sandbox.url};
    const ran = await command(['doctor', '--json', '--config', played.config], {env});
    const all = ran.lines();
    const wrong = all
      .filter(one => at(one, 'result') !== 'ok')
      .map(one => [at(one, 'subject'), at(one, 'reason')]);
    return {wrong, all};
  }

  it('finds the function that shows incidents well, behind its load balancer', async () => {
    const {wrong, all} = await looked(story);
    assert.deepEqual(wrong, []);
    assert.deepEqual(
      all
        .filter(one => String(at(one, 'subject')).includes('console'))
        .map(one => [at(one, 'check'), at(one, 'subject'), at(one, 'reason')]),
      [
        ['identity', 'mesh-responder-console', 'impersonated'],
        ['permissions', 'console in shop-prod', 'permissions-none'],
        ['permissions', 'console in shop-fleet', 'permissions-none'],
        ['permissions', 'console in shop-ops', 'permissions-none'],
        ['functions', 'mesh-responder-console', 'function-balanced'],
      ],
    );
  });

  it('looks at none where the configuration has none', async () => {
    const {wrong, all} = await looked(story, {}, deployedConfig);
    assert.deepEqual(wrong, []);
    assert.ok(!JSON.stringify(all).includes('console'));
  });

  it('tells a way past the load balancer', async () => {
    const {wrong} = await looked(story, {[own]: deployedTo('ALLOW_ALL')});
    assert.deepEqual(wrong, [['mesh-responder-console', 'function-open']]);
  });

  it('tells that nobody gets through', async () => {
    const {wrong} = await looked(story, {[own]: deployedTo('ALLOW_INTERNAL_ONLY')});
    assert.deepEqual(wrong, [['mesh-responder-console', 'function-hidden']]);
  });

  it('tells an account that it must not run as', async () => {
    const {wrong} = await looked(story, {[own]: deployedTo('ALLOW_INTERNAL_AND_GCLB', 'respond')});
    assert.deepEqual(wrong, [['mesh-responder-console', 'function-account']]);
  });

  it('with IAM alone wants it open, which a policy may forbid', async () => {
    const config = {...deployedConfig, console: {}};
    const {wrong} = await looked(story, {[own]: deployedTo('ALLOW_ALL')}, config);
    assert.deepEqual(wrong, [['run.allowedIngress', 'policy-forbids']]);
    await played.close();
    const {wrong: closed} = await looked(story, {[own]: deployedTo('ALLOW_INTERNAL_ONLY')}, config);
    assert.deepEqual(closed, [
      ['run.allowedIngress', 'policy-forbids'],
      ['mesh-responder-console', 'function-hidden'],
    ]);
  });

  it('tells that it can read neither incidents nor what the guard goes by', async () => {
    const {wrong} = await looked(bound());
    assert.deepEqual(wrong, [
      ['shop-ops', 'pages-role-missing'],
      ['shop-ops', 'pages-role-missing'],
    ]);
  });

  it('tells that it can read every database whose name begins so', async () => {
    const expression = "resource.name.startsWith('projects/shop-ops/databases/mesh-responder')";
    const {wrong} = await looked(bound({title: 'both', expression}));
    assert.deepEqual(wrong, [
      ['shop-ops', 'role-beyond'],
      ['shop-ops', 'role-beyond'],
      ['shop-ops', 'pages-role-missing'],
      ['shop-ops', 'pages-role-missing'],
    ]);
  });
});

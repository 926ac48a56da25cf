import assert from 'node:assert/strict';
import {at} from '../../../../functions/core/lib/json.ts';
import type {Story} from '../../../../sandbox/scenario.ts';
import {command} from '../../../support/command.ts';
import {
  account,
  clickedConfig,
  deployedScenario,
  filtersOf,
  resources,
} from '../../../support/deployed.ts';
import {play, type Played} from '../../../support/world.ts';
import type {JsonObject} from '../../../../functions/core/lib/json.ts';

const asInteract = `serviceAccount:${account('interact')}`;

/** The story with every binding of interact's account as `change` makes it. */
function changed(
  change: (role: string, condition: unknown) => JsonObject | undefined,
  story = deployedScenario({clicks: true}),
): Story {
  const world = story.world.map(project => ({
    ...project,
    bindings: (project.bindings ?? []).flatMap(one => {
      if (!one.members.includes(asInteract)) return [one];
      const condition = change(one.role, one.condition);
      return condition === undefined ? [] : [{...one, condition}];
    }),
  }));
  return {...story, world};
}

describe('mesh-responder doctor, where people click', () => {
  let played: Played;

  afterEach(() => played.close());

  /** What is not ok of a deployment, and all of it. */
  async function looked(
    scenario: Story,
    more: Readonly<Record<string, JsonObject>> = {},
    config: JsonObject = clickedConfig,
  ): Promise<{
    readonly exit: unknown;
    readonly wrong: readonly unknown[];
    readonly all: readonly unknown[];
  }> {
    played = await play({scenario, timeScale: 1}, config);
    const printed = await command(['filters', '--json', '--config', played.config]);
    const deployed = resources(filtersOf(printed.lines()), {clicks: true});
    const put = Object.fromEntries(
      Object.entries(deployed).map(([name, one]) => [
        name,
        {...one, ...Object.entries(more).find(([ending]) => name.endsWith(ending))?.[1]},
      ]),
    );
    played.sandbox.patch({put});
    const env = {MESH_RESPONDER_API_PROXY: played.sandbox.url};
    const ran = await command(['doctor', '--json', '--config', played.config], {env});
    const all = ran.lines();
    const wrong = all
      .filter(one => at(one, 'result') !== 'ok')
      .map(one => [at(one, 'subject'), at(one, 'reason')]);
    return {exit: ran.exit, wrong, all};
  }

  it('reads the groups that may answer as respond does, and says which it cannot', async () => {
    const groups = ['S0ONCALL', 'S0NOBODY', 'mesh-oncall@shop.example', 'nobody@shop.example'];
    const {exit, all} = await looked(
      deployedScenario({clicks: true}),
      {},
      {...clickedConfig, approvers: [{groups}]},
    );
    assert.equal(exit, 3);
    const people = all.filter(one => at(one, 'check') === 'people');
    assert.deepEqual(
      people.map(one => [at(one, 'subject'), at(one, 'result'), at(one, 'reason')]),
      [
        ['S0ONCALL', 'ok', 'group'],
        ['S0NOBODY', 'broken', 'group-closed'],
        ['mesh-oncall@shop.example', 'ok', 'group'],
        ['nobody@shop.example', 'broken', 'group-closed'],
      ],
    );
    assert.match(String(at(people[2], 'said')), /^people in mesh-oncall@\S+ who may answer: 2$/);
    assert.match(String(at(people[3], 'said')), /Error\(2028\): Permission denied/);
    assert.equal(at(people[3], 'next'), 'open https://admin.google.com/ac/roles');
  });

  it('finds the function that takes clicks well, and looks at it as at the others', async () => {
    const {exit, wrong, all} = await looked(deployedScenario({clicks: true}));
    assert.deepEqual([exit, wrong], [0, []]);
    const own = all.filter(one => String(at(one, 'subject')).includes('interact'));
    assert.deepEqual(
      own.map(one => [at(one, 'check'), at(one, 'subject'), at(one, 'reason')]),
      [
        ['identity', 'mesh-responder-interact', 'impersonated'],
        ['permissions', 'interact in shop-prod', 'permissions-none'],
        ['permissions', 'interact in shop-fleet', 'permissions-none'],
        ['permissions', 'interact in shop-ops', 'permissions-none'],
        ['permissions', 'interact on mesh-responder-work', 'publishes'],
        ['functions', 'mesh-responder-interact', 'function-public'],
      ],
    );
  });

  it('tells that it is closed, and that another one is open', async () => {
    const {exit, wrong} = await looked(deployedScenario({clicks: true}), {
      '/functions/mesh-responder-interact': {
        serviceConfig: {
          ingressSettings: 'ALLOW_INTERNAL_ONLY',
          serviceAccountEmail: account('interact'),
        },
      },
      '/functions/mesh-responder-intake': {
        serviceConfig: {
          uri: 'https://mesh-responder-intake-abc.a.run.app',
          ingressSettings: 'ALLOW_ALL',
          serviceAccountEmail: account('intake'),
        },
      },
    });
    assert.equal(exit, 3);
    assert.deepEqual(wrong, [
      ['mesh-responder-intake', 'function-open'],
      ['mesh-responder-interact', 'function-closed'],
    ]);
  });

  it('tells that it cannot write what people want', async () => {
    const onlyReads = changed((role, condition) =>
      role === 'roles/datastore.user' ? undefined : (condition as JsonObject),
    );
    const {exit, wrong} = await looked(onlyReads);
    assert.deepEqual([exit, wrong], [3, [['shop-ops', 'role-missing']]]);
  });

  it('tells that it can write incidents', async () => {
    const expression = "resource.name.startsWith('projects/shop-ops/databases/mesh-responder')";
    const {exit, wrong} = await looked(
      changed((role, condition) =>
        role === 'roles/datastore.user' ? {title: 'both', expression} : (condition as JsonObject),
      ),
    );
    assert.equal(exit, 3);
    assert.deepEqual(wrong, [
      ['shop-ops', 'role-beyond'],
      ['shop-ops', 'role-missing'],
    ]);
  });

  it('tells that it can look into a watched project', async () => {
    const story = deployedScenario({clicks: true});
    const world = story.world.map(one =>
      one.id === 'shop-prod'
        ? {
            ...one,
            bindings: [...(one.bindings ?? []), {role: 'roles/owner', members: [asInteract]}],
          }
        : one,
    );
    const {exit, wrong} = await looked({...story, world});
    assert.equal(exit, 3);
    assert.deepEqual(wrong, [
      ['interact in shop-prod', 'permissions-excess'],
      ['shop-prod', 'role-foreign'],
    ]);
  });

  it('tells a policy that lets nobody in from the internet', async () => {
    played = await play({scenario: deployedScenario({clicks: true}), timeScale: 1}, clickedConfig);
    const name = 'orgpolicy.googleapis.com/projects/shop-ops/policies/run.allowedIngress';
    played.sandbox.patch({
      put: {[name]: {spec: {rules: [{values: {allowedValues: ['internal']}}]}}},
    });
    const env = {MESH_RESPONDER_API_PROXY: played.sandbox.url};
    const ran = await command(['doctor', '--json', '--config', played.config], {env});
    const line = ran.lines().find(one => at(one, 'subject') === 'run.allowedIngress');
    assert.deepEqual(
      [at(line, 'result'), at(line, 'said')],
      ['broken', 'forbids all, which the deployment needs'],
    );
  });
});

import assert from 'node:assert/strict';
import {at, isObject, listAt, textAt} from '../../../sandbox/json.ts';
import {meshAgent, meshRole} from '../../../sandbox/world/policy.ts';
import {type Trial, tried} from '../start.ts';

const project = 'cloudresourcemanager.googleapis.com/v1/projects/shop-prod';
const scenario = 'service-agent-unbound';
const member = meshAgent('731920055417');

async function read(post: Trial['post'], requestedPolicyVersion = 3) {
  const got = await post(`${project}:getIamPolicy`, {options: {requestedPolicyVersion}});
  assert.ok(isObject(got.json));
  return got.json;
}

function withAgent(policy: unknown) {
  return [...listAt(policy, 'bindings'), {role: meshRole, members: [member]}];
}

describe('sandbox cloudresourcemanager', () => {
  it('tells id and number of a project, in the form of each version', () =>
    tried({scenario}, async ({get}) => {
      const one = await get('cloudresourcemanager.googleapis.com/v1/projects/415104041262');
      const three = await get('cloudresourcemanager.googleapis.com/v3/projects/shop-prod');
      const none = await get('cloudresourcemanager.googleapis.com/v3/projects/other');

      assert.equal(textAt(one.json, 'projectNumber'), '415104041262');
      assert.equal(textAt(one.json, 'projectId'), 'shop-prod');
      assert.equal(textAt(three.json, 'name'), 'projects/415104041262');
      assert.equal(textAt(three.json, 'projectId'), 'shop-prod');
      assert.equal(none.status, 403);
    }));

  it('shows conditions at version 3 and hides them below', () =>
    tried({scenario}, async ({post}) => {
      const three = await read(post);
      const one = await read(post, 1);

      assert.equal(three['version'], 3);
      assert.match(JSON.stringify(three['bindings']), /"condition":\{/);
      assert.equal(one['version'], 1);
      assert.doesNotMatch(JSON.stringify(one), /"condition"/);
      assert.match(
        JSON.stringify(one),
        /roles\/anthosservicemesh\.serviceAgent_withcond_[0-9a-f]{20}"/,
      );
      assert.equal(
        (await post(`${project}:getIamPolicy`, {options: {requestedPolicyVersion: 2}})).status,
        400,
      );
    }));

  it('writes with the etag that was read, changes it, and keeps the audit configuration', () =>
    tried({scenario}, async ({post}) => {
      const before = await read(post);
      const policy = {version: 3, etag: before['etag'], bindings: withAgent(before)};
      const wrote = await post(`${project}:setIamPolicy`, {policy, updateMask: 'bindings,etag'});
      assert.equal(wrote.status, 200);

      const after = await read(post);
      assert.notEqual(after['etag'], before['etag']);
      assert.deepEqual(after['bindings'], policy.bindings);
      assert.deepEqual(after['auditConfigs'], before['auditConfigs']);

      const stale = await post(`${project}:setIamPolicy`, {policy});
      assert.equal(stale.status, 409);
      assert.equal(textAt(stale.json, 'error', 'status'), 'ABORTED');
      assert.match(
        textAt(stale.json, 'error', 'message'),
        /^There were concurrent policy changes\. Please retry/,
      );
      assert.deepEqual(await read(post), after);
    }));

  it('lets a write without an etag do its damage', () =>
    tried({scenario}, async ({post}) => {
      const bindings = [{role: 'roles/viewer', members: ['user:a@shop.example']}];
      const wrote = await post(`${project}:setIamPolicy`, {policy: {bindings}});

      assert.equal(wrote.status, 200);
      assert.deepEqual((await read(post))['bindings'], bindings);
    }));

  const refused: readonly (readonly [string, (policy: Record<string, unknown>) => unknown])[] = [
    ['conditions below version 3', policy => ({...policy, version: 1})],
    [
      'a policy without its conditions below version 3',
      policy => ({...policy, version: 1, bindings: []}),
    ],
    [
      'a hidden role',
      policy => ({...policy, bindings: [{role: `${meshRole}_withcond_0`, members: [member]}]}),
    ],
    [
      'a role that is none',
      policy => ({...policy, bindings: [{role: 'owner', members: [member]}]}),
    ],
    [
      'a member that is none',
      policy => ({...policy, bindings: [{role: meshRole, members: ['a@b.c']}]}),
    ],
    ['no policy', () => undefined],
    [
      'more than 1,500 members',
      policy => ({
        ...policy,
        bindings: [
          {
            role: meshRole,
            members: Array.from({length: 1501}, (_, n) => `user:u${n}@shop.example`),
          },
        ],
      }),
    ],
  ];
  for (const [what, change] of refused) {
    it(`refuses ${what} and writes nothing`, () =>
      tried({scenario}, async ({post}) => {
        const before = await read(post);
        const answer = await post(`${project}:setIamPolicy`, {policy: change(before)});

        assert.equal(answer.status, 400);
        assert.deepEqual(await read(post), before);
      }));
  }

  it('refuses an account that does not exist yet', () =>
    tried({scenario}, async ({post, sandbox}) => {
      sandbox.patch({absent: [member]});
      const before = await read(post);
      const answer = await post(`${project}:setIamPolicy`, {
        policy: {...before, bindings: withAgent(before)},
      });

      assert.equal(answer.status, 400);
      assert.match(answer.text, /Service account service-731920055417@.* does not exist/);
    }));

  it('lets a foreign editor come in between, once', () =>
    tried({scenario}, async ({post, sandbox}) => {
      sandbox.patch({foreignEdits: 1});
      const before = await read(post);
      const write = (policy: Record<string, unknown>) =>
        post(`${project}:setIamPolicy`, {policy: {...policy, bindings: withAgent(policy)}});

      assert.equal((await write(before)).status, 409);
      const between = await read(post);
      assert.match(JSON.stringify(between), /user:colleague-\d+@shop\.example/);
      assert.equal((await write(between)).status, 200);
      assert.match(JSON.stringify(await read(post)), /user:colleague-\d+@shop\.example/);
    }));

  it('lets an adversary take the role away after each repair, and logs who it was', () =>
    tried({scenario}, async ({post, sandbox, pass}) => {
      sandbox.patch({tug: {times: 1, afterSeconds: 30}});
      const seen = sandbox.entries().length;
      for (const kept of [false, true]) {
        const policy = await read(post);
        await post(`${project}:setIamPolicy`, {policy: {...policy, bindings: withAgent(policy)}});
        pass(30);
        const after = listAt(await read(post), 'bindings');
        assert.equal(
          after.some(one => textAt(one, 'role') === meshRole && at(one, 'condition') === undefined),
          kept,
        );
      }

      const [add, remove] = sandbox.entries().slice(seen);
      const delta = (entry: unknown) =>
        listAt(entry, 'protoPayload', 'serviceData', 'policyDelta', 'bindingDeltas')[0];
      assert.deepEqual(delta(add), {action: 'ADD', role: meshRole, member});
      assert.deepEqual(delta(remove), {action: 'REMOVE', role: meshRole, member});
      assert.equal(
        textAt(remove, 'protoPayload', 'authenticationInfo', 'principalEmail'),
        'terraform@shop-ci.iam.gserviceaccount.com',
      );
    }));
});

import assert from 'node:assert/strict';
import fc from 'fast-check';
import {assertOneMember, withMember, withoutMember} from '../../functions/mesh/policy-member.ts';
import type {Binding, Policy} from '../../functions/core/facts/cloud.ts';
import {
  isBound,
  serviceAgent,
  serviceAgentRole as role,
} from '../../functions/mesh/service-agent.ts';

const member = serviceAgent('640118275930');
const members = fc.uniqueArray(
  fc.constantFrom(
    member,
    'user:a@x.com',
    'user:b@x.com',
    'group:c@x.com',
    `deleted:${member}?uid=1`,
  ),
  {minLength: 1},
);
const condition = fc.record(
  {title: fc.string({maxLength: 5}), expression: fc.string({maxLength: 5})},
  {noNullPrototype: true},
);
const binding: fc.Arbitrary<Binding> = fc
  .tuple(fc.constantFrom(role, 'roles/viewer', 'roles/owner'), members, fc.option(condition))
  .map(([name, who, when]) => ({
    role: name,
    members: who,
    ...(when === null ? {} : {condition: when}),
  }));
/** Policies as IAM gives them: each pair of role and condition stands in one binding. */
const policies: fc.Arbitrary<Policy> = fc
  .tuple(
    fc.uniqueArray(binding, {
      maxLength: 6,
      selector: one => JSON.stringify([one.role, one.condition ?? null]),
    }),
    fc.string({minLength: 1, maxLength: 6}),
  )
  .map(([bindings, etag]) => ({version: 3, etag, bindings}));

function grants({bindings}: Policy): readonly string[] {
  return bindings.flatMap(one =>
    one.members.map(who => JSON.stringify([one.role, one.condition ?? null, who])),
  );
}

function unbound(policy: Policy): boolean {
  return !isBound(policy, role, member);
}

describe('law 7: a policy that is written differs by exactly one member', () => {
  it('adds that member, and keeps every other grant, its order, its condition and the etag', () => {
    fc.assert(
      fc.property(policies.filter(unbound), before => {
        const after = withMember(before, role, member);
        const added = JSON.stringify([role, null, member]);
        assert.deepEqual(
          grants(after).filter(one => one !== added),
          grants(before),
        );
        assert.equal(grants(after).length, grants(before).length + 1);
        assert.ok(isBound(after, role, member));
        assert.equal(after.etag, before.etag);
        assert.equal(after.version, before.version);
        assertOneMember(before, after, {role, member});
        const conditional = (policy: Policy) => policy.bindings.filter(one => 'condition' in one);
        assert.deepEqual(conditional(after), conditional(before));
      }),
    );
  });

  it('takes that member away again, and gives back what was read', () => {
    fc.assert(
      fc.property(policies.filter(unbound), before => {
        const back = withoutMember(withMember(before, role, member), role, member);
        assert.deepEqual(back, before);
      }),
    );
  });

  it('proves the difference: every other one is refused', () => {
    const change = {role, member};
    fc.assert(
      fc.property(policies, policies, (before, other) => {
        const after = {...other, etag: before.etag};
        const was = new Set(grants(before));
        const differs = was.symmetricDifference(new Set(grants(after)));
        const allowed = differs.size === 1 && differs.has(JSON.stringify([role, null, member]));
        if (allowed) assertOneMember(before, after, change);
        else {
          assert.throws(() => {
            assertOneMember(before, after, change);
          }, /nothing is written/);
        }
      }),
    );
  });

  const before: Policy = {
    version: 3,
    etag: 'e',
    bindings: [
      {role: 'roles/owner', members: ['user:a@x.com']},
      {role, members: ['user:b@x.com'], condition: {expression: 'x'}},
    ],
  };
  const after = withMember(before, role, member);
  const tampered: Readonly<Record<string, Policy>> = {
    'another member as well': withMember(after, 'roles/owner', 'user:m@x.com'),
    'another role': withMember(before, 'roles/owner', member),
    'a binding lost': {...after, bindings: after.bindings.slice(1)},
    'the condition lost': {
      ...after,
      bindings: after.bindings.map(one => ({role: one.role, members: one.members})),
    },
    'the member under a condition': {
      ...before,
      bindings: [...before.bindings, {role, members: [member], condition: {expression: 'y'}}],
    },
    'another etag': {...after, etag: 'f'},
    'no etag': {...after, etag: ''},
    'no difference': before,
  };
  for (const [what, policy] of Object.entries(tampered)) {
    it(`refuses ${what}`, () => {
      assert.throws(() => {
        assertOneMember(before, policy, {role, member});
      });
    });
  }

  it('refuses a policy that was read without an etag', () => {
    const bare = {...before, etag: ''};
    assert.throws(() => {
      assertOneMember(bare, withMember(bare, role, member), {role, member});
    }, /etag/);
  });
});

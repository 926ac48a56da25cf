import type {Binding, Policy} from '../core/facts/cloud.ts';
import type {Readers, Writers, Written} from '../core/ports/ports.ts';
import {isBound} from './service-agent.ts';

/** One member of one role, in the binding without a condition. */
export interface Grant {
  /** Project id. */
  readonly project: string;
  readonly role: string;
  readonly member: string;
}

/**
 * Gives a role to a member, or takes it away: reads the policy anew, changes one member, proves that nothing else
 * differs, and writes with the etag. Somebody else's write in between gives a conflict, and nothing is changed.
 * @throws CallError.
 */
export async function writeMember(
  {project, role, member}: Grant,
  wanted: 'member' | 'no-member',
  readers: Pick<Readers, 'policy'>,
  writers: Pick<Writers, 'setPolicy'>,
): Promise<Written> {
  const before = await readers.policy(project);
  // Somebody else was faster; a repeat after a conflict gets here too.
  if (isBound(before, role, member) === (wanted === 'member')) return {kind: 'unchanged'};
  const change = wanted === 'member' ? withMember : withoutMember;
  const after = change(before, role, member);
  assertOneMember(before, after, {role, member});
  return writers.setPolicy(project, after);
}

/** A policy with the member added to (or removed from) the role's binding without a condition. */
export function withMember(policy: Policy, role: string, member: string): Policy {
  const plain = plainBinding(policy, role);
  if (plain === undefined) {
    return {...policy, bindings: [...policy.bindings, {role, members: [member]}]};
  }
  const grown: Binding = {...plain, members: [...plain.members, member]};
  return {...policy, bindings: policy.bindings.map(one => (one === plain ? grown : one))};
}

/** A policy without the member in any binding of the role that has no condition. */
export function withoutMember(policy: Policy, role: string, member: string): Policy {
  const bindings = policy.bindings
    .map(one =>
      one.role === role && one.condition === undefined
        ? {...one, members: one.members.filter(name => name !== member)}
        : one,
    )
    .filter(one => one.members.length > 0);
  return {...policy, bindings};
}

/**
 * Law 7: what is written differs from what was read by exactly this member. Compares both
 * policies as sets of (role, condition, member) and their etags.
 * @throws Error when anything else differs; nothing may be written then.
 */
export function assertOneMember(
  before: Policy,
  after: Policy,
  change: {readonly role: string; readonly member: string},
): void {
  const was = grants(before);
  const is = grants(after);
  const changed = [...was.symmetricDifference(is)];
  const expected = JSON.stringify([change.role, null, change.member]);
  if (before.etag === '' || before.etag !== after.etag) {
    throw new Error('a policy is never written without the etag it was read with');
  }
  if (changed.length !== 1 || changed[0] !== expected) {
    throw new Error(
      `the new policy would differ by ${changed.length} grants instead of the one member; nothing is written`,
    );
  }
}

function plainBinding(policy: Policy, role: string): Binding | undefined {
  return policy.bindings.find(one => one.role === role && one.condition === undefined);
}

function grants(policy: Policy): Set<string> {
  return new Set(
    policy.bindings.flatMap(one =>
      one.members.map(member => JSON.stringify([one.role, one.condition ?? null, member])),
    ),
  );
}

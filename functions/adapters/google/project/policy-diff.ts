import type {Policy} from '../../../core/facts.ts';

/**
 * What a write would change, one line a member: `+ ROLE MEMBER` or `- ROLE MEMBER`, with
 * ` (conditional)` for a binding with a condition. Order does not count.
 */
export function policyDiff(before: Policy, after: Policy): readonly string[] {
  const had = grants(before);
  const has = grants(after);
  return [
    ...[...had].filter(([key]) => !has.has(key)).map(([, text]) => `- ${text}`),
    ...[...has].filter(([key]) => !had.has(key)).map(([, text]) => `+ ${text}`),
  ];
}

function grants(policy: Policy): ReadonlyMap<string, string> {
  return new Map(
    policy.bindings.flatMap(({role, members, condition}) =>
      members.map((member): [string, string] => [
        JSON.stringify([role, member, condition ?? null]),
        `${role} ${member}${condition === undefined ? '' : ' (conditional)'}`,
      ]),
    ),
  );
}

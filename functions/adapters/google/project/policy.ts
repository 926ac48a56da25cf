import type {Binding, Policy} from '../../../core/facts/cloud.ts';
import {at, isObject, textAt} from '../../../core/lib/json.ts';
import {FailedAttempt, malformed} from '../../http/failed-attempt.ts';
import {resourceManager} from '../client/api-clients.ts';
import {readGoogle, type GoogleDeps} from '../client/call.ts';

/** The allow policy of a project at version 3. @throws CallError. */
export function projectPolicy(deps: GoogleDeps, project: string): Promise<Policy> {
  const resource = `projects/${project}`;
  const requestBody = {options: {requestedPolicyVersion: 3}};
  return readGoogle(
    deps,
    'cloudresourcemanager projects.getIamPolicy',
    async options =>
      (await resourceManager()).projects.getIamPolicy({resource, requestBody}, options),
    parsePolicy,
  );
}

/**
 * An allow policy read with requestedPolicyVersion 3. Everything in it is going to be written
 * back, so nothing is guessed: without an etag a write could take version and conditions away from
 * everybody's bindings (https://docs.cloud.google.com/iam/docs/reference/rest/v1/Policy).
 * @throws FailedAttempt malformed when a part is not of the documented shape, invalid when roles are the
 * stand-ins (`_withcond_`) that readers of an older version get for conditional bindings.
 */
export function parsePolicy(data: unknown): Policy {
  const etag = textAt(data, 'etag') ?? '';
  if (etag === '') throw malformed('the policy has no etag and must not be written');
  const version = at(data, 'version') ?? 0;
  if (typeof version !== 'number') throw malformed('the policy has no usable version');
  const bindings = at(data, 'bindings') ?? [];
  if (!Array.isArray(bindings)) throw malformed('the bindings of the policy are no list');
  const policy = {version, etag, bindings: bindings.map(parseBinding)};
  const conditional = policy.bindings.some(one => one.condition !== undefined);
  if (conditional && version < 3) throw malformed('the policy has conditions below version 3');
  const why = unwritable(policy);
  if (why !== undefined)
    throw new FailedAttempt({failure: 'invalid', status: 200, said: why}, false);
  return policy;
}

/** Why a policy must not be written, or undefined when it may. */
export function unwritable(policy: Policy): string | undefined {
  if (policy.etag === '') return 'the policy has no etag: a write could remove conditions';
  const stand = policy.bindings.find(one => one.role.includes('_withcond_'));
  return stand === undefined
    ? undefined
    : `the policy has the role ${stand.role}, a stand-in for a condition: it was not read at version 3`;
}

function parseBinding(data: unknown): Binding {
  const role = textAt(data, 'role') ?? '';
  const members = at(data, 'members') ?? [];
  if (role === '') throw malformed('a binding of the policy has no role');
  if (!Array.isArray(members))
    throw malformed(`the members of ${JSON.stringify(role)} are no list`);
  const condition = at(data, 'condition');
  if (condition !== undefined && !isObject(condition)) {
    throw malformed(`the condition of ${JSON.stringify(role)} is no object`);
  }
  return {
    role,
    members: members.map((one: unknown) => {
      if (typeof one !== 'string')
        throw malformed(`a member of ${JSON.stringify(role)} is no text`);
      return one;
    }),
    ...(condition === undefined ? {} : {condition}),
  };
}

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

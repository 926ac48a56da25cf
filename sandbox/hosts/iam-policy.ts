import type {cloudresourcemanager_v1} from 'googleapis/build/src/apis/cloudresourcemanager/v1.js';
import type {JsonObject} from '../../functions/core/lib/json.ts';
import {googleError, invalid, ok, type Answer, type Shown} from '../http/answer.ts';
import {at, isObject, listAt, textAt} from '../json.ts';
import {hiddenRole, writePolicy} from '../world/policy.ts';
import {
  type AuditConfigs,
  type Binding,
  nextSerial,
  type Project,
  type World,
} from '../world/world.ts';

/**
 * Answers getIamPolicy. Versions 0 to 2 do not show conditions:
 * https://docs.cloud.google.com/iam/docs/policies#versions
 */
export function getPolicy(project: Project, body: unknown): Answer {
  const version = at(body, 'options', 'requestedPolicyVersion') ?? 0;
  if (version !== 0 && version !== 1 && version !== 3) {
    return invalid('options.requestedPolicyVersion must be 0, 1 or 3');
  }
  return ok(policyView(project, version));
}

function policyView(
  project: Project,
  version: number,
): Shown<cloudresourcemanager_v1.Schema$Policy> {
  const conditional = project.bindings.some(one => one.condition !== undefined);
  const bindings = project.bindings.map(one =>
    one.condition === undefined || version === 3
      ? one
      : {role: hiddenRole(one), members: one.members},
  );
  const audit = project.auditConfigs.length > 0 ? {auditConfigs: project.auditConfigs} : {};
  return {version: conditional && version === 3 ? 3 : 1, etag: project.etag, bindings, ...audit};
}

const concurrent =
  'There were concurrent policy changes. Please retry the whole read-modify-write with exponential backoff.';
const principals = 1500;
const memberShape =
  /^(allUsers|allAuthenticatedUsers|deleted:.+|(user|serviceAccount|group|domain|principal|principalSet|projectOwner|projectEditor|projectViewer):.+)$/;

/**
 * Writes a policy as the real service does: with an etag only onto the policy that was read; without
 * one over whatever stands there.
 */
export function setPolicy(world: World, project: Project, body: unknown, now: number): Answer {
  if (world.foreignEdits > 0) editInBetween(world, project, now);
  const policy = at(body, 'policy');
  if (!isObject(policy)) return invalid('policy is required');
  const bindings = readBindings(listAt(policy, 'bindings'));
  if (typeof bindings === 'string') return invalid(bindings);
  const etag = textAt(policy, 'etag');
  if (etag !== '' && etag !== project.etag) return googleError(409, concurrent);
  const versionThree = at(policy, 'version') === 3;
  const conditional = bindings.some(one => one.condition !== undefined);
  const held = project.bindings.some(one => one.condition !== undefined);
  if (!versionThree && (conditional || (held && etag !== ''))) {
    return invalid(
      'Specified policy version is lower than 3, but the policy has conditional role bindings.',
    );
  }
  const missing = bindings.flatMap(one => one.members).find(member => world.absent.has(member));
  if (missing !== undefined) {
    return invalid(`Service account ${missing.replace('serviceAccount:', '')} does not exist.`);
  }
  const mask = textAt(body, 'updateMask')
    .split(',')
    .map(part => part.trim())
    .filter(part => part !== '');
  const all = mask.length === 0;
  writePolicy(
    world,
    project,
    {
      bindings: all || mask.includes('bindings') ? bindings : project.bindings,
      ...(mask.includes('auditConfigs') ? {auditConfigs: readAuditConfigs(policy)} : {}),
    },
    {principal: 'mesh-responder@shop-ops.iam.gserviceaccount.com', now},
  );
  return ok(policyView(project, 3));
}

/** Reads bindings, or says what is wrong with them. */
function readBindings(values: readonly unknown[]): readonly Binding[] | string {
  const bindings: Binding[] = [];
  for (const value of values) {
    const role = textAt(value, 'role');
    const members = listAt(value, 'members').filter(one => typeof one === 'string');
    const condition = at(value, 'condition');
    if (!/^(roles|projects\/[^/]+\/roles|organizations\/\d+\/roles)\/[\w.]+$/.test(role))
      return `Invalid role '${role}'.`;
    if (role.includes('_withcond_')) return `Role ${role} is not supported for this resource.`;
    const odd = members.find(one => !memberShape.test(one));
    if (odd !== undefined) return `Invalid member '${odd}'.`;
    bindings.push({
      role,
      members,
      ...(isObject(condition) ? {condition: readCondition(condition)} : {}),
    });
  }
  const count = bindings.reduce((sum, one) => sum + one.members.length, 0);
  return count > principals
    ? `The number of members in the policy (${count}) is larger than ${principals}.`
    : bindings;
}

function readCondition(value: JsonObject): NonNullable<Binding['condition']> {
  const fields = ['title', 'description', 'expression', 'location'] as const;
  return Object.fromEntries(
    fields.map(name => [name, textAt(value, name)] as const).filter(([, text]) => text !== ''),
  );
}

function readAuditConfigs(policy: JsonObject): AuditConfigs {
  return listAt(policy, 'auditConfigs').map(one => ({
    service: textAt(one, 'service'),
    auditLogConfigs: listAt(one, 'auditLogConfigs').map(each => {
      const exemptedMembers = listAt(each, 'exemptedMembers').map(String);
      return {
        logType: textAt(each, 'logType'),
        ...(exemptedMembers.length > 0 ? {exemptedMembers} : {}),
      };
    }),
  }));
}

function editInBetween(world: World, project: Project, now: number): void {
  world.foreignEdits -= 1;
  const member = `user:colleague-${nextSerial(world)}@shop.example`;
  const bindings = [...project.bindings, {role: 'roles/viewer', members: [member]}];
  writePolicy(world, project, {bindings}, {principal: 'colleague@shop.example', now});
}

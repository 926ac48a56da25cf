import {createHash} from 'node:crypto';
import {setIamPolicyEntry} from '../entries/audit.ts';
import {type AuditConfigs, type Binding, nextSerial, type Project, type World} from './world.ts';

/** The role that the mesh's service agent needs (troubleshooting page of managed Cloud Service Mesh). */
export const meshRole = 'roles/anthosservicemesh.serviceAgent';

/** The mesh's service agent as an IAM member; `number` is the fleet host project's. */
export function meshAgent(number: string): string {
  return `serviceAccount:service-${number}@gcp-sa-servicemesh.iam.gserviceaccount.com`;
}

/** One member gaining or losing one role. */
export interface Delta {
  readonly action: 'ADD' | 'REMOVE';
  readonly role: string;
  readonly member: string;
  readonly condition?: Binding['condition'];
}

/** An etag as IAM writes them: base64 of eight bytes. */
export function etagOf(serial: number): string {
  const bytes = Buffer.from([7, 6, 0, 0, 0, 0, 0, 0]);
  bytes.writeUInt32BE(serial, 4);
  return bytes.toString('base64');
}

/** The key of one grant inside `Project.grants`. */
export function grantKey(role: string, member: string): string {
  return `${role} ${member}`;
}

/** Since when each unconditional grant holds; those that held before keep their time. */
export function grantsOf(
  bindings: readonly Binding[],
  before: ReadonlyMap<string, number>,
  now: number,
): ReadonlyMap<string, number> {
  const keys = bindings
    .filter(one => one.condition === undefined)
    .flatMap(one => one.members.map(member => grantKey(one.role, member)));
  return new Map(keys.map(key => [key, before.get(key) ?? now]));
}

/** What differs between two policies, removals first. */
function deltasOf(before: readonly Binding[], after: readonly Binding[]): readonly Delta[] {
  const old = flatten(before);
  const fresh = flatten(after);
  const lost = [...old].filter(([key]) => !fresh.has(key));
  const won = [...fresh].filter(([key]) => !old.has(key));
  return [
    ...lost.map(([, grant]) => ({action: 'REMOVE' as const, ...grant})),
    ...won.map(([, grant]) => ({action: 'ADD' as const, ...grant})),
  ];
}

/**
 * Replaces a project's policy: merges bindings of the same role and condition, drops empty ones, gives
 * a new etag, writes the audit entry, and lets the adversary of `world.tug` prepare an answer.
 */
export function writePolicy(
  world: World,
  project: Project,
  change: {readonly bindings: readonly Binding[]; readonly auditConfigs?: AuditConfigs},
  by: {readonly principal: string; readonly now: number},
): void {
  const bindings = merge(change.bindings);
  const deltas = deltasOf(project.bindings, bindings);
  project.grants = grantsOf(bindings, project.grants, by.now);
  project.bindings = bindings;
  project.auditConfigs = change.auditConfigs ?? project.auditConfigs;
  project.etag = etagOf(nextSerial(world));
  world.entries.push(
    setIamPolicyEntry({project: project.id, deltas, serial: nextSerial(world), ...by}),
  );
  const won = deltas.find(one => one.action === 'ADD' && one.role === meshRole && !one.condition);
  if (won !== undefined && world.tug.times > 0) tug(world, project, won.member, by.now);
}

/** Takes one unconditional grant away. */
export function withoutGrant(
  bindings: readonly Binding[],
  role: string,
  member: string,
): Binding[] {
  return bindings.map(one =>
    one.role === role && one.condition === undefined
      ? {...one, members: one.members.filter(name => name !== member)}
      : one,
  );
}

function tug(world: World, project: Project, member: string, now: number): void {
  world.tug = {...world.tug, times: world.tug.times - 1};
  const run = (then: number) => {
    const bindings = withoutGrant(project.bindings, meshRole, member);
    writePolicy(world, project, {bindings}, {principal: pipeline, now: then});
  };
  world.later = [...world.later, {at: now + world.tug.afterMs, run}];
}

/** The pipeline that changes projects behind everybody's back. */
export const pipeline = 'terraform@shop-ci.iam.gserviceaccount.com';

/** Conditions are equal when their parts are, in whatever order these come. */
function conditionKey({condition}: {readonly condition?: Binding['condition']}): string {
  if (condition === undefined) return '';
  return JSON.stringify([condition.expression, condition.title, condition.description]);
}

/** The name under which a conditional role shows in a policy read below version 3. */
export function hiddenRole(binding: Binding): string {
  const hash = createHash('sha256').update(conditionKey(binding)).digest('hex').slice(0, 20);
  return `${binding.role}_withcond_${hash}`;
}

function merge(bindings: readonly Binding[]): readonly Binding[] {
  const merged = new Map<string, Binding>();
  for (const one of bindings) {
    const key = `${one.role} ${conditionKey(one)}`;
    const members = new Set([...(merged.get(key)?.members ?? []), ...one.members]);
    merged.set(key, {...one, members: [...members]});
  }
  return [...merged.values()].filter(one => one.members.length > 0);
}

type Grant = Omit<Delta, 'action'>;

function flatten(bindings: readonly Binding[]): ReadonlyMap<string, Grant> {
  const grants = bindings.flatMap(({role, members, condition}) =>
    members.map((member): [string, Grant] => [
      `${role} ${member} ${conditionKey(condition === undefined ? {} : {condition})}`,
      {role, member, ...(condition === undefined ? {} : {condition})},
    ]),
  );
  return new Map(grants);
}

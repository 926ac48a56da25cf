import type {InspectDeps} from '../../../../adapters/google/client/call.ts';
import {
  testedPermissions,
  topicPermissions,
} from '../../../../adapters/google/project/permissions.ts';
import {names} from '../../../shared/wording.ts';
import {type Check, type Found, found, ok} from '../check.ts';
import {
  accountOf,
  deployAgain,
  type Deployment,
  topicName,
  deployablesOf,
  roleId,
} from '../deployment.ts';
import type {DoctorContext} from '../doctor-context.ts';
import {excessivePermissions, neededPermissions, setIamPolicy, actionsIn} from '../permissions.ts';
import {actions} from '../../../../actions/index.ts';
import {projectPolicy} from '../../../../adapters/google/project/policy.ts';
import type {Binding} from '../../../../core/facts/cloud.ts';
import {textAt} from '../../../../core/lib/json.ts';

/** Whether each account may do what it needs in each project, and nothing more. */
export function permissionChecks(context: DoctorContext): readonly Check[] {
  const {deployment, settings} = context;
  const watched = settings.projects.map(one => one.id);
  if (deployment === undefined)
    return watched.map(id => ownCheck(context, id, neededPermissions(context, id)));
  const all = [...new Set([...watched, deployment.project])];
  const respond = all.map(project =>
    accountCheck(context, deployment, {
      purpose: 'respond',
      project,
      needed: watched.includes(project) ? neededPermissions(context, project) : [],
    }),
  );
  // These call no API of a watched project, and some may publish work; if respond could, it would wake itself for ever.
  const others = deployablesOf(settings).filter(({id}) => id !== 'respond');
  return [
    ...respond,
    ...others.flatMap(({id: purpose}) =>
      all.map(project => accountCheck(context, deployment, {purpose, project, needed: []})),
    ),
    ...others.filter(one => one.publishes).map(({id}) => publishCheck(context, deployment, id)),
  ];
}

interface Expected {
  readonly purpose: string;
  readonly project: string;
  readonly needed: readonly string[];
}

/** What was asked about, and what of it is held. */
interface Tested {
  readonly missing: readonly string[];
  readonly excessive: readonly string[];
}

async function tested(
  deps: InspectDeps,
  project: string,
  needed: readonly string[],
): Promise<Tested> {
  const unwanted = excessivePermissions(needed);
  const held = await testedPermissions(deps, project, [...needed, ...unwanted]);
  return {
    missing: needed.filter(one => !held.has(one)),
    excessive: unwanted.filter(one => held.has(one)),
  };
}

function accountCheck(context: DoctorContext, deployment: Deployment, expected: Expected): Check {
  const {purpose, project, needed} = expected;
  const account = accountOf(deployment, purpose);
  return {
    check: 'permissions',
    subject: `${purpose} in ${project}`,
    async run(deps) {
      const as = await context.as(account).catch(() => undefined);
      if (as === undefined) return [await asCaller(context, deps, expected)];
      const {signal} = deps;
      const own = signal === undefined ? as : {...as, signal};
      const {missing, excessive} = await tested(own, project, needed);
      const lines = [
        ...(missing.length > 0
          ? [found('broken', 'permissions-missing', {permissions: names(missing)}, deployAgain)]
          : []),
        ...(excessive.length > 0
          ? [
              found(
                'broken',
                'permissions-excess',
                {permissions: names(excessive)},
                rolesOf(project, account),
              ),
            ]
          : []),
      ];
      if (lines.length > 0) return lines;
      const count = needed.length;
      return [count === 0 ? ok('permissions-none') : ok('permissions', {count})];
    },
  };
}

/** Lists the roles that an account holds in a project, which is where an excess comes from. */
function rolesOf(project: string, account: string): string {
  return `gcloud projects get-iam-policy ${project} --flatten='bindings[].members' --filter='bindings.members:${account}' --format='table(bindings.role,bindings.condition.title)'`;
}

/** The account could not be checked; what the caller may do is at least a hint. */
async function asCaller(
  context: DoctorContext,
  deps: InspectDeps,
  expected: Expected,
): Promise<Found> {
  const {project, needed} = expected;
  if (needed.length === 0) return found('unknown', 'permissions-not-looked', {});
  const me = await context.me().catch(() => undefined);
  const who = me?.kind === 'named' ? me.email : '?';
  const {missing} = await tested(deps, project, needed);
  if (missing.length === 0) {
    return found('unknown', 'permissions-caller', {who, count: needed.length});
  }
  const params = {who, permissions: names(missing)};
  return found('unknown', 'permissions-caller-lacks', params);
}

/** Without a deployment, the person who runs the command is the responder. */
function ownCheck(context: DoctorContext, project: string, needed: readonly string[]): Check {
  return {
    check: 'permissions',
    subject: `caller in ${project}`,
    async run(deps) {
      const {missing, excessive} = await tested(deps, project, needed);
      const lines: Found[] = [];
      if (missing.length > 0) {
        const next = `gcloud iam roles create mesh_responder --project=${project} --permissions=${needed.join(',')}`;
        lines.push(found('broken', 'permissions-missing', {permissions: names(missing)}, next));
      }
      if (excessive.length > 0) {
        const me = await context.me().catch(() => undefined);
        const who = me?.kind === 'named' ? me.email : 'EMAIL';
        const params = {permissions: names(excessive)};
        lines.push(found('warning', 'permissions-excess', params, rolesOf(project, who)));
      }
      return lines.length > 0 ? lines : [ok('permissions', {count: needed.length})];
    },
  };
}

/** Whether a function's account may publish work. */
function publishCheck(context: DoctorContext, deployment: Deployment, purpose: string): Check {
  const publish = 'pubsub.topics.publish';
  const topic = `${deployment.name}-work`;
  return {
    check: 'permissions',
    subject: `${purpose} on ${topic}`,
    async run(deps) {
      const account = accountOf(deployment, purpose);
      const as = await context.as(account).catch(() => undefined);
      if (as === undefined) return [found('unknown', 'permissions-not-looked', {})];
      const {signal} = deps;
      const own = signal === undefined ? as : {...as, signal};
      const held = await topicPermissions(own, topicName(deployment, 'work'), [publish]);
      if (held.has(publish)) return [ok('publishes')];
      const next = `gcloud pubsub topics add-iam-policy-binding ${topic} --project=${deployment.project} --member=serviceAccount:${account} --role=roles/pubsub.publisher`;
      return [found('broken', 'permissions-missing', {permissions: publish}, next)];
    },
  };
}

/**
 * Which roles the accounts hold by a project's own policy: none but those that infra/ makes, and the
 * one that may write policies only under its condition. Grants from above do not show here.
 */
export function grantChecks({deployment, settings}: DoctorContext): readonly Check[] {
  if (deployment === undefined) return [];
  const all = new Set([...settings.projects.map(one => one.id), deployment.project]);
  return [...all].map(project => ({
    check: 'roles',
    subject: project,
    access: {project, role: 'roles/iam.securityReviewer'},
    async run(deps) {
      const {bindings} = await projectPolicy(deps, project);
      const lines = deployablesOf(settings).flatMap(({id}) => {
        const member = `serviceAccount:${accountOf(deployment, id)}`;
        const holding = {deployment, project, member, opens: openedBy(id, settings.store)};
        const held = bindings.filter(one => one.members.includes(member));
        return [...held.flatMap(one => judged(one, holding)), ...lacking(held, id, holding)];
      });
      return lines.length > 0 ? lines : [ok('roles')];
    },
  }));
}

interface Holding {
  readonly deployment: Deployment;
  readonly project: string;
  readonly member: string;
  /** The store's roles that the account may hold in the deployment's project, each with its only databases. */
  readonly opens: ReadonlyMap<string, Opened>;
}

/** Full names of databases; undefined: every one of the project. */
type Opened = readonly string[] | undefined;

/** The store's roles: to write, and to read. */
const [writes, reads] = ['roles/datastore.user', 'roles/datastore.viewer'] as const;

/** What a function's account may open (infra/store.tf); undefined: both databases. */
function openedBy(
  id: string,
  {firestore}: Pick<DoctorContext['settings'], 'store'>['store'],
): ReadonlyMap<string, Opened> {
  const named = (database: string | undefined): Opened =>
    database === undefined ? undefined : [`projects/${firestore?.project}/databases/${database}`];
  const [incidents, guard] = [named(firestore?.database), named(firestore?.guardDatabase)];
  switch (id) {
    case 'intake':
      return new Map([[writes, incidents]]);
    case 'interact':
      return new Map([
        [writes, guard],
        [reads, incidents],
      ]);
    case 'console':
      return new Map([[reads, incidents && guard && [...incidents, ...guard]]]);
    default:
      return new Map([[writes, undefined]]);
  }
}

/** Without these roles no click is taken and no page shown; the others' show as errors of the store in every sweep. */
function lacking(
  held: readonly Binding[],
  id: string,
  {deployment, project, member, opens}: Holding,
): readonly Found[] {
  if (project !== deployment.project || (id !== 'interact' && id !== 'console')) return [];
  const code = id === 'interact' ? 'role-missing' : 'pages-role-missing';
  const who = member.slice('serviceAccount:'.length);
  return [...opens].flatMap(([role, databases = []]) =>
    databases
      .filter(database => !held.some(one => one.role === role && isLimited(one, [database])))
      .map(database => found('broken', code, {who, role, database}, deployAgain)),
  );
}

/** Whether a grant holds in one of these databases alone. */
function isLimited({condition}: Binding, databases: readonly string[]): boolean {
  const limit = textAt(condition, 'expression');
  return databases.some(one => limit === `resource.name == '${one}'`);
}

/** What the Terraform variable `predefined_roles` may grant in the place of custom permissions (infra/variables.tf). */
const standIns = ['gatewayReader', 'gatewayEditor', 'viewer', 'editor'].map(
  one => `roles/gkehub.${one}`,
);

function judged(binding: Binding, {deployment, project, member, opens}: Holding): readonly Found[] {
  const {role, condition} = binding;
  const custom = /^(?:projects|organizations)\/[^/]+\/roles\/(.+)$/.exec(role)?.[1];
  const own = custom?.startsWith(roleId(deployment, '')) === true;
  const store = opens.has(role) && project === deployment.project && condition !== undefined;
  const who = member.slice('serviceAccount:'.length);
  if (standIns.includes(role))
    return [found('warning', 'role-predefined', {who, role}, deployAgain)];
  if (!own && !store) {
    const all = condition === undefined ? '--condition=None' : '--all';
    const next = `gcloud projects remove-iam-policy-binding ${project} --member=${member} --role=${role} ${all}`;
    return [found('broken', 'role-foreign', {who, role}, next)];
  }
  const only = opens.get(role);
  if (store && only !== undefined && !isLimited(binding, only)) {
    const isOnlyOne = opens.size === 1 && only.length === 1;
    const code = isOnlyOne ? 'role-opens-guard' : 'role-beyond';
    return [found('broken', code, {who, role}, deployAgain)];
  }
  const writesPolicy = actions.some(
    ({manifest}) =>
      manifest.permissions.includes(setIamPolicy) && custom === roleId(deployment, manifest.id),
  );
  const limit = textAt(condition, 'expression') ?? '';
  if (!writesPolicy || limit.includes('modifiedGrantsByRole')) return [];
  return [found('broken', 'role-unlimited', {who, role}, deployAgain)];
}

/** Which actions the configuration can reach, and which need no role. */
export function actionChecks(context: DoctorContext): readonly Check[] {
  const {projects} = context.settings;
  const reached = new Set(projects.flatMap(({id}) => actionsIn(context, id)));
  const idle = actions.map(one => one.manifest.id).filter(id => !reached.has(id));
  const params = {reached: [...reached].sort().join(', '), idle: idle.join(', ')};
  const line =
    reached.size === 0 ? 'actions-none' : idle.length === 0 ? 'actions-all' : 'actions-some';
  return [{check: 'actions', subject: 'respond', run: () => Promise.resolve([ok(line, params)])}];
}

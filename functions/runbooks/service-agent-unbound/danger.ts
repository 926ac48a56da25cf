import type {
  DangersOf,
  PlannedEffect,
  PlannedPlace,
  PlanGround,
} from '../../core/contract/danger.ts';
import type {Grant, GrantSide, IamChange} from '../../core/planned/change.ts';
import {shown, valueOf} from '../../core/planned/value.ts';
import {isOther, plannedProject} from '../../mesh/planned-projects.ts';
import {isServiceAgent, serviceAgent, serviceAgentRole as role} from '../../mesh/service-agent.ts';
import {phrase} from './texts.ts';

/** A plan takes the role from the mesh service agent, or puts it under a condition. */
export const dangers: DangersOf = (change, ground) =>
  change.kind === 'iam' && change.changes ? ofPolicy(change, ground) : [];

/** What a side of a change gives to the agent. */
type Given = 'yes' | 'conditionally' | 'no' | 'unknown';

function ofPolicy(change: IamChange, ground: PlanGround): readonly PlannedEffect[] {
  const {before, after, authority} = change;
  const side = before ?? after;
  if (side === undefined) return [];
  if (authority === 'removal') return ofRemoval(change, ground);
  const was = before === undefined ? undefined : givenBy(before, ground);
  const is = after === undefined ? undefined : givenBy(after, ground);
  const at = placeOf(side, ground);
  const moved = isOther(before?.scope.name, after?.scope.name);
  if (was === 'yes') {
    if (is === undefined || moved) return [danger(change, side, at, 'destroyed')];
    // What is made first and destroyed afterwards is gone: the destruction takes the same member away.
    if (is === 'yes' && change.replaced === 'made-first')
      return [danger(change, side, at, 'destroyed')];
    if (is === 'yes') return ofOneOfSeveral(change, at, ground);
    return is === 'unknown' ? [doubt(change, at)] : [danger(change, side, at, is)];
  }
  if (is === 'yes') return [{kind: 'mend', at}];
  // The resource gave nothing before: only one that has the last word takes away what others gave.
  if (was !== undefined || authority === 'member' || !rulesRole(change, ground)) return [];
  if (is === 'unknown') return [doubt(change, at)];
  return is === undefined ? [] : [danger(change, side, at, is)];
}

/** An agent still has the role; where several fleets count, another may have lost it. */
function ofOneOfSeveral(
  change: IamChange,
  at: PlannedPlace,
  ground: PlanGround,
): readonly PlannedEffect[] {
  const {before, after} = change;
  if (before === undefined || after === undefined) return [];
  const kept = agentsOf(after, ground);
  if (agentsOf(before, ground).every(one => kept.includes(one))) return [];
  return isOpen(after) ? [doubt(change, at)] : [danger(change, before, at, 'no')];
}

/** The agents that surely have the role, in one case. */
function agentsOf({scope, grants}: GrantSide, ground: PlanGround): readonly string[] {
  return (valueOf(grants) ?? [])
    .filter(one => isRole(one) && isPlain(one))
    .flatMap(one => valueOf(one.members) ?? [])
    .flatMap(one => valueOf(one)?.toLowerCase() ?? [])
    .filter(one => isAgent(one, scope, ground));
}

/** Whether only the apply tells all who have the role. */
function isOpen({grants}: GrantSide): boolean {
  return (valueOf(grants) ?? []).some(
    one =>
      isRole(one) &&
      (one.role.kind === 'unknown' ||
        one.conditional.kind === 'unknown' ||
        (valueOf(one.members) ?? [{kind: 'unknown'}]).some(member => member.kind === 'unknown')),
  );
}

function isPlain({conditional}: Grant): boolean {
  return conditional.kind !== 'unknown' && valueOf(conditional) !== true;
}

/** Whether a resource that is made has the only word on the role without a condition. */
function rulesRole({authority, after}: IamChange, ground: PlanGround): boolean {
  if (after === undefined) return false;
  if (authority === 'policy') return ground.projects !== undefined || speaks(after, ground);
  const grants = valueOf(after.grants) ?? [];
  return grants.some(one => isRole(one) && valueOf(one.conditional) !== true);
}

function speaks({scope}: GrantSide, ground: PlanGround): boolean {
  return ground.speaksOf(scope.level === 'project' ? valueOf(scope.name) : undefined);
}

function ofRemoval(change: IamChange, ground: PlanGround): readonly PlannedEffect[] {
  const {before, after} = change;
  // What is removed stays removed, whatever becomes of the resource.
  if (after === undefined || (before !== undefined && change.replaced === 'no')) return [];
  const at = placeOf(after, ground);
  const given = givenBy(after, ground);
  if (given === 'unknown') return [doubt(change, at)];
  return given === 'no' ? [] : [danger(change, after, at, 'removed')];
}

function givenBy({scope, grants}: GrantSide, ground: PlanGround): Given {
  if (grants.kind === 'unknown') return 'unknown';
  const ours = (valueOf(grants) ?? []).map(one => givenByGrant(one, scope, ground));
  const order = ['yes', 'unknown', 'conditionally'] as const;
  return order.find(one => ours.includes(one)) ?? 'no';
}

function givenByGrant(grant: Grant, scope: GrantSide['scope'], ground: PlanGround): Given {
  if (!isRole(grant)) return 'no';
  const members = valueOf(grant.members);
  if (members === undefined) return 'unknown';
  const isIn = members.some(one => isAgent(valueOf(one), scope, ground));
  if (!isIn && members.some(one => one.kind === 'unknown')) return 'unknown';
  if (!isIn) return 'no';
  if (grant.conditional.kind === 'unknown') return 'unknown';
  return valueOf(grant.conditional) === true ? 'conditionally' : 'yes';
}

function isRole(grant: Grant): boolean {
  return grant.role.kind === 'unknown' || valueOf(grant.role) === role;
}

/**
 * Whether a member is the agent that a policy needs: that of the project's fleet; above projects that of any
 * fleet of the configuration; of any fleet at all where there is no configuration. IAM reads e-mail addresses in either case.
 */
function isAgent(
  member: string | undefined,
  scope: GrantSide['scope'],
  {projects, ...ground}: PlanGround,
): boolean {
  if (member === undefined) return false;
  if (projects === undefined) return isServiceAgent(member);
  const own =
    scope.level === 'project' ? plannedProject({...ground, projects}, scope.name) : undefined;
  const fleets = own === undefined ? projects.map(one => one.fleet) : [own.fleet];
  const named = member.toLowerCase();
  return projects.some(
    one => fleets.includes(one.id) && serviceAgent(one.number).toLowerCase() === named,
  );
}

/** Above projects the place is what the policy belongs to; the fleet's host project stands for it. */
function placeOf({scope}: GrantSide, {projects}: PlanGround): PlannedPlace {
  if (scope.level === 'project') return {project: scope.name};
  const hosts = [...new Set((projects ?? []).map(one => one.fleet))];
  const [only, another] = hosts;
  return only === undefined || another !== undefined
    ? {}
    : {project: {kind: 'known', value: only, secret: false}};
}

type Loss = 'destroyed' | 'removed' | 'conditionally' | 'no';

function danger(
  change: IamChange,
  {scope}: GrantSide,
  at: PlannedPlace,
  loss: Loss,
): PlannedEffect {
  const params = {role, where: whereOf(scope)};
  const why = {
    destroyed: phrase('danger.role-destroyed', params),
    removed: phrase('danger.role-removed', params),
    conditionally: phrase('danger.role-conditional', params),
    no:
      change.before === undefined
        ? phrase('danger.role-ruled-out', params)
        : phrase('danger.role-dropped', params),
  }[loss];
  return {
    kind: 'danger',
    at,
    why,
    remedy: remedyOf(change, loss),
    opens: scope.level === 'project',
  };
}

function remedyOf({authority, after}: IamChange, loss: Loss) {
  if (loss === 'removed') return phrase('remedy.removal');
  if (loss === 'conditionally') return phrase('remedy.condition');
  if (after === undefined) return phrase('remedy.keep-grant');
  return authority === 'member' ? phrase('remedy.keep-grant') : phrase('remedy.add-agent', {role});
}

function doubt({after, before}: IamChange, at: PlannedPlace): PlannedEffect {
  const scope = (after ?? before)?.scope;
  return {
    kind: 'unknown',
    at,
    why: phrase('unknown.grants', {role, where: scope === undefined ? '-' : whereOf(scope)}),
  };
}

function whereOf({level, name}: GrantSide['scope']): string {
  return level === 'project' ? shown(name) : `${level} ${shown(name)}`;
}

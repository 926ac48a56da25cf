import type {DangersOf, PlannedEffect, PlannedPlace} from '../../core/contract/danger.ts';
import type {
  ClusterChange,
  MembershipChange,
  MembershipSide,
  MeshChange,
  MeshMembershipChange,
  MeshMembershipSide,
} from '../../core/planned/change.ts';
import {shown, valueOf} from '../../core/planned/value.ts';
import {isOther as isElsewhere} from '../../mesh/planned-projects.ts';
import {plannedMembership} from '../shared/planned-membership.ts';
import {phrase} from './texts.ts';

/** A plan takes the mesh out of the fleet's hands: the feature, its management, a membership. */
export const dangers: DangersOf = change => {
  if (!change.changes) return [];
  if (change.kind === 'mesh') return ofMesh(change);
  if (change.kind === 'mesh-membership') return ofMember(change);
  if (change.kind === 'membership') return ofMembership(change);
  return change.kind === 'cluster' ? ofRegistration(change) : [];
};

function ofMesh({before, after, replaced}: MeshChange): readonly PlannedEffect[] {
  const side = before ?? after;
  if (side === undefined) return [];
  const at = {project: side.project};
  const names = {fleet: shown(side.project)};
  if (before !== undefined && (after === undefined || replaced !== 'no'))
    return [told(at, phrase('danger.mesh-gone', names), phrase('remedy.mesh', names))];
  if (after === undefined) return [];
  const was = valueOf(before?.management);
  if (after.management.kind === 'unknown')
    return was === 'automatic'
      ? [{kind: 'unknown', at, why: phrase('unknown.management', names)}]
      : [];
  if (valueOf(after.management) === 'automatic')
    return was === 'automatic' ? [] : [{kind: 'mend', at}];
  const isTaken = was === 'automatic';
  const isOther = valueOf(after.management) === 'other' && was !== 'other';
  if (!isTaken && !isOther) return [];
  return [told(at, phrase('danger.default-manual', names), phrase('remedy.default', names))];
}

function ofMember({before, after, replaced}: MeshMembershipChange): readonly PlannedEffect[] {
  const side = before ?? after;
  if (side === undefined) return [];
  const {project, location, membership} = side;
  const at = {project, location, membership};
  const names = {fleet: shown(project), membership: shown(membership)};
  const was = valueOf(before?.management);
  const is = valueOf(after?.management);
  const gone = after === undefined || replaced === 'made-first' || isMoved(side, after);
  if (gone && before !== undefined)
    return was === 'automatic'
      ? [told(at, phrase('danger.member-gone', names), phrase('remedy.member', names))]
      : [];
  if (after?.management.kind === 'unknown')
    return was === 'automatic' ? [{kind: 'unknown', at, why: phrase('unknown.member', names)}] : [];
  if (is === 'automatic') return was === 'automatic' ? [] : [{kind: 'mend', at}];
  // Made without a word on who manages it, it says nothing.
  if (is === was || (before === undefined && is === undefined)) return [];
  return [told(at, phrase('danger.member-manual', names), phrase('remedy.member', names))];
}

/** Whether a resource is to be of another membership: the one that it was of loses what it said. */
function isMoved(before: MeshMembershipSide, after: MeshMembershipSide): boolean {
  return (['project', 'location', 'membership'] as const).some(one =>
    isElsewhere(before[one], after[one]),
  );
}

function ofMembership({before, after, replaced}: MembershipChange): readonly PlannedEffect[] {
  if (before === undefined || (after !== undefined && replaced === 'no')) return [];
  // What takes the issuer or changes it is told by identity-provider-missing.
  const was = valueOf(before.issuer);
  const isLost =
    after !== undefined && after.issuer.kind !== 'unknown' && was !== valueOf(after.issuer);
  if (was !== undefined && isLost && !isOtherCluster(before, after)) return [];
  const names = {fleet: shown(before.project), membership: shown(before.membership)};
  return [
    told(
      plannedMembership(before),
      after === undefined
        ? phrase('danger.membership-gone', names)
        : phrase('danger.membership-replaced', names),
      phrase('remedy.membership', names),
    ),
  ];
}

/** Whether a membership is made anew for another cluster: its own leaves the fleet. */
function isOtherCluster({cluster: a}: MembershipSide, {cluster: b}: MembershipSide): boolean {
  return (['project', 'location', 'cluster'] as const).some(one => isElsewhere(a?.[one], b?.[one]));
}

/** A cluster that registers itself leaves its fleet. */
function ofRegistration({before, after}: ClusterChange): readonly PlannedEffect[] {
  const was = valueOf(before?.fleet);
  if (before === undefined || after === undefined || was === undefined) return [];
  const {project, location, cluster} = before;
  const at = {project, location, cluster};
  const names = {fleet: shown(before.fleet), membership: shown(cluster)};
  if (after.fleet.kind === 'unknown')
    return [{kind: 'unknown', at, why: phrase('unknown.registration', names)}];
  return valueOf(after.fleet) === was
    ? []
    : [told(at, phrase('danger.membership-gone', names), phrase('remedy.membership', names))];
}

/** What is not in the fleet's hands any more is not watched: nothing tells when it goes wrong. */
function told(
  at: PlannedPlace,
  why: Extract<PlannedEffect, {kind: 'danger'}>['why'],
  remedy: Extract<PlannedEffect, {kind: 'danger'}>['remedy'],
): PlannedEffect {
  return {kind: 'danger', at, why, remedy, opens: false};
}

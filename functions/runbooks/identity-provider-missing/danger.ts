import type {DangersOf, PlannedEffect, PlanGround} from '../../core/contract/danger.ts';
import type {MembershipChange, PlannedCluster} from '../../core/planned/change.ts';
import {shown, valueOf} from '../../core/planned/value.ts';
import {plannedProject} from '../../mesh/planned-projects.ts';
import {clusterIssuer} from '../../mesh/workload-identity.ts';
import {plannedMembership} from '../shared/planned-membership.ts';
import {phrase} from './texts.ts';

/** A plan takes the issuer of workload identities from a membership, or makes one without. */
export const dangers: DangersOf = (change, ground) => {
  if (change.kind !== 'membership' || !change.changes || change.after === undefined) return [];
  const {before, after} = change;
  // Clusters outside of Google Cloud bring issuers of their own.
  if (after.cluster === undefined) return [];
  const at = plannedMembership(after);
  const names = {membership: shown(after.membership), fleet: shown(after.project)};
  const was = valueOf(before?.issuer);
  if (after.issuer.kind === 'unknown') {
    // A membership that is replaced for it is a danger as such.
    return was === undefined || change.replaced !== 'no'
      ? []
      : [{kind: 'unknown', at, why: phrase('unknown.issuer', names)}];
  }
  if (after.issuer.kind === 'known') return ofIssuer(change, after.issuer.value, ground);
  if (before !== undefined && was === undefined) return [];
  const why =
    before === undefined
      ? phrase('danger.issuer-never', names)
      : phrase('danger.issuer-gone', names);
  return [{kind: 'danger', at, why, remedy: phrase('remedy.issuer', names), opens: true}];
};

/** An issuer is right when it is that of the cluster; one that changes to another is not. */
function ofIssuer(
  {before, after}: MembershipChange,
  issuer: string,
  ground: PlanGround,
): readonly PlannedEffect[] {
  if (after?.cluster === undefined) return [];
  const at = plannedMembership(after);
  const was = valueOf(before?.issuer);
  const wanted = issuerOf(after.cluster, ground);
  if (issuer === was) return [];
  const names = {membership: shown(after.membership), fleet: shown(after.project)};
  if (issuer === wanted || (wanted === undefined && was === undefined))
    return was === undefined ? [{kind: 'mend', at}] : [];
  if (wanted === undefined)
    return [{kind: 'unknown', at, why: phrase('unknown.issuer-cluster', names)}];
  const why = phrase('danger.issuer-other', names);
  return [{kind: 'danger', at, why, remedy: phrase('remedy.issuer', names), opens: true}];
}

function issuerOf(
  {project, location, cluster}: PlannedCluster,
  ground: PlanGround,
): string | undefined {
  const names = [project, location, cluster].map(one => valueOf(one));
  const [named, at, name] = names;
  const own = plannedProject(ground, project)?.id ?? named;
  // A project that is named by its number does not tell its id where the configuration does not know it.
  if (own === undefined || !/^[a-z]/.test(own) || at === undefined || name === undefined)
    return undefined;
  return clusterIssuer(own, at, name);
}

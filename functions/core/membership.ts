import type {MembershipFact, MeshFact} from './facts.ts';
import type {Target} from './target.ts';

/**
 * The membership of a cluster: the same name, in the cluster's location or `global` where older
 * clusters were registered. Two candidates are a doubt, so neither is taken.
 */
export function membershipOf(
  mesh: Extract<MeshFact, {kind: 'enabled'}>,
  {cluster, membership, location}: Target,
): MembershipFact | undefined {
  const name = membership ?? cluster;
  const found = mesh.memberships.filter(
    one =>
      one.membership === name &&
      (location === undefined || one.location === location || one.location === 'global'),
  );
  return (
    found.find(one => one.location === location) ?? (found.length === 1 ? found[0] : undefined)
  );
}

import type {WorkloadFact, WorkloadRef} from '../../../functions/core/facts/kubernetes.ts';
import {Cloud} from '../../support/cloud/cloud.ts';
import {fleet, gateway, membership, shop, withoutIssuer} from '../../support/cloud/harbor.ts';
import {failedPod, halfMigrated, poolless} from '../../support/inside.ts';
import {things} from './changes.ts';
import {agent, agentRole, isUnmanaged, lacksManagedProxy, needsRestart} from '../judge/things.ts';

/** The cloud that a history breaks: it counts how often, and may fall silent. */
export class BreakingCloud extends Cloud {
  /** False: a policy is never written and nobody hears why. */
  writesAnswer = true;
  /** When somebody other than the responder broke something, by what: a repair is due each time. */
  readonly broken = new Map<string, number>();

  constructor(now: () => number) {
    super(now, [fleet, shop]);
    for (const [id, policy] of this.policies) {
      const bindings = [
        ...policy.bindings,
        // It ran out: under a condition the agent counts as unbound.
        {
          role: agentRole,
          members: [agent],
          condition: {title: 'until 2025'},
        },
        {
          role: 'roles/viewer',
          members: ['group:sre@harbor.example'],
          condition: {title: 'weekdays'},
        },
      ];
      this.policies.set(id, {...policy, bindings});
    }
  }

  override disable(project: string, service = gateway): void {
    super.disable(project, service);
    this.breaks(things.service(project, service));
  }

  override unbind(project: string): void {
    super.unbind(project);
    this.breaks(things.policy(project));
  }

  rebind(project: string): void {
    this.edit(project, policy => ({
      ...policy,
      bindings: [...policy.bindings, {role: agentRole, members: [agent]}],
    }));
  }

  /** Somebody takes the workload pool of a cluster away; its nodes have their metadata server. */
  losePool(name: string): void {
    const nodePools = [{name: 'default-pool', metadata: 'GKE_METADATA'}];
    this.clusters.set(name, poolless({name, nodePools}));
    this.breaks(things.pool(name));
  }

  /** The memberships are registered anew, and nobody says who issues their identities. */
  loseIssuers(): void {
    this.registered = withoutIssuer(this.registrations());
    for (const {membership} of this.registered.memberships) this.breaks(things.issuer(membership));
  }

  /** A migration to managed mesh stops half-way. */
  halfMigrate(name: string): void {
    const inside = Object.assign(this.inside(name), halfMigrated());
    for (const one of inside.namespaces) {
      if (lacksManagedProxy(one)) this.breaks(things.labels(name, one.name));
    }
    this.#breaksPods(name);
  }

  /** The managed data plane gives up on the pods of these. */
  failUpgrades(name: string, workloads: readonly WorkloadFact[]): void {
    const inside = this.inside(name);
    inside.workloads = workloads;
    inside.pods = workloads.map(one => failedPod(`${one.name}-0`, one.kind, one.name));
    this.#breaksPods(name);
  }

  /** Nobody manages the mesh of a membership any more. */
  loseManagement(): void {
    this.fleetSays({controlPlane: 'STALLED', management: 'MANAGEMENT_UNSPECIFIED'});
    if (this.mesh.kind !== 'enabled') return;
    for (const {membership} of this.mesh.memberships) this.breaks(things.management(membership));
  }

  /** What the fleet manages comes up. */
  comesUp(): void {
    if (this.mesh.kind !== 'enabled') return;
    const memberships = this.mesh.memberships.map(one =>
      one.management === 'MANAGEMENT_AUTOMATIC' ? membership() : one,
    );
    this.mesh = {...this.mesh, memberships};
  }

  /** Whether a membership has nobody who manages its mesh. */
  isAbandoned(): boolean {
    return this.mesh.kind === 'enabled' && this.mesh.memberships.some(isUnmanaged);
  }

  /** Whether a rolling restart with this stamp was made. */
  isRestarted(name: string, {kind, namespace, name: called}: WorkloadRef, stamp: string): boolean {
    return this.inside(name).workloads.some(
      one =>
        one.kind === kind &&
        one.namespace === namespace &&
        one.name === called &&
        one.restartedAt === stamp,
    );
  }

  /** Somebody other than the responder broke a thing. */
  breaks(thing: string): void {
    this.broken.set(thing, (this.broken.get(thing) ?? 0) + 1);
  }

  #breaksPods(name: string): void {
    const inside = this.inside(name);
    for (const one of inside.workloads) {
      if (needsRestart(inside, one)) this.breaks(things.workload(name, one));
    }
  }
}

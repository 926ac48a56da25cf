import type {JsonObject} from '../../../functions/core/lib/json.ts';
import type {Cluster, Revision, Stall} from '../../cluster/cluster.ts';
import {causesOf, clusterOf, upSince, wrongPool} from '../../world/causes.ts';
import type {Membership, Project, World} from '../../world/world.ts';
import {seconds} from './objects.ts';

/** A look into a cluster at a time. */
export interface Inside {
  readonly world: World;
  readonly fleet: Project;
  readonly member: Membership;
  readonly cluster: Cluster;
  /** Whether the managed control plane can be called. */
  readonly isUp: boolean;
  readonly rolloutMs: number;
  readonly now: number;
}

/** Looks into the cluster of a membership; undefined when there is none. */
export function look(
  world: World,
  fleet: Project,
  member: Membership,
  now: number,
): Inside | undefined {
  const cluster = clusterOf(world, fleet, member, now);
  if (cluster === undefined) return undefined;
  const since = upSince(world, fleet, member, now);
  const isUp = since !== undefined && since <= now;
  return {world, fleet, member, cluster, isUp, rolloutMs: world.pace.changeMs, now};
}

/** Conditions of a ControlPlaneRevision (troubleshooting page, "control plane status"). */
export function revisionStatus(inside: Inside, revision: Revision): readonly JsonObject[] {
  const {world, now} = inside;
  const lastTransitionTime = seconds(revision.stall.at, world.startedAt);
  const all = (reconciled: Said, finished: Said, stalled: Said) =>
    [
      {type: 'Reconciled', ...reconciled},
      {type: 'ProvisioningFinished', ...finished},
      {type: 'Stalled', ...stalled},
    ].map(one => ({...one, lastTransitionTime}));
  const stall = stallOf(inside, revision);
  if (stall !== undefined) {
    const no = {status: 'False', ...stall};
    return all(no, no, {status: 'True', ...stall});
  }
  const causes = causesOf(world, inside.fleet, inside.member, now);
  if (causes.some(one => one.kind === 'management' || one.kind === 'stalled')) {
    return all(going, going, notStalled);
  }
  return all(
    yes('Provisioned', 'The provisioning process has completed successfully'),
    yes('ProvisioningFinished', 'Provisioning has finished'),
    notStalled,
  );
}

interface Said {
  readonly status: string;
  readonly reason: string;
  readonly message: string;
}

const notStalled: Said = {
  status: 'False',
  reason: 'NotStalled',
  message: 'Provisioning has not stalled',
};

/** No sample of a revision that is being provisioned is public; these words are the sandbox's own. */
const going: Said = {
  status: 'False',
  reason: 'Provisioning',
  message: 'Provisioning has not finished',
};

function yes(reason: string, message: string): Said {
  return {status: 'True', reason, message};
}

function stallOf({member, cluster}: Inside, revision: Revision): Stall | undefined {
  const pool = cluster.workloadPool.value;
  const forced = member.forced?.controlPlane;
  if (revision.stall.value !== undefined) return revision.stall.value;
  if (pool === undefined)
    return {reason: 'PreconditionFailed', message: 'Workload identity is not enabled'};
  if (pool !== `${cluster.project}.svc.id.goog`) return wrongPool(pool);
  return forced?.state === 'STALLED' && revision.name === 'asm-managed'
    ? {reason: forced.code, message: forced.details}
    : undefined;
}

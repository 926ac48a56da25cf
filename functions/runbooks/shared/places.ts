import type {MembershipFact} from '../../core/facts/cloud.ts';
import {isServed, isWanted, type ManagedCluster, managedClusters} from '../../mesh/membership.ts';
import type {Runbook, Surveyed} from '../../core/contract/runbook.ts';
import {target} from '../../core/detection/target.ts';

// Where problems sit: what most runbooks answer to `suspects` and `survey`.

type Suspects = Runbook['suspects'];
type Survey = NonNullable<Runbook['survey']>;

/** A problem of one cluster explains signs of that cluster only. */
export const inItsCluster: Suspects = (project, {location, cluster}) =>
  cluster === undefined ? [] : [target({project: project.id, location, cluster})];

/** A symptom, or that nobody hears of a problem, explains nothing else. */
export const nowhere: Suspects = () => [];

/**
 * The managed clusters (or those `wanted`) of which the fleet's own word says so; nobody looks at the
 * others.
 */
export function clustersThat(
  isSuspected: (cluster: ManagedCluster) => boolean,
  wanted?: (state: MembershipFact) => boolean,
): Survey {
  return async (ground): Promise<Surveyed> => {
    const {managed, whole} = await managedClusters(ground, wanted);
    return {places: managed.filter(isSuspected).map(one => one.target), whole};
  };
}

/** Every cluster whose control plane is managed, or is to be. */
export const managedOnes: Survey = clustersThat(() => true);

/** The host of a fleet with clusters that are managed or to be, and each project that has such clusters. */
export const theirProjects: Survey = projectsOf(isWanted);

/** The same where a control plane of Google's serves the clusters, whoever manages it. */
export const servedProjects: Survey = projectsOf(isServed);

function projectsOf(wanted: (state: MembershipFact) => boolean): Survey {
  return async ground => {
    const {any, clusters, whole} = await managedClusters(ground, wanted);
    const projects = new Set([ground.fleet.id, ...clusters.map(one => one.project)]);
    return {places: any ? [...projects].map(project => target({project})) : [], whole};
  };
}

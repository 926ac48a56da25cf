import type {Diagnosis} from '../../core/contract/diagnosis.ts';
import type {RegistrationFact} from '../../core/facts/cloud.ts';
import type {Look} from '../../core/contract/runbook.ts';
import {registered, searchClusters, unregistered} from '../../mesh/search-clusters.ts';
import {assess} from './assess.ts';
import {phrase} from './texts.ts';

/**
 * Reads the cluster of the target, under the names that the fleet's list has for it; without a cluster
 * the managed ones of the project.
 */
export async function diagnose(look: Look): Promise<Diagnosis> {
  const {target, project} = look;
  if (target.cluster === undefined) {
    return searchClusters(look, {
      runbook: 'workload-identity-disabled',
      advice: phrase('advice.find-cluster', {project: project.id}),
      judge: ({registration}) => judge(look, registration.cluster),
    });
  }
  const found = await registered(look);
  return found?.cluster === undefined ? unregistered(look) : judge(look, found.cluster);
}

async function judge(
  {project, readers}: Look,
  cluster: RegistrationFact['cluster'],
): Promise<Diagnosis> {
  if (cluster === undefined) return {kind: 'healthy', proof: []};
  const {location, name} = cluster;
  const fact = await readers.cluster(project.id, location, name);
  return assess(fact, {project: project.id, location, cluster: name});
}

import {setIssuerKind} from '../../actions/set-issuer/params.ts';
import type {Diagnosis} from '../../core/contract/diagnosis.ts';
import type {RegistrationFact} from '../../core/facts/cloud.ts';
import type {Phrase} from '../../core/texts/phrase.ts';
import type {Look} from '../../core/contract/runbook.ts';
import {registered, searchClusters, unregistered} from '../../mesh/search-clusters.ts';
import {target as targetOf} from '../../core/detection/target.ts';
import {clusterIssuer, workloadPool} from '../../mesh/workload-identity.ts';
import {phrase} from './texts.ts';

/**
 * Reads who issues the workload identities of the membership of the target's cluster; without a cluster
 * of the project's managed ones.
 */
export async function diagnose(look: Look): Promise<Diagnosis> {
  const {target, fleet} = look;
  if (target.cluster === undefined) {
    return searchClusters(look, {
      runbook: 'identity-provider-missing',
      advice: phrase('advice.find-membership', {fleet: fleet.id}),
      judge: ({registration}) => judge(look, registration),
    });
  }
  const found = await registered(look);
  return found === undefined ? unregistered(look) : judge(look, found);
}

/** The registration is one of a cluster in the look's project, by the fleet's own list. */
async function judge(look: Look, registration: RegistrationFact): Promise<Diagnosis> {
  const {project, fleet, readers} = look;
  const {cluster, issuer, membership, location} = registration;
  if (cluster === undefined) return {kind: 'healthy', proof: []};
  const wanted = clusterIssuer(project.id, cluster.location, cluster.name);
  const names = {membership, location, fleet: fleet.id, issuer: issuer ?? '-', wanted};
  const proof = [phrase('proof.issuer', names)];
  if (issuer === wanted) return {kind: 'healthy', proof};
  if (issuer !== undefined) {
    return {
      kind: 'person',
      cause: phrase('cause.other-issuer'),
      detail: phrase('detail.other-issuer', names),
      advice: phrase('advice.other-issuer', names),
      risk: phrase('risk.other-issuer', names),
      proof,
    };
  }
  const fact = await readers.cluster(project.id, cluster.location, cluster.name);
  const pool = workloadPool(project.id);
  if (fact.workloadPool !== pool) return withoutPool(look, cluster, [...proof, poolOf(fact, pool)]);
  const issued = setIssuerKind.plan({
    project: project.id,
    cluster: cluster.name,
    clusterLocation: cluster.location,
    fleet: fleet.id,
    location,
    membership,
  });
  return {
    kind: 'broken',
    cause: phrase('cause.no-issuer'),
    detail: phrase('detail.no-issuer', names),
    actions: [issued],
    proof,
  };
}

function poolOf({name, workloadPool: found}: {name: string; workloadPool?: string}, pool: string) {
  return phrase('proof.issuer-pool', {cluster: name, found: found ?? '-', pool});
}

/** An issuer is of no use before the cluster has its pool. */
function withoutPool(
  {project}: Look,
  {location, name}: NonNullable<RegistrationFact['cluster']>,
  proof: readonly Phrase[],
): Diagnosis {
  const target = targetOf({project: project.id, location, cluster: name});
  return {kind: 'symptom', of: {runbook: 'workload-identity-disabled', target}, proof};
}

import type {Diagnosis} from '../core/contract/diagnosis.ts';
import type {Look} from '../core/contract/runbook.ts';
import {CallError} from '../core/lib/error.ts';
import {phrase} from '../core/texts/texts.ts';

type Person = Extract<Diagnosis, {kind: 'person'}>;

/**
 * What a person is told of a cluster that the fleet does not know. Where the container API does not know it
 * either, only a log entry says that there is one, and anybody who may write an entry can say that of any
 * number of them: the diagnosis notes it, so that they are told together. What cannot be asked is no such
 * answer.
 */
export async function ofUnknownCluster(look: Look, told: Person): Promise<Person> {
  const {project, target, readers} = look;
  const {location, cluster} = target;
  if (cluster === undefined) return told;
  try {
    // The whole list: no name that only an entry gave is asked for.
    const {clusters, whole} = await readers.clusters(project.id);
    const isThere = clusters.some(
      one => one.name === cluster && (location === undefined || one.location === location),
    );
    if (isThere || !whole) return told;
    const proof =
      location === undefined
        ? phrase('proof.no-cluster-named', {project: project.id, cluster})
        : phrase('proof.no-such-cluster', {project: project.id, location, cluster});
    return {...told, nowhere: true, proof: [...told.proof, proof]};
  } catch (error) {
    if (error instanceof CallError) return told;
    throw error;
  }
}

import type {Diagnosis} from '../../core/diagnosis.ts';
import {phrase} from '../../core/phrase.ts';
import type {Look} from '../../core/runbook.ts';
import {targetText} from '../../core/target.ts';

/**
 * Called when none of the causes was found. An in-cluster failure needs a person, because the
 * responder does not see the cluster; a managed one whose causes are all gone is over.
 */
export async function diagnose({
  target,
  variant,
  project,
  fleet,
  readers,
}: Look): Promise<Diagnosis> {
  if (variant === 'in-cluster') {
    return {
      kind: 'person',
      cause: phrase('cause.in-cluster-webhook', {target: targetText(target)}),
      advice: phrase('advice.in-cluster-webhook', {project: project.id}),
      proof: [phrase('proof.in-cluster-tail')],
    };
  }
  const mesh = await readers.mesh(fleet.id);
  return {
    kind: 'healthy',
    proof: [
      mesh.kind === 'not-enabled'
        ? phrase('proof.mesh-not-enabled', {fleet: fleet.id})
        : phrase('proof.no-cause', {target: targetText(target)}),
    ],
  };
}

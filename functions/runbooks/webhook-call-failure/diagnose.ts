import type {Diagnosis} from '../../core/contract/diagnosis.ts';
import {findMembership} from '../../mesh/membership.ts';
import {ofUnknownCluster} from '../../mesh/unknown-cluster.ts';
import type {Look} from '../../core/contract/runbook.ts';
import {targetText} from '../../core/detection/target.ts';
import {phrase} from './texts.ts';

/**
 * Called when none of the causes was found. An in-cluster failure needs a person then: no namespace asks for
 * that webhook any more (its leftover is named by the cause's look), or nobody could look; a webhook is
 * never deleted here. So does one on a cluster that managed mesh does not run; a managed one whose causes
 * are all gone is over.
 */
export async function diagnose(look: Look): Promise<Diagnosis> {
  const {target, variant, fleet, readers} = look;
  const advice = phrase('advice.in-cluster-webhook');
  const risk = phrase('risk.in-cluster-webhook');
  const params = {target: targetText(target), fleet: fleet.id};
  if (variant === 'in-cluster') {
    return ofUnknownCluster(look, {
      kind: 'person',
      cause: phrase('cause.in-cluster-webhook'),
      detail: phrase('detail.in-cluster-webhook'),
      advice,
      risk,
      unseen: true,
      proof: [phrase('proof.in-cluster-tail')],
    });
  }
  const mesh = await readers.mesh(fleet.id);
  const managed = mesh.kind === 'enabled' && (await findMembership(mesh, look)) !== undefined;
  if (managed) return {kind: 'healthy', proof: [phrase('proof.no-cause', params)]};
  const cause = phrase('cause.not-managed', params);
  const detail = phrase('detail.not-managed', params);
  const told = {kind: 'person', cause, detail, advice, risk, unseen: true, proof: []} as const;
  return ofUnknownCluster(look, told);
}

import type {Diagnosis, Proof} from '../../core/contract/diagnosis.ts';
import {CallError, passes} from '../../core/lib/error.ts';
import type {MembershipFact} from '../../core/facts/cloud.ts';
import {findMembership, reachTo} from '../../mesh/membership.ts';
import {followsSign, type Look} from '../../core/contract/runbook.ts';
import {connectGateway, saysOff} from '../../mesh/required-apis.ts';
import {registered, searchClusters, unregistered} from '../../mesh/search-clusters.ts';
import {target, targetText} from '../../core/detection/target.ts';
import {inspect, needsAttention, type Seen, selector} from './inspect.ts';
import {phrase} from './texts.ts';
import {restartsOf} from '../../actions/restart-workloads/params.ts';
import type {Reach, WorkloadRef} from '../../core/facts/kubernetes.ts';
import type {Impact} from '../../core/incident/impact.ts';
import {type HeldAdvice, heldAdvice, heldProof} from '../../mesh/held-workloads.ts';
import {impactOn, workloadName} from '../../mesh/workloads.ts';

/**
 * Looks for the pods that the managed data plane gave up on, through the gateway, and for what they
 * belong to. The fleet's own word comes first: it is there also where the cluster cannot be seen.
 */
export async function diagnose(look: Look): Promise<Diagnosis> {
  if (look.target.cluster === undefined) {
    return searchClusters(look, {
      runbook: 'data-plane-upgrade-failed',
      advice: phrase('advice.find-failed-pods'),
      judge: cluster => diagnose({...look, target: cluster.target}),
    });
  }
  const registration = await registered(look);
  if (registration === undefined) return unregistered(look);
  const mesh = await look.readers.mesh(look.fleet.id);
  const state = mesh.kind === 'enabled' ? await findMembership(mesh, look) : undefined;
  const names = {
    project: look.project.id,
    cluster: look.target.cluster,
    target: targetText(look.target),
  };
  try {
    const reach = reachTo(look.fleet, registration);
    const seen = await inspect(look.readers, reach);
    return assess(seen, {state, names, reach});
  } catch (error) {
    if (error instanceof CallError) return unseen(look, error, state);
    throw error;
  }
}

/**
 * The cluster could not be looked into. That the gateway's API is off is evidence of its own; what may
 * pass is tried again; for the rest a person is told what the fleet says and what could not be seen.
 */
function unseen(look: Look, error: CallError, state: MembershipFact | undefined): Diagnosis {
  const {call, failure, said} = error.facts;
  const proof = [phrase('proof.no-answer', {call, failure, said})];
  // Nobody complained and the fleet is content: what cannot be seen is no news.
  const isNews = followsSign(look.symptom) || needsAttention(state);
  if (!isNews && !passes(failure)) return {kind: 'healthy', proof};
  if (saysOff(error.facts, connectGateway, look.fleet)) {
    const of = {runbook: 'connect-gateway-disabled', target: target({project: look.fleet.id})};
    return {kind: 'symptom', of, proof};
  }
  if (passes(failure)) throw error;
  return {
    kind: 'person',
    cause: phrase('cause.pods-unseen'),
    detail: phrase('detail.pods-unseen', {target: targetText(look.target)}),
    advice: phrase('advice.find-failed-pods'),
    unseen: true,
    proof,
  };
}

/** Proof is for people: so many names of a kind are shown. */
const shown = 3;
/** How long the fleet may take to notice that no pod is left, seconds. */
const lingers = 900;

/** What the look is about. */
interface Context {
  readonly state: MembershipFact | undefined;
  readonly names: {readonly project: string; readonly cluster: string; readonly target: string};
  readonly reach: Reach;
}

/** Judges what was seen in a cluster. */
function assess(seen: Seen, {state, names, reach}: Context): Diagnosis {
  const {pods, workloads, bare} = seen;
  const {project, cluster, target} = names;
  const proof = proofOf(seen, state, target);
  if (pods.length === 0) {
    if (!needsAttention(state)) return {kind: 'healthy', proof};
    const cause = phrase('cause.attention-lingers');
    const detail = phrase('detail.attention-lingers', {target});
    return {kind: 'waiting', cause, detail, proof, usualSeconds: lingers};
  }
  const counts = {pods: pods.length, workloads: workloads.length};
  const impact = impactOf(seen);
  const [held] = seen.held;
  if (workloads.length === 0 && held !== undefined) {
    const cause = phrase('cause.held-workloads');
    const detail = phrase('detail.held-workloads', counts);
    return {kind: 'person', cause, detail, impact, ...heldAdvice(held, byHand), proof};
  }
  if (workloads.length === 0) {
    const [{namespace, name} = {namespace: '', name: ''}] = bare;
    return {
      kind: 'person',
      cause: phrase('cause.bare-pods'),
      detail: phrase('detail.bare-pods', counts),
      impact,
      advice: phrase('advice.delete-pod', {namespace, name}),
      risk: phrase('risk.delete-pod'),
      proof,
    };
  }
  return {
    kind: 'broken',
    cause: phrase('cause.upgrade-failed'),
    detail: phrase('detail.upgrade-failed', counts),
    impact,
    actions: restartsOf({project, cluster, ...reach}, workloads, {kind: 'labelled', selector}),
    proof,
  };
}

/** Every pod that could not be upgraded, and what it belongs to. */
function impactOf({pods, workloads, held}: Seen): Impact {
  const namespaces = [...new Set(pods.map(one => one.namespace))].sort();
  return {...impactOn([...workloads, ...held]), namespaces, pods: pods.length};
}

/** The page's label finds the pods. */
function byHand({kind, namespace, name}: WorkloadRef): HeldAdvice {
  const workload = workloadName({kind, namespace, name});
  return {
    advice: phrase('advice.replace-by-hand', {workload, namespace}),
    risk: phrase('risk.replace-by-hand'),
  };
}

function proofOf(
  {pods, held, bare, short, strict}: Seen,
  state: Context['state'],
  target: string,
): readonly Proof[] {
  const plane =
    state === undefined
      ? []
      : [
          phrase('proof.data-plane', {
            membership: target,
            state: state.dataPlane,
            said: state.dataPlaneDetails[0]?.details ?? '-',
          }),
        ];
  const few = strict
    .slice(0, shown)
    .map(one => phrase('proof.budget', {namespace: one.namespace, name: one.name}));
  const lacking = short.slice(0, shown).map(one =>
    phrase('proof.short', {
      workload: workloadName(one),
      available: one.available,
      wanted: one.wanted,
    }),
  );
  const alone =
    bare.length === 0
      ? []
      : [
          phrase('proof.bare', {
            count: bare.length,
            name: bare
              .slice(0, shown)
              .map(one => `${one.namespace}/${one.name}`)
              .join(', '),
          }),
        ];
  return [
    ...plane,
    phrase('proof.failed-pods', {count: pods.length}),
    ...few,
    ...lacking,
    ...heldProof(held),
    ...alone,
  ];
}

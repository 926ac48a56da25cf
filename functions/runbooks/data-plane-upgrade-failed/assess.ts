import {restartsOf} from '../../actions/restart-workloads/params.ts';
import type {Diagnosis, Proof} from '../../core/contract/diagnosis.ts';
import type {MembershipFact} from '../../core/facts/cloud.ts';
import type {Reach} from '../../core/facts/kubernetes.ts';
import {workloadName} from '../../mesh/workloads.ts';
import {needsAttention, type Seen, selector} from './inspect.ts';
import {phrase} from './texts.ts';

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
export function assess(seen: Seen, {state, names, reach}: Context): Diagnosis {
  const {pods, workloads, bare} = seen;
  const {project, cluster, target} = names;
  const proof = proofOf(seen, state);
  if (pods.length === 0) {
    if (!needsAttention(state)) return {kind: 'healthy', proof};
    const cause = phrase('cause.attention-lingers', {target});
    return {kind: 'waiting', cause, proof, usualSeconds: lingers};
  }
  const counts = {pods: pods.length, workloads: workloads.length, target};
  if (workloads.length === 0) {
    const [{namespace, name} = {namespace: '', name: ''}] = bare;
    const cause = phrase('cause.bare-pods', counts);
    return {kind: 'person', cause, advice: phrase('advice.delete-pod', {namespace, name}), proof};
  }
  return {
    kind: 'broken',
    cause: phrase('cause.upgrade-failed', counts),
    actions: restartsOf({project, cluster, ...reach}, workloads, {kind: 'labelled', selector}),
    proof,
  };
}

function proofOf({pods, bare, short, strict}: Seen, state: Context['state']): readonly Proof[] {
  const plane =
    state === undefined
      ? []
      : [
          phrase('proof.data-plane', {
            membership: state.membership,
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
    ...alone,
  ];
}

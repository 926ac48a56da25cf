import {heldBy, heldProof} from '../../mesh/held-workloads.ts';
import {systemNamespaces, workloadName} from '../../mesh/workloads.ts';
import type {LogEntry} from '../../core/detection/entry.ts';
import {CallError, failureText} from '../../core/lib/error.ts';
import type {MembershipFact, MeshFact, RegistrationFact} from '../../core/facts/cloud.ts';
import {textAt} from '../../core/lib/json.ts';
import type {Reach, WorkloadFact, WorkloadRef} from '../../core/facts/kubernetes.ts';
import type {Phrase} from '../../core/texts/phrase.ts';
import {reachTo, registrationOf} from '../../mesh/membership.ts';
import type {Look} from '../../core/contract/runbook.ts';
import {connectGateway, saysOff} from '../../mesh/required-apis.ts';
import {covers, type Project} from '../../core/config/settings.ts';
import {type Target, target, targetKey, targetText} from '../../core/detection/target.ts';
import {quote} from '../../filter/quote.ts';
import {detect} from '../webhook-call-failure/detect.ts';
import type {Unprovisioned} from './unprovisioned.ts';
import {phrase} from './texts.ts';

/** Events of so many minutes tell which workloads failed. */
const minutes = 6 * 60;
/** Clusters that are read side by side. */
const width = 8;
/** One plan restarts no more workloads of a cluster than this; what is left is planned anew. */
const most = 50;
/** Proof is for people: no more names than this. */
const shown = 5;
/** States of a control plane that may end: by themselves, or once the fleet manages it. */
const rising: readonly string[] = ['PROVISIONING', 'FAILED_PRECONDITION', 'STALLED'];

/** What one cluster showed. */
export type Outcome = {
  readonly place: Target;
  readonly proof: readonly Phrase[];
} & (
  | {readonly kind: 'well'}
  | {
      readonly kind: 'sick';
      /** Project id of the cluster. */
      readonly project: string;
      readonly cluster: string;
      readonly reach: Reach;
      /** All that lack pods, sorted by their names. */
      readonly lacking: readonly WorkloadRef[];
      /** Those of them that a restart renews. */
      readonly workloads: readonly WorkloadRef[];
      /** Those that would take a restart and replace no pod. */
      readonly held: readonly WorkloadFact[];
    }
  /** Its workloads wait for a control plane that is on its way. */
  | {readonly kind: 'rising'; readonly lacking: readonly WorkloadRef[]}
  /** The gateway does not know yet that its API is on. */
  | {readonly kind: 'not-propagated'}
  | {readonly kind: 'unseen'; readonly error: CallError}
);

interface Place {
  readonly project: Project;
  readonly registration: RegistrationFact;
  readonly cluster: NonNullable<RegistrationFact['cluster']>;
  readonly state: MembershipFact | undefined;
  /** The control plane injects, or the same plan provisions it first. */
  readonly ready: boolean;
}

/**
 * The workloads that failed injection, in the clusters of the webhook failures that the incident
 * explains: events of the log name candidates, and live state decides which of them lack pods. Every
 * name comes from the fleet and the cluster; an event only chooses among them.
 */
export async function failedInjections(
  look: Look,
  fleet: {
    readonly mesh: Extract<MeshFact, {kind: 'enabled'}>;
    readonly memberships: readonly RegistrationFact[];
  },
  provisioned: Unprovisioned['memberships'],
): Promise<readonly Outcome[]> {
  const places = placesOf(look, fleet, provisioned);
  const outcomes: Outcome[] = [];
  for (let start = 0; start < places.length; start += width) {
    const some = places.slice(start, start + width);
    outcomes.push(...(await Promise.all(some.map(place => lookInto(look, place)))));
  }
  return outcomes;
}

function placesOf(
  {signs, projects}: Look,
  {mesh, memberships}: Parameters<typeof failedInjections>[1],
  provisioned: Unprovisioned['memberships'],
): readonly Place[] {
  const targets = signs
    .filter(one => one.runbook === 'webhook-call-failure')
    .map(one => one.target);
  const distinct = new Map(targets.map(one => [targetKey(one), one]));
  const places = [...distinct.values()].flatMap((sign): readonly Place[] => {
    const project = projects.find(one => one.id === sign.project);
    if (project === undefined || sign.cluster === undefined) return [];
    const registration = registrationOf(memberships, {project, target: sign});
    const cluster = registration?.cluster;
    if (registration === undefined || cluster === undefined) return [];
    if (!covers(project, {location: cluster.location, cluster: cluster.name})) return [];
    const isOf = (one: {readonly location: string; readonly membership: string}) =>
      one.location === registration.location && one.membership === registration.membership;
    const state = mesh.memberships.find(isOf);
    const ready = state?.controlPlane === 'ACTIVE' || provisioned.some(isOf);
    return [{project, registration, cluster, state, ready}];
  });
  return [...places].sort((a, b) => (a.cluster.name < b.cluster.name ? -1 : 1));
}

async function lookInto(look: Look, place: Place): Promise<Outcome> {
  const {cluster, state, project} = place;
  const {name, location} = cluster;
  const at = target({project: project.id, location, cluster: name});
  const where = targetText(at);
  const reach = reachTo(look.fleet, place.registration);
  try {
    const sick = await sickOf(look, place, reach);
    if (sick.length === 0) {
      return {kind: 'well', place: at, proof: [phrase('proof.none-failed', {cluster: where})]};
    }
    const held = sick.filter(one => heldBy(one) !== undefined);
    const workloads = sick
      .filter(one => !held.includes(one))
      .slice(0, most)
      .map(({kind, namespace, name: own}) => ({kind, namespace, name: own}));
    const proof = [
      phrase('proof.failed-injection', {
        cluster: where,
        count: sick.length,
        workloads: sick.slice(0, shown).map(workloadName).join(', '),
      }),
      ...heldProof(held),
    ];
    const seen = {place: at, lacking: sick, proof};
    return place.ready
      ? {...seen, kind: 'sick', project: project.id, cluster: name, reach, workloads, held}
      : down(seen, state?.controlPlane ?? 'LIFECYCLE_STATE_UNSPECIFIED');
  } catch (error) {
    if (!(error instanceof CallError)) throw error;
    const failure = failureText(error.facts);
    const proof = [phrase('proof.unseen-in', {cluster: where, call: error.facts.call, failure})];
    return saysOff(error.facts, connectGateway, look.fleet)
      ? {kind: 'not-propagated', place: at, proof}
      : {kind: 'unseen', place: at, error, proof};
  }
}

function down(
  seen: Pick<Extract<Outcome, {kind: 'rising'}>, 'place' | 'lacking' | 'proof'>,
  state: string,
): Outcome {
  const {place} = seen;
  const names = {cluster: targetText(place), state};
  const proof = [...seen.proof, phrase('proof.no-control-plane', names)];
  return rising.includes(state) ? {...seen, kind: 'rising', proof} : {kind: 'well', place, proof};
}

/** The workloads that failed injection and still lack pods, sorted by their names. */
async function sickOf(look: Look, place: Place, reach: Reach): Promise<readonly WorkloadFact[]> {
  const events = await eventsOf(look, place);
  const kinds = events.map(one => textAt(one.json, 'involvedObject', 'kind'));
  const sets = kinds.includes('ReplicaSet') ? await look.readers.replicaSets(reach) : [];
  const workloads = await look.readers.workloads(reach);
  const owners = new Map(
    sets.flatMap(({namespace, name, owner}) =>
      owner === undefined
        ? []
        : [[`${namespace}/ReplicaSet/${name}`, `${namespace}/${owner.kind}/${owner.name}`]],
    ),
  );
  const failedAt = new Map<string, number>();
  for (const event of events) {
    const object = objectOf(event);
    const owner = owners.get(object) ?? object;
    failedAt.set(owner, Math.max(failedAt.get(owner) ?? 0, timeOf(event.at)));
  }
  return workloads
    .filter(one => !systemNamespaces.includes(one.namespace) && lacksPods(one))
    .filter(one => isNewer(failedAt.get(workloadName(one)), one.restartedAt))
    .sort((a, b) => (workloadName(a) < workloadName(b) ? -1 : 1));
}

/** The failed calls of the mesh's webhooks that the cluster's own events tell, not those inside it. */
async function eventsOf(look: Look, place: Place): Promise<readonly LogEntry[]> {
  const {project, cluster} = place;
  const filter = [
    'log_id("events")',
    'resource.type="k8s_cluster"',
    `resource.labels.location=${quote(cluster.location)}`,
    `resource.labels.cluster_name=${quote(cluster.name)}`,
    'severity>=WARNING',
    'jsonPayload.message=~"failed\\s+calling\\s+(admission\\s+)?webhook"',
    'jsonPayload.message=~"sidecar-injector\\.istio\\.io"',
  ].join('\n');
  const own: Target = target({
    project: project.id,
    location: cluster.location,
    cluster: cluster.name,
  });
  const entries = await look.recent(project.id, filter, minutes);
  return entries.filter(entry => {
    const found = detect(entry);
    return (
      found.kind === 'finding' &&
      found.finding.variant === undefined &&
      targetKey({...found.finding.target, project: project.id}) === targetKey(own)
    );
  });
}

function objectOf({json}: LogEntry): string {
  const [namespace, kind, name] = ['namespace', 'kind', 'name'].map(part =>
    textAt(json, 'involvedObject', part),
  );
  return `${namespace ?? ''}/${kind ?? ''}/${name ?? ''}`;
}

function lacksPods({failure, wanted, available}: WorkloadFact): boolean {
  return failure !== undefined || available < wanted;
}

/** Whether a workload failed, and was not restarted since. */
function isNewer(failedAt: number | undefined, restartedAt: string | undefined): boolean {
  if (failedAt === undefined) return false;
  const restarted = restartedAt === undefined ? Number.NaN : Date.parse(restartedAt);
  return Number.isNaN(restarted) || failedAt > restarted;
}

/** Epoch milliseconds; the end of time for an event without a time that can be read. */
function timeOf(at: string | undefined): number {
  const time = at === undefined ? Number.NaN : Date.parse(at);
  return Number.isNaN(time) ? Infinity : time;
}

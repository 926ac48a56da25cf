import type {GoogleDeps} from '../../../../adapters/google/client/call.ts';
import {featureSpecOf} from '../../../../adapters/google/fleet/fleet-writers.ts';
import {loggingHistory} from '../../../../adapters/google/logging/history.ts';
import type {RegistrationFact} from '../../../../core/facts/cloud.ts';
import type {Reach} from '../../../../core/facts/kubernetes.ts';
import type {Readers} from '../../../../core/ports/ports.ts';
import {found, type Check} from '../check.ts';
import type {Pseudonyms} from './redact-names.ts';
import {read, strange} from './shaped.ts';

const service = 'gkehub.googleapis.com';

/** What is asked of each project. */
export function projectReads(
  readers: Readers,
  google: GoogleDeps,
  project: string,
): readonly Check[] {
  const history = loggingHistory(google);
  return [
    read(`service state in ${project}`, async () => {
      const state = await readers.serviceState(project, service);
      if (state !== 'UNKNOWN') return 1;
      return found('broken', 'deep-shape', {said: `the state of ${service} is a new word`});
    }),
    read(`project ${project}`, async () => ((await readers.project(project)).id === '' ? 0 : 1)),
    read(`policy of ${project}`, async () => (await readers.policy(project)).bindings.length),
    read(`clusters of ${project}`, async () => (await readers.clusters(project)).clusters.length),
    read(`newest log entries of ${project}`, async () => {
      const from = new Date(google.clock.now() - hourMs).toISOString();
      return (await history.newest(project, audit, from)).length;
    }),
    read(
      `log entries counted of ${project}`,
      async () => (await history.count(project, audit, hourMs / 60_000)).count,
    ),
  ];
}

const hourMs = 3_600_000;
/** Who changed something: what the responder asks the log for when its own repair was undone. */
const audit = 'log_id("cloudaudit.googleapis.com/activity")';

/** https://docs.cloud.google.com/kubernetes-engine/fleet-management/docs/reference/rest/v1/projects.locations.features#lifecyclestate */
const lifecycle = [
  'LIFECYCLE_STATE_UNSPECIFIED',
  'DISABLED',
  'FAILED_PRECONDITION',
  'PROVISIONING',
  'ACTIVE',
  'STALLED',
  'NEEDS_ATTENTION',
  'DEGRADED',
];

/** What is asked of each fleet. */
export function fleetReads(readers: Readers, fleet: string): readonly Check[] {
  return [
    read(`mesh of ${fleet}`, async () => {
      const mesh = await readers.mesh(fleet);
      if (mesh.kind === 'not-enabled') return 0;
      const words = mesh.memberships.flatMap(one => [one.controlPlane, one.dataPlane]);
      return strange(words, lifecycle) ?? mesh.memberships.length;
    }),
    read(
      `memberships of ${fleet}`,
      async () => (await readers.registrations(fleet)).memberships.length,
    ),
  ];
}

/** The feature of a membership, which is read before a change of it. */
export function featureRead(
  google: GoogleDeps,
  fleet: string,
  {location, membership}: RegistrationFact,
): Check {
  const name = `projects/${fleet}/locations/${location}/memberships/${membership}/features/servicemesh`;
  return read(
    `feature of ${membership}`,
    async () => Object.keys(await featureSpecOf(google, name)).length,
  );
}

/** https://docs.cloud.google.com/kubernetes-engine/docs/reference/rest/v1/projects.locations.clusters#status */
const clusterWords = [
  'STATUS_UNSPECIFIED',
  'PROVISIONING',
  'RUNNING',
  'RECONCILING',
  'STOPPING',
  'ERROR',
  'DEGRADED',
];

/** What is asked of a cluster and through its gateway; the names that an answer brings are hidden from the report. */
export function clusterReads(
  readers: Readers,
  {cluster}: RegistrationFact,
  reach: Reach,
  hidden: Pseudonyms,
): readonly Check[] {
  const inside = (what: string, ask: () => Promise<readonly unknown[]>): Check =>
    read(`${what} in ${reach.membership}`, async () => (await ask()).length);
  const own =
    cluster === undefined
      ? []
      : [
          read(`cluster ${cluster.name}`, async () => {
            const {project, location, name} = cluster;
            const {status} = await readers.cluster(project, location, name);
            return strange([status], clusterWords) ?? 1;
          }),
        ];
  return [
    ...own,
    inside('revisions', () => readers.revisions(reach)),
    inside('webhooks', () => readers.webhooks(reach)),
    inside('namespaces', async () => {
      const all = await readers.namespaces(reach);
      for (const {name} of all) hidden.hide('namespace', name);
      return all;
    }),
    inside('pods', () => readers.pods(reach, 'istio.io/rev')),
    inside('replica sets', () => readers.replicaSets(reach)),
    inside('workloads', async () => {
      const all = await readers.workloads(reach);
      for (const {namespace, name} of all) {
        hidden.hide('namespace', namespace);
        hidden.hide('workload', name);
      }
      return all;
    }),
    inside('budgets', () => readers.budgets(reach)),
  ];
}

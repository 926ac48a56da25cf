import type {InspectDeps} from '../../../../adapters/google/client/call.ts';
import {customRoleSupport} from '../../../../adapters/google/project/permissions.ts';
import {googleReaders} from '../../../../adapters/google/readers.ts';
import {clusterTrials} from '../../../../adapters/google/writers.ts';
import type {RegistrationFact} from '../../../../core/facts/cloud.ts';
import type {Reach} from '../../../../core/facts/kubernetes.ts';
import {CallError} from '../../../../core/lib/error.ts';
import type {Readers} from '../../../../core/ports/ports.ts';
import {reachTo} from '../../../../mesh/membership.ts';
import {names as listOf} from '../../../shared/wording.ts';
import {found, ok, type Check, type Found} from '../check.ts';
import {accountOf} from '../deployment.ts';
import type {DoctorContext} from '../doctor-context.ts';
import {neededPermissions} from '../permissions.ts';
import {Pseudonyms} from './redact-names.ts';

/** So many clusters of a fleet are looked into. */
const mostClusters = 3;

/** What `--deep` asks, and the names that its report must not tell. */
export interface Deep {
  readonly checks: readonly Check[];
  readonly names: ReadonlyMap<string, string>;
}

/**
 * Every read of the responder, once: of each project, of each fleet, and of some clusters of each. Whatever
 * is read, it is read by the responder's own adapters, so that a shape they do not expect shows.
 * Reads of operations need the name of one and are left out.
 */
export async function deepChecks(
  context: DoctorContext,
  google: InspectDeps,
  patches: boolean,
): Promise<Deep> {
  const {settings, deployment} = context;
  const hidden = new Pseudonyms();
  if (deployment !== undefined) hidden.hide('project', deployment.project);
  for (const {id, number} of settings.projects) {
    hidden.hide('project', id);
    hidden.hide('number', number);
  }
  const own = deployment === undefined ? undefined : accountOf(deployment, 'respond');
  const as = own === undefined ? google : await context.as(own).catch(() => google);
  const readers = googleReaders({...as, ...policyOf(google)});
  const fleets = settings.projects.filter(one =>
    settings.projects.some(other => other.fleet === one.id),
  );
  const checks: Check[] = [
    ...settings.projects.flatMap(({id}) => projectReads(readers, id)),
    ...fleets.flatMap(({id}) => fleetReads(readers, id)),
    ...settings.projects.map(({id}) => permissionCheck(id, neededPermissions(settings, id))),
  ];
  for (const fleet of fleets) {
    const {memberships} = await readers
      .registrations(fleet.id)
      .catch(() => ({memberships: [] as readonly RegistrationFact[]}));
    for (const one of memberships) {
      hidden.hide('membership', one.membership);
      if (one.cluster === undefined) continue;
      hidden.hide('cluster', one.cluster.name);
      hidden.hide('project', one.cluster.project);
    }
    for (const one of memberships.slice(0, mostClusters)) {
      const reach = reachTo(fleet, one);
      checks.push(...clusterReads(readers, one, reach));
      if (patches) checks.push(...patchTrials(readers, clusterTrials(as), reach, hidden));
    }
  }
  return {checks, names: hidden.all};
}

function policyOf({attempts, totalMs, signal}: InspectDeps): Partial<InspectDeps> {
  return {
    ...(attempts === undefined ? {} : {attempts}),
    ...(totalMs === undefined ? {} : {totalMs}),
    ...(signal === undefined ? {} : {signal}),
  };
}

/** One read; `count` says how many things the answer held, or undefined for one thing. */
function read(subject: string, ask: () => Promise<number>): Check {
  const run = () =>
    shaped(async () => {
      const count = await ask();
      return count === 0 ? ok('deep-empty') : ok('deep-read', {count});
    });
  return {check: 'reads', subject, run};
}

/** An answer that the responder's own adapter cannot read is what `--deep` looks for. */
async function shaped(ask: () => Promise<Found>): Promise<readonly Found[]> {
  try {
    return [await ask()];
  } catch (error) {
    if (!(error instanceof CallError) || error.facts.failure !== 'malformed') throw error;
    return [found('broken', 'deep-shape', {said: error.facts.said})];
  }
}

const service = 'gkehub.googleapis.com';

function projectReads(readers: Readers, project: string): readonly Check[] {
  return [
    {
      check: 'reads',
      subject: `service state in ${project}`,
      run: () =>
        shaped(async () => {
          const state = await readers.serviceState(project, service);
          if (state !== 'UNKNOWN') return ok('deep-read', {count: 1});
          return found('broken', 'deep-shape', {said: `the state of ${service} is a new word`});
        }),
    },
    read(`project ${project}`, async () => ((await readers.project(project)).id === '' ? 0 : 1)),
    read(`policy of ${project}`, async () => (await readers.policy(project)).bindings.length),
  ];
}

function fleetReads(readers: Readers, fleet: string): readonly Check[] {
  return [
    read(`mesh of ${fleet}`, async () => {
      const mesh = await readers.mesh(fleet);
      return mesh.kind === 'enabled' ? mesh.memberships.length : 0;
    }),
    read(
      `memberships of ${fleet}`,
      async () => (await readers.registrations(fleet)).memberships.length,
    ),
  ];
}

function clusterReads(
  readers: Readers,
  {cluster}: RegistrationFact,
  reach: Reach,
): readonly Check[] {
  const inside = (what: string, ask: () => Promise<readonly unknown[]>): Check =>
    read(`${what} in ${reach.membership}`, async () => (await ask()).length);
  const own =
    cluster === undefined
      ? []
      : [
          read(`cluster ${cluster.name}`, async () => {
            const {project, location, name} = cluster;
            return (await readers.cluster(project, location, name)).nodePools.length;
          }),
        ];
  return [
    ...own,
    inside('revisions', () => readers.revisions(reach)),
    inside('webhooks', () => readers.webhooks(reach)),
    inside('namespaces', () => readers.namespaces(reach)),
    inside('pods', () => readers.pods(reach, 'istio.io/rev')),
    inside('replica sets', () => readers.replicaSets(reach)),
    inside('workloads', () => readers.workloads(reach)),
    inside('budgets', () => readers.budgets(reach)),
  ];
}

/** A patch of one namespace that changes no label, and of one workload that would restart it. */
function patchTrials(
  readers: Readers,
  trials: ReturnType<typeof clusterTrials>,
  reach: Reach,
  hidden: Pseudonyms,
): readonly Check[] {
  const trial = (what: string, ask: () => Promise<string | undefined>): Check => ({
    check: 'patches',
    subject: `${what} in ${reach.membership}`,
    run: () =>
      shaped(async () => {
        const said = await ask();
        return said === undefined ? ok('deep-patch') : found('unknown', 'deep-unreached', {said});
      }),
  });
  return [
    trial('labels of a namespace', async () => {
      const all = await readers.namespaces(reach);
      for (const {name} of all) hidden.hide('namespace', name);
      const one = all.find(({name}) => name === 'default') ?? all[0];
      if (one === undefined) return 'there is no namespace';
      const {name: namespace, resourceVersion} = one;
      await trials.labelNamespace(reach, {namespace, resourceVersion, labels: {}});
      return undefined;
    }),
    trial('restart of a workload', async () => {
      const all = await readers.workloads(reach);
      for (const {namespace, name} of all) {
        hidden.hide('namespace', namespace);
        hidden.hide('workload', name);
      }
      const [one] = all;
      if (one === undefined) return 'there is no workload';
      const {kind, namespace, name} = one;
      await trials.restart(reach, {kind, namespace, name}, '2026-01-01T00:00:00Z');
      return undefined;
    }),
  ];
}

/** Asked by whoever runs it: the responder itself may not look at IAM. */
function permissionCheck(project: string, needed: readonly string[]): Check {
  return {
    check: 'custom roles',
    subject: project,
    access: {project, role: 'roles/iam.roleViewer'},
    async run(deps) {
      const support = await customRoleSupport(deps, project);
      const of = (level: string | undefined) => needed.filter(one => support.get(one) === level);
      const [refused, testing, unknown] = [of('NOT_SUPPORTED'), of('TESTING'), of(undefined)];
      const lines: Found[] = [];
      if (refused.length > 0) {
        const params = {permissions: listOf(refused)};
        lines.push(found('broken', 'deep-permission-refused', params));
      }
      if (testing.length > 0) {
        const params = {permissions: listOf(testing)};
        lines.push(found('warning', 'deep-permission-testing', params));
      }
      if (unknown.length > 0) {
        const params = {permissions: listOf(unknown)};
        lines.push(found('unknown', 'deep-permission-unknown', params));
      }
      return lines.length > 0 ? lines : [ok('deep-permissions', {count: needed.length})];
    },
  };
}

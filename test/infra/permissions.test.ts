import assert from 'node:assert/strict';
// Loaded before the run: the library makes two globals, which would count as leaks of the first test.
import '@google-cloud/logging';
import {describe, it} from 'mocha';
import {actions} from '../../functions/actions/index.ts';
import {loggingHistory} from '../../functions/adapters/google/logging/history.ts';
import {heartbeatWriter} from '../../functions/adapters/google/logging/heartbeat-writer.ts';
import {googleReaders} from '../../functions/adapters/google/readers.ts';
import {googleWriters} from '../../functions/adapters/google/writers.ts';
import {parseProxy} from '../../functions/adapters/http/proxy.ts';
import type {Action} from '../../functions/core/contract/action.ts';
import {listAt} from '../../functions/core/lib/json.ts';
import type {Runbook} from '../../functions/core/contract/runbook.ts';
import type {Project} from '../../functions/core/config/settings.ts';
import {serviceAgent, serviceAgentRole} from '../../functions/mesh/service-agent.ts';
import {target} from '../../functions/core/detection/target.ts';
import {runbooks} from '../../functions/runbooks/index.ts';
import type {MemberPatch, WorldPatch} from '../../sandbox/patch/patch.ts';
import type {Sandbox} from '../../sandbox/sandbox.ts';
import {scenarios} from '../../sandbox/scenarios.ts';
import {startSandbox} from '../../sandbox/start.ts';
import {googleDeps} from '../support/google.ts';
import {objectOf} from './files.ts';
import {permissionsOf} from './permission.ts';

const service = 'connectgateway.googleapis.com';
const number = '731920055417';
const stamp = '2026-11-20T10:00:00.000Z';
/** The cluster whose membership the fleet has, and how it is reached. */
const cluster = {project: 'shop-prod', cluster: 'prod-eu-1'};
const membership = {fleet: 'shop-fleet', location: 'europe-west1', membership: 'prod-eu-1'};
const reach = {...membership, fleetNumber: number, collection: 'gkeMemberships'};
const held = {role: serviceAgentRole, member: serviceAgent(number)};

/** How each action is driven through its whole way: what it is asked to do, in a world that needs it. */
const driven: Readonly<Record<string, {readonly params: object; readonly broken: WorldPatch}>> = {
  'enable-service': {
    params: {project: 'shop-fleet', service},
    broken: {project: 'shop-fleet', disable: [service]},
  },
  'bind-service-agent': {
    params: {project: 'shop-fleet', fleetNumber: number},
    broken: {project: 'shop-fleet', unbind: [held]},
  },
  'set-workload-pool': {
    params: {...cluster, location: 'europe-west1'},
    broken: changed({inside: {workloadPool: null}}),
  },
  'manage-mesh': {
    params: {
      project: 'shop-prod',
      fleet: 'shop-fleet',
      location: 'europe-west1',
      membership: 'prod-eu-1',
    },
    broken: {
      project: 'shop-fleet',
      memberships: {'prod-eu-1': {management: 'MANAGEMENT_UNSPECIFIED', lapsed: true}},
    },
  },
  'set-issuer': {
    params: {...cluster, ...membership, clusterLocation: 'europe-west1'},
    broken: changed({issuer: ''}),
  },
  'relabel-namespace': {
    params: {...cluster, ...reach, namespace: 'shop', revision: 'asm-managed'},
    broken: changed({
      inside: {namespaces: {shop: {labels: {'istio-injection': 'enabled', 'istio.io/rev': null}}}},
    }),
  },
  'restart-workloads': {
    params: {
      ...cluster,
      ...reach,
      workloads: [
        {kind: 'Deployment', namespace: 'shop', name: 'web'},
        {kind: 'StatefulSet', namespace: 'shop', name: 'db'},
        {kind: 'DaemonSet', namespace: 'shop', name: 'log'},
      ],
      pods: {kind: 'labelled', selector: 'dataplane-upgrade=failed'},
    },
    broken: changed({
      inside: {
        namespaces: {
          shop: {
            workloads: {
              'Deployment/web': {upgrade: 'failed'},
              'StatefulSet/db': {upgrade: 'failed'},
              'DaemonSet/log': {upgrade: 'failed'},
            },
          },
        },
      },
    }),
  },
};

function changed(member: MemberPatch): WorldPatch {
  return {project: membership.fleet, memberships: {[membership.membership]: member}};
}

function depsOf(sandbox: Sandbox) {
  return googleDeps({proxy: parseProxy(sandbox.url)});
}

/** Runs an action from its look to its check, and says what it asked for. */
async function askedBy(action: Action): Promise<readonly string[]> {
  const how = driven[action.manifest.id];
  assert.ok(how !== undefined, `say in this test how ${action.manifest.id} is driven`);
  const sandbox = await startSandbox({scenario: 'healthy', now: () => Date.now()});
  try {
    sandbox.patch(how.broken);
    const [readers, writers] = [googleReaders(depsOf(sandbox)), googleWriters(depsOf(sandbox))];
    assert.equal((await action.precheck(how.params, readers)).kind, 'needed');
    const written = await action.effect(how.params, readers, writers, stamp);
    assert.ok(written.kind === 'accepted');
    await action.check(how.params, readers, written.operation, stamp);
    return permissionsOf(sandbox.requests());
  } finally {
    await sandbox.close();
  }
}

/** Asks a runbook everything in every scenario, and says what it asked for. */
async function readBy(runbook: Runbook): Promise<readonly string[]> {
  const asked = new Set<string>();
  for (const {name} of scenarios) {
    const sandbox = await startSandbox({scenario: name, now: () => Date.now()});
    try {
      await diagnoseAll(runbook, sandbox);
      for (const one of permissionsOf(sandbox.requests())) asked.add(one);
    } finally {
      await sandbox.close();
    }
  }
  return [...asked].sort();
}

async function diagnoseAll(runbook: Runbook, {config, ...sandbox}: Sandbox): Promise<void> {
  const readers = googleReaders(depsOf({config, ...sandbox}));
  const projects: readonly Project[] = config.projects.map(one => ({
    ...one,
    fleet: one.fleet ?? one.id,
  }));
  const recent = () => Promise.resolve([]);
  const heartbeat = () => Promise.resolve({kind: 'alive'} as const);
  for (const project of projects) {
    const fleet = projects.find(one => one.id === project.fleet);
    assert.ok(fleet !== undefined);
    // What the engine asks before each diagnosis, for every runbook.
    await readers.project(project.id);
    const surveyed = await runbook.survey?.({fleet, projects: [project], readers});
    for (const place of [target({project: project.id}), ...(surveyed?.places ?? [])]) {
      const look = {target: place, symptom: 'polled', variant: undefined, project, fleet};
      await runbook.diagnose({...look, projects, readers, heartbeat, signs: [], recent});
    }
  }
}

/** The permissions of a runbook and of those whose causes it looks into. */
function withCauses({manifest}: Runbook): readonly string[] {
  const causes = runbooks.filter(one => manifest.causes.includes(one.manifest.id));
  return [manifest, ...causes.map(one => one.manifest)].flatMap(one => one.permissions);
}

describe('what the roles allow is what the code asks for', () => {
  for (const action of actions) {
    it(`action ${action.manifest.id}: no more and no less`, async () => {
      assert.deepEqual(await askedBy(action), [...action.manifest.permissions].sort());
    });
  }

  for (const runbook of runbooks) {
    it(`runbook ${runbook.manifest.id}: enough`, async () => {
      const allowed = withCauses(runbook);
      for (const one of await readBy(runbook)) assert.ok(allowed.includes(one), one);
    });
  }

  it('the role to read: nothing that nobody asks for', async () => {
    const engine = listAt(objectOf('functions/engine/engine.json'), 'permissions');
    const asked = new Set(await askedByEngine());
    for (const runbook of runbooks) for (const one of await readBy(runbook)) asked.add(one);
    const allowed = [...engine, ...runbooks.flatMap(one => one.manifest.permissions)];
    for (const one of allowed) assert.ok(asked.has(String(one)), `${String(one)} is never used`);
  });
});

/** What the engine asks of watched projects by itself: like entries, and its heartbeat. */
async function askedByEngine(): Promise<readonly string[]> {
  const sandbox = await startSandbox({scenario: 'healthy', now: () => Date.now()});
  try {
    const deps = depsOf(sandbox);
    await loggingHistory(deps).count('shop-fleet', 'severity>=ERROR', 15);
    await heartbeatWriter(deps).beat('shop-fleet', Date.now());
    return permissionsOf(sandbox.requests());
  } finally {
    await sandbox.close();
  }
}

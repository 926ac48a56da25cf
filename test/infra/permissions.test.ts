import assert from 'node:assert/strict';
import {existsSync} from 'node:fs';
import {join} from 'node:path';
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
import {target} from '../../functions/core/detection/target.ts';
import {runbooks} from '../../functions/runbooks/index.ts';
import {parsePatch} from '../../sandbox/patch/parse-patch.ts';
import type {WorldPatch} from '../../sandbox/patch/patch.ts';
import type {Sandbox} from '../../sandbox/sandbox.ts';
import {scenarios} from '../../sandbox/scenarios.ts';
import {startSandbox} from '../../sandbox/start.ts';
import {assertNone, lacking, unused, type Use} from '../runbooks/faults.ts';
import {root} from '../support/child.ts';
import {googleDeps} from '../support/google.ts';
import {objectOf} from './files.ts';
import {permissionsOf} from './permission.ts';

const stamp = '2026-11-20T10:00:00.000Z';

/** How an action is driven through its whole way: what it is asked to do, in a world that needs it. */
function drivenBy(id: string): {readonly params: unknown; readonly broken: WorldPatch} {
  const file = `test/actions/${id}/driven.json`;
  assert.ok(
    existsSync(join(root, file)),
    `${file} is not there: {params, broken}, what ${id} is asked to do and the patch of the world that needs it`,
  );
  const json = objectOf(file);
  return {params: json['params'], broken: parsePatch(json['broken'])};
}

function depsOf(sandbox: Sandbox) {
  return googleDeps({proxy: parseProxy(sandbox.url)});
}

/** The verbs of a port, each with its permissions: one runs at a time, so that its requests are its own. */
function watched<Port extends object>(
  kind: string,
  port: Port,
  sandbox: Sandbox,
  uses: Use[],
): Port {
  let last: Promise<unknown> = Promise.resolve();
  const call = async (verb: string, work: () => unknown): Promise<unknown> => {
    const before = sandbox.requests().length;
    try {
      return await work();
    } finally {
      const asked = sandbox.requests().slice(before);
      uses.push({verb: `${kind}.${verb}`, permissions: permissionsOf(asked)});
    }
  };
  return new Proxy(port, {
    get(target, name, receiver): unknown {
      const verb: unknown = Reflect.get(target, name, receiver);
      if (typeof verb !== 'function') return verb;
      return (...args: readonly unknown[]): unknown => {
        const next = last.then(() =>
          call(String(name), () => Reflect.apply(verb, target, args) as unknown),
        );
        last = next.catch(() => undefined);
        return next;
      };
    },
  });
}

/** Runs an action from its look to its check, and says what it used. */
async function usedByAction(action: Action): Promise<readonly Use[]> {
  const {params, broken} = drivenBy(action.manifest.id);
  const sandbox = await startSandbox({scenario: 'healthy', now: () => Date.now()});
  try {
    sandbox.patch(broken);
    const uses: Use[] = [];
    const readers = watched('readers', googleReaders(depsOf(sandbox)), sandbox, uses);
    const writers = watched('writers', googleWriters(depsOf(sandbox)), sandbox, uses);
    assert.equal((await action.precheck(params, readers)).kind, 'needed');
    const written = await action.effect(params, readers, writers, stamp);
    assert.ok(written.kind === 'accepted');
    await action.check(params, readers, written.operation, stamp);
    return uses;
  } finally {
    await sandbox.close();
  }
}

/** Asks a runbook everything in every scenario, and says what it used; once, whoever asks again. */
const usedByRunbook = memoized(async (runbook: Runbook): Promise<readonly Use[]> => {
  const uses: Use[] = [];
  for (const {name} of scenarios) {
    const sandbox = await startSandbox({scenario: name, now: () => Date.now()});
    try {
      await diagnoseAll(runbook, sandbox, uses);
    } finally {
      await sandbox.close();
    }
  }
  return uses;
});

async function diagnoseAll(runbook: Runbook, sandbox: Sandbox, uses: Use[]): Promise<void> {
  const {config} = sandbox;
  const readers = watched('readers', googleReaders(depsOf(sandbox)), sandbox, uses);
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
    // An entry may name a cluster that nobody knows.
    const ghost = target({project: project.id, location: 'europe-west1', cluster: 'ghost'});
    const look = {target: ghost, symptom: 'reported', variant: undefined, project, fleet};
    await runbook.diagnose({...look, projects, readers, heartbeat, signs: [], recent});
  }
}

function memoized<Key, Value>(make: (key: Key) => Value): (key: Key) => Value {
  const made = new Map<Key, Value>();
  return key => {
    const value = made.get(key) ?? make(key);
    made.set(key, value);
    return value;
  };
}

/** The permissions of a runbook and of those whose causes it looks into. */
function withCauses({manifest}: Runbook): readonly string[] {
  const causes = runbooks.filter(one => manifest.causes.includes(one.manifest.id));
  return [manifest, ...causes.map(one => one.manifest)].flatMap(one => one.permissions);
}

describe('what the roles allow is what the code asks for', () => {
  for (const action of actions) {
    const {id, permissions} = action.manifest;
    it(`action ${id}: no more and no less`, async () => {
      const file = `functions/actions/${id}/action.json`;
      const uses = await usedByAction(action);
      assertNone([...lacking(file, permissions, uses), ...unused(file, permissions, uses)]);
    });
  }

  for (const runbook of runbooks) {
    const {id} = runbook.manifest;
    it(`runbook ${id}: enough`, async () => {
      const file = `functions/runbooks/${id}/runbook.json`;
      assertNone(lacking(file, withCauses(runbook), await usedByRunbook(runbook)));
    });
  }

  it('the role to read: nothing that nobody asks for', async () => {
    const engine = listAt(objectOf('functions/engine/engine.json'), 'permissions').map(String);
    const read = await Promise.all(runbooks.map(usedByRunbook));
    const uses = [{verb: 'the engine', permissions: await askedByEngine()}, ...read.flat()];
    assertNone([
      ...unused('functions/engine/engine.json', engine, uses),
      ...runbooks.flatMap(({manifest: {id, permissions}}) =>
        unused(`functions/runbooks/${id}/runbook.json`, permissions, uses),
      ),
    ]);
    // By itself it asks every runbook in every scenario.
  }).timeout(60_000);
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

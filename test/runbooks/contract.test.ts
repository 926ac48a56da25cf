import assert from 'node:assert/strict';
import {existsSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {parsePage} from '../../tools/docs/page.ts';
import {actions} from '../../functions/actions/index.ts';
import {viewEntry} from '../../functions/core/detection/entry.ts';
import {type JsonObject, textAt} from '../../functions/core/lib/json.ts';
import {dryRunWriters, rememberPolicies} from '../../functions/adapters/google/dry-run.ts';
import {classify} from '../../functions/engine/intake/classify.ts';
import type {Runbook} from '../../functions/core/contract/runbook.ts';
import {casesFaults, detectionFaults} from '../../functions/core/contract/runbook-faults.ts';
import {type Case, isTaken, nearMissFaults, ownCaseFaults} from '../../functions/runbooks/cases.ts';
import type {Deps} from '../../functions/engine/lib/context.ts';
import type {Received} from '../../functions/engine/intake/intake.ts';
import {poll} from '../../functions/engine/poll/poll.ts';
import {runUntilSettled, settleDry} from '../../functions/engine/operate/sweep.ts';
import {runbooks} from '../../functions/runbooks/index.ts';
import {requiredServices} from '../../functions/mesh/required-apis.ts';
import {scenarios} from '../../sandbox/scenarios.ts';
import {root} from '../support/child.ts';
import {FakeClock} from '../support/clock.ts';
import {incidentsOf, receive} from '../support/drive.ts';
import {casesOf} from '../support/entries.ts';
import {
  assertSpoken,
  fleet,
  namesakes,
  rig,
  shop,
  withoutIssuer,
  type World,
} from '../support/fakes.ts';
import {minute} from '../support/incident.ts';
import {halfMigrated, poolless} from '../support/inside.ts';
import {
  assertNone,
  folderFaults,
  plannedFaults,
  registryFaults,
  runbookManifestFaults,
  scenarioFaults,
} from './faults.ts';

afterEach(assertSpoken);

const ids = runbooks.map(one => one.manifest.id);

function view(entry: JsonObject) {
  const viewed = viewEntry(entry);
  assert.ok(viewed !== undefined);
  return viewed;
}

/** Everything that any runbook knows how to repair is broken. */
function breakAll(world: World): void {
  for (const project of [fleet.id, shop.id]) {
    world.disable(project);
    for (const service of requiredServices) world.disable(project, service);
    world.unbind(project);
  }
  world.clusters.set('quay-1', poolless());
  world.registered = withoutIssuer(namesakes(world.mesh));
  Object.assign(world.inside(), halfMigrated());
}

describe('the registry of runbooks', () => {
  it('is the listing of the folders', () => {
    assertNone(registryFaults(root, 'runbooks', ids));
  });

  it('has no circle of causes', () => {
    const visit = (id: string, path: readonly string[]): void => {
      assert.ok(!path.includes(id), `circle: ${[...path, id].join(' -> ')}`);
      const found = runbooks.find(one => one.manifest.id === id);
      for (const cause of found?.manifest.causes ?? []) visit(cause, [...path, id]);
    };
    for (const id of ids) visit(id, []);
  });
});

for (const runbook of runbooks) {
  const {manifest} = runbook;
  const cases = casesOf(manifest.id);

  describe(`runbook ${manifest.id} keeps the contract`, () => {
    it('has its files, and a page for people', () => {
      assertNone(folderFaults(root, 'runbooks', manifest.id));
      const page = `functions/runbooks/${manifest.id}/page.json`;
      parsePage(page, readFileSync(join(root, page), 'utf8'));
    });

    it('says on its page what of a plan its danger.ts catches, and has neither or both', () => {
      const folder = `functions/runbooks/${manifest.id}`;
      const page = parsePage('page.json', readFileSync(join(root, folder, 'page.json'), 'utf8'));
      const hasFile = existsSync(join(root, folder, 'danger.ts'));
      assert.equal(runbook.dangers !== undefined, hasFile, `${folder}/runbook.ts: dangers`);
      assert.equal(page.en.plans !== undefined, hasFile, `${folder}/page.json: plans`);
      assertNone(plannedFaults(runbook));
    });

    it('has a complete manifest', () => {
      const known = {actions: actions.map(one => one.manifest.id), runbooks: ids};
      assertNone(runbookManifestFaults(manifest, known));
    });

    it('is found by log entries of its own or by its survey alone, and has near misses', () => {
      const names = {ours: cases.ours.map(one => one.name), not: cases.not.map(one => one.name)};
      const folder = `functions/runbooks/${manifest.id}`;
      assertNone([
        ...casesFaults(folder, manifest, names),
        ...detectionFaults(folder, manifest, runbook.survey !== undefined),
      ]);
    });

    it('is played by a scenario', () => {
      if (!isPulse(runbook)) assertNone(scenarioFaults(manifest.id, scenarios));
    });

    for (const one of cases.ours) {
      it(`takes: ${one.name}`, () => {
        const others = runbooks.filter(other => other !== runbook);
        assertNone(ownCaseFaults(runbook, one, others));
      });
    }

    for (const one of cases.not) {
      it(`leaves: ${one.name}`, () => {
        assertNone(nearMissFaults(runbook, one));
        const classified = classify(view(one.entry), runbooks);
        if (!isTaken(classified)) return;
        const {runbook: taker} = classified.kind === 'pulse' ? classified : classified.finding;
        assert.notEqual(taker, manifest.id);
      });
    }

    it('plans only actions that its manifest names', async () => {
      const {deps, world, clock} = await rig('observe');
      breakAll(world);
      await provoke(deps, clock, runbook);
      for (const {runbook: id, work} of await settleDry(deps)) {
        if (id !== manifest.id) continue;
        for (const {action} of work.plan?.actions ?? [])
          assert.ok(manifest.actions.includes(action));
      }
    });

    it('law 4: a dry run writes nothing and says what it would do', async () => {
      const {deps, world, clock} = await rig();
      breakAll(world);
      const {readers, policyRead} = rememberPolicies(world.readers);
      const dry = {...deps, readers, writers: dryRunWriters({policyRead})};
      await provoke(dry, clock, runbook);

      const ended = await settleDry(dry);
      assert.ok(isPulse(runbook) || ended.some(one => one.runbook === manifest.id));

      assert.deepEqual(world.writes, []);
      const planned = ended.filter(
        one => one.runbook === manifest.id && one.work.plan !== undefined,
      );
      // Others may be explained by what is broken beside them.
      if (manifest.filter === undefined) assert.ok(planned.length > 0);
      for (const {
        state,
        work: {actions: done},
      } of planned) {
        if (state !== 'suppressed') {
          // What is risky waits for a person, in a dry run as well.
          const would = state === 'awaiting-approval' ? [] : ['would-change'];
          assert.deepEqual([...new Set(done.map(one => one.result))], would);
        }
      }
    });

    it('law 2: the same entries twice act once', async () => {
      const {deps, world, clock} = await rig();
      breakAll(world);
      await provoke(deps, clock, runbook);
      await provoke(deps, clock, runbook);
      await runUntilSettled(deps);
      const {length} = world.writes;
      const before = await incidentsOf(deps, manifest.id);

      const again = await provoke(deps, clock, runbook);
      await runUntilSettled(deps);

      assert.equal(new Set(world.writes).size, world.writes.length, world.writes.join(', '));
      assert.equal(world.writes.length, length);
      for (const one of again) assert.ok(!['opened', 'reopened'].includes(one.kind), one.kind);
      const after = await incidentsOf(deps, manifest.id);
      assert.deepEqual(
        after.map(one => [one.id, one.work.run]),
        before.map(one => [one.id, one.work.run]),
      );
    });
  });
}

/** Shows a runbook its problem: by its log entries, or by polls where no log announces it. */
async function provoke(
  deps: Deps,
  clock: FakeClock,
  {manifest}: Runbook,
): Promise<readonly Received[]> {
  if (manifest.filter !== undefined) {
    return receive(deps, ...entriesOf(casesOf(manifest.id).ours));
  }
  // Seen by two of its turns.
  const own = {...deps, runbooks: runbooks.filter(one => one.manifest.id === manifest.id)};
  for (let minutes = 0; minutes <= 2 * manifest.pollMinutes; minutes += 1) {
    await poll(own);
    clock.advance(minute);
  }
  return [];
}

/** Whether what a runbook takes are heartbeats, which open nothing. */
function isPulse(runbook: Runbook): boolean {
  const {ours} = casesOf(runbook.manifest.id);
  return ours.some(one => runbook.detect(view(one.entry)).kind === 'pulse');
}

/**
 * Entries of the world's two projects that a sink of theirs exports, as if they came when its clock begins:
 * what is older is summed up as a backlog and opens nothing.
 */
function entriesOf(cases: readonly Case[]): readonly JsonObject[] {
  const at = new Date(new FakeClock().now()).toISOString();
  const known = [fleet.id, fleet.number, shop.id, shop.number];
  return cases
    .filter(one => known.includes(one.target.project))
    .map(one => ({...one.entry, timestamp: at, receiveTimestamp: at}))
    .filter(entry => textAt(entry, 'resource', 'labels', 'project_id') !== undefined);
}

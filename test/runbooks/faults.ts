import assert from 'node:assert/strict';
import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import type {ActionManifest} from '../../functions/core/contract/action.ts';
import {
  type Known,
  manifestFaults,
  nameFaults,
  permissionFaults,
} from '../../functions/core/contract/runbook-faults.ts';
import type {Runbook, RunbookManifest} from '../../functions/core/contract/runbook.ts';
import type {PlannedChange} from '../../functions/core/planned/change.ts';
import {speaker} from '../../functions/adapters/chat/text/translate.ts';
import {readTerraformPlan} from '../../functions/plan/terraform/read-plan.ts';
import {root} from '../support/child.ts';
import type {Scenario} from '../../sandbox/scenario.ts';

// What a runbook or an action lacks to keep the contract. Each fault is a sentence that begins with the file
// and says what to write there.

/** @throws AssertionError with the faults, a line each. */
export function assertNone(faults: readonly string[]): void {
  assert.deepEqual(faults, [], faults.join('\n'));
}

/** The two rooms with one folder for each thing that is registered. */
export type Room = 'runbooks' | 'actions';

/** The files that each folder has, and what they are for. */
const files: Readonly<Record<Room, Readonly<Record<string, string>>>> = {
  runbooks: {
    'runbook.json': 'title, page, filter, permissions and actions',
    'cases.json': 'log entries that are its own, and near misses',
    'texts.ts': 'its sentences in both languages',
    'page.json': 'what a person reads of it in both languages',
    'runbook.ts': 'the runbook itself',
  },
  actions: {
    'action.json': 'risk, atOnce, apis and permissions',
    'params.ts': 'the schema of its parameters',
    'texts.ts': 'its sentences in both languages',
    'action.ts': 'the action itself',
  },
};

/** What the folder of a runbook or an action lacks, and its mirror in the tests. */
export function folderFaults(root: string, room: Room, id: string): readonly string[] {
  const folder = `functions/${room}/${id}`;
  const missing = Object.entries(files[room]).filter(
    ([name]) => !existsSync(join(root, folder, name)),
  );
  const mirror = `test/${room}/${id}`;
  const tests = existsSync(join(root, mirror)) ? readdirSync(join(root, mirror)) : [];
  return [
    ...missing.map(([name, what]) => `${folder}/${name} is not there: ${what}`),
    ...(tests.some(one => one.endsWith('.test.ts'))
      ? []
      : [`${mirror} has no test: every answer of ${id}`]),
  ];
}

/** What a registry and the folders beside it do not agree on. */
export function registryFaults(
  root: string,
  room: Room,
  registered: readonly string[],
): readonly string[] {
  const folders = readdirSync(join(root, 'functions', room), {withFileTypes: true})
    .filter(one => one.isDirectory() && one.name !== 'shared')
    .map(one => one.name);
  const index = `functions/${room}/index.ts`;
  return [
    ...folders
      .filter(one => !registered.includes(one))
      .map(one => `${index} lacks ${one}, which has a folder`),
    ...registered
      .filter(one => !folders.includes(one))
      .map(one => `${index} names ${one}, which has no folder functions/${room}/${one}`),
  ];
}

/** What the manifest of one of our runbooks lacks or says wrongly. */
export function runbookManifestFaults(manifest: RunbookManifest, known: Known): readonly string[] {
  const {id, page, causes} = manifest;
  const file = `functions/runbooks/${id}/runbook.json`;
  return [
    ...manifestFaults(file, manifest, known),
    ...(page.startsWith('https://docs.cloud.google.com/')
      ? []
      : [`${file}: page must be one of https://docs.cloud.google.com/, not ${page}`]),
    ...causes
      .filter(one => !known.runbooks.includes(one))
      .map(
        one =>
          `functions/runbooks/causes.json names ${one} as a cause of ${id}, which functions/runbooks/index.ts lacks`,
      ),
  ];
}

/** What an action's manifest lacks or says wrongly. */
export function actionManifestFaults({id, permissions, apis}: ActionManifest): readonly string[] {
  const file = `functions/actions/${id}/action.json`;
  return [
    ...nameFaults(file, id),
    ...(permissions.length > 0 ? [] : [`${file} lacks permissions: those that its verbs use`]),
    ...permissionFaults(file, permissions),
    ...apis
      .filter(one => !/^[a-z]+\.googleapis\.com$/.test(one))
      .map(one => `${file}: apis names ${one}, which is no API such as mesh.googleapis.com`),
  ];
}

/** That no scenario ends in an incident of a runbook. */
export function scenarioFaults(id: string, scenarios: readonly Scenario[]): readonly string[] {
  const ends = scenarios.flatMap(one => Object.keys(one.expected.ends));
  if (ends.some(one => one.startsWith(`${id} @ `))) return [];
  return [
    `sandbox/scenarios.ts lacks a scenario that expects an end of ${id}: sandbox/scenarios/${id}.ts`,
  ];
}

/** A verb that was called, e.g. `readers.cluster`, and the permissions that it took. */
export interface Use {
  readonly verb: string;
  readonly permissions: readonly string[];
}

/** The permissions that were used and are not allowed, each with what used it. */
export function lacking(
  file: string,
  allowed: readonly string[],
  uses: readonly Use[],
): readonly string[] {
  const used = [...new Set(uses.flatMap(one => one.permissions))].sort();
  return used
    .filter(one => !allowed.includes(one))
    .map(permission => {
      const users = uses.filter(one => one.permissions.includes(permission)).map(one => one.verb);
      return `${file} lacks permission ${permission}, used by ${[...new Set(users)].join(', ')}`;
    });
}

/** The permissions that are allowed and that nothing used. */
export function unused(
  file: string,
  allowed: readonly string[],
  uses: readonly Use[],
): readonly string[] {
  const used = uses.flatMap(one => one.permissions);
  return allowed
    .filter(one => !used.includes(one))
    .map(one => `${file} has permission ${one}, which nothing uses`);
}

/**
 * What a runbook's danger.ts lacks: it must catch at least one of the plans that Terraform made, and say of each
 * why, and what to do instead, in both languages.
 */
export function plannedFaults(runbook: Runbook): readonly string[] {
  if (runbook.dangers === undefined) return [];
  const {id} = runbook.manifest;
  const file = `functions/runbooks/${id}/danger.ts`;
  const found = plannedChanges().flatMap(
    change => runbook.dangers?.(change, {projects: undefined, speaksOf: () => true}) ?? [],
  );
  const dangers = found.filter(one => one.kind === 'danger');
  const speakers = (['en', 'ko'] as const).map(locale => speaker(locale, runbook.texts));
  return [
    ...(dangers.length > 0 ? [] : [`${file} catches no plan of test/guard/plans`]),
    ...dangers
      .flatMap(one => [one.why, one.remedy])
      .filter(one => speakers.some(speak => speak(one).trim() === ''))
      .map(one => `functions/runbooks/${id}/texts.ts lacks a sentence: ${JSON.stringify(one)}`),
  ];
}

let changes: readonly PlannedChange[] | undefined;

/** The changes of all plans in test/guard/plans. */
function plannedChanges(): readonly PlannedChange[] {
  const folder = join(root, 'test/guard/plans');
  changes ??= readdirSync(folder)
    .map(one => join(folder, one, 'plan.json'))
    .filter(one => existsSync(one))
    .flatMap(one => readTerraformPlan(readFileSync(one), one).changes);
  return changes;
}

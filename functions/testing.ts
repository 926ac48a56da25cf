import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import type {Look, Runbook} from './core/contract/runbook.ts';
import {casesFaults} from './core/contract/runbook-faults.ts';
import type {Project} from './core/config/settings.ts';
import {errorText} from './core/lib/error.ts';
import type {Readers} from './core/ports/ports.ts';
import {nearMissFaults, ownCaseFaults, readCases} from './runbooks/cases.ts';
import {runbooks as ours} from './runbooks/index.ts';
import {privateRunbooks} from './wiring/private-runbooks.ts';

// What a private runbook is tested with, and what `mesh-responder/testing` exports.

/**
 * Holds the private runbooks of a folder against the contract: what is looked at when they are loaded, and
 * the log entries of each cases.json. Runs their code.
 * @returns a sentence for each fault, with the path of its file; none: they may be deployed.
 */
export async function contractFaults(folder: string): Promise<readonly string[]> {
  const {runbooks, faults} = await privateRunbooks(folder);
  const tried = runbooks.map(one =>
    triedFaults(
      one,
      join(folder, one.manifest.id),
      [...ours, ...runbooks].filter(other => other !== one),
    ),
  );
  return [...faults, ...(await Promise.all(tried)).flat()];
}

async function triedFaults(
  runbook: Runbook,
  folder: string,
  others: readonly Runbook[],
): Promise<readonly string[]> {
  const file = join(folder, 'cases.json');
  try {
    const cases = readCases(file, JSON.parse(await readFile(file, 'utf8')));
    const names = {ours: cases.ours.map(one => one.name), not: cases.not.map(one => one.name)};
    const found = [
      ...cases.ours.flatMap(one => ownCaseFaults(runbook, one, others)),
      ...cases.not.flatMap(one => nearMissFaults(runbook, one)),
    ];
    return [
      ...casesFaults(folder, runbook.manifest, names),
      ...found.map(one => `${file}: ${one}`),
    ];
  } catch (error) {
    return [`${file} cannot be read: ${errorText(error)}`];
  }
}

/** What a diagnosis is to look at in a test. */
export interface Place extends Partial<Omit<Look, 'project' | 'readers'>> {
  readonly project: Project;
  /** What live state answers; a verb that is not given fails the test that needs it. */
  readonly readers?: Partial<Readers>;
}

/** A look for a diagnosis: the project itself, as its sign was seen in a log, where `place` says nothing else. */
export function lookAt({project, readers = {}, ...place}: Place): Look {
  return {
    target: {project: project.id},
    symptom: 'test',
    variant: undefined,
    fleet: project,
    projects: [project],
    signs: [],
    recent: () => Promise.reject(new Error(lacking('recent'))),
    heartbeat: () => Promise.reject(new Error(lacking('heartbeat'))),
    ...place,
    project,
    readers: new Proxy(readers, {
      get: (given, verb) =>
        (Reflect.get(given, verb) as unknown) ??
        (() => Promise.reject(new Error(lacking(`readers.${String(verb)}`)))),
    }) as Readers,
  };
}

function lacking(verb: string): string {
  return `the diagnosis asks ${verb}, which the test's place does not give`;
}

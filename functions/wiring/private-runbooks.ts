import {actions} from '../actions/index.ts';
import type {ConfigFault} from '../adapters/config/config-error.ts';
import {readRunbooks, type RunbookFolder} from '../adapters/runbook-folder.ts';
import type {Runbook} from '../core/contract/runbook.ts';
import {same} from '../core/texts/words.ts';
import {isObject, at, textAt} from '../core/lib/json.ts';
import {runbooks as ours} from '../runbooks/index.ts';
import {type Beside, checked} from '../runbooks/private.ts';
import {allTexts} from './translations.ts';

/** The private runbooks of a folder. */
export interface PrivateRunbooks {
  /** Those that keep the contract, fenced. */
  readonly runbooks: readonly Runbook[];
  /** The ids of all. */
  readonly ids: readonly string[];
  /** What the others lack: a sentence each, beginning with the path of the file. */
  readonly faults: readonly string[];
}

/** Loads the private runbooks of a folder and holds each against the contract. Runs their code. */
export async function privateRunbooks(folder: string): Promise<PrivateRunbooks> {
  const read = await readRunbooks(folder);
  if (typeof read === 'string') return {runbooks: [], ids: [], faults: [read]};
  const beside = besideOf(read);
  const all = read.map(one => checked(one, beside));
  const runbooks = all.flatMap(one => (one.kind === 'runbook' ? one.runbook : []));
  return {
    runbooks,
    ids: read.map(one => textAt(one.manifest, 'id') ?? one.name),
    faults: [
      ...all.flatMap(one => (one.kind === 'faults' ? one.faults : [])),
      ...circleFaults(folder, runbooks),
    ],
  };
}

/** Tells a fault of a private runbook as one of the configuration. */
export function folderFault(problem: string): ConfigFault {
  return {path: 'runbooks.folder', problem: same(problem)};
}

function besideOf(read: readonly RunbookFolder[]): Beside {
  const codes = [...allTexts(), ...read.map(one => at(one.ways, 'texts'))].flatMap(one =>
    isObject(one) ? Object.keys(one) : [],
  );
  const counted = Map.groupBy(codes, code => code);
  return {
    actions: actions.map(one => one.manifest.id),
    runbooks: [
      ...ours.map(one => one.manifest.id),
      ...read.flatMap(one => textAt(one.manifest, 'id') ?? []),
    ],
    isTaken: code => (counted.get(code)?.length ?? 0) > 1,
  };
}

/** Runbooks that explain each other: nobody could say which of them is the cause. */
function circleFaults(folder: string, runbooks: readonly Runbook[]): readonly string[] {
  const causesOf = (id: string) =>
    runbooks.find(one => one.manifest.id === id)?.manifest.causes ?? [];
  const circle = (id: string, way: readonly string[]): readonly string[] | undefined => {
    if (way.includes(id)) return [...way.slice(way.indexOf(id)), id];
    for (const cause of causesOf(id)) {
      const found = circle(cause, [...way, id]);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  const [first] = runbooks.flatMap(one => {
    const found = circle(one.manifest.id, []);
    return found === undefined ? [] : [found];
  });
  return first === undefined ? [] : [`${folder}: causes lead in a circle: ${first.join(' -> ')}`];
}

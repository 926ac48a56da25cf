import {existsSync} from 'node:fs';
import {readdir, readFile} from 'node:fs/promises';
import {registerHooks} from 'node:module';
import {join, parse} from 'node:path';
import {pathToFileURL} from 'node:url';
import {at} from '../core/lib/json.ts';
import {errorText} from '../core/lib/error.ts';

/** The folder of a private runbook as it was read; what is undefined could not be, and `faults` say why. */
export interface RunbookFolder {
  /** The folder's name. */
  readonly name: string;
  /** The folder's path. */
  readonly path: string;
  /** The path of its module. */
  readonly module: string | undefined;
  /** What `runbook.json` holds. */
  readonly manifest: unknown;
  /** What the module exports as default. */
  readonly ways: unknown;
  readonly faults: readonly string[];
}

/** The module of a runbook: a source, or what a bundle made of it. */
const modules = ['runbook.ts', 'runbook.mjs', 'runbook.js'];

/** What runbooks of one folder share, what npm puts there, and what starts with a dot. */
const noRunbook = /^(?:shared|node_modules|\..*)$/;

/**
 * Reads every runbook of a folder, sorted by name, and runs their modules. What they import from
 * `mesh-responder/runbook` is this process's own, wherever the folder lies.
 * @returns a sentence in the place of the runbooks where the folder itself cannot be read.
 */
export async function readRunbooks(folder: string): Promise<readonly RunbookFolder[] | string> {
  const names = await foldersIn(folder);
  if (typeof names === 'string') return names;
  shareContract();
  return Promise.all(names.map(name => readRunbook(join(folder, name), name)));
}

async function foldersIn(folder: string): Promise<readonly string[] | string> {
  try {
    const entries = await readdir(folder, {withFileTypes: true});
    const names = entries.filter(one => one.isDirectory() && !noRunbook.test(one.name));
    if (names.length > 0) return names.map(one => one.name).sort();
    return `${folder} has no runbook: each is a folder with runbook.json and runbook.ts`;
  } catch (error) {
    return `${folder} cannot be read: ${errorText(error)}`;
  }
}

async function readRunbook(path: string, name: string): Promise<RunbookFolder> {
  const module = modules.map(one => join(path, one)).find(existsSync);
  const [manifest, ways] = await Promise.all([readManifest(path), readWays(path, module)]);
  const faults = [manifest, ways].flatMap(one => one.fault ?? []);
  return {name, path, module, manifest: manifest.value, ways: ways.value, faults};
}

/** What was read, or why it was not. */
interface Outcome {
  readonly value?: unknown;
  readonly fault?: string;
}

async function readManifest(path: string): Promise<Outcome> {
  const file = join(path, 'runbook.json');
  if (!existsSync(file)) {
    return {fault: `${file} is not there: title, page, filter, permissions and actions`};
  }
  try {
    return {value: JSON.parse(await readFile(file, 'utf8'))};
  } catch (error) {
    return {fault: `${file} is no JSON: ${errorText(error)}`};
  }
}

async function readWays(path: string, file: string | undefined): Promise<Outcome> {
  if (file === undefined) {
    return {fault: `${join(path, 'runbook.ts')} is not there: the runbook itself`};
  }
  try {
    const module: unknown = await import(pathToFileURL(file).href);
    const value = at(module, 'default');
    if (value !== undefined) return {value};
    return {fault: `${file} has no default export: the runbook itself`};
  } catch (error) {
    return {fault: `${file} cannot be loaded: ${errorText(error)}`};
  }
}

const contract = 'mesh-responder/runbook';
let isShared = false;

/**
 * A second copy of the contract would have error classes of its own, which nobody here knows. Among the
 * sources it stands above, in a bundle beside this file.
 */
function shareContract(): void {
  if (isShared) return;
  isShared = true;
  const {ext} = parse(import.meta.filename);
  const file = ext === '.ts' ? '../runbook.ts' : `./runbook${ext}`;
  const own = new URL(file, import.meta.url).href;
  registerHooks({
    resolve: (specifier, context, next) => next(specifier === contract ? own : specifier, context),
  });
}

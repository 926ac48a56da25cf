import {mkdir, writeFile} from 'node:fs/promises';
import {dirname, join, posix, relative, sep} from 'node:path';
import ts from 'typescript';
import {root} from '../root.ts';

/** What package.json exports, by the name of the file in functions/. */
const entries = ['index', 'runbook', 'testing'];
const sources = join(root, 'functions');

/**
 * Writes the types of what the package exports, and of whatever these mention, as declarations.
 * @throws Error with what the compiler says, when it says anything.
 */
export async function writeTypes(folder: string): Promise<void> {
  const declared = declarations();
  const reached = new Set(entries.map(one => `${one}.d.ts`));
  for (const file of reached) {
    const text = declared.get(file);
    if (text === undefined) throw new Error(`no types were made for ${file}`);
    for (const other of importsOf(file, text)) reached.add(other);
  }
  for (const file of reached) {
    const path = join(folder, file);
    await mkdir(dirname(path), {recursive: true});
    await writeFile(path, named(declared.get(file) ?? ''));
  }
}

/** Whatever is wrong with tsconfig.json, `npm run typecheck` says. */
const host = {...ts.sys, onUnRecoverableConfigFileDiagnostic: () => undefined};

/** The declarations of every module that the entries need, by their paths in functions/. */
function declarations(): ReadonlyMap<string, string> {
  const config = ts.getParsedCommandLineOfConfigFile(join(root, 'tsconfig.json'), {}, host);
  if (config === undefined) throw new Error('tsconfig.json cannot be read');
  const program = ts.createProgram({
    rootNames: entries.map(one => join(sources, `${one}.ts`)),
    options: {
      ...config.options,
      noEmit: false,
      declaration: true,
      emitDeclarationOnly: true,
      rootDir: root,
      outDir: root,
      types: ['node'],
    },
  });
  const made = new Map<string, string>();
  const {diagnostics} = program.emit(undefined, (path, text) => {
    made.set(relative(sources, path).split(sep).join('/'), text);
  });
  if (diagnostics.length === 0) return made;
  throw new Error(
    ts.formatDiagnostics(diagnostics, {
      getCanonicalFileName: one => one,
      getCurrentDirectory: () => root,
      getNewLine: () => '\n',
    }),
  );
}

const specifier = /((?:from |import\()')(\.[^']+)\.ts'/g;

function importsOf(file: string, text: string): readonly string[] {
  return Array.from(text.matchAll(specifier), ([, , path = '']) =>
    posix.join(posix.dirname(file), `${path}.d.ts`),
  );
}

/** Declarations stand beside no sources: a module is named as it would be compiled. */
function named(text: string): string {
  return text.replaceAll(specifier, `$1$2.js'`);
}

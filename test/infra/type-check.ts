import ts from 'typescript';
import {join} from 'node:path';
import {root} from '../support/child.ts';

/**
 * What the compiler says of a value as a literal of a type, so that keys which the type does not have
 * are faults as well.
 * @param type the type as an expression, for example `api.Schema$Build`; `api` is the module.
 */
export function faultsOf(value: unknown, module: string, type: string): readonly string[] {
  const file = join(root, 'test/infra/literal.ts');
  const literal = JSON.stringify(value, undefined, 1);
  const text = `import type * as api from '${module}';\nexport const value: ${type} = ${literal};\n`;
  const withLiteral: ts.CompilerHost = {
    ...host,
    fileExists: name => name === file || host.fileExists(name),
    readFile: name => (name === file ? text : host.readFile(name)),
    getSourceFile: (name, ...rest) =>
      name === file
        ? ts.createSourceFile(name, text, ts.ScriptTarget.ESNext)
        : parsed(name, () => host.getSourceFile(name, ...rest)),
  };
  const program = ts.createProgram([file], options, withLiteral);
  return ts
    .getPreEmitDiagnostics(program, program.getSourceFile(file))
    .map(one => ts.flattenDiagnosticMessageText(one.messageText, '\n'));
}

const options: ts.CompilerOptions = {
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  noEmit: true,
  strict: true,
  skipLibCheck: true,
  types: [],
};
const host = ts.createCompilerHost(options);
const files = new Map<string, ts.SourceFile | undefined>();

/** What is not the literal is the same each time, and parsing it is most of the work. */
function parsed(name: string, parse: () => ts.SourceFile | undefined): ts.SourceFile | undefined {
  if (!files.has(name)) files.set(name, parse());
  return files.get(name);
}

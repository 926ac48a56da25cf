import ts from 'typescript';
import {filesOf, textOf} from './files.ts';

/** A line that the code writes to its structured log. */
export interface LogLine {
  readonly message: string;
  /** Names of the fields that the call spells out. */
  readonly fields: readonly string[];
  readonly file: string;
}

/** Every call of `log.info`, `log.warn` and `log.error` below functions/, from the syntax itself. */
export function logLines(): readonly LogLine[] {
  return filesOf('functions', '.ts').flatMap(file => {
    const lines: LogLine[] = [];
    const visit = (node: ts.Node): void => {
      if (ts.isCallExpression(node) && isLogged(node.expression)) lines.push(lineOf(node, file));
      ts.forEachChild(node, visit);
    };
    visit(ts.createSourceFile(file, textOf(file), ts.ScriptTarget.ESNext, true));
    return lines;
  });
}

/** `log.info`, `deps.log.warn` and the like. */
function isLogged(callee: ts.Expression): boolean {
  return (
    ts.isPropertyAccessExpression(callee) &&
    /^(info|warn|error)$/.test(callee.name.text) &&
    /(^|\.)log$/.test(callee.expression.getText())
  );
}

/** @throws Error for a message that is put together: no metric could count on it. */
function lineOf({arguments: [message, fields]}: ts.CallExpression, file: string): LogLine {
  if (message === undefined || !ts.isStringLiteral(message)) {
    throw new Error(`${file}: the message of a log line must be a literal`);
  }
  return {message: message.text, fields: fields === undefined ? [] : namesIn(fields), file};
}

/** Names of an object literal's properties, also of those that it spreads. */
function namesIn(node: ts.Node): readonly string[] {
  if (!ts.isObjectLiteralExpression(node)) {
    const names: string[] = [];
    ts.forEachChild(node, child => void names.push(...namesIn(child)));
    return names;
  }
  return node.properties.flatMap(one => {
    if (ts.isSpreadAssignment(one)) return namesIn(one.expression);
    return ts.isIdentifier(one.name) ? [one.name.text] : [];
  });
}

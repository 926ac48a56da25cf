import {execFileSync} from 'node:child_process';
import {existsSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {format, resolveConfig} from 'prettier';
import {root} from '../root.ts';
import {camel, runbookFiles} from './templates.ts';

// `npm run new:runbook NAME`: writes a runbook that keeps the contract, and registers it.
const [id = ''] = process.argv.slice(2);
const fault = faultOf(id);
if (fault === undefined) await write();
else {
  process.stderr.write(`new:runbook: ${fault}\n`);
  process.exitCode = 2;
}

function faultOf(name: string): string | undefined {
  if (!/^[a-z]+(-[a-z]+)+$/.test(name)) {
    return `'${name}' is no name for a runbook: two or more words of a-z with a hyphen between, such as node-pool-full`;
  }
  const taken = [`functions/runbooks/${name}`, `test/runbooks/${name}`].find(one =>
    existsSync(join(root, one)),
  );
  return taken === undefined ? undefined : `${taken} is there already; choose another name`;
}

async function write(): Promise<void> {
  const files = runbookFiles(id);
  for (const {path, text} of files) await save(path, text);

  const index = 'functions/runbooks/index.ts';
  const line = `import {${camel(id)}} from './${id}/runbook.ts';\n`;
  const before = 'export const runbooks: readonly Runbook[] = [';
  await edit(index, text => {
    const [head, tail] = cut(index, text, '\n\n/** THE REGISTRY');
    const [open, rest] = cut(index, tail, '\n];');
    if (!open.includes(before)) throw new Error(`${index}: there is no '${before}'`);
    const imports = [...head.split('\n').slice(1), line.trim()].sort();
    return [head.split('\n')[0], ...imports].join('\n') + `${open}\n  ${camel(id)},${rest}`;
  });

  await edit('functions/runbooks/causes.json', text => {
    const graph = Object.entries({...(JSON.parse(text) as object), [id]: []});
    const sorted = Object.fromEntries(graph.sort(([one], [other]) => (one < other ? -1 : 1)));
    return JSON.stringify(sorted, null, 2);
  });

  execFileSync(process.execPath, ['tools/docs/main.ts'], {cwd: root, stdio: 'inherit'});
  const config = 'infra/tests/expected/projects.json';
  const filters = 'infra/tests/expected/filters.jsonl';
  const cli = ['functions/cli/shell/run.ts', 'filters', '--json', '--config', config];
  writeFileSync(join(root, filters), execFileSync(process.execPath, cli, {cwd: root}));

  process.stdout.write(
    [
      'Wrote',
      ...files.map(one => `  ${one.path}`),
      `Registered it in ${index} and functions/runbooks/causes.json.`,
      `Made anew: docs/runbooks and ${filters}.`,
      "Next: replace every 'REPLACE' in these files, in the order of docs/add-a-runbook.md.",
      '',
    ].join('\n'),
  );
}

async function edit(path: string, change: (text: string) => string): Promise<void> {
  await save(path, change(readFileSync(join(root, path), 'utf8')));
}

async function save(path: string, text: string): Promise<void> {
  const file = join(root, path);
  mkdirSync(dirname(file), {recursive: true});
  writeFileSync(file, await format(text, {...(await resolveConfig(file)), filepath: file}));
}

/** A text before a mark, and from it on. @throws Error when the file has no such mark. */
function cut(path: string, text: string, mark: string): readonly [string, string] {
  const at = text.indexOf(mark);
  if (at < 0) throw new Error(`${path}: there is no '${mark.trim()}'; add the runbook by hand`);
  return [text.slice(0, at), text.slice(at)];
}

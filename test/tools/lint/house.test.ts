import assert from 'node:assert/strict';
import {globSync, readFileSync} from 'node:fs';
import {dirname, join} from 'node:path';

const root = new URL('../../../', import.meta.url).pathname;
const modules = globSync('functions/**/*.ts', {cwd: root}).sort();

/** The files of some folders that a pattern is found in. */
function filesWith(pattern: RegExp, ...folders: readonly string[]): readonly string[] {
  return modules
    .filter(file => folders.some(one => file.startsWith(`functions/${one}/`)))
    .filter(file => pattern.test(readFileSync(join(root, file), 'utf8')));
}

/** What a module imports of functions/, as paths from the root. */
function importsOf(file: string): readonly string[] {
  const text = readFileSync(join(root, file), 'utf8');
  return Array.from(text.matchAll(/^(?:import|export)[^;]*?from '(\.[^']+)';/gms), ([, spec]) =>
    join(dirname(file), spec ?? ''),
  );
}

describe('the house', () => {
  it('has at most 15 modules directly in a folder, so that its rooms can be looked over', () => {
    const folders = Map.groupBy(modules, file => dirname(file));
    const full = [...folders].filter(([, files]) => files.length > 15).map(([folder]) => folder);
    assert.deepEqual(full, []);
  });

  it('decides by facts: core and engine read no sentence back', () => {
    assert.deepEqual(filesWith(/\breason\??\.(?:code|params)\b|\bproof\[\d/, 'core', 'engine'), []);
  });

  it('hands plans on as values: hardly a runbook or action takes texts apart', () => {
    const parsing = filesWith(/params\['|\.split\(' '\)|\.join\(' '\)/, 'runbooks', 'actions');
    assert.ok(parsing.length <= 2, `what is a list is passed as one: ${parsing.join(', ')}`);
  });

  it('has no circle of imports', () => {
    const graph = new Map(modules.map(file => [file, importsOf(file)]));
    const done = new Set<string>();
    const follow = (file: string, way: readonly string[]): void => {
      if (way.includes(file)) assert.fail(`a circle: ${[...way, file].join(' -> ')}`);
      if (done.has(file)) return;
      for (const next of graph.get(file) ?? []) follow(next, [...way, file]);
      done.add(file);
    };
    for (const file of modules) follow(file, []);
  });
});

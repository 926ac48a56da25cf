import assert from 'node:assert/strict';
import {Linter} from 'eslint';
import tseslint from 'typescript-eslint';
import {
  coreOnly,
  coreWaitsForNothing,
  judgeApart,
  layer,
  rooms,
} from '../../../tools/lint/fences.js';

const parsed: Linter.Config = {
  files: ['**/*.ts'],
  languageOptions: {parser: tseslint.parser},
  plugins: {'@typescript-eslint': tseslint.plugin},
};

/** What the blocks say of a file with this text. */
function said(blocks: readonly Linter.Config[], filename: string, text: string): readonly string[] {
  return new Linter().verify(text, [parsed, ...blocks], {filename}).map(one => one.message);
}

describe('the rooms of a folder', function () {
  // The first use loads the parser.
  this.timeout(60_000);
  const ordered = ['lib', 'ports', 'incident', 'guard'];
  const blocks = rooms('functions/core', ordered, coreOnly(ordered));
  const imports = (from: string, path: string) =>
    said(blocks, `functions/core/${from}/one.ts`, `import type {A} from '${path}';`);

  it('lead downwards, and to the same room', () => {
    assert.deepEqual(imports('guard', '../lib/clamp.ts'), []);
    assert.deepEqual(imports('guard', '../incident/incident.ts'), []);
    assert.deepEqual(imports('guard', './budget.ts'), []);
    assert.deepEqual(imports('lib', 'node:crypto'), []);
  });

  it('do not lead upwards', () => {
    const [first = '', ...rest] = imports('incident', '../guard/guard.ts');
    assert.match(first, /An arrow runs back up: functions\/core\/incident lies below guard\./);
    assert.deepEqual(rest, []);
    assert.equal(imports('lib', '../ports/ports.ts').length, 1);
    assert.equal(imports('lib/deeper', '../../ports/ports.ts').length > 0, true);
  });

  it('keep the fence of their folder', () => {
    for (const path of ['../../engine/sweep.ts', 'node:fs', 're2js', '../attic/one.ts']) {
      assert.deepEqual(imports('guard', path).length, 1, path);
    }
  });
});

describe('core', () => {
  const block: Linter.Config = {
    files: ['functions/core/**'],
    rules: {'no-restricted-syntax': ['error', ...coreWaitsForNothing]},
  };
  const found = (text: string) => said([block], 'functions/core/one.ts', text).length;

  it('waits for nothing', () => {
    assert.equal(found('export async function f(): Promise<void> {}'), 1);
    assert.equal(found('export const f = async () => {};'), 1);
    assert.equal(found('export class A { async f() {} }'), 1);
    assert.equal(found('await import("./one.ts");'), 1);
  });

  it('takes facts, not ports', () => {
    assert.equal(found('export function f(readers: Readers) { return readers; }'), 1);
    assert.equal(found(`export const f = (store: Pick<Store, 'mark'>) => store;`), 1);
    assert.equal(found('export function f({readers}: Look) { return readers; }'), 1);
  });

  it('declares ports and contracts', () => {
    assert.equal(found('export interface A { f(readers: Readers): Promise<void>; }'), 0);
    assert.equal(found('export interface A { readonly f: (look: Look) => Promise<void>; }'), 0);
    assert.equal(found('export function f(incident: Incident): Incident { return incident; }'), 0);
  });
});

describe('the judge of the simulation', () => {
  const block = layer(['test/simulation/judge/**'], judgeApart);
  const found = (text: string) => said([block], 'test/simulation/judge/one.ts', text).length;

  it('asks no function of the product', () => {
    const from = "'../../../functions/core/incident/incident.ts'";
    assert.equal(found(`import {standing} from ${from};`), 1);
    assert.equal(found(`import {standing, type Incident} from ${from};`), 1);
    assert.equal(found(`export {standing} from ${from};`), 1);
  });

  it('takes its types, and what the simulation has', () => {
    const from = "'../../../functions/core/incident/incident.ts'";
    assert.equal(found(`import type {Incident} from ${from};`), 0);
    assert.equal(found(`import {fleet} from '../../support/cloud/harbor.ts';`), 0);
    assert.equal(found(`import {claimOf} from './claims.ts';`), 0);
  });
});

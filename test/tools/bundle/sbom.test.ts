import assert from 'node:assert/strict';
import {readFile} from 'node:fs/promises';
import {at, listAt, textAt} from '../../../functions/core/lib/json.ts';
import {sbomOf} from '../../../tools/bundle/sbom.ts';
import {make, type Made} from './made.ts';

/** The ids of SPDX and what they are joined with: https://spdx.org/licenses/ */
const licence = /^(?:[A-Za-z0-9.+-]+)(?: (?:AND|OR|WITH) [A-Za-z0-9.+-]+)*$/;

/** Where a value is no component of CycloneDX 1.6 as we write it: https://cyclonedx.org/docs/1.6/json/#components */
function componentFaults(component: unknown): readonly string[] {
  const [type, ref, name, version, purl] = ['type', 'bom-ref', 'name', 'version', 'purl'].map(
    field => textAt(component, field) ?? '',
  );
  const group = textAt(component, 'group');
  const full = group === undefined ? name : `${group.replace('@', '%40')}/${name ?? ''}`;
  const licences = listAt(component, 'licenses').map(
    one => textAt(one, 'license', 'id') ?? textAt(one, 'expression') ?? '',
  );
  return [
    ...(['application', 'library'].includes(type ?? '') ? [] : [`type ${type ?? ''}`]),
    ...(purl === `pkg:npm/${full ?? ''}@${version ?? ''}` && ref === purl
      ? []
      : [`purl ${purl ?? ''}`]),
    ...(/^\d+\.\d+\.\d+/.test(version ?? '') ? [] : [`version ${version ?? ''}`]),
    ...(licences.length === 1 && licences.every(one => licence.test(one))
      ? []
      : [`licence ${licences.join()}`]),
  ].map(one => `${name ?? ''}: ${one}`);
}

describe('the bill of materials', () => {
  let made: Made;

  before(async function () {
    this.timeout(60_000);
    made = await make({projects: [{id: 'shop-prod', number: '12'}]});
  });

  after(() => made.files.remove());

  for (const folder of ['dist', 'dist/functions']) {
    it(`of ${folder} has the packages that licences.txt has, each once, in the form of CycloneDX`, async () => {
      const text = await readFile(made.files.path(`${folder}/sbom.cdx.json`), 'utf8');
      const bom: unknown = JSON.parse(text);
      assert.equal(textAt(bom, 'bomFormat'), 'CycloneDX');
      assert.equal(textAt(bom, 'specVersion'), '1.6');
      assert.equal(at(bom, 'version'), 1);
      assert.equal(textAt(bom, 'metadata', 'component', 'name'), 'mesh-responder');
      const components = listAt(bom, 'components');
      assert.deepEqual(
        [at(bom, 'metadata', 'component'), ...components].flatMap(componentFaults),
        [],
      );
      const refs = components.map(one => textAt(one, 'bom-ref') ?? '');
      assert.equal(new Set(refs).size, refs.length);

      const licences = await readFile(made.files.path(`${folder}/licences.txt`), 'utf8');
      const told = Array.from(
        licences.matchAll(/^== (\S+), (\S+), .* ==$/gm),
        ([, name = '', version = '']) => `pkg:npm/${name.replace('@', '%40')}@${version}`,
      );
      assert.deepEqual(refs, [...new Set(told)]);
      for (const name of ['googleapis', 're2js', 'zod']) {
        assert.ok(
          refs.some(one => one.startsWith(`pkg:npm/${name}@`)),
          name,
        );
      }
      // Tools of this repository are in no bundle.
      assert.ok(!refs.some(one => /mocha|esbuild|functions-framework/.test(one)));
    });
  }

  it('names scopes, expressions of licences, and those that say none', () => {
    const {components} = sbomOf([
      {folder: 'a', name: '@x/y', version: '1.0.0', licence: 'MIT OR Apache-2.0'},
      {folder: 'b', name: 'z', version: '2.0.0', licence: undefined},
      {folder: 'c/node_modules/z', name: 'z', version: '2.0.0', licence: undefined},
    ]);
    const purl = 'pkg:npm/%40x/y@1.0.0';
    const licenses = [{expression: 'MIT OR Apache-2.0'}];
    assert.deepEqual(components, [
      {type: 'library', 'bom-ref': purl, group: '@x', name: 'y', version: '1.0.0', licenses, purl},
      {
        type: 'library',
        'bom-ref': 'pkg:npm/z@2.0.0',
        name: 'z',
        version: '2.0.0',
        purl: 'pkg:npm/z@2.0.0',
      },
    ]);
  });
});

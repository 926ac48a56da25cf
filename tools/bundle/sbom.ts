import {writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import own from '../../package.json' with {type: 'json'};
import type {BundledPackage} from './packages.ts';

const file = 'sbom.cdx.json';

/**
 * Writes what a bundle is made of into its folder, as CycloneDX 1.6 (https://cyclonedx.org/docs/1.6/json/).
 * It has neither a serial number nor a time, which the format leaves open: the same bundle has the same.
 */
export async function writeSbom(
  folder: string,
  packages: readonly BundledPackage[],
): Promise<void> {
  await writeFile(join(folder, file), `${JSON.stringify(sbomOf(packages), undefined, 2)}\n`);
}

/** What is made of these packages. A package that stands in several folders is one component. */
export function sbomOf(packages: readonly BundledPackage[]) {
  const components = new Map(
    packages.map(one => [purlOf(one), {type: 'library', ...componentOf(one)}]),
  );
  const {name, version, license: licence} = own;
  return {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: {component: {type: 'application', ...componentOf({name, version, licence})}},
    components: [...components.values()],
  };
}

type Named = Pick<BundledPackage, 'name' | 'version' | 'licence'>;

function componentOf(one: Named) {
  const {name, version, licence} = one;
  const [, group, bare = name] = /^(@[^/]+)\/(.+)$/.exec(name) ?? [];
  const purl = purlOf(one);
  return {
    'bom-ref': purl,
    ...(group === undefined ? {} : {group}),
    name: bare,
    version,
    ...(licence === undefined ? {} : {licenses: [licenceOf(licence)]}),
    purl,
  };
}

/** https://github.com/package-url/purl-spec: the scope of npm is a namespace, its @ percent-encoded. */
function purlOf({name, version}: Named): string {
  return `pkg:npm/${name.replace(/^@/, '%40')}@${encodeURIComponent(version)}`;
}

/** Several licences are an expression of SPDX, one is an id. */
function licenceOf(licence: string) {
  return /\s/.test(licence) ? {expression: licence} : {license: {id: licence}};
}

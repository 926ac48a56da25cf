import assert from 'node:assert/strict';
import packageJson from '../../../package.json' with {type: 'json'};
import {isObject, textAt} from '../../../functions/core/lib/json.ts';
import {objectOf} from '../../infra/files.ts';

const exact = /^(?:npm:(?:@[\w.-]+\/)?[\w.-]+@)?\d+\.\d+\.\d+$/;

describe('the dependencies', () => {
  it('have exact versions', () => {
    const all = Object.entries({...packageJson.dependencies, ...packageJson.devDependencies});
    assert.ok(all.length > 20);
    for (const [name, version] of all) assert.match(version, exact, name);
  });

  it('come from a registry, each with its checksum', () => {
    const {packages} = objectOf('package-lock.json');
    assert.ok(isObject(packages));
    const all = Object.entries(packages).filter(([path]) => path !== '');
    assert.ok(all.length > 100, `${all.length} packages`);
    for (const [path, one] of all) {
      assert.match(textAt(one, 'resolved') ?? 'https://', /^https:\/\//, path);
      assert.match(textAt(one, 'integrity') ?? '', /^sha512-/, path);
    }
  });
});

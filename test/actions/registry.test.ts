import assert from 'node:assert/strict';
import {readdirSync} from 'node:fs';
import {actions} from '../../functions/actions/index.ts';

describe('the registry of actions', () => {
  it('is the listing of the folders', () => {
    const folders = readdirSync(new URL('../../functions/actions/', import.meta.url), {
      withFileTypes: true,
    });
    assert.deepEqual(
      actions.map(one => one.manifest.id).sort(),
      folders
        .filter(one => one.isDirectory())
        .map(one => one.name)
        .sort(),
    );
  });

  for (const {manifest} of actions) {
    it(`${manifest.id} has a complete manifest`, () => {
      assert.ok(manifest.permissions.length > 0);
      for (const one of manifest.permissions) assert.match(one, /^[a-z]+(\.[a-zA-Z]+){2}$/);
      for (const one of manifest.apis) assert.match(one, /^[a-z]+\.googleapis\.com$/);
    });
  }
});

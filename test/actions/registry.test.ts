import {actions} from '../../functions/actions/index.ts';
import {
  actionManifestFaults,
  assertNone,
  folderFaults,
  registryFaults,
} from '../runbooks/faults.ts';
import {root} from '../support/child.ts';

describe('the registry of actions', () => {
  it('is the listing of the folders', () => {
    const ids = actions.map(one => one.manifest.id);
    assertNone(registryFaults(root, 'actions', ids));
  });

  for (const {manifest} of actions) {
    it(`${manifest.id} has its files, and a complete manifest`, () => {
      assertNone(folderFaults(root, 'actions', manifest.id));
      assertNone(actionManifestFaults(manifest));
    });
  }
});

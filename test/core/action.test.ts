import assert from 'node:assert/strict';
import {changesFleet, usesGateway} from '../../functions/core/action.ts';

describe('what the permissions of an action say of where it acts', () => {
  it('changes the fleet: any change there but the way through the gateway', () => {
    const changes = (...permissions: readonly string[]) => changesFleet({permissions});
    assert.equal(changes('gkehub.memberships.update', 'gkehub.operations.get'), true);
    assert.equal(changes('gkehub.features.update'), true);
    assert.equal(changes('gkehub.memberships.list', 'gkehub.features.get'), false);
    assert.equal(changes('gkehub.gateway.get', 'gkehub.gateway.patch'), false);
    assert.equal(changes('container.clusters.update'), false);
  });

  it('goes through the gateway', () => {
    assert.equal(usesGateway({permissions: ['container.pods.list', 'gkehub.gateway.get']}), true);
    assert.equal(usesGateway({permissions: ['gkehub.memberships.update']}), false);
  });
});

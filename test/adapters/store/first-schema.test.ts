import {upgradeParams} from '../../../functions/adapters/store/first-schema.ts';
import {restartWorkloadsKind} from '../../../functions/actions/restart-workloads/params.ts';
import {shownOf} from '../../support/incident.ts';
import {reach} from '../../support/inside.ts';
import assert from 'node:assert/strict';

describe('parameters of the first format', () => {
  const place = {project: 'harbor-prod', cluster: 'quay-1', ...reach};
  const workloads = 'shop/Deployment/web, shop/StatefulSet/db';

  for (const pods of ['-', 'dataplane-upgrade=failed']) {
    it(`of a restart for ${pods} become lists, and people are shown the same`, () => {
      const old = {...place, workloads, pods};
      const params = restartWorkloadsKind.parse(upgradeParams('restart-workloads', old));
      assert.equal(params.workloads.length, 2);
      assert.deepEqual(shownOf(restartWorkloadsKind.plan(params)), old);
      assert.deepEqual(upgradeParams('restart-workloads', {...params}), params);
    });
  }

  it('that no plan of that format had are refused by the action', () => {
    for (const bad of [
      '',
      'web',
      'shop/Job/once',
      'shop/Deployment/web/more',
      'a/Deployment/b,c',
    ]) {
      const upgraded = upgradeParams('restart-workloads', {...place, workloads: bad, pods: '-'});
      assert.throws(() => restartWorkloadsKind.parse(upgraded), /action restart-workloads/, bad);
    }
    const without = upgradeParams('restart-workloads', {...place, workloads});
    assert.throws(() => restartWorkloadsKind.parse(without), /pods\.selector is missing/);
  });

  it('of every other action stay as they are', () => {
    const params = {project: 'p', service: 's', workloads: 'of another'};
    assert.equal(upgradeParams('enable-service', params), params);
  });
});

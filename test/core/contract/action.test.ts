import {phraseByCode as phrase} from '../../../functions/core/texts/phrase.ts';
import assert from 'node:assert/strict';
import {actions} from '../../../functions/actions/index.ts';
import {enableService} from '../../../functions/actions/enable-service/action.ts';
import {enableServiceKind} from '../../../functions/actions/enable-service/params.ts';
import {setIssuerKind} from '../../../functions/actions/set-issuer/params.ts';
import {
  actionOf,
  changesFleet,
  wordsOf,
  touchedBy,
  usesGateway,
} from '../../../functions/core/contract/action.ts';

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

describe('the projects that an action touches', () => {
  const fleetwide = {id: 'x', permissions: ['gkehub.memberships.update']};

  it('are its own, and the host of a fleet that it changes', () => {
    const params = {project: 'shop', fleet: 'host'};
    assert.deepEqual(touchedBy(fleetwide, params), ['shop', 'host']);
    assert.deepEqual(touchedBy({id: 'x', permissions: ['container.clusters.update']}, params), [
      'shop',
    ]);
  });

  it('are not guessed where it does not name the fleet', () => {
    assert.throws(() => touchedBy(fleetwide, {project: 'shop'}), /action x: .* name the fleet/);
  });
});

const enable = enableServiceKind.plan({project: 'shop', service: 'mesh.googleapis.com'});

describe('what became of an action', () => {
  const {outcome, step, permissions} = wordsOf(actions);

  it('is said with its parameters, in the words of its own folder', () => {
    assert.deepEqual(outcome(enable, 'changed'), phrase('did.enable-service', {...enable.params}));
    assert.deepEqual(outcome(enable, 'would-change').code, 'would.enable-service');
  });

  it('is said as what it does while nobody knows: with all that this names', () => {
    const set = setIssuerKind.plan({
      project: 'shop',
      cluster: 'prod',
      clusterLocation: 'us-east1',
      fleet: 'host',
      location: 'global',
      membership: 'prod',
    });
    const {code, params} = outcome(set, undefined);
    assert.equal(code, 'action.set-issuer');
    assert.match(String(params['issuer']), /us-east1\/clusters\/prod$/);
  });

  it('names the action alone where its parameters cannot be read, or nobody knows it', () => {
    for (const one of [
      {...enable, params: {project: 'shop'}},
      {...enable, action: 'gone'},
    ]) {
      const said = phrase('done.unreadable', {action: one.action});
      assert.deepEqual(outcome(one, 'changed'), said);
      assert.equal(step(one), undefined);
    }
  });

  it('is asked for as a step, with its command and its risk', () => {
    assert.deepEqual(step(enable), {
      title: phrase('step.enable-service', {...enable.params}),
      command: 'gcloud services enable mesh.googleapis.com --project=shop',
      risk: phrase('risk.enable-service', {...enable.params}),
    });
    assert.ok(permissions('enable-service').includes('serviceusage.services.enable'));
    assert.deepEqual(permissions('gone'), []);
  });
});

describe('an action', () => {
  it('has the parameters of its own folder, and says how people see what is no text', () => {
    const {shown: _texts, ...ways} = enableService;
    assert.throws(() => actionOf(setIssuerKind, ways), /enable-service: .* of set-issuer/);
    const parse = () => ({project: 'shop', services: ['a']});
    const kind = {id: 'enable-service', parse, plan: () => enable};
    assert.throws(() => actionOf(kind, ways).shown({}), /its services/);
  });
});

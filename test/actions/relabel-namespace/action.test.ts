import assert from 'node:assert/strict';
import {relabelNamespace as action} from '../../../functions/actions/relabel-namespace/action.ts';
import {dryRunWriters} from '../../../functions/adapters/google/dry-run.ts';
import type {Labels, NamespaceFact} from '../../../functions/core/facts/kubernetes.ts';
import {World} from '../../support/fakes.ts';
import {reach} from '../../support/inside.ts';

const stamp = '2026-11-20T10:00:00.000Z';
const params = {
  project: 'harbor-prod',
  cluster: 'quay-1',
  ...reach,
  namespace: 'orders',
  revision: 'asm-managed',
};

function namespace(name: string, labels: Labels): NamespaceFact {
  return {name, labels, annotations: {}, resourceVersion: '7'};
}

describe('relabel-namespace', () => {
  let world: World;
  beforeEach(() => {
    world = new World();
    world.inside().namespaces = [
      namespace('orders', {'istio-injection': 'enabled', team: 'orders'}),
      namespace('billing', {'istio-injection': 'enabled'}),
      namespace('kube-system', {}),
      namespace('istio-system', {}),
    ];
  });

  const labelsOf = (name: string) =>
    world.inside().namespaces.find(one => one.name === name)?.labels;
  const precheck = (over: Partial<typeof params> = {}) =>
    action.precheck({...params, ...over}, world.readers);
  const effect = () => action.effect(params, world.readers, world.writers, stamp);
  const check = () => action.check(params, world.readers, undefined, stamp);

  it('changes the two labels of one namespace and nothing else, and sees that it took', async () => {
    assert.deepEqual(await precheck(), {kind: 'needed'});
    assert.equal(await check(), 'not-taken');
    assert.deepEqual(await effect(), {kind: 'accepted'});
    assert.deepEqual(labelsOf('orders'), {team: 'orders', 'istio.io/rev': 'asm-managed'});
    assert.deepEqual(labelsOf('billing'), {'istio-injection': 'enabled'});
    assert.equal(await check(), 'took');
    assert.deepEqual(await precheck(), {kind: 'already'});
  });

  it('changes nothing by a repeat', async () => {
    await effect();
    assert.deepEqual(await effect(), {kind: 'unchanged'});
    assert.equal(world.writes.length, 1);
  });

  it('replaces another revision, and needs the older label to be gone', async () => {
    for (const labels of [
      {'istio.io/rev': 'asm-1187-26'},
      {'istio.io/rev': 'asm-managed', 'istio-injection': 'enabled'},
    ]) {
      world.inside().namespaces = [namespace('orders', labels)];
      assert.deepEqual(await precheck(), {kind: 'needed'});
      assert.equal(await check(), 'not-taken');
      await effect();
      assert.deepEqual(labelsOf('orders'), {'istio.io/rev': 'asm-managed'});
    }
  });

  it('writes nothing when somebody else wrote after the look, and decides again', async () => {
    world.before = verb => {
      if (verb !== 'labelNamespace') return;
      world.before = undefined;
      world.inside().namespaces = world
        .inside()
        .namespaces.map(one => ({...one, resourceVersion: '8'}));
    };
    await assert.rejects(effect(), /conflict/);
    assert.deepEqual(labelsOf('orders'), {'istio-injection': 'enabled', team: 'orders'});
    assert.deepEqual(await effect(), {kind: 'accepted'});
  });

  for (const name of ['kube-system', 'istio-system', 'asm-system']) {
    it(`refuses ${name}`, async () => {
      const refused = await precheck({namespace: name});
      assert.ok(refused.kind === 'refused' && refused.reason.code === 'refused.relabel-system');
      const given = {...params, namespace: name};
      await assert.rejects(action.effect(given, world.readers, world.writers, stamp));
      assert.deepEqual(world.writes, []);
    });
  }

  const out = [
    ['is gone', [], 'refused.relabel-gone'],
    [
      'has opted out',
      [namespace('orders', {'istio-injection': 'disabled'})],
      'refused.relabel-disabled',
    ],
  ] as const;
  for (const [what, namespaces, code] of out) {
    it(`refuses a namespace that ${what}, also right before the change`, async () => {
      world.inside().namespaces = namespaces;
      const refused = await precheck();
      assert.ok(refused.kind === 'refused' && refused.reason.code === code);
      await assert.rejects(effect(), /connectgateway namespaces.patch/);
      assert.deepEqual(world.writes, []);
    });
  }

  it('has nothing left to do in a namespace that was deleted', async () => {
    world.inside().namespaces = [];
    assert.equal(await check(), 'took');
  });

  it('takes no revision that is not managed, and no plan without a reach', async () => {
    await assert.rejects(precheck({revision: 'default'}), /revision must be one of asm-managed, /);
    await assert.rejects(precheck({namespace: ''}), /namespace must be/);
    await assert.rejects(precheck({membership: ''}), /membership must be/);
  });

  it('says in a dry run what it would send, with the fence, and sends nothing', async () => {
    const writers = dryRunWriters({policyRead: () => undefined});
    const written = await action.effect(params, world.readers, writers, stamp);
    assert.ok(written.kind === 'recorded');
    assert.match(written.request, /PATCH https:.*\/namespaces\/orders/);
    assert.match(written.request, /"istio-injection":null/);
    assert.match(written.request, /"resourceVersion":"7"/);
    assert.deepEqual(world.writes, []);
  });

  it('shows the same thing as a command', () => {
    const {command, prepare} = action.describe(params);
    const context = '--context=connectgateway_harbor-fleet_europe-west4_quay-1';
    assert.equal(
      command,
      `kubectl label namespace orders istio-injection- istio.io/rev=asm-managed --overwrite ${context}`,
    );
    assert.equal(
      prepare,
      'gcloud container fleet memberships get-credentials quay-1 --location=europe-west4 --project=harbor-fleet',
    );
    assert.ok(!Object.hasOwn(action, 'inverse'));
  });
});

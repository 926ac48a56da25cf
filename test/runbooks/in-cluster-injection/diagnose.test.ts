import assert from 'node:assert/strict';
import {CallError} from '../../../functions/core/lib/error.ts';
import type {Labels, WorkloadRef} from '../../../functions/core/facts/kubernetes.ts';
import {inClusterInjection as runbook} from '../../../functions/runbooks/in-cluster-injection/runbook.ts';
import {fleet, shop, World} from '../../support/fakes.ts';
import {
  halfMigrated,
  injectedPod,
  insideInjector,
  managedInjector,
  namespace,
  reach,
  revision,
  workload,
} from '../../support/inside.ts';
import {shownOf} from '../../support/incident.ts';
import {lookAt} from '../../support/look.ts';

const older = {'istio-injection': 'enabled'};
const managed = {'istio.io/rev': 'asm-managed'};
const place = {project: shop.id, cluster: 'quay-1', ...reach};
const queue: WorkloadRef = {kind: 'StatefulSet', namespace: 'orders', name: 'queue'};

/** The default's tag, served by the managed control plane. */
const managedDefault = {
  ...insideInjector({name: 'istio-revision-tag-default'}),
  labels: {'istio.io/tag': 'default', 'istio.io/rev': 'asm-managed'},
  hooks: insideInjector().hooks.map(({name, failurePolicy}) => ({
    name,
    failurePolicy,
    url: 'https://meshconfig.googleapis.com/v1internal/inject',
  })),
};

describe('in-cluster-injection', () => {
  let world: World;
  beforeEach(() => {
    world = new World();
    Object.assign(world.inside(), halfMigrated());
  });

  const diagnose = (parts: Parameters<typeof lookAt>[1] = {}) =>
    runbook.diagnose(lookAt(world, parts));
  const codes = async () => (await diagnose()).proof.map(one => one.code);

  /** What is planned, as `namespace` or `selector of pods: workloads`. */
  async function planned(): Promise<readonly string[]> {
    const diagnosis = await diagnose();
    assert.ok(diagnosis.kind === 'broken', diagnosis.kind);
    return diagnosis.actions.map(one => {
      const {namespace, pods, workloads} = shownOf(one);
      return namespace ?? `${pods}: ${workloads}`;
    });
  }

  async function person(code: string): Promise<void> {
    const diagnosis = await diagnose();
    assert.ok(diagnosis.kind === 'person', diagnosis.kind);
    assert.equal(diagnosis.cause.code, code);
  }

  it('relabels what the cluster injects, then restarts what has its proxy', async () => {
    const diagnosis = await diagnose();
    assert.ok(diagnosis.kind === 'broken');
    assert.deepEqual(diagnosis.detail?.params, {namespaces: 1, pods: 1});
    assert.deepEqual(diagnosis.impact, {
      workloads: ['orders/queue'],
      namespaces: ['orders'],
      pods: 1,
    });
    assert.deepEqual(diagnosis.actions, [
      {
        action: 'relabel-namespace',
        params: {...place, namespace: 'orders', revision: 'asm-managed'},
      },
      {
        action: 'restart-workloads',
        params: {
          ...place,
          workloads: [queue],
          pods: {kind: 'labelled', selector: 'istio.io/rev=default'},
        },
      },
    ]);
  });

  it('is broken until the last pod is renewed, then healthy with the leftover by name', async () => {
    world.inside().namespaces = [namespace('orders', managed)];
    assert.deepEqual(await planned(), ['istio.io/rev=default: orders/StatefulSet/queue']);
    world.inside().pods = [injectedPod(queue, 'asm-managed')];
    const diagnosis = await diagnose();
    assert.equal(diagnosis.kind, 'healthy');
    assert.deepEqual(diagnosis.proof, [
      {code: 'proof.leftover-injector', params: {name: 'istio-sidecar-injector'}},
    ]);
  });

  it('asks no more of a cluster than four requests where all is well', async () => {
    Object.assign(world.inside(), {webhooks: [managedInjector()], pods: []});
    assert.deepEqual(await codes(), ['proof.no-in-cluster-injector']);
    const inside = world.calls.filter(one => one.endsWith(' quay-1'));
    // Reading webhooks is one request for each of their two kinds.
    assert.deepEqual(inside, ['webhooks quay-1', 'namespaces quay-1', 'pods quay-1']);
  });

  describe('knows who serves a namespace', () => {
    const cases: readonly (readonly [string, Labels, boolean])[] = [
      ['the older label', older, true],
      [
        'the older label beside the managed revision, which it wins over',
        {...managed, ...older},
        true,
      ],
      ['the tag of the default', {'istio.io/rev': 'default'}, true],
      ['an old revision with its webhook', {'istio.io/rev': 'asm-1187-26'}, true],
      ['a managed revision', managed, false],
      ['a revision that nobody serves', {'istio.io/rev': 'asm-173-6'}, false],
      ['no injection', {'istio-injection': 'disabled', 'istio.io/rev': 'default'}, false],
      ['no label', {}, false],
    ];
    for (const [what, labels, isWrong] of cases) {
      it(`with ${what}`, async () => {
        const old = insideInjector({
          name: 'istio-sidecar-injector-asm-1187-26',
          labels: {},
          hooks: [
            {
              name: 'sidecar-injector.istio.io',
              service: 'istio-system/istiod-asm-1187-26',
              failurePolicy: 'Fail',
            },
          ],
        });
        world.inside().webhooks = [managedInjector(), insideInjector(), old];
        Object.assign(world.inside(), {namespaces: [namespace('orders', labels)], pods: []});
        if (isWrong) assert.deepEqual(await planned(), ['orders']);
        else assert.equal((await diagnose()).kind, 'healthy');
      });
    }

    it('and leaves the older label alone where the default is the managed one', async () => {
      world.inside().webhooks = [managedInjector(), managedDefault];
      assert.equal((await diagnose()).kind, 'healthy');
      // A pod with a real old revision waits for its restart all the same.
      world.inside().pods = [injectedPod(queue, 'asm-1187-26')];
      assert.deepEqual(await planned(), ['istio.io/rev=asm-1187-26: orders/StatefulSet/queue']);
    });

    it('and leaves webhooks to others that are no injectors, not mutating or elsewhere', async () => {
      const [hook] = insideInjector().hooks;
      assert.ok(hook !== undefined);
      Object.assign(world.inside(), {
        pods: [],
        webhooks: [
          managedInjector(),
          insideInjector({kind: 'validating'}),
          insideInjector({hooks: [{...hook, service: 'other-system/istiod'}]}),
          insideInjector({hooks: [{...hook, name: 'sidecar-injector.istio.io.example.com'}]}),
        ],
      });
      assert.equal((await diagnose()).kind, 'healthy');
    });

    it('and touches nothing of the system', async () => {
      const names = ['kube-system', 'istio-system', 'asm-system'];
      Object.assign(world.inside(), {
        namespaces: names.map(name => namespace(name, older)),
        pods: names.map(name => injectedPod({...queue, namespace: name})),
      });
      assert.equal((await diagnose()).kind, 'healthy');
    });
  });

  describe('restarts', () => {
    it('only pods of namespaces that ask for sidecars: gateways carry the label as well', async () => {
      world.inside().namespaces = [namespace('orders', older), namespace('gateways')];
      world.inside().pods = [
        injectedPod(queue),
        injectedPod({...queue, namespace: 'gateways', name: 'ingress'}),
      ];
      assert.deepEqual(await planned(), [
        'orders',
        'istio.io/rev=default: orders/StatefulSet/queue',
      ]);
    });

    it('in batches of five for each old revision, twenty at most, in the same order', async () => {
      const names = Array.from({length: 130}, (_, at) => `s-${String(at).padStart(3, '0')}`);
      const pods = names.map((name, at) =>
        injectedPod({...queue, name}, at < 7 ? 'asm-1187-26' : 'default'),
      );
      world.inside().pods = pods.toReversed();
      const first = await planned();
      assert.equal(first.length, 1 + 20);
      assert.match(
        first[1] ?? '',
        /^istio.io\/rev=asm-1187-26: (orders\/StatefulSet\/s-00\d(, )?){5}$/,
      );
      assert.match(
        first[2] ?? '',
        /^istio.io\/rev=asm-1187-26: (orders\/StatefulSet\/s-00\d(, )?){2}$/,
      );
      assert.match(first[3] ?? '', /^istio.io\/rev=default: /);
      world.inside().pods = pods;
      assert.deepEqual(await planned(), first);
    });

    it('nothing of a namespace that this plan does not relabel yet', async () => {
      const names = Array.from({length: 25}, (_, at) => `n-${String(at).padStart(2, '0')}`);
      world.inside().namespaces = names.map(name => namespace(name, older));
      world.inside().pods = ['n-00', 'n-24'].map(name => injectedPod({...queue, namespace: name}));
      const all = await planned();
      assert.deepEqual(all.slice(0, 20), names.slice(0, 20));
      assert.deepEqual(all.slice(20), ['istio.io/rev=default: n-00/StatefulSet/queue']);
    });

    it('nothing that a restart does not change; that is left to a person', async () => {
      const {owner: _none, ...bare} = injectedPod({...queue, name: 'alone'});
      const pinned = workload({...queue, podLabels: {'istio.io/rev': 'default'}});
      Object.assign(world.inside(), {
        namespaces: [namespace('orders', managed)],
        workloads: [pinned],
        pods: [bare, injectedPod(queue)],
      });
      await person('cause.old-proxies-stay');
      assert.ok((await codes()).includes('proof.no-restart-renews'));
    });

    it('nothing that would take a restart and replace no pod; a person is told why', async () => {
      for (const [held, code] of [
        [{kind: 'Deployment', name: 'still', paused: true}, 'proof.old-paused'],
        [{kind: 'StatefulSet', name: 'still', onDelete: true}, 'proof.old-on-delete'],
      ] as const) {
        const still = workload({...queue, ...held});
        const own = {...injectedPod(still), owner: {kind: held.kind, name: held.name}};
        Object.assign(world.inside(), {
          namespaces: [namespace('orders', managed)],
          workloads: [still],
          pods: [own],
        });
        await person('cause.old-proxies-stay');
        assert.ok((await codes()).includes(code));
        assert.ok(!(await codes()).includes('proof.no-restart-renews'));
      }
    });

    it('nothing of Jobs: their pods come to an end', async () => {
      const job = {...injectedPod(queue), owner: {kind: 'Job', name: 'nightly'}};
      Object.assign(world.inside(), {namespaces: [namespace('orders', managed)], pods: [job]});
      assert.equal((await diagnose()).kind, 'healthy');
    });
  });

  describe('leaves to a person', () => {
    it('a namespace that both claim and whose pods have an old proxy', async () => {
      world.inside().webhooks = [managedInjector(), managedDefault, insideInjector()];
      await person('cause.injection-contested');
      world.inside().pods = [];
      assert.equal((await diagnose()).kind, 'healthy');
    });

    const noRevision = {
      'no revision': {revisions: []},
      'one that is not reconciled': {revisions: [revision('asm-managed', 'False')]},
      'one that nobody knows': {revisions: [revision('asm-managed-next')]},
      'one without its webhook': {webhooks: [insideInjector()]},
      'two of them': {
        revisions: [revision(), revision('asm-managed-rapid')],
        webhooks: [managedInjector(), managedInjector('asm-managed-rapid'), insideInjector()],
      },
    };
    for (const [what, parts] of Object.entries(noRevision)) {
      it(`a cluster with ${what}`, async () => {
        Object.assign(world.inside(), parts);
        await person('cause.no-one-revision');
      });
    }
  });

  describe('that cannot look into the cluster', () => {
    for (const failure of ['denied', 'not-found', 'api-disabled'] as const) {
      it(`opens nothing when the gateway’s answer is ${failure}, and tells a person of an incident`, async () => {
        world.fail('namespaces', failure);
        await assert.rejects(diagnose(), CallError);
        const diagnosis = await diagnose({symptom: 'polled'});
        assert.ok(diagnosis.kind === 'person');
        assert.equal(diagnosis.cause.code, 'cause.injection-unseen');
        assert.equal(diagnosis.proof[0]?.code, 'proof.no-answer');
      });
    }

    it('tries again what may pass', async () => {
      world.fail('webhooks', 'unavailable');
      await assert.rejects(diagnose({symptom: 'polled'}), /unavailable/);
    });
  });

  it('leaves a cluster alone that is not managed', async () => {
    for (const parts of [{controlPlane: 'DISABLED'}, {membership: 'quay-10'}]) {
      world.fleetSays(parts);
      assert.deepEqual(await codes(), ['proof.not-managed']);
    }
    world.mesh = {kind: 'enabled', memberships: [], unreachable: ['europe-west4']};
    await assert.rejects(diagnose(), CallError);
    assert.deepEqual(Object.keys(world.count('webhooks')), []);
  });

  it('looks over every managed cluster, and is suspected where a cluster is named', async () => {
    const ground = {fleet, projects: [fleet, shop], readers: world.readers};
    const target = {project: shop.id, location: 'europe-west4', cluster: 'quay-1'};
    assert.deepEqual(await runbook.survey?.(ground), {places: [target], whole: true});
    assert.deepEqual(runbook.suspects(shop, target), [target]);
    assert.deepEqual(runbook.suspects(shop, {project: shop.id}), []);
  });
});

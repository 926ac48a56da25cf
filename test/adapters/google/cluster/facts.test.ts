import assert from 'node:assert/strict';
import fc from 'fast-check';
import {describe, it} from 'mocha';
import {
  budgetOf,
  namespaceOf,
  ownedOf,
  revisionOf,
  webhookOf,
  workloadOf,
} from '../../../../functions/adapters/google/cluster/kube-facts.ts';
import {parseKubePage} from '../../../../functions/adapters/google/cluster/kube-object.ts';
import {
  parseCluster,
  parseClusterOperation,
} from '../../../../functions/adapters/google/cluster/gke-cluster.ts';
import {FailedAttempt} from '../../../../functions/adapters/http/failed-attempt.ts';
import type {JsonObject} from '../../../../functions/core/lib/json.ts';
import {named} from './support.ts';

function faultOf(work: () => unknown): FailedAttempt | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    assert.ok(error instanceof FailedAttempt, String(error));
    return error;
  }
}

function isMalformed(work: () => unknown): void {
  assert.equal(faultOf(work)?.facts.failure, 'malformed');
}

const parsers: Readonly<Record<string, (object: JsonObject) => unknown>> = {
  budgetOf,
  namespaceOf,
  ownedOf,
  revisionOf,
  webhookOf: one => webhookOf('mutating', one),
  deployment: one => workloadOf('Deployment', one),
  daemonSet: one => workloadOf('DaemonSet', one),
  page: one => parseKubePage(one, ownedOf),
  parseCluster,
  parseClusterOperation: one => parseClusterOperation(one, 'projects/p/locations/l/operations/o'),
};

/** Fields that any of the parsers looks at. */
const fields = [
  ...['metadata', 'spec', 'status', 'template', 'name', 'namespace', 'labels', 'annotations'],
  ...['ownerReferences', 'kind', 'controller', 'generation', 'observedGeneration', 'conditions'],
  ...[
    'replicas',
    'selector',
    'matchLabels',
    'disruptionsAllowed',
    'items',
    'continue',
    'nodePools',
  ],
  ...['webhooks', 'clientConfig', 'service', 'url', 'resourceVersion', 'error', 'config'],
];
const {tree} = fc.letrec<{tree: unknown}>(tie => ({
  tree: fc.oneof(
    {maxDepth: 5},
    fc.constantFrom<unknown>('', 'a', 'PodList', 'DONE', 0, 1, -1, 0.5, 2 ** 60, true, null),
    fc.array(tie('tree'), {maxLength: 3}),
    fc.dictionary(fc.constantFrom(...fields), tie('tree'), {maxKeys: 6}),
  ),
}));

describe('what is read of objects', () => {
  for (const [name, parse] of Object.entries(parsers)) {
    it(`${name} gives a fact or a fault for any object`, () => {
      const object = fc.dictionary(fc.constantFrom(...fields), tree, {maxKeys: 8});
      fc.assert(
        fc.property(object, one => {
          faultOf(() => parse(one));
          faultOf(() => parse({...named('a'), ...one}));
        }),
      );
    });
  }

  it('a revision, with conditions in the cluster’s own words', () => {
    const condition = {
      type: 'Stalled',
      status: 'True',
      reason: 'PreconditionFailed',
      message: 'why  not',
    };
    const status = {conditions: [{...condition, lastTransitionTime: 't'}, {type: 'New'}]};
    const spec = {channel: 'regular', type: 'managed_service'};
    assert.deepEqual(revisionOf({...named('asm-managed'), spec, status}), {
      name: 'asm-managed',
      ...spec,
      conditions: [condition, {type: 'New', status: 'Unknown', reason: '', message: ''}],
    });
    assert.deepEqual(revisionOf(named('bare')), {
      name: 'bare',
      channel: '',
      type: '',
      conditions: [],
    });
  });

  it('a Deployment whose rollouts are stopped; nothing else can be paused', () => {
    const spec = {paused: true};
    assert.equal(workloadOf('Deployment', {...named('web'), spec}).paused, true);
    assert.equal(
      workloadOf('Deployment', {...named('web'), spec: {paused: false}}).paused,
      undefined,
    );
    assert.equal(workloadOf('StatefulSet', {...named('web'), spec}).paused, undefined);
  });

  it('a StatefulSet or DaemonSet whose pods a person replaces', () => {
    const spec = (type: string) => ({spec: {updateStrategy: {type}}});
    for (const kind of ['StatefulSet', 'DaemonSet'] as const) {
      assert.equal(workloadOf(kind, {...named('web'), ...spec('OnDelete')}).onDelete, true);
      assert.equal(
        workloadOf(kind, {...named('web'), ...spec('RollingUpdate')}).onDelete,
        undefined,
      );
    }
    assert.equal(
      workloadOf('Deployment', {...named('web'), ...spec('OnDelete')}).onDelete,
      undefined,
    );
  });

  it('webhooks that call a URL or a service', () => {
    const service = {namespace: 'istio-system', name: 'istiod', path: '/inject'};
    const object = {
      metadata: {name: 'istio-sidecar-injector', labels: {app: 'injector'}},
      webhooks: [
        {name: 'a.istio.io', clientConfig: {url: 'https://x.test/'}, failurePolicy: 'Ignore'},
        {name: 'b.istio.io', clientConfig: {service, caBundle: 'AAAA'}},
      ],
    };
    assert.deepEqual(webhookOf('mutating', object), {
      kind: 'mutating',
      name: 'istio-sidecar-injector',
      labels: {app: 'injector'},
      hooks: [
        {name: 'a.istio.io', url: 'https://x.test/', failurePolicy: 'Ignore'},
        {name: 'b.istio.io', service: 'istio-system/istiod', failurePolicy: 'Fail'},
      ],
    });
    assert.deepEqual(webhookOf('validating', {metadata: {name: 'none'}}).hooks, []);
  });

  it('namespaces that stay, with what fences a change', () => {
    const metadata = {name: 'shop', resourceVersion: '4711', labels: {a: 'b'}};
    const kept = 'kubectl.kubernetes.io/last-applied-configuration';
    assert.deepEqual(namespaceOf({metadata: {...metadata, annotations: {c: 'd', [kept]: '{}'}}}), {
      name: 'shop',
      labels: {a: 'b'},
      annotations: {c: 'd'},
      resourceVersion: '4711',
    });
    const deletionTimestamp = '2026-11-22T03:00:00Z';
    assert.equal(namespaceOf({metadata: {...metadata, deletionTimestamp}}), undefined);
    assert.equal(namespaceOf({metadata, status: {phase: 'Terminating'}}), undefined);
    isMalformed(() => namespaceOf({metadata: {name: 'shop'}}));
  });

  it('an owner that controls, and no other', () => {
    const other = {kind: 'Job', name: 'waits'};
    const controls = {kind: 'ReplicaSet', name: 'web-1', controller: true};
    const {owner} = ownedOf(named('web-1-x', {ownerReferences: [other, controls]}));
    assert.deepEqual(owner, {kind: 'ReplicaSet', name: 'web-1'});
    assert.equal(ownedOf(named('x', {ownerReferences: [other]})).owner, undefined);
    isMalformed(() => ownedOf({metadata: {name: 'nowhere'}}));
  });

  it('a Deployment in the middle of its rollout', () => {
    const annotations = {'kubectl.kubernetes.io/restartedAt': '2026-11-22T03:00:00.000Z'};
    const template = {metadata: {labels: {app: 'web'}, annotations}};
    const failed = {type: 'ReplicaFailure', status: 'True', reason: 'FailedCreate', message: 'no'};
    const object = {
      ...named('web', {generation: 3, labels: {team: 'a'}, resourceVersion: '8'}),
      spec: {replicas: 4, template},
      status: {
        observedGeneration: 2,
        updatedReplicas: 1,
        availableReplicas: 3,
        conditions: [failed],
      },
    };
    assert.deepEqual(workloadOf('Deployment', object), {
      kind: 'Deployment',
      resourceVersion: '8',
      namespace: 'shop',
      name: 'web',
      labels: {team: 'a'},
      podLabels: {app: 'web'},
      wanted: 4,
      updated: 1,
      available: 3,
      observed: false,
      restartedAt: '2026-11-22T03:00:00.000Z',
      failure: 'FailedCreate: no',
    });
    const over = {...failed, status: 'False'};
    const calm = {...object, status: {observedGeneration: 3, conditions: [over]}};
    const fact = workloadOf('Deployment', calm);
    assert.deepEqual([fact.observed, fact.failure, fact.available], [true, undefined, 0]);
  });

  it('workloads that say nothing of their pods', () => {
    const counts = (kind: 'StatefulSet' | 'DaemonSet', status?: JsonObject) => {
      const {wanted, updated, available} = workloadOf(kind, {...named('a'), status});
      return [wanted, updated, available];
    };
    assert.deepEqual(counts('StatefulSet'), [1, 0, 0]);
    assert.deepEqual(counts('DaemonSet'), [0, 0, 0]);
    const status = {desiredNumberScheduled: 5, updatedNumberScheduled: 4, numberAvailable: 3};
    assert.deepEqual(counts('DaemonSet', status), [5, 4, 3]);
  });

  for (const replicas of [-1, 1.5, '3', {}, 2 ** 60]) {
    it(`no workload with ${JSON.stringify(replicas)} replicas`, () => {
      isMalformed(() => workloadOf('Deployment', {...named('a'), spec: {replicas}}));
    });
  }

  it('a budget, which allows nothing until its newest form was observed', () => {
    const object = (observedGeneration: number, selector: unknown) => ({
      ...named('web', {generation: 2}),
      spec: {selector},
      status: {disruptionsAllowed: 1, observedGeneration},
    });
    const selector = {matchLabels: {app: 'web'}};
    const fact = {namespace: 'shop', name: 'web', selector: {app: 'web'}, allowed: 1};
    assert.deepEqual(budgetOf(object(2, selector)), fact);
    assert.deepEqual(budgetOf(object(1, selector)), {...fact, allowed: 0});
    assert.deepEqual(budgetOf(object(2, {}))?.selector, {});
    assert.equal(budgetOf(object(2, undefined)), undefined);
  });

  it('a cluster that says nothing of its identities', () => {
    assert.deepEqual(parseCluster({name: 'a', workloadIdentityConfig: {workloadPool: ''}}), {
      name: 'a',
      status: 'STATUS_UNSPECIFIED',
      version: '',
      autopilot: false,
      nodePools: [],
    });
    const autopilot = {name: 'a', autopilot: {enabled: true}, status: 'A_NEW_ONE'};
    assert.equal(parseCluster(autopilot).autopilot, true);
    assert.equal(parseCluster(autopilot).status, 'A_NEW_ONE');
    isMalformed(() => parseCluster({}));
    isMalformed(() => parseCluster({name: 'a', nodePools: [{}]}));
    isMalformed(() => parseCluster({name: 'a', nodePools: {}}));
  });
});

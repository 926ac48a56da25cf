import assert from 'node:assert/strict';
import {isDeepStrictEqual} from 'node:util';
import {describe, it} from 'mocha';
import nock from 'nock';
import {clusterReaders} from '../../../../functions/adapters/google/readers.ts';
import {clusterWriters} from '../../../../functions/adapters/google/writers.ts';
import {parseProxy} from '../../../../functions/adapters/http/proxy.ts';
import type {ClusterReaders, Reach} from '../../../../functions/core/facts/kubernetes.ts';
import {wireAnswers} from '../../../support/answers.ts';
import {googleDeps} from '../../../support/google.ts';
import {reach} from '../../../support/inside.ts';
import {json, loopback} from '../../../support/loopback.ts';
import {callError} from '../../../support/outside.ts';
import {assertOutcome, attemptsInTests} from '../../../support/wire.ts';
import {listOf, origin, place, statusOf} from './support.ts';

const apps = '/apis/apps/v1';
const admission = '/apis/admissionregistration.k8s.io/v1';
const revisions = '/apis/mesh.cloud.google.com/v1beta1/namespaces/istio-system';
const metadata =
  'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1,application/json';

/** Which lists each verb asks for, and as what. */
const lists: Readonly<Record<keyof ClusterReaders, readonly (readonly [string, string])[]>> = {
  revisions: [[`${revisions}/controlplanerevisions`, 'application/json']],
  webhooks: [
    [`${admission}/mutatingwebhookconfigurations`, 'application/json'],
    [`${admission}/validatingwebhookconfigurations`, 'application/json'],
  ],
  namespaces: [['/api/v1/namespaces', 'application/json']],
  pods: [['/api/v1/pods', metadata]],
  replicaSets: [[`${apps}/replicasets`, metadata]],
  workloads: [
    [`${apps}/deployments`, 'application/json'],
    [`${apps}/statefulsets`, 'application/json'],
    [`${apps}/daemonsets`, 'application/json'],
  ],
  budgets: [['/apis/policy/v1/poddisruptionbudgets', 'application/json']],
};
const verbs = Object.keys(lists) as (keyof ClusterReaders)[];

function ask(verb: keyof ClusterReaders, to: Reach = reach, attempts = attemptsInTests) {
  return clusterReaders(googleDeps({attempts}))[verb](to, 'dataplane-upgrade=failed');
}

function queryOf(verb: keyof ClusterReaders): Record<string, string> {
  return verb === 'pods'
    ? {labelSelector: 'dataplane-upgrade=failed', limit: '500'}
    : {limit: '500'};
}

describe('reading clusters on the wire', () => {
  for (const verb of verbs) {
    it(`${verb}: authorised requests for pages of what decides`, async () => {
      for (const [path, accept] of lists[verb]) {
        nock(origin, {
          reqheaders: {authorization: 'Bearer test-token', accept, 'accept-encoding': 'gzip'},
        })
          .get(`${place}${path}`)
          .query(queryOf(verb))
          .reply(200, listOf([]));
      }
      assert.deepEqual(await ask(verb), []);
    });
  }

  for (const [name, to, host, collection] of [
    [
      'a membership in global',
      {...reach, location: 'global'},
      'connectgateway',
      'locations/global/gkeMemberships',
    ],
    [
      'a cluster that is not of GKE',
      {...reach, collection: 'memberships'},
      'europe-west4-connectgateway',
      'locations/europe-west4/memberships',
    ],
  ] as const) {
    it(`reaches ${name} at its own address`, async () => {
      nock(`https://${host}.googleapis.com`)
        .get(`/v1/projects/640118275930/${collection}/quay-1/api/v1/namespaces?limit=500`)
        .reply(200, listOf([]));
      assert.deepEqual(await ask('namespaces', to), []);
    });
  }

  for (const answer of wireAnswers) {
    it(`makes ${answer.failure} of ${answer.name}`, async () => {
      const at = {origin, method: 'GET', path: `${place}/api/v1/namespaces?limit=500`};
      await assertOutcome(at, answer, false, () => ask('namespaces'));
    });
  }

  it('fails when one of two lists fails', async () => {
    const [mutating = '', validating = ''] = lists.webhooks.map(([path]) => path);
    nock(origin).get(`${place}${mutating}?limit=500`).reply(200, listOf([]));
    nock(origin).get(`${place}${validating}?limit=500`).reply(401);
    assert.equal((await callError(ask('webhooks'))).facts.failure, 'denied');
  });

  it('says what the cluster said when it forbids', async () => {
    const message =
      'pods is forbidden: User "responder@shop-prod.iam.gserviceaccount.com" cannot list resource "pods" in API group "" at the cluster scope: requires one of ["container.pods.list"] permission(s).';
    const status = {kind: 'Status', status: 'Failure', message, reason: 'Forbidden', code: 403};
    nock(origin).get(`${place}/api/v1/pods`).query(true).reply(403, status);
    const {facts} = await callError(ask('pods'));
    assert.deepEqual([facts.failure, facts.status], ['denied', 403]);
    assert.equal(facts.said, `Forbidden: ${message}`);
  });

  it('does not take a cluster’s word for it that an API is off', async () => {
    const message =
      'Connect Gateway API has not been used in project 1 before or it is disabled. See https://x.test/apis/api/connectgateway.googleapis.com/';
    nock(origin)
      .get(`${place}/api/v1/pods`)
      .query(true)
      .reply(403, {kind: 'Status', status: 'Failure', message, reason: 'Forbidden', code: 403});
    const {facts} = await callError(ask('pods'));
    assert.deepEqual([facts.failure, facts.service], ['denied', undefined]);
  });

  it('says what the gateway said in plain text', async () => {
    nock(origin).get(`${place}/api/v1/pods`).query(true).reply(400, 'no agent is connected\n');
    const {facts} = await callError(ask('pods'));
    assert.deepEqual([facts.failure, facts.said], ['invalid', 'no agent is connected']);
  });

  for (const [name, body] of [
    ['an API', '404 page not found\n'],
    ['a kind', {kind: 'Status', status: 'Failure', reason: 'NotFound', code: 404}],
  ] as const) {
    it(`finds no revisions in a cluster that does not know ${name}, and misses other kinds`, async () => {
      nock(origin).get(/./).times(2).reply(404, body);
      assert.deepEqual(await ask('revisions'), []);
      assert.equal((await callError(ask('namespaces'))).facts.failure, 'not-found');
    });
  }

  for (const [name, body] of [
    ['Google', {error: {code: 404, status: 'NOT_FOUND', message: 'no such membership'}}],
    ['a page', '<html>404 page not found</html>'],
    ['an empty answer', ''],
  ] as const) {
    it(`does not take a 404 of ${name} for a cluster without revisions`, async () => {
      nock(origin).get(/./).reply(404, body);
      assert.equal((await callError(ask('revisions'))).facts.failure, 'not-found');
    });
  }

  it('gives up on a cluster that never answers', async () => {
    const server = await loopback(() => undefined);
    try {
      const deps = googleDeps({proxy: parseProxy(server.origin), attemptMs: 30, attempts: 2});
      const {facts} = await callError(clusterReaders(deps).namespaces(reach));
      assert.deepEqual([facts.failure, facts.status, facts.attempts], ['unavailable', 0, 2]);
    } finally {
      server.close();
    }
  });

  it('goes through a proxy without its credentials', async () => {
    const server = await loopback(response => {
      json(response, listOf([]));
    });
    try {
      const authorise = () => assert.fail('credentials were asked for');
      const deps = googleDeps({proxy: parseProxy(server.origin), authorise});
      assert.deepEqual(await clusterReaders(deps).namespaces(reach), []);
      const host = 'europe-west4-connectgateway.googleapis.com';
      assert.equal(server.received[0]?.url, `/${host}${place}/api/v1/namespaces?limit=500`);
      assert.equal(server.received[0].headers.authorization, undefined);
    } finally {
      server.close();
    }
  });

  for (const [name, to] of [
    ['a membership', {...reach, membership: '../other'}],
    ['a location', {...reach, location: 'evil.example.com/'}],
    ['a project', {...reach, fleetNumber: '../1'}],
  ] as const) {
    it(`asks for no cluster by the wrong name of ${name}`, async () => {
      const {facts} = await callError(ask('namespaces', to));
      assert.deepEqual([facts.failure, facts.status, facts.attempts], ['invalid', 0, 1]);
    });
  }

  for (const selector of ['', 'a=b&limit=1', 'a b', '=b', 'a in (b)']) {
    it(`asks for no pods with the selector ${JSON.stringify(selector)}`, async () => {
      const {facts} = await callError(clusterReaders(googleDeps()).pods(reach, selector));
      assert.deepEqual([facts.failure, facts.status], ['invalid', 0]);
    });
  }
});

describe('changing clusters on the wire', () => {
  const {labelNamespace, restart} = clusterWriters(googleDeps({attempts: attemptsInTests}));
  const stamp = '2026-11-22T03:00:00.000Z';
  const changes = [
    {
      name: 'labelNamespace',
      path: '/api/v1/namespaces/shop',
      object: 'shop',
      body: {
        metadata: {
          labels: {'istio-injection': null, 'istio.io/rev': 'asm-managed'},
          resourceVersion: '4711',
        },
      },
      make: () =>
        labelNamespace(reach, {
          namespace: 'shop',
          labels: {'istio-injection': null, 'istio.io/rev': 'asm-managed'},
          resourceVersion: '4711',
        }),
    },
    ...(['Deployment', 'StatefulSet', 'DaemonSet'] as const).map(kind => ({
      name: `restart of a ${kind}`,
      path: `${apps}/namespaces/shop/${kind.toLowerCase()}s/web.v1`,
      object: 'web.v1',
      body: {
        metadata: {resourceVersion: '7'},
        spec: {
          template: {metadata: {annotations: {'kubectl.kubernetes.io/restartedAt': stamp}}},
        },
      },
      make: () => {
        const workload = {kind, namespace: 'shop', name: 'web.v1'};
        return restart(reach, {workload, stamp, resourceVersion: '7'});
      },
    })),
  ];

  for (const {name, path, object, body, make} of changes) {
    const at = {origin, method: 'PATCH', path: `${place}${path}?fieldManager=mesh-responder`};

    it(`${name}: one authorised merge patch`, async () => {
      const headers = {
        authorization: 'Bearer test-token',
        'content-type': 'application/merge-patch+json',
      };
      nock(origin, {reqheaders: headers})
        .patch(at.path, sent => isDeepStrictEqual(sent, body))
        .reply(200, {metadata: {name: object}});
      assert.deepEqual(await make(), {kind: 'accepted'});
    });

    for (const answer of wireAnswers) {
      it(`${name}: makes ${answer.failure} of ${answer.name}`, async () => {
        await assertOutcome(at, answer, true, make);
      });
    }
  }

  it('takes the answer of another object for no answer', async () => {
    nock(origin)
      .patch(/./)
      .reply(200, {metadata: {name: 'other'}});
    const change = {namespace: 'shop', labels: {}, resourceVersion: '1'};
    assert.equal((await callError(labelNamespace(reach, change))).facts.failure, 'malformed');
  });

  it('tells a conflict in the words of the cluster', async () => {
    nock(origin).patch(/./).reply(409, statusOf('Conflict', 'the object has been modified'));
    const change = {namespace: 'shop', labels: {}, resourceVersion: '1'};
    const {facts} = await callError(labelNamespace(reach, change));
    assert.deepEqual(
      [facts.failure, facts.said, facts.attempts],
      ['conflict', 'Conflict: the object has been modified', 1],
    );
  });
});

import assert from 'node:assert/strict';
import {isDeepStrictEqual} from 'node:util';
import {describe, it} from 'mocha';
import nock from 'nock';
import type {
  ClusterFact,
  MeshFact,
  Policy,
  RegistrationsFact,
} from '../../../functions/core/facts/cloud.ts';
import {heartbeatWriter} from '../../../functions/adapters/google/logging/heartbeat-writer.ts';
import {googleReaders} from '../../../functions/adapters/google/readers.ts';
import {googleWriters} from '../../../functions/adapters/google/writers.ts';
import {wireAnswers} from '../../support/answers.ts';
import {googleDeps} from '../../support/google.ts';
import {callError} from '../../support/outside.ts';
import {assertOutcome, attemptsInTests, type Arrives} from '../../support/wire.ts';

const usage = 'https://serviceusage.googleapis.com';
const manager = 'https://cloudresourcemanager.googleapis.com';
const hub = 'https://gkehub.googleapis.com';
const engine = 'https://container.googleapis.com';
const service = 'connectgateway.googleapis.com';
const clusters = '//container.googleapis.com/projects/shop-prod';
const issuer =
  'https://container.googleapis.com/v1/projects/shop-prod/locations/europe-west1/clusters/a';
const policy: Policy = {
  version: 1,
  etag: 'BwX1',
  bindings: [
    {role: 'roles/viewer', members: ['user:a@example.com']},
    {
      role: 'roles/editor',
      members: ['user:b@example.com'],
      condition: {title: 't', expression: 'e'},
    },
  ],
};

interface Verb {
  readonly name: string;
  readonly at: Arrives;
  readonly body?: unknown;
  readonly write: boolean;
  readonly ok: Record<string, unknown>;
  readonly fact: unknown;
  readonly call: (deps: ReturnType<typeof googleDeps>) => Promise<unknown>;
}

const verbs: Verb[] = [
  {
    name: 'serviceState',
    at: {origin: usage, method: 'GET', path: `/v1/projects/shop-prod/services/${service}`},
    write: false,
    ok: {name: `projects/1/services/${service}`, parent: 'projects/1', state: 'DISABLED'},
    fact: 'DISABLED',
    call: deps => googleReaders(deps).serviceState('shop-prod', service),
  },
  {
    name: 'serviceOperation',
    at: {origin: usage, method: 'GET', path: '/v1/operations/acat.p2-1-2'},
    write: false,
    ok: {name: 'operations/acat.p2-1-2', done: true, response: {}},
    fact: {kind: 'done'},
    call: deps => googleReaders(deps).serviceOperation('operations/acat.p2-1-2'),
  },
  {
    name: 'project',
    at: {origin: manager, method: 'GET', path: '/v3/projects/shop-prod'},
    write: false,
    ok: {name: 'projects/415104041262', projectId: 'shop-prod', state: 'ACTIVE'},
    fact: {id: 'shop-prod', number: '415104041262'},
    call: deps => googleReaders(deps).project('shop-prod'),
  },
  {
    name: 'policy',
    at: {origin: manager, method: 'POST', path: '/v3/projects/shop-prod:getIamPolicy'},
    body: {options: {requestedPolicyVersion: 3}},
    write: false,
    ok: {version: 3, etag: 'BwX1', bindings: policy.bindings, auditConfigs: [{service: 'x'}]},
    fact: {...policy, version: 3},
    call: deps => googleReaders(deps).policy('shop-prod'),
  },
  {
    name: 'mesh',
    at: {
      origin: hub,
      method: 'GET',
      path: '/v1/projects/shop-prod/locations/global/features/servicemesh?returnPartialSuccess=true',
    },
    write: false,
    ok: {name: 'projects/1/locations/global/features/servicemesh', unreachable: ['asia-east1']},
    fact: {kind: 'enabled', memberships: [], unreachable: ['asia-east1']} satisfies MeshFact,
    call: deps => googleReaders(deps).mesh('shop-prod'),
  },
  {
    name: 'registrations',
    at: {
      origin: hub,
      method: 'GET',
      path: '/v1/projects/shop-prod/locations/-/memberships?pageSize=500',
    },
    write: false,
    ok: {
      resources: [
        {
          name: 'projects/shop-prod/locations/europe-west1/memberships/prod-eu-1',
          endpoint: {gkeCluster: {resourceLink: `${clusters}/locations/europe-west1/clusters/a`}},
        },
        {
          name: 'projects/shop-prod/locations/global/memberships/old',
          endpoint: {gkeCluster: {resourceLink: `${clusters}/zones/us-east1-b/clusters/b`}},
        },
        {name: 'projects/shop-prod/locations/global/memberships/elsewhere', endpoint: {}},
      ],
      unreachable: ['asia-east1'],
    },
    fact: {
      memberships: [
        {
          location: 'europe-west1',
          membership: 'prod-eu-1',
          cluster: {project: 'shop-prod', location: 'europe-west1', name: 'a'},
        },
        {
          location: 'global',
          membership: 'old',
          cluster: {project: 'shop-prod', location: 'us-east1-b', name: 'b'},
        },
        {location: 'global', membership: 'elsewhere'},
      ],
      unreachable: ['asia-east1'],
    } satisfies RegistrationsFact,
    call: deps => googleReaders(deps).registrations('shop-prod'),
  },
  {
    name: 'beat',
    at: {origin: 'https://logging.googleapis.com', method: 'POST', path: '/v2/entries:write'},
    body: {
      entries: [
        {
          logName: 'projects/shop-prod/logs/mesh-responder-heartbeat',
          resource: {type: 'global', labels: {project_id: 'shop-prod'}},
          severity: 'INFO',
          timestamp: '2026-11-22T03:00:00.000Z',
          insertId: 'beat-1795316400000',
          jsonPayload: {heartbeat: 'mesh-responder', beat: '2026-11-22T03:00:00.000Z'},
        },
      ],
    },
    // The same entry twice is one entry, so that it is sent again like a read.
    write: false,
    ok: {},
    fact: {kind: 'accepted'},
    call: deps => heartbeatWriter(deps).beat('shop-prod', Date.UTC(2026, 10, 22, 3)),
  },
  {
    name: 'enableService',
    at: {origin: usage, method: 'POST', path: `/v1/projects/shop-prod/services/${service}:enable`},
    write: true,
    ok: {name: 'operations/acat.p2-1-2'},
    fact: {kind: 'accepted', operation: 'operations/acat.p2-1-2'},
    call: deps => googleWriters(deps).enableService('shop-prod', service),
  },
  {
    name: 'enableServices',
    at: {origin: usage, method: 'POST', path: '/v1/projects/shop-prod/services:batchEnable'},
    body: {serviceIds: [service, 'mesh.googleapis.com']},
    write: true,
    ok: {name: 'operations/acat.p2-1-2'},
    fact: {kind: 'accepted', operation: 'operations/acat.p2-1-2'},
    call: deps => googleWriters(deps).enableServices('shop-prod', [service, 'mesh.googleapis.com']),
  },
  {
    name: 'disableService',
    at: {origin: usage, method: 'POST', path: `/v1/projects/shop-prod/services/${service}:disable`},
    body: {disableDependentServices: false, checkIfServiceHasUsage: 'SKIP'},
    write: true,
    ok: {name: 'operations/noop.DONE_OPERATION', done: true},
    fact: {kind: 'accepted'},
    call: deps => googleWriters(deps).disableService('shop-prod', service),
  },
  {
    name: 'setPolicy',
    at: {origin: manager, method: 'POST', path: '/v3/projects/shop-prod:setIamPolicy'},
    body: {policy: {...policy, version: 3}, updateMask: 'bindings,etag'},
    write: true,
    ok: {version: 3, etag: 'BwX2', bindings: []},
    fact: {kind: 'accepted'},
    call: deps => googleWriters(deps).setPolicy('shop-prod', policy),
  },
];

const place = 'projects/shop-prod/locations/europe-west1';
const operation = `${place}/operations/operation-1-2`;
const membership = `${place}/memberships/prod-eu-1`;

verbs.push(
  {
    name: 'cluster',
    at: {origin: engine, method: 'GET', path: `/v1/${place}/clusters/prod-eu-1`},
    write: false,
    ok: {
      name: 'prod-eu-1',
      status: 'RUNNING',
      currentMasterVersion: '1.33.4-gke.1000000',
      workloadIdentityConfig: {workloadPool: 'shop-prod.svc.id.goog'},
      autopilot: {},
      nodePools: [
        {name: 'a', config: {workloadMetadataConfig: {mode: 'GKE_METADATA'}}},
        {name: 'b', config: {}},
      ],
    },
    fact: {
      name: 'prod-eu-1',
      status: 'RUNNING',
      version: '1.33.4-gke.1000000',
      workloadPool: 'shop-prod.svc.id.goog',
      autopilot: false,
      nodePools: [
        {name: 'a', metadata: 'GKE_METADATA'},
        {name: 'b', metadata: 'MODE_UNSPECIFIED'},
      ],
    } satisfies ClusterFact,
    call: deps => googleReaders(deps).cluster('shop-prod', 'europe-west1', 'prod-eu-1'),
  },
  {
    name: 'clusterOperation',
    at: {origin: engine, method: 'GET', path: `/v1/${operation}`},
    write: false,
    ok: {name: 'operation-1-2', status: 'ABORTING', operationType: 'UPDATE_CLUSTER'},
    fact: {kind: 'running', name: operation},
    call: deps => googleReaders(deps).clusterOperation(operation),
  },
  {
    name: 'fleetOperation',
    at: {origin: hub, method: 'GET', path: `/v1/${operation}`},
    write: false,
    ok: {name: operation, done: true, error: {code: 9, message: 'not now'}},
    fact: {kind: 'failed', code: 9, message: 'not now'},
    call: deps => googleReaders(deps).fleetOperation(operation),
  },
  {
    name: 'setWorkloadPool',
    at: {origin: engine, method: 'PUT', path: `/v1/${place}/clusters/prod-eu-1`},
    body: {update: {desiredWorkloadIdentityConfig: {workloadPool: 'shop-prod.svc.id.goog'}}},
    write: true,
    ok: {name: 'operation-1-2', status: 'RUNNING'},
    fact: {kind: 'accepted', operation},
    call: deps =>
      googleWriters(deps).setWorkloadPool(
        ...(['shop-prod', 'europe-west1', 'prod-eu-1', 'shop-prod.svc.id.goog'] as const),
      ),
  },
  {
    name: 'setIssuer',
    at: {origin: hub, method: 'PATCH', path: `/v1/${membership}?updateMask=authority`},
    body: {authority: {issuer: issuer}},
    write: true,
    ok: {name: operation},
    fact: {kind: 'accepted', operation},
    call: deps =>
      googleWriters(deps).setIssuer(
        ...(['shop-prod', 'europe-west1', 'prod-eu-1'] as const),
        issuer,
      ),
  },
);

describe('Google on the wire', () => {
  for (const {name, at, body, write, ok, fact, call} of verbs) {
    describe(name, () => {
      it('sends one authorised request and reads its answer', async () => {
        const headers = {reqheaders: {authorization: 'Bearer test-token'}};
        const asAgreed = (sent: unknown) => isDeepStrictEqual(sent, body ?? '');
        nock(at.origin, headers).intercept(at.path, at.method, asAgreed).reply(200, ok);
        assert.deepEqual(await call(googleDeps()), fact);
      });

      for (const answer of wireAnswers) {
        if (name === 'mesh' && answer.failure === 'not-found') continue;
        it(`makes ${answer.failure} of ${answer.name}`, async () => {
          await assertOutcome(at, answer, write, () =>
            call(googleDeps({attempts: attemptsInTests})),
          );
        });
      }
    });
  }

  it('reads all pages of memberships, and no more than 25,000', async () => {
    const list = (token: string | undefined, next: string) =>
      nock(hub)
        .get('/v1/projects/shop-prod/locations/-/memberships')
        .query({pageSize: '500', ...(token === undefined ? {} : {pageToken: token})})
        .times(token === 'more' ? 49 : 1)
        .reply(200, {
          resources: [{name: `projects/shop-prod/locations/global/memberships/before-${next}`}],
          nextPageToken: next,
        });
    list(undefined, 'two');
    list('two', '');
    const {memberships} = await googleReaders(googleDeps()).registrations('shop-prod');
    assert.deepEqual(
      memberships.map(one => one.membership),
      ['before-two', 'before-'],
    );
    list(undefined, 'more');
    list('more', 'more');
    const {facts} = await callError(googleReaders(googleDeps()).registrations('shop-prod'));
    assert.equal(facts.failure, 'malformed');
    assert.match(facts.said, /more than 50 pages/);
  });

  it('takes a fleet without the feature for not enabled', async () => {
    nock(hub)
      .get(/features\/servicemesh/)
      .reply(404, {error: {code: 404, status: 'NOT_FOUND'}});
    assert.deepEqual(await googleReaders(googleDeps()).mesh('shop-prod'), {kind: 'not-enabled'});
  });

  describe('manageMesh', () => {
    const feature = `/v2/${membership}/features/servicemesh`;
    const manage = (attempts = attemptsInTests) =>
      googleWriters(googleDeps({attempts})).manageMesh('shop-prod', 'europe-west1', 'prod-eu-1');
    const sent = (spec: unknown) =>
      nock(hub, {reqheaders: {authorization: 'Bearer test-token'}})
        .patch(`${feature}?allowMissing=true&updateMask=spec`, {spec} as nock.DataMatcherMap)
        .reply(200, {name: operation});

    it('changes the management and leaves the rest of the spec as it was read', async () => {
      const kept = {configApi: 'CONFIG_API_GATEWAY', defaultChannel: 'CHANNEL_RAPID'};
      const before = {...kept, management: 'MANAGEMENT_UNSPECIFIED'};
      nock(hub)
        .get(feature)
        .reply(200, {spec: {servicemesh: before}});
      sent({servicemesh: {...kept, management: 'MANAGEMENT_AUTOMATIC'}});
      assert.deepEqual(await manage(), {kind: 'accepted', operation});
    });

    for (const type of ['FLEET', 'USER', 'FLEET_OUT_OF_SYNC']) {
      it(`overrides a spec of origin ${type} without saying where it came from`, async () => {
        nock(hub)
          .get(feature)
          .reply(200, {spec: {origin: {type}, servicemesh: {configApi: 'CONFIG_API_ISTIO'}}});
        sent({servicemesh: {configApi: 'CONFIG_API_ISTIO', management: 'MANAGEMENT_AUTOMATIC'}});
        assert.deepEqual(await manage(), {kind: 'accepted', operation});
      });
    }

    for (const chosen of [
      {management: 'MANAGEMENT_MANUAL'},
      {management: 'MANAGEMENT_NOT_INSTALLED', controlPlane: 'AUTOMATIC'},
      {controlPlane: 'MANUAL'},
      {management: 'MANAGEMENT_UNSPECIFIED', controlPlane: 'OF_TOMORROW'},
    ]) {
      it(`sends nothing over ${JSON.stringify(chosen)}, chosen since the look`, async () => {
        nock(hub)
          .get(feature)
          .reply(200, {spec: {servicemesh: chosen}});
        const {facts} = await callError(manage());
        assert.equal(facts.failure, 'conflict');
        assert.match(facts.said, /^nothing was sent: .* somebody chose$/);
      });
    }

    it('writes the first spec of a membership', async () => {
      nock(hub)
        .get(feature)
        .reply(404, {error: {code: 404, status: 'NOT_FOUND'}});
      sent({servicemesh: {management: 'MANAGEMENT_AUTOMATIC'}});
      assert.deepEqual(await manage(), {kind: 'accepted', operation});
    });

    for (const answer of wireAnswers) {
      if (answer.failure !== 'not-found') {
        it(`writes nothing when the spec is not read: ${answer.name}`, async () => {
          await assertOutcome({origin: hub, method: 'GET', path: feature}, answer, false, manage);
        });
      }
      it(`makes ${answer.failure} of ${answer.name}`, async () => {
        nock(hub).get(feature).reply(200, {});
        const at = {
          origin: hub,
          method: 'PATCH',
          path: `${feature}?allowMissing=true&updateMask=spec`,
        };
        await assertOutcome(at, answer, true, manage);
      });
    }
  });

  describe('an operation on clusters', () => {
    const asked = async (ok: Record<string, unknown>) => {
      nock(engine).get(`/v1/${operation}`).reply(200, ok);
      return googleReaders(googleDeps()).clusterOperation(operation);
    };

    for (const status of ['PENDING', 'RUNNING', 'ABORTING', 'A_NEW_ONE']) {
      it(`runs while its status is ${status}`, async () => {
        const fact = await asked({name: 'operation-1-2', status});
        assert.deepEqual(fact, {kind: 'running', name: operation});
      });
    }

    it('is done, or failed in its new or its old words', async () => {
      const over = {name: 'operation-1-2', status: 'DONE'};
      assert.deepEqual(await asked(over), {kind: 'done'});
      const error = {code: 8, message: 'no quota'};
      const failed = {kind: 'failed', code: 8, message: 'no quota'};
      assert.deepEqual(await asked({...over, error}), failed);
      const told = {...over, statusMessage: 'no quota'};
      assert.deepEqual(await asked(told), {...failed, code: 2});
    });

    it('that failed at once fails its write', async () => {
      const error = {code: 7, message: 'no'};
      nock(engine)
        .put(`/v1/${place}/clusters/prod-eu-1`)
        .reply(200, {name: 'operation-1-2', status: 'DONE', error});
      const writing = googleWriters(googleDeps()).setWorkloadPool(
        ...(['shop-prod', 'europe-west1', 'prod-eu-1', 'shop-prod.svc.id.goog'] as const),
      );
      const {facts} = await callError(writing);
      assert.equal(facts.failure, 'denied');
      assert.match(facts.said, /europe-west1\/operations\/operation-1-2 failed at once/);
    });
  });

  it('asks for no name that could leave its place in a path', async () => {
    const readers = googleReaders(googleDeps());
    for (const asking of [
      readers.cluster('shop-prod', 'europe-west1', '../clusters'),
      readers.cluster('shop-prod', 'europe/west1', 'a'),
      readers.clusterOperation(`${place}/operations/..`),
      readers.clusterOperation('operation-1-2'),
      readers.fleetOperation(`${place}/operations/x?y`),
    ]) {
      const {facts} = await callError(asking);
      assert.deepEqual([facts.failure, facts.status, facts.attempts], ['invalid', 0, 1]);
      assert.match(facts.said, /has not the form of/);
    }
  });
});

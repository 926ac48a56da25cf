import assert from 'node:assert/strict';
import {isDeepStrictEqual} from 'node:util';
import {describe, it} from 'mocha';
import nock from 'nock';
import {ancestry, projectOf} from '../../../functions/adapters/google/project/project.ts';
import {
  inspecting,
  type GoogleDeps,
  type InspectDeps,
} from '../../../functions/adapters/google/client/call.ts';
import {
  databaseType,
  indexesOf,
  ttlState,
} from '../../../functions/adapters/google/deployment/firestore-database.ts';
import {effectivePolicy} from '../../../functions/adapters/google/project/organisation-policy.ts';
import {meshOf} from '../../../functions/adapters/google/fleet/mesh-feature.ts';
import {projectPolicy} from '../../../functions/adapters/google/project/policy.ts';
import {functionsOf} from '../../../functions/adapters/google/deployment/cloud-functions.ts';
import {clockOffset} from '../../../functions/adapters/google/deployment/clock-offset.ts';
import {identity, impersonated} from '../../../functions/adapters/google/deployment/identity.ts';
import {jobOf} from '../../../functions/adapters/google/deployment/scheduler-job.ts';
import {quotasOf, serviceStates} from '../../../functions/adapters/google/project/services.ts';
import {sinksOf} from '../../../functions/adapters/google/logging/sinks.ts';
import {
  subscriptionOf,
  topicOf,
  topicPolicy,
} from '../../../functions/adapters/google/pubsub/topics.ts';
import {
  testedPermissions,
  topicPermissions,
} from '../../../functions/adapters/google/project/permissions.ts';
import {wireAnswers} from '../../support/answers.ts';
import {googleDeps} from '../../support/google.ts';
import {loopback} from '../../support/loopback.ts';
import {callError} from '../../support/outside.ts';
import {assertOutcome, attemptsInTests, type Arrives} from '../../support/wire.ts';

const manager = 'https://cloudresourcemanager.googleapis.com';
const queue = 'https://pubsub.googleapis.com';
const store = 'https://firestore.googleapis.com';
const place = 'projects/shop-ops/databases/mesh';
const policy = {version: 1, etag: 'BwX1', bindings: []};

interface Verb {
  readonly name: string;
  readonly at: Arrives;
  readonly body?: unknown;
  readonly ok: unknown;
  readonly fact: unknown;
  /** A 404 that is a fact of its own. */
  readonly missing?: unknown;
  readonly call: (deps: InspectDeps) => Promise<unknown>;
}

const verbs: readonly Verb[] = [
  {
    name: 'projectOf',
    at: {origin: manager, method: 'GET', path: '/v3/projects/shop-prod'},
    ok: {name: 'projects/4151', projectId: 'shop-prod'},
    fact: {id: 'shop-prod', number: '4151'},
    call: deps => projectOf(deps, 'shop-prod'),
  },
  {
    name: 'projectPolicy',
    at: {origin: manager, method: 'POST', path: '/v3/projects/shop-prod:getIamPolicy'},
    body: {options: {requestedPolicyVersion: 3}},
    ok: policy,
    fact: policy,
    call: deps => projectPolicy(deps, 'shop-prod'),
  },
  {
    name: 'meshOf',
    at: {
      origin: 'https://gkehub.googleapis.com',
      method: 'GET',
      path: '/v1/projects/shop-fleet/locations/global/features/servicemesh?returnPartialSuccess=true',
    },
    ok: {name: 'projects/1/locations/global/features/servicemesh'},
    fact: {kind: 'enabled', memberships: [], unreachable: []},
    missing: {kind: 'not-enabled'},
    call: deps => meshOf(deps, 'shop-fleet'),
  },
  {
    name: 'serviceStates',
    at: {
      origin: 'https://serviceusage.googleapis.com',
      method: 'GET',
      path: '/v1/projects/shop-ops/services:batchGet?names=projects%2Fshop-ops%2Fservices%2Frun.googleapis.com',
    },
    ok: {services: [{name: 'projects/1/services/run.googleapis.com', state: 'ENABLED'}]},
    fact: new Map([['run.googleapis.com', 'ENABLED']]),
    call: deps => serviceStates(deps, 'shop-ops', ['run.googleapis.com']),
  },
  {
    name: 'testedPermissions',
    at: {origin: manager, method: 'POST', path: '/v3/projects/shop-prod:testIamPermissions'},
    body: {permissions: ['a.b.get', 'a.b.set']},
    ok: {permissions: ['a.b.get']},
    fact: new Set(['a.b.get']),
    call: deps => testedPermissions(deps, 'shop-prod', ['a.b.get', 'a.b.set']),
  },
  {
    name: 'topicPermissions',
    at: {origin: queue, method: 'POST', path: '/v1/projects/p/topics/t:testIamPermissions'},
    body: {permissions: ['pubsub.topics.publish']},
    ok: {},
    fact: new Set(),
    call: deps => topicPermissions(deps, 'projects/p/topics/t', ['pubsub.topics.publish']),
  },
  {
    name: 'ancestry',
    at: {origin: manager, method: 'POST', path: '/v1/projects/shop-prod:getAncestry'},
    body: {},
    ok: {
      ancestor: [
        {resourceId: {type: 'project', id: 'shop-prod'}},
        {resourceId: {type: 'folder', id: '12'}},
        {resourceId: {type: 'organization', id: '34'}},
      ],
    },
    fact: ['folders/12', 'organizations/34'],
    call: deps => ancestry(deps, 'shop-prod'),
  },
  {
    name: 'effectivePolicy',
    at: {
      origin: 'https://orgpolicy.googleapis.com',
      method: 'GET',
      path: '/v2/projects/p/policies/run.allowedIngress:getEffectivePolicy',
    },
    ok: {
      spec: {
        rules: [
          {values: {allowedValues: ['internal']}},
          {enforce: true, condition: {expression: 'resource.matchTag("a/b", "c")'}},
        ],
      },
    },
    fact: {kind: 'values', denied: [], allowed: ['internal']},
    call: deps => effectivePolicy(deps, 'p', 'run.allowedIngress'),
  },
  {
    name: 'sinksOf',
    at: {
      origin: 'https://logging.googleapis.com',
      method: 'GET',
      path: '/v2/folders/12/sinks?pageSize=200',
    },
    ok: {sinks: [{name: 's', destination: 'd', includeChildren: true, writerIdentity: 'w'}]},
    fact: [
      {
        name: 's',
        destination: 'd',
        filter: '',
        disabled: false,
        includeChildren: true,
        writer: 'w',
      },
    ],
    call: deps => sinksOf(deps, 'folders/12'),
  },
  {
    name: 'subscriptionOf',
    at: {origin: queue, method: 'GET', path: '/v1/projects/p/subscriptions/s'},
    ok: {
      topic: 'projects/p/topics/t',
      state: 'ACTIVE',
      expirationPolicy: {},
      pushConfig: {pushEndpoint: 'https://f', oidcToken: {serviceAccountEmail: 'a', audience: 'b'}},
    },
    fact: {
      topic: 'projects/p/topics/t',
      endpoint: 'https://f',
      account: 'a',
      audience: 'b',
      ackSeconds: 10,
      deadLetterTopic: '',
      expires: 'never',
      state: 'ACTIVE',
    },
    call: deps => subscriptionOf(deps, 'projects/p/subscriptions/s'),
  },
  {
    name: 'topicOf',
    at: {origin: queue, method: 'GET', path: '/v1/projects/p/topics/t'},
    ok: {name: 'projects/p/topics/t'},
    fact: 'projects/p/topics/t',
    call: deps => topicOf(deps, 'projects/p/topics/t'),
  },
  {
    name: 'topicPolicy',
    at: {
      origin: queue,
      method: 'GET',
      path: '/v1/projects/p/topics/t:getIamPolicy?options.requestedPolicyVersion=3',
    },
    ok: policy,
    fact: policy,
    call: deps => topicPolicy(deps, 'projects/p/topics/t'),
  },
  {
    name: 'functionsOf',
    at: {
      origin: 'https://cloudfunctions.googleapis.com',
      method: 'GET',
      path: '/v2/projects/p/locations/-/functions?pageSize=200',
    },
    ok: {functions: [{name: 'f', state: 'FAILED', serviceConfig: {uri: 'https://f'}}]},
    fact: [{name: 'f', state: 'FAILED', uri: 'https://f', ingress: '', account: ''}],
    call: deps => functionsOf(deps, 'p'),
  },
  {
    name: 'jobOf',
    at: {
      origin: 'https://cloudscheduler.googleapis.com',
      method: 'GET',
      path: '/v1/projects/p/locations/r/jobs/j',
    },
    ok: {state: 'PAUSED', schedule: '* * * * *', httpTarget: {uri: 'https://f'}},
    fact: {state: 'PAUSED', schedule: '* * * * *', uri: 'https://f', account: ''},
    call: deps => jobOf(deps, 'projects/p/locations/r/jobs/j'),
  },
  {
    name: 'quotasOf',
    at: {
      origin: 'https://serviceusage.googleapis.com',
      method: 'GET',
      path: '/v1beta1/projects/p/services/s/consumerQuotaMetrics',
    },
    ok: {
      metrics: [
        {
          metric: 'm',
          consumerQuotaLimits: [
            {
              unit: '1/min/{project}',
              quotaBuckets: [
                {effectiveLimit: '120'},
                {effectiveLimit: '5', dimensions: {region: 'r'}},
                {effectiveLimit: '-1'},
              ],
            },
            {unit: '1/d/{project}', quotaBuckets: [{effectiveLimit: '9'}]},
          ],
        },
      ],
    },
    fact: [{metric: 'm', perMinute: 120}],
    call: deps => quotasOf(deps, 'p', 's'),
  },
  {
    name: 'databaseType',
    at: {origin: store, method: 'GET', path: `/v1/${place}`},
    ok: {type: 'FIRESTORE_NATIVE'},
    fact: 'FIRESTORE_NATIVE',
    call: deps => databaseType(deps, place),
  },
  {
    name: 'indexesOf',
    at: {origin: store, method: 'GET', path: `/v1/${place}/collectionGroups/c/indexes`},
    ok: {
      indexes: [
        {state: 'READY', fields: [{fieldPath: 'a', order: 'DESCENDING'}, {fieldPath: '__name__'}]},
      ],
    },
    fact: [{fields: ['a DESCENDING'], state: 'READY'}],
    call: deps => indexesOf(deps, place, 'c'),
  },
  {
    name: 'ttlState',
    at: {origin: store, method: 'GET', path: `/v1/${place}/collectionGroups/c/fields/f`},
    ok: {name: 'f', ttlConfig: {state: 'ACTIVE'}},
    fact: 'ACTIVE',
    call: deps => ttlState(deps, place, {collection: 'c', field: 'f'}),
  },
  {
    name: 'identity',
    at: {
      origin: 'https://oauth2.googleapis.com',
      method: 'GET',
      path: '/tokeninfo?access_token=test-token',
    },
    ok: {email: 'someone@shop.example', sub: '1'},
    fact: {kind: 'named', email: 'someone@shop.example'},
    call: deps => identity(deps),
  },
];

/** What the doctor looks with: it says that it is the doctor who asks. */
function inspectDeps(extra: Partial<GoogleDeps> = {}) {
  const deps = googleDeps(extra);
  return {...inspecting(deps), clock: deps.clock};
}

describe('looking at a deployment on the wire', () => {
  for (const {name, at, body, ok, fact, missing, call} of verbs) {
    describe(name, () => {
      it('sends one authorised request with its reason and reads its answer', async () => {
        const reason = {'x-goog-request-reason': 'mesh-responder doctor'};
        const authorised = {authorization: 'Bearer test-token', ...reason};
        const reqheaders = name === 'identity' ? {} : authorised;
        const asAgreed = (sent: unknown) => isDeepStrictEqual(sent, body ?? '');
        nock(at.origin, {reqheaders})
          .intercept(at.path, at.method, asAgreed)
          .reply(200, ok as nock.Body);
        assert.deepEqual(await call(inspectDeps()), fact);
      });

      for (const answer of wireAnswers) {
        if (missing !== undefined && answer.failure === 'not-found') continue;
        it(`makes ${answer.failure} of ${answer.name}`, async () => {
          await assertOutcome(at, answer, false, () =>
            call(inspectDeps({attempts: attemptsInTests})),
          );
        });
      }

      if (missing !== undefined) {
        it('takes 404 for what it means', async () => {
          nock(at.origin)
            .intercept(at.path, at.method)
            .reply(404, {error: {code: 404}});
          assert.deepEqual(await call(inspectDeps()), missing);
        });
      }
    });
  }

  it('ends with its signal, whoever does not answer', async () => {
    const silent = await loopback(() => undefined);
    const deps = inspectDeps({proxy: {origin: silent.origin}});
    try {
      for (const {call} of verbs) {
        const {facts} = await callError(call({...deps, signal: AbortSignal.timeout(30)}));
        assert.deepEqual([facts.failure, facts.status], ['unavailable', 0]);
      }
    } finally {
      silent.close();
    }
  });

  it('reads every page of a list', async () => {
    const page = (token: string | undefined, names: readonly string[], next?: string) =>
      nock('https://logging.googleapis.com')
        .get('/v2/projects/p/sinks')
        .query({pageSize: '200', ...(token === undefined ? {} : {pageToken: token})})
        .reply(200, {
          sinks: names.map(name => ({name, destination: 'd'})),
          ...(next === undefined ? {} : {nextPageToken: next}),
        });
    page(undefined, ['a'], 'two');
    page('two', ['b']);
    const sinks = await sinksOf(inspectDeps(), 'projects/p');
    assert.deepEqual(
      sinks.map(one => one.name),
      ['a', 'b'],
    );
  });

  it('speaks for a service account with its own token, and says so', async () => {
    const account = 'mesh-responder-respond@shop-ops.iam.gserviceaccount.com';
    nock('https://iamcredentials.googleapis.com')
      .post(`/v1/projects/-/serviceAccounts/${account.replace('@', '%40')}:generateAccessToken`, {
        scope: ['https://www.googleapis.com/auth/cloud-platform'],
        lifetime: '300s',
      })
      .reply(200, {accessToken: 'another'});
    const as = await impersonated(inspectDeps(), account);
    const reqheaders = {
      authorization: 'Bearer another',
      'x-goog-request-reason': `mesh-responder doctor as ${account}`,
    };
    nock(manager, {reqheaders}).post('/v3/projects/p:testIamPermissions').reply(200, {});
    assert.deepEqual(await testedPermissions(as, 'p', ['a.b.c']), new Set());
  });

  it('asks the metadata server where the token shows no email', async () => {
    nock('https://oauth2.googleapis.com')
      .get(/tokeninfo/)
      .reply(200, {azp: '117'});
    nock('http://metadata.google.internal', {reqheaders: {'metadata-flavor': 'Google'}})
      .get('/computeMetadata/v1/instance/service-accounts/default/email')
      .reply(200, 'robot@shop-ops.iam.gserviceaccount.com');
    assert.deepEqual(await identity(inspectDeps()), {
      kind: 'named',
      email: 'robot@shop-ops.iam.gserviceaccount.com',
    });
    nock('https://oauth2.googleapis.com')
      .get(/tokeninfo/)
      .reply(200, {azp: '117'});
    nock('http://metadata.google.internal').get(/email/).reply(404, '');
    assert.deepEqual(await identity(inspectDeps()), {kind: 'numbered', id: '117'});
  });

  it('tells how far our clock is off by any answer, also a refusal', async () => {
    const deps = inspectDeps();
    const date = new Date(deps.clock.now() - 90_000).toUTCString();
    nock('https://oauth2.googleapis.com').get('/tokeninfo').reply(400, {error: 'invalid'}, {date});
    assert.equal(await clockOffset(deps), 89_500);
    nock('https://oauth2.googleapis.com').get('/tokeninfo').times(2).reply(200, '', {date: 'soon'});
    const {facts} = await callError(clockOffset(inspectDeps({attempts: 2})));
    assert.equal(facts.failure, 'malformed');
  });
});

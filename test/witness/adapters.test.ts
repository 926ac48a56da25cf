import assert from 'node:assert/strict';
import {describe, it} from 'mocha';
import nock from 'nock';
import {at, isObject, listAt, textAt, type JsonObject} from '../../functions/core/lib/json.ts';
import {inspecting} from '../../functions/adapters/google/client/call.ts';
import {
  databaseType,
  indexesOf,
  ttlState,
} from '../../functions/adapters/google/deployment/firestore-database.ts';
import {sinksOf} from '../../functions/adapters/google/logging/sinks.ts';
import {effectivePolicy} from '../../functions/adapters/google/project/organisation-policy.ts';
import {testedPermissions} from '../../functions/adapters/google/project/permissions.ts';
import {subscriptionOf, topicOf} from '../../functions/adapters/google/pubsub/topics.ts';
import {googleReaders} from '../../functions/adapters/google/readers.ts';
import {googleWriters} from '../../functions/adapters/google/writers.ts';
import {firestoreClient} from '../../functions/adapters/store/firestore/client.ts';
import {googleDeps} from '../support/google.ts';
import {callError} from '../support/outside.ts';
import {recordedExchanges, type Exchange} from './recorded.ts';

/** What the sandbox's scenarios call them. */
const [project, location, name] = ['shop-prod', 'europe-west1', 'prod-eu-1'];
const issuer = `https://container.googleapis.com/v1/projects/${project}/locations/${location}/clusters/${name}`;
const readers = () => googleReaders(googleDeps());
const writers = () => googleWriters(googleDeps());
const inspect = () => inspecting(googleDeps());

/** A kind of answer, and the adapter that reads it. */
interface Reading {
  readonly title: string;
  readonly host: string;
  readonly methods: readonly string[];
  readonly path: RegExp;
  /** The answer that the adapter gets, where it reads the recorded one inside another. */
  readonly within?: (response: JsonObject) => unknown;
  readonly read: (exchange: Exchange) => Promise<unknown>;
  /** What it must make of it, told from the answer by other means. */
  readonly right: (response: JsonObject, exchange: Exchange) => unknown;
}

const member = /^projects\/[^/]+\/locations\/([^/]+)\/memberships\/([^/]+)$/;

function operation(response: JsonObject): unknown {
  return response['done'] === true ? {kind: 'done'} : {kind: 'running', name: response['name']};
}

function accepted(response: JsonObject): unknown {
  return response['done'] === true
    ? {kind: 'accepted'}
    : {kind: 'accepted', operation: response['name']};
}

function policy({bindings, etag, version}: JsonObject): unknown {
  return {bindings: bindings ?? [], etag, version};
}

function texts(value: unknown, field: string): unknown[] {
  return listAt(value, field).map(one => (isObject(one) ? one : {}));
}

function pool(data: unknown): unknown {
  const mode = textAt(data, 'config', 'workloadMetadataConfig', 'mode') ?? 'MODE_UNSPECIFIED';
  return {name: textAt(data, 'name'), metadata: mode};
}

const clusterHome = `projects/${project}/locations/${location}`;

const readings: readonly Reading[] = [
  {
    title: 'the state of a service',
    host: 'serviceusage.googleapis.com',
    methods: ['GET'],
    path: /\/services\/[^/:]+$/,
    read: () => readers().serviceState(project, 'container.googleapis.com'),
    right: ({state}) => state,
  },
  {
    title: 'what enabling a service starts',
    host: 'serviceusage.googleapis.com',
    methods: ['POST'],
    path: /:(enable|disable|batchEnable)$/,
    read: ({path}) =>
      path.endsWith(':disable')
        ? writers().disableService(project, 'a.googleapis.com')
        : writers().enableService(project, 'a.googleapis.com'),
    right: accepted,
  },
  {
    title: 'an operation on services',
    host: 'serviceusage.googleapis.com',
    methods: ['GET'],
    path: /\/operations\//,
    read: ({response}) => readers().serviceOperation(String(response['name'])),
    right: operation,
  },
  {
    title: 'a project',
    host: 'cloudresourcemanager.googleapis.com',
    methods: ['GET'],
    path: /^\/v3\/projects\//,
    read: () => readers().project(project),
    right: ({projectId, name}) => ({id: projectId, number: String(name).replace('projects/', '')}),
  },
  {
    title: 'the allow policy',
    host: 'cloudresourcemanager.googleapis.com',
    methods: ['POST'],
    path: /:getIamPolicy$/,
    read: () => readers().policy(project),
    right: policy,
  },
  {
    title: 'what writing the allow policy answers',
    host: 'cloudresourcemanager.googleapis.com',
    methods: ['POST'],
    path: /:setIamPolicy$/,
    read: () => writers().setPolicy(project, {version: 3, etag: 'BwX1', bindings: []}),
    right: () => ({kind: 'accepted'}),
  },
  {
    title: 'the permissions that are held',
    host: 'cloudresourcemanager.googleapis.com',
    methods: ['POST'],
    path: /:testIamPermissions$/,
    read: async () => [...(await testedPermissions(inspect(), project, ['a.b.c']))],
    right: ({permissions}) => permissions,
  },
  {
    title: 'a feature of the fleet',
    host: 'gkehub.googleapis.com',
    methods: ['GET'],
    path: /\/features\/[^/]+$/,
    read: async () => {
      const mesh = await readers().mesh(project);
      return mesh.kind === 'enabled' ? [mesh.kind, mesh.unreachable] : [mesh.kind];
    },
    right: (_, {status}) => (status === 404 ? ['not-enabled'] : ['enabled', []]),
  },
  {
    title: 'a membership, in a list of them',
    host: 'gkehub.googleapis.com',
    methods: ['GET'],
    path: /\/memberships\/[^/]+$/,
    within: one => ({resources: [one]}),
    read: () => readers().registrations(project),
    right: one => {
      const [, place, membership] = member.exec(textAt(one, 'name') ?? '') ?? [];
      const link = (textAt(one, 'endpoint', 'gkeCluster', 'resourceLink') ?? '').split('/');
      return {
        memberships: [
          {
            location: place,
            membership,
            cluster: {project: link[4], location: link[6], name: link[8]},
            issuer: textAt(one, 'authority', 'issuer'),
          },
        ],
        unreachable: [],
      };
    },
  },
  {
    title: 'an operation of the fleet, by the name that its write returned',
    host: 'gkehub.googleapis.com',
    methods: ['GET'],
    path: /\/operations\//,
    read: ({response}) => readers().fleetOperation(String(response['name'])),
    right: operation,
  },
  {
    title: 'what a change of the fleet starts',
    host: 'gkehub.googleapis.com',
    methods: ['PATCH', 'POST', 'DELETE'],
    path: /./,
    read: () => writers().setIssuer(project, location, name, issuer),
    right: accepted,
  },
  {
    title: 'a cluster',
    host: 'container.googleapis.com',
    methods: ['GET'],
    path: /\/clusters\/[^/]+$/,
    read: () => readers().cluster(project, location, name),
    right: one => {
      const workloadPool = textAt(one, 'workloadIdentityConfig', 'workloadPool');
      return {
        name: one['name'],
        status: one['status'],
        version: one['currentMasterVersion'],
        ...(workloadPool === undefined ? {} : {workloadPool}),
        autopilot: at(one, 'autopilot', 'enabled') === true,
        nodePools: texts(one, 'nodePools').map(pool),
      };
    },
  },
  {
    title: 'a node pool, in its cluster',
    host: 'container.googleapis.com',
    methods: ['GET'],
    path: /\/nodePools\/[^/]+$/,
    within: one => ({name, nodePools: [one]}),
    read: async () => (await readers().cluster(project, location, name)).nodePools,
    right: one => [pool(one)],
  },
  {
    title: 'an operation on clusters',
    host: 'container.googleapis.com',
    methods: ['GET'],
    path: /\/operations\//,
    read: ({response}) =>
      readers().clusterOperation(`${clusterHome}/operations/${String(response['name'])}`),
    right: ({status}) => ({kind: status === 'DONE' ? 'done' : 'running'}),
  },
  {
    title: 'what a change of a cluster starts',
    host: 'container.googleapis.com',
    methods: ['PUT', 'POST', 'DELETE'],
    path: /./,
    read: () => writers().setWorkloadPool(project, location, name, `${project}.svc.id.goog`),
    right: one => ({
      kind: 'accepted',
      operation: `${clusterHome}/operations/${String(one['name'])}`,
    }),
  },
  {
    title: 'a log sink, in a list of them',
    host: 'logging.googleapis.com',
    methods: ['GET', 'POST', 'PUT'],
    path: /\/sinks/,
    within: one => ({sinks: [one]}),
    read: () => sinksOf(inspect(), `projects/${project}`),
    right: one => [
      {
        name: one['name'],
        destination: one['destination'],
        filter: one['filter'],
        disabled: false,
        includeChildren: one['includeChildren'] ?? false,
        writer: one['writerIdentity'],
      },
    ],
  },
  {
    title: 'a topic',
    host: 'pubsub.googleapis.com',
    methods: ['GET', 'PUT', 'PATCH'],
    path: /\/topics\/[^/:]+$/,
    read: () => topicOf(inspect(), `projects/${project}/topics/t`),
    right: one => one['name'],
  },
  {
    title: 'a subscription',
    host: 'pubsub.googleapis.com',
    methods: ['GET', 'PUT', 'PATCH'],
    path: /\/subscriptions\/[^/:]+$/,
    read: () => subscriptionOf(inspect(), `projects/${project}/subscriptions/s`),
    right: one => ({
      topic: one['topic'],
      endpoint: textAt(one, 'pushConfig', 'pushEndpoint') ?? '',
      account: textAt(one, 'pushConfig', 'oidcToken', 'serviceAccountEmail') ?? '',
      audience: textAt(one, 'pushConfig', 'oidcToken', 'audience') ?? '',
      ackSeconds: one['ackDeadlineSeconds'],
      deadLetterTopic: textAt(one, 'deadLetterPolicy', 'deadLetterTopic') ?? '',
      expires: at(one, 'expirationPolicy', 'ttl') === undefined ? 'never' : 'after-inactivity',
      state: one['state'],
    }),
  },
  {
    title: 'a database',
    host: 'firestore.googleapis.com',
    methods: ['GET'],
    path: /\/databases\/[^/]+$/,
    read: () => databaseType(inspect(), `projects/${project}/databases/(default)`),
    right: one => one['type'],
  },
  {
    title: 'a document, in the answer to a batch',
    host: 'firestore.googleapis.com',
    methods: ['GET', 'PATCH', 'POST'],
    path: /\/documents\//,
    within: found => [{found, readTime: found['updateTime']}],
    read: async ({response}) => {
      const client = firestoreClient(googleDeps(), {project, database: '(default)'});
      return client.get(String(response['name']));
    },
    right: ({name: document, fields, updateTime}) => ({name: document, fields, updateTime}),
  },
  {
    title: 'the indexes of a collection',
    host: 'firestore.googleapis.com',
    methods: ['GET'],
    path: /\/indexes(\/[^/]+)?$/,
    within: one => (one['indexes'] === undefined ? {indexes: [one]} : one),
    read: () => indexesOf(inspect(), `projects/${project}/databases/(default)`, 'c'),
    right: one =>
      (one['indexes'] === undefined ? [one] : texts(one, 'indexes')).map(index => ({
        fields: listAt(index, 'fields')
          .map(field => `${textAt(field, 'fieldPath')} ${textAt(field, 'order')}`)
          .filter(field => !field.startsWith('__name__')),
        state: textAt(index, 'state'),
      })),
  },
  {
    title: 'a field with its TTL',
    host: 'firestore.googleapis.com',
    methods: ['GET'],
    path: /\/fields\/[^/]+$/,
    read: () =>
      ttlState(inspect(), `projects/${project}/databases/(default)`, {collection: 'c', field: 'f'}),
    right: one => textAt(one, 'ttlConfig', 'state'),
  },
  {
    title: 'an organisation policy',
    host: 'orgpolicy.googleapis.com',
    methods: ['GET'],
    path: /\/policies\//,
    read: () => effectivePolicy(inspect(), project, 'iam.x'),
    right: one => {
      const rules = listAt(one, 'spec', 'rules');
      const enforced = rules.some(
        rule => at(rule, 'condition') === undefined && at(rule, 'enforce') === true,
      );
      return {kind: enforced ? 'denied' : 'free'};
    },
  },
];

/** What the responder never asks for. */
const unasked: readonly {readonly host: RegExp; readonly path: RegExp; readonly method?: RegExp}[] =
  [
    {host: /serviceusage/, path: /\/services$|:generateServiceIdentity$/},
    {host: /cloudresourcemanager/, path: /^\/v1\/projects\/[^:]+$/},
    {host: /firestore/, path: /\/backupSchedules|\/operations\//},
    {host: /firestore/, path: /./, method: /PATCH|DELETE|POST/},
    {host: /orgpolicy/, path: /\/customConstraints/},
    {host: /^iam\./, path: /\/roles/},
    {host: /logging|pubsub/, path: /./, method: /DELETE/},
    {host: /pubsub/, path: /:setIamPolicy$/},
  ];

describe('recorded answers of Google, given to the adapters', () => {
  const all = recordedExchanges() ?? [];
  const readingOf = (one: Exchange) =>
    readings.find(
      ({host, methods, path}) =>
        host === one.host && methods.includes(one.method) && path.test(one.path),
    );

  it('are each read by an adapter, or of a kind that the responder never asks for', () => {
    for (const one of all) {
      const known = unasked.some(
        ({host, path, method}) =>
          host.test(one.host) && path.test(one.path) && method?.test(one.method) !== false,
      );
      const told = `${one.method} ${one.host}${one.path}`;
      assert.ok(readingOf(one) !== undefined || known, `nobody reads ${told}`);
    }
  });

  for (const reading of readings) {
    it(`are read as they are: ${reading.title}`, async () => {
      const own = all.filter(one => readingOf(one) === reading);
      if (all.length > 0) assert.ok(own.length > 0, 'no recorded answer is of this kind');
      for (const one of own) await assertRead(one, reading);
    });
  }

  it('are a refusal where the caller may not see the project', async () => {
    for (const one of all.filter(each => each.status === 403)) {
      answering(one, one.response);
      const {facts} = await callError(readers().project(project));
      assert.deepEqual(
        [facts.failure, facts.status, facts.said],
        ['denied', 403, 'PERMISSION_DENIED: The caller does not have permission'],
      );
    }
  });
});

async function assertRead(one: Exchange, {within, read, right}: Reading): Promise<void> {
  const found = one.status < 400;
  answering(one, found && within !== undefined ? within(one.response) : one.response);
  const told = `${one.method} ${one.path}`;
  const wanted = found ? right(one.response, one) : undefined;
  if (found || one.path.includes('/features/')) {
    const got = await read(one).catch((error: unknown) => {
      throw new Error(`${told} is not read`, {cause: error});
    });
    const all = isObject(got) && isObject(wanted) ? {...got, ...wanted} : wanted;
    assert.deepEqual(got, found ? all : right(one.response, one), told);
  } else {
    const {facts} = await callError(read(one));
    assert.equal(facts.failure, 'not-found', told);
    assert.match(facts.said, /^NOT_FOUND: /, told);
  }
}

/** Answers the next request to a host, whatever it is, with what was recorded. */
function answering({host, status}: Exchange, body: unknown): void {
  nock.cleanAll();
  const text = JSON.stringify(body);
  const scope = nock(`https://${host}`);
  const headers = {'content-type': 'application/json; charset=UTF-8'};
  for (const method of ['GET', 'POST', 'PUT', 'PATCH']) {
    scope.intercept(/./, method).optionally().reply(status, text, headers);
  }
}

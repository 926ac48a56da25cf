import assert from 'node:assert/strict';
import {describe, it} from 'mocha';
import {at, listAt, textAt} from '../../functions/core/lib/json.ts';
import {tried, type Got, type Trial} from '../sandbox/start.ts';
import {differences} from './shape.ts';
import {recordedExchanges, type Exchange} from './recorded.ts';
import table from './differences.json' with {type: 'json'};

const project = 'cloudresourcemanager.googleapis.com/v1/projects/shop-prod';
const services = 'serviceusage.googleapis.com/v1/projects/shop-prod/services';
const hub = 'gkehub.googleapis.com/v1/projects/shop-fleet/locations';
const clusters = 'container.googleapis.com/v1/projects/shop-prod/locations/europe-west1/clusters';
const member = `${hub}/europe-west1/memberships/prod-eu-1`;

/** A kind of exchange, and the same request to the sandbox. */
interface Kind {
  readonly title: string;
  readonly scenario?: string;
  readonly recorded: (one: Exchange) => boolean;
  readonly ask: (trial: Trial) => Promise<Got>;
}

function of(host: string, method: string, path: RegExp, status = 200): Kind['recorded'] {
  return one =>
    one.host.startsWith(`${host}.`) &&
    one.method === method &&
    path.test(one.path) &&
    one.status === status;
}

/** What the sandbox has switched on, or off, comes to its end. */
async function afterwards(trial: Trial, asked: Promise<Got>, where: string): Promise<Got> {
  const {json} = await asked;
  trial.pass(120);
  return trial.get(`${where}${textAt(json, 'name') ?? ''}`);
}

const authority = {
  authority: {
    issuer:
      'https://container.googleapis.com/v1/projects/shop-prod/locations/europe-west1/clusters/prod-eu-1',
  },
};
const pool = {update: {desiredWorkloadIdentityConfig: {workloadPool: 'shop-prod.svc.id.goog'}}};

const kinds: readonly Kind[] = [
  {
    title: 'services.get',
    recorded: one => of('serviceusage', 'GET', /\/services\/[^/]+$/)(one) && one.recorded,
    ask: ({get}) => get(`${services}/container.googleapis.com`),
  },
  {
    title: 'services.enable',
    recorded: of('serviceusage', 'POST', /:enable$/),
    ask: ({post}) => post(`${services}/dns.googleapis.com:enable`, {}),
  },
  {
    title: 'services.batchEnable',
    recorded: of('serviceusage', 'POST', /:batchEnable$/),
    ask: ({post}) =>
      post(`${services}:batchEnable`, {
        serviceIds: ['compute.googleapis.com', 'dns.googleapis.com'],
      }),
  },
  {
    title: 'services.disable',
    recorded: of('serviceusage', 'POST', /:disable$/),
    ask: ({post}) =>
      post(`${services}/connectgateway.googleapis.com:disable`, {disableDependentServices: true}),
  },
  {
    title: 'operations.get of services',
    recorded: of('serviceusage', 'GET', /\/operations\//),
    ask: trial =>
      afterwards(
        trial,
        trial.post(`${services}/connectgateway.googleapis.com:disable`, {}),
        'serviceusage.googleapis.com/v1/',
      ),
  },
  {
    title: 'projects.get v3',
    recorded: of('cloudresourcemanager', 'GET', /^\/v3\/projects\//),
    ask: ({get}) => get(project.replace('/v1/', '/v3/')),
  },
  {
    title: 'projects.get v1',
    recorded: of('cloudresourcemanager', 'GET', /^\/v1\/projects\//),
    ask: ({get}) => get(project),
  },
  {
    title: 'projects.get of a project that the caller may not see',
    recorded: of('cloudresourcemanager', 'GET', /^\/v1\/projects\//, 403),
    ask: ({get}) => get(project.replace('shop-prod', 'elsewhere')),
  },
  {
    title: 'getIamPolicy',
    recorded: of('cloudresourcemanager', 'POST', /^\/v1\/projects\/.*:getIamPolicy$/),
    ask: ({post}) => post(`${project}:getIamPolicy`, {options: {requestedPolicyVersion: 3}}),
  },
  {
    title: 'setIamPolicy',
    recorded: of('cloudresourcemanager', 'POST', /^\/v1\/projects\/.*:setIamPolicy$/),
    ask: async ({post}) => {
      const options = {requestedPolicyVersion: 3};
      const {json: policy} = await post(`${project}:getIamPolicy`, {options});
      return post(`${project}:setIamPolicy`, {policy, updateMask: 'bindings,etag'});
    },
  },
  {
    title: 'testIamPermissions',
    recorded: of('cloudresourcemanager', 'POST', /:testIamPermissions$/),
    ask: ({post}) => post(`${project}:testIamPermissions`, {permissions: ['a.b.c']}),
  },
  {
    title: 'features.get',
    recorded: of('gkehub', 'GET', /\/features\/servicemesh$/),
    ask: ({get}) => get(`${hub}/global/features/servicemesh`),
  },
  {
    title: 'features.get of a feature that is not there',
    recorded: of('gkehub', 'GET', /\/features\/[^/]+$/, 404),
    ask: ({get}) => get(`${hub}/global/features/configmanagement`),
  },
  {
    title: 'memberships.get',
    recorded: of('gkehub', 'GET', /\/memberships\/[^/]+$/),
    ask: ({get}) => get(member),
  },
  {
    title: 'memberships.get of a membership that is not there',
    recorded: of('gkehub', 'GET', /\/memberships\/[^/]+$/, 404),
    ask: ({get}) => get(`${member}-2`),
  },
  {
    title: 'memberships.patch',
    recorded: of('gkehub', 'PATCH', /\/memberships\/[^/]+$/),
    ask: ({post}) => post(`${member}?updateMask=authority`, authority, 'PATCH'),
  },
  {
    title: 'operations.get of a membership',
    recorded: of('gkehub', 'GET', /\/memberships\/[^/]+\/operations\//),
    ask: trial =>
      afterwards(
        trial,
        trial.post(`${member}?updateMask=authority`, authority, 'PATCH'),
        'gkehub.googleapis.com/v1/',
      ),
  },
  {
    title: 'memberships.features.patch, as the patch of a feature',
    recorded: of('gkehub', 'PATCH', /\/features\/servicemesh$/),
    ask: ({post}) =>
      post(
        `${member.replace('/v1/', '/v2/')}/features/servicemesh?updateMask=spec&allowMissing=true`,
        {spec: {servicemesh: {management: 'MANAGEMENT_AUTOMATIC'}}},
        'PATCH',
      ),
  },
  {
    title: 'clusters.get',
    scenario: 'node-pools-without-metadata',
    recorded: of('container', 'GET', /\/clusters\/[^/]+$/),
    ask: ({get}) => get(`${clusters}/prod-eu-1`),
  },
  {
    title: 'clusters.get of a cluster that is not there',
    recorded: of('container', 'GET', /\/locations\/[a-z]+-[a-z0-9]+\/clusters\/[^/]+$/, 404),
    ask: ({get}) => get(`${clusters}/prod-eu-2`),
  },
  {
    title: "clusters.get of a zone's cluster that is not there",
    recorded: of('container', 'GET', /\/locations\/[a-z]+-[a-z0-9]+-[a-z]\/clusters\/[^/]+$/, 404),
    ask: ({get}) => get(`${clusters.replace('west1', 'west1-b')}/prod-eu-2`),
  },
  {
    title: 'clusters.update',
    scenario: 'stalled/workload-identity',
    recorded: of('container', 'PUT', /\/locations\/[a-z]+-[a-z0-9]+\/clusters\/[^/]+$/),
    ask: ({post}) => post(`${clusters}/prod-eu-1`, pool, 'PUT'),
  },
  {
    title: 'operations.get of a cluster',
    scenario: 'stalled/workload-identity',
    recorded: of('container', 'GET', /\/operations\//),
    ask: trial =>
      afterwards(
        trial,
        trial.post(`${clusters}/prod-eu-1`, pool, 'PUT'),
        `${clusters.replace(/clusters$/, 'operations')}/`,
      ),
  },
  {
    title: 'subscriptions.get of a subscription that is not there',
    recorded: of('pubsub', 'GET', /\/subscriptions\//, 404),
    ask: ({get}) => get('pubsub.googleapis.com/v1/projects/shop-ops/subscriptions/s'),
  },
  {
    title: 'databases.get of a database that is not there',
    recorded: of('firestore', 'GET', /\/databases\/[^/]+$/, 404),
    ask: ({get}) => get('firestore.googleapis.com/v1/projects/shop-ops/databases/d'),
  },
];

describe('recorded answers of Google, and what the sandbox answers to the same', () => {
  const all = recordedExchanges();

  for (const kind of kinds) {
    it(`agree: ${kind.title}`, async () => {
      if (all === undefined) return;
      const recorded = all.filter(kind.recorded);
      assert.ok(recorded.length > 0, 'no recorded answer is of this kind');
      await tried({scenario: kind.scenario ?? 'healthy'}, async trial => {
        const got = await kind.ask(trial);
        assert.equal(got.status, recorded[0]?.status, got.text);
        const answers = recorded.map(one => one.response);
        const found = differences(got.json, answers).map(one => `${one.differs} ${one.path}`);
        const known = table
          .filter(one => one.of === kind.title)
          .flatMap(one => one.paths.map(path => `${one.differs} ${path}`));
        // Sorted, so that a row of the table that no longer differs shows as well as a new difference.
        assert.deepEqual(found.sort(), known.sort(), `compared with the table: ${kind.title}`);
        assert.deepEqual(wordsOf(got.json), wordsOf(answers[0]));
      });
    });
  }

  it('have no row in the table for what is not compared, and a reason for each', () => {
    for (const {of: title, reason} of table) {
      assert.ok(
        kinds.some(one => one.title === title),
        `${title} is not compared`,
      );
      assert.match(reason, /^[A-Z].{20,}\.$/s, title);
    }
  });
});

/** What an error says, without the names that it says it of. */
function wordsOf(body: unknown): unknown {
  const message = textAt(body, 'error', 'message');
  if (message === undefined) return undefined;
  const details = listAt(body, 'error', 'details');
  return {
    code: at(body, 'error', 'code'),
    status: at(body, 'error', 'status'),
    message: message
      .replace(/\b(projects|zones|locations)\/[\w-]+/g, '$1/…')
      .replace(/\b(clusters|features|memberships)\/[\w-]+/g, '$1/…')
      .replace(/'[^']*'/g, '…')
      .replace(/resource=[\w-]+/, 'resource=…'),
    details: details.map(one => [
      textAt(one, '@type'),
      textAt(one, 'reason'),
      textAt(one, 'domain'),
    ]),
    errors: listAt(body, 'error', 'errors').map(one => [
      textAt(one, 'domain'),
      textAt(one, 'reason'),
    ]),
  };
}

import assert from 'node:assert/strict';
// Loaded before the run: the library makes two globals, which would count as leaks of the first test.
import '@google-cloud/logging';
import {describe, it} from 'mocha';
import nock from 'nock';
import {at, listAt, type JsonObject} from '../../../../functions/core/lib/json.ts';
import {
  loggingHistory,
  mostEntries,
} from '../../../../functions/adapters/google/logging/history.ts';
import {parseProxy} from '../../../../functions/adapters/http/proxy.ts';
import {wireAnswers} from '../../../support/answers.ts';
import {googleDeps} from '../../../support/google.ts';
import {json, loopback, type Loopback} from '../../../support/loopback.ts';
import {callError} from '../../../support/outside.ts';
import {assertOutcome, attemptsInTests} from '../../../support/wire.ts';

const logging = 'https://logging.googleapis.com';
const list = {origin: logging, method: 'POST', path: '/v2/entries:list'};
const from = '2026-11-22T02:00:00Z';

/** One entry of each payload, with everything that a decoder could change. */
const entries: readonly JsonObject[] = [
  {
    insertId: 'a',
    logName: 'projects/shop-prod/logs/cloudaudit.googleapis.com%2Factivity',
    resource: {type: 'project', labels: {project_id: 'shop-prod'}},
    severity: 'NOTICE',
    timestamp: '2026-11-22T02:00:00.123456789Z',
    receiveTimestamp: '2026-11-22T02:00:01Z',
    operation: {id: 'o', producer: 'p', first: true},
    protoPayload: {
      '@type': 'type.googleapis.com/google.cloud.audit.AuditLog',
      serviceName: 'cloudresourcemanager.googleapis.com',
      methodName: 'SetIamPolicy',
      status: {},
      serviceData: {
        '@type': 'type.googleapis.com/google.iam.v1.logging.AuditData',
        policyDelta: {bindingDeltas: [{action: 'REMOVE', role: 'r', member: 'm'}]},
      },
    },
  },
  {insertId: 'b', severity: 'ERROR', jsonPayload: {n: 1, deep: {list: [null, true, 'x']}}},
  {insertId: 'c', textPayload: 'plain', labels: {k: 'v'}},
];

async function all(source: AsyncIterable<unknown>): Promise<unknown[]> {
  const given: unknown[] = [];
  for await (const one of source) given.push(one);
  return given;
}

describe('Cloud Logging’s history', () => {
  it('counts one page of the last minutes, with the filter on lines of its own', async () => {
    const deps = googleDeps();
    nock(logging, {reqheaders: {authorization: 'Bearer test-token'}})
      .post('/v2/entries:list', {
        resourceNames: ['projects/shop-prod'],
        filter: '(\nseverity=ERROR -- ours\n)\nAND timestamp>="2026-11-22T02:45:00.000Z"',
        orderBy: 'timestamp asc',
        pageSize: 1000,
      })
      .reply(200, {entries});
    assert.deepEqual(await loggingHistory(deps).count('shop-prod', 'severity=ERROR -- ours', 15), {
      count: 3,
      atLeast: false,
    });
  });

  it('counts "at least" when there is a next page, and reads only one', async () => {
    nock(logging).post('/v2/entries:list').reply(200, {entries, nextPageToken: 'more'});
    const similar = await loggingHistory(googleDeps()).count('shop-prod', '', 15);
    assert.deepEqual(similar, {count: 3, atLeast: true});
  });

  it('gives every entry of every page as REST gave it', async () => {
    const [first, ...rest] = entries;
    nock(logging)
      .post('/v2/entries:list', body => at(body, 'pageToken') === undefined)
      .reply(200, {entries: [first], nextPageToken: 'two'});
    nock(logging)
      .post('/v2/entries:list', body => at(body, 'pageToken') === 'two')
      .reply(200, {nextPageToken: 'three'});
    nock(logging)
      .post('/v2/entries:list', body => at(body, 'pageToken') === 'three')
      .reply(200, {entries: rest});
    const given = await all(loggingHistory(googleDeps()).since('shop-prod', 'a', from));
    assert.deepEqual(given, entries);
  });

  it('keeps pages apart that are asked for at the same time', async () => {
    const projects = ['shop-prod', 'shop-test', 'shop-dev'];
    for (const project of projects) {
      nock(logging)
        .post(
          '/v2/entries:list',
          body => listAt(body, 'resourceNames')[0] === `projects/${project}`,
        )
        .times(2)
        .reply(200, {entries: [{insertId: project}]});
    }
    const history = loggingHistory(googleDeps());
    const given = await Promise.all(
      [...projects, ...projects].map(project => all(history.since(project, '', from))),
    );
    assert.deepEqual(
      given.flat(),
      [...projects, ...projects].map(insertId => ({insertId})),
    );
  });

  it('gives no more than 100,000 entries', async () => {
    const page = {entries: Array.from({length: 1000}, () => ({})), nextPageToken: 'again'};
    nock(logging)
      .post('/v2/entries:list')
      .times(mostEntries / 1000 + 1)
      .reply(200, page);
    const error = await callError(all(loggingHistory(googleDeps()).since('shop-prod', '', from)));
    assert.equal(error.facts.failure, 'invalid');
    assert.match(error.facts.said, /more than 100000 entries/);
  });

  it('lets nothing but a time into the filter', async () => {
    for (const text of ['', 'yesterday', '2026-11-22T02:00:00Z" OR severity>="DEFAULT']) {
      const {facts} = await callError(all(loggingHistory(googleDeps()).since('p', '', text)));
      assert.equal(facts.failure, 'invalid');
    }
  });

  for (const answer of wireAnswers) {
    it(`makes ${answer.failure} of ${answer.name}`, async () => {
      await assertOutcome(list, answer, false, () =>
        loggingHistory(googleDeps({attempts: attemptsInTests})).count('shop-prod', '', 1),
      );
    });
  }

  describe('through the proxy', () => {
    let server: Loopback;
    afterEach(() => {
      server.close();
    });

    it('arrives without credentials, and brings back what came', async () => {
      server = await loopback(response => {
        json(response, {entries});
      });
      const authorise = () => assert.fail('credentials were asked for');
      const deps = googleDeps({proxy: parseProxy(server.origin), authorise});
      const given = await all(loggingHistory(deps).since('shop-prod', '', from));
      assert.deepEqual(given, entries);
      const [one] = server.received;
      assert.equal(`${one?.method} ${one?.url}`, 'POST /logging.googleapis.com/v2/entries:list');
      assert.equal(one?.headers.authorization, undefined);
    });

    it('gives up a page that never comes', async () => {
      server = await loopback(() => undefined);
      const deps = googleDeps({proxy: parseProxy(server.origin), attemptMs: 40, attempts: 1});
      const {facts} = await callError(loggingHistory(deps).count('shop-prod', '', 1));
      assert.equal(facts.failure, 'unavailable');
    });
  });
});

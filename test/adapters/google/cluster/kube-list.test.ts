import assert from 'node:assert/strict';
import {gzipSync} from 'node:zlib';
import {describe, it} from 'mocha';
import nock from 'nock';
import {clusterReaders} from '../../../../functions/adapters/google/readers.ts';
import {parseProxy} from '../../../../functions/adapters/http/proxy.ts';
import {googleDeps} from '../../../support/google.ts';
import {reach} from '../../../support/inside.ts';
import {json, loopback} from '../../../support/loopback.ts';
import {callError} from '../../../support/outside.ts';
import {listOf, named, origin, place, statusOf} from './support.ts';

const path = `${place}/apis/apps/v1/replicasets`;

/** Expects one page to be asked for. */
function page(token: string | undefined, limit = 500): nock.Interceptor {
  const query = {limit: String(limit), ...(token === undefined ? {} : {continue: token})};
  return nock(origin).get(path).query(query);
}

function read(deps = googleDeps()) {
  return clusterReaders(deps).replicaSets(reach);
}

function many(from: number, count: number) {
  return Array.from({length: count}, (_, each) => named(`pod-${from + each}`));
}

const expired = statusOf('Expired', 'The provided continue parameter is too old');

describe('a list of a cluster', () => {
  it('is read page by page', async () => {
    page(undefined).reply(200, listOf(many(0, 2), {continue: 'a/b=='}));
    page('a/b==').reply(200, listOf(many(2, 1)));
    const names = (await read()).map(one => one.name);
    assert.deepEqual(names, ['pod-0', 'pod-1', 'pod-2']);
  });

  it('of 5,000 objects is read whole', async () => {
    for (let from = 0; from < 5_000; from += 500) {
      const next = from === 4_500 ? {} : {continue: `t${from + 500}`};
      page(from === 0 ? undefined : `t${from}`).reply(200, listOf(many(from, 500), next));
    }
    assert.equal((await read()).length, 5_000);
  });

  it('may be empty in any of its forms', async () => {
    for (const items of [[], null, undefined]) {
      page(undefined).reply(200, {kind: 'ReplicaSetList', metadata: {}, items});
      assert.deepEqual(await read(), []);
    }
  });

  it('is started over once when its token expired', async () => {
    page(undefined)
      .times(2)
      .reply(200, listOf(many(0, 1), {continue: 'old'}));
    page('old').reply(410, expired);
    page('old').reply(200, listOf(many(1, 1)));
    assert.equal((await read()).length, 2);
  });

  it('that expires twice is unavailable', async () => {
    page(undefined)
      .times(2)
      .reply(200, listOf(many(0, 1), {continue: 'old'}));
    page('old').times(2).reply(410, expired);
    const {facts} = await callError(read());
    assert.deepEqual(
      [facts.failure, facts.call],
      ['unavailable', 'connectgateway replicasets.list'],
    );
    assert.match(facts.said, /expired twice/);
  });

  it('is not started over for a 410 that is not about a token', async () => {
    page(undefined).reply(410, expired);
    assert.equal((await callError(read())).facts.status, 410);
  });

  it('is asked for in smaller pages when one is too large, also compressed', async () => {
    const large = Buffer.alloc(17 * 1024 * 1024, 32);
    const asked: string[] = [];
    const server = await loopback((response, request, count) => {
      asked.push(new URL(request.url, 'http://x.test').search);
      if (count === 1) response.writeHead(200).end(large);
      else if (count === 2) {
        response.writeHead(200, {'content-encoding': 'gzip'}).end(gzipSync(large));
      } else json(response, listOf(many(count, 1), count === 3 ? {continue: 'c'} : {}));
    });
    try {
      const found = await read(googleDeps({proxy: parseProxy(server.origin)}));
      assert.equal(found.length, 2);
      assert.deepEqual(asked, ['?limit=500', '?limit=250', '?limit=125', '?limit=125&continue=c']);
    } finally {
      server.close();
    }
  });

  it('with one object that is too large is malformed', async () => {
    const large = gzipSync(Buffer.alloc(17 * 1024 * 1024, 32));
    const server = await loopback(response => {
      response.writeHead(200, {'content-encoding': 'gzip'}).end(large);
    });
    try {
      const {facts} = await callError(read(googleDeps({proxy: parseProxy(server.origin)})));
      assert.deepEqual(
        [facts.failure, facts.said],
        ['malformed', 'one object is larger than 16 MiB'],
      );
      assert.equal(server.received.length, 9);
    } finally {
      server.close();
    }
  });

  it('that names an object twice is malformed', async () => {
    page(undefined).reply(200, listOf(many(0, 2), {continue: 'c'}));
    page('c').reply(200, listOf(many(1, 2)));
    const {facts} = await callError(read());
    assert.deepEqual(
      [facts.failure, facts.said],
      ['malformed', '"shop/pod-1" is in the list twice'],
    );
  });

  it('of another version on its second page is malformed', async () => {
    page(undefined).reply(200, listOf(many(0, 1), {continue: 'c'}));
    page('c').reply(200, listOf(many(1, 1), {resourceVersion: '11'}));
    assert.equal((await callError(read())).facts.failure, 'malformed');
  });

  it('without an end is malformed', async () => {
    page(undefined).reply(200, listOf([], {continue: 'c'}));
    page('c')
      .times(99)
      .reply(200, listOf([], {continue: 'c'}));
    assert.match((await callError(read())).facts.said, /more than 100 pages/);
  });

  it('that takes longer than a minute is given up', async () => {
    const deps = googleDeps();
    let asked = 0;
    page(undefined)
      .times(1)
      .reply(200, () => listOf([], {continue: 'c'}));
    page('c')
      .times(2)
      .reply(200, () => {
        asked += 1;
        void deps.clock.sleep(30_000);
        return listOf([], {continue: 'c'});
      });
    const {facts} = await callError(read(deps));
    assert.deepEqual([facts.failure, asked], ['unavailable', 2]);
  });

  it('is asked for again after a page of another shape, and goes on where it was', async () => {
    page(undefined).reply(200, listOf(many(0, 1), {continue: 'c'}));
    page('c').reply(200, '{"kind":"ReplicaSetList","items":[');
    page('c').reply(200, listOf(many(1, 1)));
    assert.equal((await read()).length, 2);
  });

  for (const [name, body] of [
    ['an object without a name', listOf([{metadata: {namespace: 'shop'}}])],
    ['an object without metadata', listOf([{}])],
    ['an item that is no object', listOf([7])],
    ['items that are no list', {...listOf([]), items: {}}],
    ['a single object', named('web')],
    ['a status', statusOf('', '')],
    ['labels that are no texts', listOf([named('a', {labels: {x: 1}})])],
    ['labels that are no object', listOf([named('a', {labels: ['x']})])],
    ['two controllers', listOf([named('a', {ownerReferences: [owner('A'), owner('B')]})])],
    ['an owner without a name', listOf([named('a', {ownerReferences: [owner('')]})])],
  ] as const) {
    it(`with ${name} is malformed`, async () => {
      page(undefined).reply(200, body);
      assert.equal((await callError(read(googleDeps({attempts: 1})))).facts.failure, 'malformed');
    });
  }
});

function owner(name: string) {
  return {kind: 'Deployment', name, controller: true};
}

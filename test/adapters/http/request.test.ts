import assert from 'node:assert/strict';
import {gzipSync} from 'node:zlib';
import {describe, it} from 'mocha';
import nock from 'nock';
import {at} from '../../../functions/core/lib/json.ts';
import {malformed} from '../../../functions/adapters/http/failed-attempt.ts';
import {parseProxy} from '../../../functions/adapters/http/proxy.ts';
import {request, type Request} from '../../../functions/adapters/http/request.ts';
import {requestJson} from '../../support/request-json.ts';
import {wireAnswers} from '../../support/answers.ts';
import {json, loopback, type Loopback} from '../../support/loopback.ts';
import {callError, outside} from '../../support/outside.ts';
import {assertOutcome, attemptsInTests, systemError} from '../../support/wire.ts';

const origin = 'https://api.example.com';
const reading: Request = {call: 'example get', write: false, method: 'GET', url: `${origin}/v1/x`};
const writing: Request = {
  ...reading,
  call: 'example set',
  write: true,
  method: 'POST',
  body: {a: 1},
};

function named(body: unknown): string {
  const name = at(body, 'name');
  if (typeof name !== 'string') throw malformed('no name');
  return name;
}

describe('requestJson on the wire', () => {
  for (const spec of [reading, writing]) {
    describe(spec.write ? 'a write' : 'a read', () => {
      for (const answer of wireAnswers) {
        it(`makes ${answer.failure} of ${answer.name}`, async () => {
          const path = {origin, method: spec.method, path: '/v1/x'};
          await assertOutcome(path, answer, spec.write, () =>
            requestJson(outside({attempts: attemptsInTests}), spec, named),
          );
        });
      }

      it('gives the answer after a passing fault', async () => {
        nock(origin).intercept('/v1/x', spec.method).reply(429);
        nock(origin).intercept('/v1/x', spec.method).reply(200, {name: 'n'});
        assert.equal(await requestJson(outside(), spec, named), 'n');
      });
    });
  }

  it('sends its body as JSON, with the length', async () => {
    nock(origin, {
      reqheaders: {'content-type': /^application\/json/, 'content-length': '7', authorization: 'x'},
    })
      .post('/v1/x', {a: 1})
      .reply(200, {name: 'n'});
    const headers = {authorization: 'x'};
    assert.equal(await requestJson(outside(), {...writing, headers}, named), 'n');
  });

  it('gives plain text to who reads it', async () => {
    nock(origin).post('/v1/x').reply(200, 'ok');
    assert.equal(await request(outside(), writing, answer => answer.text), 'ok');
  });

  it('repeats nothing when the connection broke under a write', async () => {
    nock(origin).post('/v1/x').replyWithError(systemError('EPIPE'));
    const {facts} = await callError(requestJson(outside(), writing, named));
    assert.deepEqual([facts.failure, facts.status, facts.attempts], ['unavailable', 0, 1]);
  });
});

describe('requestJson on a loopback server', () => {
  let server: Loopback;
  afterEach(() => {
    server.close();
  });
  const to = (spec: Request): Request => ({...spec, url: `${server.origin}/v1/x`});

  it('gives up an attempt at its deadline and tries a read again', async () => {
    server = await loopback((response, _, count) => {
      if (count > 1) json(response, {name: 'late'});
    });
    assert.equal(await requestJson(outside({attemptMs: 40}), to(reading), named), 'late');
  });

  it('says that a write which got no answer may be applied, by not repeating it', async () => {
    server = await loopback(() => undefined);
    const {facts} = await callError(requestJson(outside({attemptMs: 30}), to(writing), named));
    assert.deepEqual([facts.failure, facts.attempts], ['unavailable', 1]);
    assert.match(facts.said, /no answer within 30 ms/);
    assert.equal(server.received.length, 1);
  });

  it('holds the deadline while an answer trickles in', async () => {
    server = await loopback(response => {
      response.writeHead(200).write('{"name"');
    });
    const {facts} = await callError(
      requestJson(outside({attemptMs: 30, attempts: 1}), to(reading), named),
    );
    assert.equal(facts.failure, 'unavailable');
  });

  it('takes a connection that drops in the middle of the answer for no answer', async () => {
    server = await loopback((response, _, count) => {
      if (count > 1) {
        json(response, {name: 'whole'});
        return;
      }
      response.writeHead(200, {'content-length': '100'});
      response.write('{"name":', () => response.destroy());
    });
    assert.equal(await requestJson(outside(), to(reading), named), 'whole');
  });

  it('stops with the signal of the caller', async () => {
    const stop = new AbortController();
    server = await loopback(() => {
      stop.abort();
    });
    const {signal} = stop;
    const {facts} = await callError(requestJson({...outside(), signal}, to(reading), named));
    assert.deepEqual([facts.said, facts.attempts], ['stopped by the caller', 1]);
  });

  it('refuses an answer of more than 16 MiB, compressed or not', async () => {
    const big = Buffer.alloc(17 * 1024 * 1024, 32);
    const bodies = [big, gzipSync(big)];
    server = await loopback((response, _, count) => {
      response.writeHead(200, count === 1 ? {} : {'content-encoding': 'gzip'});
      response.end(bodies[count - 1]);
    });
    for (const size of [/larger than 16 MiB/, /decompress/]) {
      const {facts} = await callError(requestJson(outside({attempts: 1}), to(reading), named));
      assert.equal(facts.failure, 'malformed');
      assert.match(facts.said, size);
    }
  });

  it('reads compressed answers', async () => {
    server = await loopback(response => {
      response.writeHead(200, {'content-encoding': 'gzip'}).end(gzipSync('{"name":"zipped"}'));
    });
    assert.equal(await requestJson(outside(), to(reading), named), 'zipped');
  });

  it('keeps its connection', async () => {
    const ports = new Set<number | undefined>();
    server = await loopback(response => {
      ports.add(response.socket?.remotePort);
      json(response, {name: 'n'});
    });
    for (let count = 0; count < 5; count += 1) await requestJson(outside(), to(reading), named);
    assert.equal(ports.size, 1);
  });

  it('goes through the proxy without its credentials', async () => {
    server = await loopback(response => {
      json(response, {name: 'n'});
    });
    const proxy = parseProxy(server.origin);
    const headers = {authorization: 'Bearer secret-secret', 'x-goog-api-key': 'k', 'x-other': 'y'};
    const url = `${origin}/v1/x?q=1`;
    await requestJson(outside({proxy}), {...reading, headers, url}, named);
    const [one] = server.received;
    assert.equal(one?.url, '/api.example.com/v1/x?q=1');
    assert.equal(one.headers.authorization, undefined);
    assert.equal(one.headers['x-goog-api-key'], undefined);
    assert.equal(one.headers['x-other'], 'y');
  });
});

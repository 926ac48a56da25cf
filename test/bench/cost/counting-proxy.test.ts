import assert from 'node:assert/strict';
import {once} from 'node:events';
import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import {countingProxy, type Passed} from '../../../bench/cost/counting-proxy.ts';

describe('a counting proxy', () => {
  it('passes on what was asked and what was answered, and tells of both', async () => {
    const server = createServer((request, response) => {
      request.resume();
      response.writeHead(409, {'x-own': 'yes'}).end(`${request.method} ${request.url}`);
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const heard: Passed[] = [];
    const {port} = server.address() as AddressInfo;
    const proxy = await countingProxy(`127.0.0.1:${port}`, 0, one => heard.push(one));
    try {
      const answer = await fetch(`http://${proxy.host}/a?b=c`, {method: 'POST', body: 'body'});
      assert.deepEqual(
        [answer.status, answer.headers.get('x-own'), await answer.text()],
        [409, 'yes', 'POST /a?b=c'],
      );
      assert.deepEqual(heard, [{path: '/a?b=c', body: 'body', answer: 'POST /a?b=c'}]);
    } finally {
      await proxy.close();
      server.close();
    }
  });
});

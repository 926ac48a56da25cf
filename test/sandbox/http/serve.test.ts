import assert from 'node:assert/strict';
import {connect, isIPv4} from 'node:net';
import {textAt} from '../../../sandbox/json.ts';
import {tried} from '../start.ts';

const scenario = 'connect-gateway-disabled';
const service =
  'serviceusage.googleapis.com/v1/projects/shop-prod/services/connectgateway.googleapis.com';
const slack = 'slack.com/api/chat.postMessage';
const hello = {channel: 'C0SANDBOX', text: 'hello'};

describe('sandbox faults on the wire', () => {
  it('drops: no answer, nothing applied', () =>
    tried({scenario, faults: ['slack:chat.postMessage=dropx1']}, async ({post, sandbox}) => {
      await assert.rejects(post(slack, hello));
      assert.deepEqual(sandbox.chat().messages, []);

      assert.equal((await post(slack, hello)).status, 200);
      assert.deepEqual(
        sandbox.requests().map(one => one.status),
        [0, 200],
      );
    }));

  it('loses the answer of what it applied', () =>
    tried({scenario, faults: ['serviceusage:enable=lost']}, async ({post, get, pass}) => {
      await assert.rejects(post(`${service}:enable`));
      pass(8);

      assert.equal(textAt((await get(service)).json, 'state'), 'ENABLED');
    }));

  it('answers HTML with 200, half a JSON, and a status with Retry-After', () =>
    tried({scenario}, async ({post, get, sandbox}) => {
      sandbox.addFault('serviceusage:get=htmlx1');
      sandbox.addFault('serviceusage:get=malformedx1');
      sandbox.addFault('serviceusage:get=429:retry-after=7x1');
      sandbox.addFault('slack:*=429:retry-after=1');
      const [html, half, limited, refused] = [
        await get(service),
        await get(service),
        await get(service),
        await post(slack, hello),
      ];

      assert.deepEqual(
        [html.status, html.headers.get('content-type')],
        [200, 'text/html; charset=utf-8'],
      );
      assert.match(half.text, /^\{"name":"projects/);
      assert.equal(half.json, undefined);
      assert.deepEqual([limited.status, limited.headers.get('retry-after')], [429, '7']);
      assert.equal(textAt(limited.json, 'error', 'status'), 'RESOURCE_EXHAUSTED');
      assert.equal(textAt(refused.json, 'error'), 'ratelimited');
      assert.equal((await get(service)).status, 200);
    }));

  it('fails a webhook in plain words', () =>
    tried({scenario, faults: ['slack:webhook=500']}, async ({post}) => {
      const failed = await post('hooks.slack.com/services/a', {text: 'x'});

      assert.deepEqual([failed.status, failed.text], [500, 'rollup_error']);
    }));

  it('waits as long as it is told, then goes on', () =>
    tried(
      {scenario, faults: ['serviceusage:*=delay:20x1', 'serviceusage:get=503x1']},
      async ({get, sandbox}) => {
        const order: string[] = [];
        const slow = get(service).then(got => order.push(`slow ${got.status}`));
        const quick = get(
          'gkehub.googleapis.com/v1/projects/shop-prod/locations/-/memberships',
        ).then(got => order.push(`quick ${got.status}`));
        await Promise.all([slow, quick]);

        assert.deepEqual(order, ['quick 200', 'slow 503']);
        assert.deepEqual(
          sandbox.requests().find(one => one.verb === 'get')?.fault,
          'serviceusage:get=503x1',
        );
      },
    ));

  it('closes while an answer is being delayed', async () => {
    let pending: Promise<unknown> = Promise.resolve();
    await tried({scenario, faults: ['serviceusage:*=delay:600000']}, async ({get, sandbox}) => {
      pending = get(service).catch(() => 'closed');
      while (sandbox.requests().length === 0) await new Promise(resolve => setImmediate(resolve));
    });

    assert.equal(await pending, 'closed');
  });

  it('stops when the faults are taken back', () =>
    tried({scenario, faults: ['serviceusage:*=503']}, async ({get, sandbox}) => {
      assert.equal((await get(service)).status, 503);
      sandbox.clearFaults();

      assert.equal((await get(service)).status, 200);
    }));
});

describe('sandbox front door', () => {
  it('listens on loopback only', () =>
    tried({scenario}, async ({sandbox}) => {
      const {hostname} = new URL(sandbox.url);
      assert.ok(isIPv4(hostname) && hostname.startsWith('127.'));
      await Promise.resolve();
    }));

  it('answers what it does not play with a counted 404 in Google’s shape', () =>
    tried({scenario}, async ({get, post, sandbox}) => {
      const strange = [
        await get('compute.googleapis.com/v1/projects/shop-prod'),
        await get('%zz/%zz'),
        await get(''),
        await post(
          'gkehub.googleapis.com/v1/projects/shop-prod/locations/global/features/servicemesh',
          {},
        ),
        await post('slack.com/api/chat.delete', {}),
        await get('toString/x'),
      ];

      assert.deepEqual(
        strange.map(one => textAt(one.json, 'error', 'status')),
        strange.map(() => 'NOT_FOUND'),
      );
      assert.deepEqual(
        sandbox.requests().map(one => one.verb),
        strange.map(() => ''),
      );
      assert.match(JSON.stringify(sandbox.state()), /"unknown":6/);
    }));

  const junk: readonly (readonly [string, number, RegExp])[] = [
    [
      'cloudresourcemanager.googleapis.com/v1/projects/shop-prod:setIamPolicy',
      400,
      /INVALID_ARGUMENT/,
    ],
    ['logging.googleapis.com/v2/entries:list', 400, /INVALID_ARGUMENT/],
    ['pubsub.googleapis.com/v1/projects/shop-prod/topics/t:publish', 400, /INVALID_ARGUMENT/],
    ['chat.googleapis.com/v1/spaces/A/messages', 400, /INVALID_ARGUMENT/],
    ['hooks.slack.com/services/a', 400, /^invalid_payload$/],
    ['slack.com/api/chat.postMessage', 200, /"ok":false,"error":"invalid_json"/],
    ['_sandbox/world', 400, /the body is junk/],
  ];
  for (const [path, status, text] of junk) {
    it(`survives a junk body on ${path}`, () =>
      tried({scenario}, async ({sandbox, get}) => {
        const response = await fetch(`${sandbox.url}/${path}`, {method: 'POST', body: '{"half'});
        const odd = await fetch(`${sandbox.url}/${path}`, {method: 'POST', body: '[null, 1]'});

        assert.equal(response.status, status);
        assert.match(await response.text(), text);
        assert.ok(odd.status === status || odd.status === 200);
        assert.equal((await get('_sandbox/state')).status, 200);
      }));
  }

  it('takes bodies of 10 MiB and refuses larger ones', () =>
    tried({scenario}, async ({post}) => {
      const empty = JSON.stringify({channel: 'C0SANDBOX', text: ''}).length;
      const fits = {channel: 'C0SANDBOX', text: 'x'.repeat(10 * 1024 * 1024 - empty)};
      assert.equal((await post(slack, fits)).status, 200);

      const beyond = {...fits, text: `${fits.text}x`};
      assert.equal((await post('chat.googleapis.com/v1/spaces/A/messages', beyond)).status, 413);
    }));

  it('survives a client that leaves in the middle', () =>
    tried({scenario}, async ({sandbox, get}) => {
      const {port} = new URL(sandbox.url);
      await new Promise<void>(resolve => {
        const socket = connect(Number(port), '127.0.0.1', () => {
          socket.write(
            'POST /slack.com/api/chat.postMessage HTTP/1.1\r\nhost: x\r\ncontent-length: 99\r\n\r\n{"te',
          );
          socket.end(() => {
            socket.destroy();
            resolve();
          });
        });
      });

      assert.equal((await get('_sandbox/state')).status, 200);
    }));

  it('records what came: verb, whether it writes, body', () =>
    tried({scenario}, async ({get, post, sandbox}) => {
      await get(`${service}?alt=json`);
      await post(slack, hello);

      assert.deepEqual(
        sandbox.requests().map(one => [one.method, one.host, one.verb, one.mutating, one.body]),
        [
          ['GET', 'serviceusage.googleapis.com', 'get', false, null],
          ['POST', 'slack.com', 'chat.postMessage', true, hello],
        ],
      );
      assert.match(sandbox.requests()[0]?.path ?? '', /\?alt=json$/);
    }));
});

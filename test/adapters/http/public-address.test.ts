import assert from 'node:assert/strict';
import {execFile} from 'node:child_process';
import {promisify} from 'node:util';
import {exchange} from '../../../functions/adapters/http/http-client.ts';
import {isPublicAddress, publicLookup} from '../../../functions/adapters/http/public-address.ts';

const run = promisify(execFile);

describe('an address', () => {
  for (const address of ['8.8.8.8', '172.15.255.255', '172.32.0.0', '100.63.255.255', '2600::1']) {
    it(`is public: ${address}`, () => {
      assert.equal(isPublicAddress(address), true);
    });
  }

  for (const address of [
    '0.0.0.0',
    '10.0.0.1',
    '100.64.0.1',
    '127.0.0.1',
    '127.255.255.255',
    '169.254.169.254',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '198.18.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::ffff:8.8.8.8',
    '::ffff:127.0.0.1',
    '64:ff9b::7f00:1',
    'fe80::1',
    'fd00:ec2::254',
    'ff02::1',
    '2002:7f00:1::',
    '2001:db8::1',
    '2001::1',
    'no address',
  ]) {
    it(`is not public: ${address}`, () => {
      assert.equal(isPublicAddress(address), false);
    });
  }
});

describe('a request to a public address only', () => {
  const ask = (url: string) =>
    exchange(
      {method: 'POST', url: new URL(url), headers: {}, body: '{}', onlyPublic: true},
      AbortSignal.timeout(2_000),
    );

  it('is not sent to a name that leads to this machine', async () => {
    // In a process of its own: here, mocks stand between the client and every look-up.
    const client = new URL('../../../functions/adapters/http/http-client.ts', import.meta.url);
    const code = `
      const {exchange} = await import(${JSON.stringify(client.href)});
      const url = new URL('https://localhost:9/');
      const request = {method: 'POST', url, headers: {}, body: '{}'};
      for (const onlyPublic of [true, false]) {
        await exchange({...request, onlyPublic}, AbortSignal.timeout(5_000)).catch(error => {
          console.log(error.message);
        });
      }`;
    const {stdout} = await run(process.execPath, ['--input-type=module', '-e', code]);
    const [guarded, open] = stdout.split('\n');
    assert.equal(guarded, 'localhost has an address that is not public; nothing was sent');
    assert.match(open ?? '', /^no answer from localhost:9: .*ECONNREFUSED/, 'the check can fail');
  });

  it('is not sent to an address that is not public, which nobody looks up', async () => {
    await assert.rejects(ask('https://127.0.0.1:9/'), /is not public; nothing was sent/);
    await assert.rejects(ask('https://[::1]:9/'), /is not public; nothing was sent/);
  });

  it('is not sent without encryption', async () => {
    await assert.rejects(ask('http://hooks.example.com/'), /is not public; nothing was sent/);
  });

  it('is looked up as a list and as one address', async () => {
    const look = promisify(publicLookup) as (name: string, how: object) => Promise<unknown>;
    await assert.rejects(look('localhost', {all: true}), /not public/);
    await assert.rejects(look('localhost', {}), /not public/);
  });
});

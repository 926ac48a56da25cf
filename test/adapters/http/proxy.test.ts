import assert from 'node:assert/strict';
import {describe, it} from 'mocha';
import {parseProxy, proxied} from '../../../functions/adapters/http/proxy.ts';

describe('the API proxy', () => {
  for (const text of [
    'http://127.0.0.1:8080',
    'http://127.0.0.1:8080/',
    'http://localhost:9',
    'http://[::1]:8080',
  ]) {
    it(`accepts ${text}`, () => {
      assert.equal(parseProxy(text).origin, text.replace(/\/$/, ''));
    });
  }

  for (const [text, why] of [
    ['', /no URL/],
    ['127.0.0.1:8080', /no URL/],
    ['https://127.0.0.1:8080', /only http/],
    ['file:///tmp', /only http/],
    ['http://10.0.0.1:8080', /its host/],
    ['http://proxy.example.com:8080', /its host/],
    ['http://127.0.0.1.example.com', /its host/],
    ['http://localhost.:80', /its host/],
    ['http://[::2]:8080', /its host/],
    ['http://127.0.0.1:8080/path', /path/],
    ['http://127.0.0.1:8080?x=1', /query/],
    ['http://127.0.0.1:8080/?', /query/],
    ['http://127.0.0.1:8080/#x', /query/],
    ['http://me:hunter2hunter2@127.0.0.1:8080', /user or a password/],
    ['http://127.0.0.1@evil.example.com', /user or a password/],
  ] as const) {
    it(`refuses ${JSON.stringify(text)} and does not repeat it`, () => {
      assert.throws(
        () => parseProxy(text),
        (error: Error) => why.test(error.message) && !error.message.includes('hunter2'),
      );
    });
  }

  it('puts host, path and query behind its address', () => {
    const proxy = parseProxy('http://127.0.0.1:8080');
    const url = new URL('https://serviceusage.googleapis.com:443/v1/a%2Fb/c:enable?x=1&y=%20');
    assert.equal(
      proxied(url, proxy).href,
      'http://127.0.0.1:8080/serviceusage.googleapis.com/v1/a%2Fb/c:enable?x=1&y=%20',
    );
  });

  it('leaves a URL alone when there is none', () => {
    const url = new URL('https://example.com/a');
    assert.equal(proxied(url, undefined), url);
  });
});

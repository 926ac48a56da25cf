import assert from 'node:assert/strict';
import {eventUrlFault} from '../../../functions/core/config/event-url.ts';

describe('the address of a receiver of events', () => {
  for (const url of [
    'https://hooks.example.com/mesh',
    'https://hooks.example.com/mesh?source=1',
    'https://xn--9n2bp8q.kr/',
    `https://a.example.com/${'x'.repeat(2_000 - 'https://a.example.com/'.length)}`,
  ]) {
    it(`may be ${url.slice(0, 60)}`, () => {
      assert.equal(eventUrlFault(url), undefined);
    });
  }

  for (const url of [
    'http://hooks.example.com/',
    'HTTPS://hooks.example.com/',
    'https://hooks.example.com:8443/',
    'https://user:s3cret@hooks.example.com/',
    'https://@hooks.example.com/',
    'https://hooks.example.com/#x',
    'https://hooks.example.com\\@evil.example/',
    'https://hooks.example.com/ x',
    'https://훅.example.com/',
    'https://127.0.0.1/',
    'https://2130706433/',
    'https://0x7f.1/',
    'https://[::1]/',
    'https://169.254.169.254/computeMetadata/v1/',
    'https://localhost/',
    'https://metadata/',
    'https://metadata.google.internal/',
    'https://metadata.google.internal./',
    'https://printer.local/',
    'https://x.home.arpa/',
    'https://',
    `https://a.example.com/${'x'.repeat(2_001 - 'https://a.example.com/'.length)}`,
  ]) {
    it(`may not be ${url.slice(0, 60)}`, () => {
      const fault = eventUrlFault(url);
      assert.ok(fault !== undefined);
      assert.doesNotMatch(fault.en + fault.ko, /s3cret|evil/);
      assert.match(fault.ko, /\p{Script=Hangul}/u);
    });
  }
});

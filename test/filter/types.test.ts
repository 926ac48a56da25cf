import assert from 'node:assert/strict';

import {FilterError} from '../../functions/filter/error.ts';
import {parse} from '../../functions/filter/parse.ts';
import {keeps, matches} from './laws.ts';

describe('filter evaluation of typed values', () => {
  keeps([
    {
      law: 'a text is converted to the type of the field, and fails where it cannot be',
      entry: {
        jsonPayload: {n: 5, s: '5', yes: true, no: false, big: '9223372036854775807', nan: 'NaN'},
      },
      holds: [
        'jsonPayload.n=5',
        'jsonPayload.n="5"',
        'jsonPayload.n="5.0"',
        'jsonPayload.n<1e1',
        'jsonPayload.n>-3.2e-8',
        'jsonPayload.n<Infinity',
        'jsonPayload.n>"-infinity"',
        'jsonPayload.n!="nan"',
        'jsonPayload.n:5',
        'jsonPayload.s=5',
        'jsonPayload.yes="True"',
        'jsonPayload.yes>FALSE',
        'jsonPayload.no!=true',
        'jsonPayload.big="9223372036854775807"',
        'jsonPayload.nan=nan',
      ],
      fails: [
        'jsonPayload.n=six',
        'jsonPayload.n!=six',
        'jsonPayload.n=""',
        'jsonPayload.n="0x5"',
        'jsonPayload.yes=1',
        'jsonPayload.yes!=yes',
        'jsonPayload.n=nan',
        'jsonPayload.n=~"5"',
        'jsonPayload.n!~"6"',
        'jsonPayload.s<"10"',
        'jsonPayload.yes=~"t"',
      ],
    },
    {
      law: 'numbers and flags of LogEntry are compared as such, int64 written as text too',
      entry: {
        httpRequest: {status: 503, requestSize: '1024', cacheHit: true, latency: '3.2s'},
        sourceLocation: {line: '7'},
        traceSampled: 'yes',
      },
      holds: [
        'httpRequest.status>=500',
        'httpRequest.status="503"',
        'httpRequest.status:503',
        'httpRequest.requestSize>999',
        'sourceLocation.line=7',
        'httpRequest.cacheHit=TRUE',
        'traceSampled=false',
        'httpRequest.latency>"999ms"',
        'httpRequest.latency="3200ms"',
        'httpRequest.latency<"0.1m"',
        'httpRequest.latency!="-3.2s"',
        'httpRequest.latency>="3200000000.9ns"',
        'httpRequest.latency<"1h"',
        'httpRequest.latency="3200000us"',
      ],
      fails: [
        'httpRequest.status<500',
        'httpRequest.requestSize<999',
        'httpRequest.cacheHit=false',
        'httpRequest.latency<"1s"',
      ],
    },
    {
      law: 'severities are ordered by their numbers',
      entry: {severity: 'ERROR'},
      holds: [
        'severity=error',
        'severity>=WARNING',
        'severity<CRITICAL',
        'severity=(ERROR OR CRITICAL)',
        'severity=500',
        'severity>"450"',
        'severity!=DEFAULT',
        'severity:ERROR',
      ],
      fails: ['severity>ERROR', 'severity=WARNING', 'severity>=600', 'NOT severity>=ERROR'],
    },
    {
      law: 'a severity may be a number',
      entry: {severity: 400},
      holds: ['severity=WARNING', 'severity<ERROR'],
      fails: ['severity=DEFAULT'],
    },
    {
      law: 'a severity may be a number in text',
      entry: {severity: '300'},
      holds: ['severity=NOTICE'],
      fails: ['severity=DEFAULT'],
    },
    {
      law: 'an unknown severity counts as DEFAULT',
      entry: {severity: 'LOUD'},
      holds: ['severity=DEFAULT'],
      fails: ['severity>DEFAULT'],
    },
    {
      law: 'a severity that is no whole number counts as DEFAULT',
      entry: {severity: 4.5},
      holds: ['severity=DEFAULT'],
      fails: ['severity>DEFAULT'],
    },
    {
      law: 'times are compared as instants, to the nanosecond',
      entry: {
        timestamp: '2016-11-29T23:30:00.000000001Z',
        receiveTimestamp: '2016-11-30T00:30:00+01:00',
      },
      holds: [
        'timestamp>="2016-11-29T23:00:00Z"',
        'timestamp>"2016-11-29"',
        'timestamp<"2016-11-30"',
        'timestamp="2016-11-29t19:30:00.000000001-04:00"',
        'timestamp>"2016-11-29T23:30:00Z"',
        'timestamp<"2016-11-29T23:30:00.000000002Z"',
        'receiveTimestamp="2016-11-29T23:30:00.000Z"',
        'timestamp!="2016-11-29T23:30:00Z"',
        'timestamp<"2016-11-29T23:30:00.5Z"',
        'receiveTimestamp<"2016-11-29T23:30:00.1Z"',
      ],
      fails: [
        'timestamp<="2016-11-29T23:30:00Z"',
        'timestamp="2016-11-29"',
        'receiveTimestamp>"2016-11-29T23:30:00Z"',
      ],
    },
  ]);

  it('takes only days and times that exist', () => {
    const exist = [
      '2024-02-29',
      '2000-02-29',
      '0001-01-01',
      '9999-12-31',
      '2016-12-31T23:59:60Z',
      '2016-01-01T00:00:00.123456789+23:59',
    ];
    const not = [
      '2023-02-29',
      '1900-02-29',
      '2023-04-31',
      '2023-00-10',
      '2023-13-01',
      '2023-01-00',
      '0000-01-01',
      '2016-01-01T24:00:00Z',
      '2016-01-01T00:60:00Z',
      '2016-01-01T00:00:61Z',
      '2016-01-01T00:00:00',
      '2016-01-01 00:00:00Z',
      '2016-01-01T00:00:00.1234567890Z',
      '2016-01-01T00:00:00+24:00',
      '2016-01-01T00:00:00+01:60',
      '16-01-01',
    ];
    for (const time of exist) assert.doesNotThrow(() => parse(`timestamp="${time}"`), time);
    for (const time of not) assert.throws(() => parse(`timestamp="${time}"`), FilterError, time);
  });

  it('reads decimals of a second as such', () => {
    const half = {timestamp: '2016-01-01T00:00:00.5Z'};
    assert.equal(matches('timestamp="2016-01-01T00:00:00.500000000Z"', half), true);
    assert.equal(matches('timestamp>"2016-01-01T00:00:00.000000006Z"', half), true);
  });

  it('counts time as the calendar does', () => {
    for (const time of [
      '1999-12-31T23:59:59Z',
      '2000-03-01T00:00:00Z',
      '1600-02-29T12:00:00Z',
      '0099-07-01T00:00:00Z',
      '2400-12-31T00:00:00Z',
    ]) {
      const before = new Date(Date.parse(time) - 1).toISOString();
      assert.equal(
        matches(`timestamp="${time}" timestamp>"${before}"`, {timestamp: time}),
        true,
        time,
      );
      assert.equal(matches(`timestamp>"${time}"`, {timestamp: before}), false, time);
    }
    const leap = {timestamp: '2016-12-31T23:59:60Z'};
    assert.equal(matches('timestamp="2017-01-01T00:00:00Z"', leap), true);
  });
});

import assert from 'node:assert/strict';
import {parseConfig} from '../../../functions/adapters/config/read.ts';
import {faultsOf, origin, project} from './support.ts';

const path = '/etc/mesh/config.yaml';
const once = {
  ...{project: 'shop-prod', reason: 'upgrade'},
  ...{from: '2026-12-05T01:00:00+09:00', until: '2026-12-05T05:00:00+09:00'},
};
const weekly = {
  ...{runbook: 'data-plane-upgrade-failed', reason: 'releases', days: ['sat', 'sun']},
  ...{from: '01:00', for: '2h', timeZone: 'Asia/Seoul'},
};

type Fields = Readonly<Record<string, unknown>>;

/** A window with a field replaced or, for undefined, left out. */
function but(window: Fields, parts: Fields): Fields {
  return {...window, ...parts};
}

/** What is wrong, the window, and the one fault that it must give. */
const cases: readonly (readonly [string, Fields, RegExp])[] = [
  [
    'about nothing',
    but(once, {project: undefined}),
    /^silences\[0\]: is about nothing: give runbook, project, folder, label, location or cluster$/,
  ],
  [
    'of a project that is not listed',
    but(once, {project: 'shop-pord'}),
    /^silences\[0\]\.project: "shop-pord" is not .*; did you mean shop-prod\?$/,
  ],
  [
    'without a reason',
    but(once, {reason: undefined}),
    /^silences\[0\]\.reason: missing; allowed: why/,
  ],
  [
    'with an empty reason',
    but(once, {reason: ' '}),
    /^silences\[0\]\.reason: found " "; allowed: why/,
  ],
  [
    'without an end',
    but(once, {until: undefined}),
    /^silences\[0\]: has no end: give until, or days, for and timeZone$/,
  ],
  [
    'that ends before it begins',
    but(once, {until: '2026-12-05T00:59:00+09:00'}),
    /^silences\[0\]\.until: is not later than from$/,
  ],
  [
    'that is longer than 30 days',
    but(once, {until: '2027-01-04T01:00:01+09:00'}),
    /^silences\[0\]\.until: is more than 30 days after from$/,
  ],
  [
    'on a day that is none',
    but(once, {from: '2026-11-31T01:00:00+09:00'}),
    /^silences\[0\]\.from: found "2026-11-31T01:00:00\+09:00"; a window with until needs an RFC 3339/,
  ],
  [
    'of both kinds',
    but(once, {days: ['sat']}),
    /^silences\[0\]\.days: goes with a window of each week/,
  ],
  [
    'of each week without a time zone',
    but(weekly, {timeZone: undefined}),
    /^silences\[0\]\.timeZone: missing; a window of each week has days, for and timeZone$/,
  ],
  [
    'in a time zone that is none',
    but(weekly, {timeZone: 'Asia/Soul'}),
    /^silences\[0\]\.timeZone: found "Asia\/Soul"; allowed: a time zone/,
  ],
  [
    'on a day that no week has',
    but(weekly, {days: ['sat', 'sunday']}),
    /^silences\[0\]\.days\[1\]: found "sunday"; allowed: sun, mon/,
  ],
  [
    'on no day',
    but(weekly, {days: []}),
    /^silences\[0\]\.days: found an empty list; allowed: a list of at/,
  ],
  [
    'at a time that no day has',
    but(weekly, {from: '24:00'}),
    /^silences\[0\]\.from: found "24:00"; a window of each week begins at 00:00 to 23:59$/,
  ],
  [
    'of no length',
    but(weekly, {for: '0h'}),
    /^silences\[0\]\.for: found "0h"; allowed: a length of time like 30m, 2h or 1d$/,
  ],
  [
    'that never ends',
    but(weekly, {days: ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'], for: '24h'}),
    /^silences\[0\]\.for: leaves no time of the week that is not silenced$/,
  ],
  [
    'with an unknown key',
    but(once, {unitl: 'x'}),
    /^silences\[0\]\.unitl: unknown key; .*mean until\?$/,
  ],
];

describe('maintenance windows in a configuration', () => {
  const parse = (silences: readonly unknown[]) =>
    parseConfig(JSON.stringify({projects: [project], silences}), origin(path));

  it('are read: single ones with their times, those of each week with theirs', async () => {
    const {silences} = await parse([once, weekly]);
    assert.deepEqual(silences, [
      {
        ...{kind: 'once', project: 'shop-prod', reason: 'upgrade'},
        ...{from: Date.UTC(2026, 11, 4, 16), until: Date.UTC(2026, 11, 4, 20)},
      },
      {
        ...{kind: 'weekly', runbook: 'data-plane-upgrade-failed', reason: 'releases'},
        ...{days: ['sat', 'sun'], minute: 60, seconds: 7200, timeZone: 'Asia/Seoul'},
      },
    ]);
  });

  it('are read from YAML, whose times need no quotes', async () => {
    const {silences} = await parseConfig(
      `
projects: [{id: shop-prod, number: 111111111111}]
silences:
  - project: shop-prod
    cluster: prod-eu-1
    reason: move
    from: 2026-12-05T01:00:00Z
    until: 2026-12-05T05:00:00Z
  - {project: shop-prod, reason: nights, days: [mon], from: 01:00, for: 1h, timeZone: UTC}
`,
      origin(path),
    );
    assert.deepEqual(
      silences?.map(one => one.kind),
      ['once', 'weekly'],
    );
  });

  for (const [what, window, fault] of cases) {
    it(`one ${what} is refused`, async () => {
      const {lines} = await faultsOf(
        JSON.stringify({projects: [project], silences: [window]}),
        path,
      );
      assert.equal(lines.length, 1, lines.join('\n'));
      assert.match(lines[0] ?? '', fault);
    });
  }
});

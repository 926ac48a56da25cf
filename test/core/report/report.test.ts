import assert from 'node:assert/strict';
import {spreadOf} from '../../../functions/core/report/durations.ts';
import type {Episode} from '../../../functions/core/report/episode.ts';
import {reportOf, ruleLines} from '../../../functions/core/report/report.ts';

const day = 24 * 60 * 60 * 1000;
const minute = 60_000;
const start = Date.UTC(2026, 10, 1);

function episode(parts: Partial<Episode>): Episode {
  return {
    ...{incident: 'i-1', runbook: 'required-api-disabled', target: {project: 'shop-prod'}},
    ...{began: start, outcome: 'repaired', confirmed: true, deeds: [], asks: [], stops: []},
    ...{refused: false, unverified: [], owned: false, silenced: false, undo: false, entries: 0},
    ...parts,
  };
}

/** Opened at `began`; asked at once, answered `waited` later, changed a minute behind that, healthy two behind. */
function approvedAfter(began: number, waited: number): Episode {
  const answered = began + waited;
  const changed = answered + minute;
  return episode({
    ...{began, outcome: 'approved', ended: changed + 2 * minute, sign: began - 5_000},
    planned: {at: began, actions: ['enable-service']},
    asks: [{plan: 'p', at: began, end: 'yes', until: answered, by: 'kim@shop.example'}],
    deeds: [{action: 'enable-service', result: 'changed', at: answered, endedAt: changed}],
  });
}

function report(
  episodes: readonly Episode[],
  settings: Partial<Parameters<typeof reportOf>[1]['settings']> = {},
) {
  return reportOf(episodes, {
    settings: {
      projects: ['shop-prod', 'shop-stage'].map((id, at) => ({id, number: `${at}`, fleet: id})),
      mode: 'approve',
      ...settings,
    },
    runbooks: [
      {id: 'required-api-disabled', actions: [{id: 'enable-service', risk: 'low'}]},
      {id: 'identity-provider-missing', actions: [{id: 'set-issuer', risk: 'high'}]},
      {id: 'provisioning-stalled', actions: []},
    ],
    period: {from: start - day, until: start + 30 * day, keptFrom: start - 60 * day},
    skips: [],
  });
}

describe('the report', () => {
  it('takes the nearest rank: a duration that was measured', () => {
    // Ten durations: half of them are at most the 5th, nine tenths at most the 9th.
    assert.deepEqual(spreadOf([10, 9, 8, 7, 6, 5, 4, 3, 2, 1]), {
      ...{count: 10, median: 5, p90: 9, longest: 10},
    });
    assert.deepEqual(spreadOf([7]), {count: 1, median: 7, p90: 7, longest: 7});
    assert.equal(spreadOf([]), undefined);
  });

  it('measures from the moments that it says, without the wait for a yes', () => {
    const {total, answerers} = report([
      approvedAfter(start, 10 * minute),
      approvedAfter(start + day, 20 * minute),
      approvedAfter(start + 2 * day, 60 * minute),
    ]);

    // Noticed 5 s behind the sign, three times.
    assert.deepEqual(total.times.notice, {count: 3, median: 5_000, p90: 5_000, longest: 5_000});
    // 11 - 10, 21 - 20 and 61 - 60 minutes.
    assert.deepEqual(total.times.repair, {count: 3, median: 60_000, p90: 60_000, longest: 60_000});
    assert.deepEqual(total.times.wait, {
      ...{count: 3, median: 20 * minute, p90: 60 * minute, longest: 60 * minute},
    });
    assert.deepEqual(total.times.verify, {
      ...{count: 3, median: 120_000, p90: 120_000, longest: 120_000},
    });
    // 5 s + 20 min + 1 min + 2 min in the middle, 5 s + 63 min at most.
    assert.equal(total.times.whole?.median, 5_000 + 23 * minute);
    assert.equal(total.times.whole.longest, 5_000 + 63 * minute);
    assert.deepEqual(
      answerers.map(({by, yes, no}) => ({by, yes, no})),
      [{by: 'kim@shop.example', yes: 3, no: 0}],
    );
  });

  it('says ready with five right plans on three days, and which rule that gives', () => {
    const days = [0, 0, 1, 1, 2];
    const {readiness} = report(days.map(at => approvedAfter(start + at * day, minute)));

    assert.deepEqual(readiness[0]?.verdict, {kind: 'ready', to: 'auto'});
    assert.deepEqual(readiness.flatMap(ruleLines), [
      '- {runbook: required-api-disabled, mode: auto}',
    ]);
  });

  it('names what is missing, one criterion at a time', () => {
    const right = [0, 1, 2, 3].map(at => approvedAfter(start + at * day, minute));
    const declined = episode({
      ...{outcome: 'healed', began: start + 4 * day, ended: start + 5 * day},
      planned: {at: start + 4 * day, actions: ['enable-service']},
      asks: [{at: start + 4 * day, end: 'no', until: start + 4 * day + minute, by: 'lee'}],
    });

    assert.deepEqual(report([...right, declined]).readiness[0]?.verdict, {
      ...{kind: 'not-yet', to: 'auto'},
      missing: [
        {kind: 'right', have: 4, need: 5},
        {kind: 'declined', have: 1},
      ],
    });
  });

  it('does not count a problem that went away behind its plan, unless somebody had taken it', () => {
    const gone = (owned: boolean): Episode =>
      episode({
        ...{outcome: 'healed', ended: start + 14 * minute, owned},
        planned: {at: start, actions: ['enable-service']},
      });
    const verdict = (one: Episode) =>
      report([one, one, one], {mode: 'observe'}).readiness[0]?.verdict;

    assert.deepEqual(verdict(gone(false)), {
      ...{kind: 'not-yet', to: 'approve'},
      missing: [
        {kind: 'right', have: 0, need: 3},
        {kind: 'days', have: 0, need: 2},
        {kind: 'went-away', have: 3},
      ],
    });
    assert.deepEqual(verdict(gone(true)), {
      ...{kind: 'not-yet', to: 'approve'},
      missing: [{kind: 'days', have: 1, need: 2}],
    });
  });

  it('looks first where somebody undoes what is repaired alone', () => {
    const fight = episode({outcome: 'waiting', fight: {repairs: 2, by: []}});

    assert.deepEqual(report([fight], {mode: 'auto'}).readiness[0]?.verdict, {
      kind: 'look-first',
      against: [{kind: 'fights', have: 1}],
    });
  });

  it('judges by the mode of each project, and names the project where not all agree', () => {
    const five = [0, 1, 2, 3, 4].map(at => approvedAfter(start + at * day, minute));
    const {readiness} = report([...five, episode({target: {project: 'shop-stage'}})], {
      rules: [{project: 'shop-stage', mode: 'auto'}],
    });

    assert.deepEqual(
      readiness.map(({mode, verdict}) => [mode, verdict.kind]),
      [
        ['approve', 'ready'],
        ['auto', 'is-auto'],
      ],
    );
    assert.deepEqual(readiness.flatMap(ruleLines), [
      '- {runbook: required-api-disabled, project: shop-prod, mode: auto}',
    ]);
  });

  it('never lets a runbook of high risk go on alone', () => {
    const runbook = 'identity-provider-missing';
    const ten = Array.from({length: 10}, (_, at) => ({
      ...approvedAfter(start + at * day, minute),
      runbook,
    }));

    assert.equal(report(ten).readiness[0]?.verdict.kind, 'always-asks');
  });

  it('keeps to the period and the project', () => {
    const made = report([
      episode({began: start - 2 * day}),
      episode({began: start}),
      episode({began: start + 31 * day}),
    ]);

    assert.equal(made.total.seen, 1);
    assert.deepEqual(report([]).days.length, 31, 'a day before the start, and thirty');
  });
});

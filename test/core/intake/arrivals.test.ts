import assert from 'node:assert/strict';
import {isTellable} from '../../../functions/core/announcement/tellable.ts';
import {incidentKey} from '../../../functions/core/detection/finding.ts';
import {
  type ActionRecord,
  attemptsOf,
  endOf,
  type Incident,
} from '../../../functions/core/incident/incident.ts';
import {
  incidentId,
  join,
  link,
  open,
  openNext,
  suppress,
} from '../../../functions/core/intake/arrivals.ts';
import {TimeScale} from '../../../functions/core/lib/time-scale.ts';
import {start} from '../../support/entries.ts';
import {shop} from '../../support/fakes.ts';
import {
  arrival,
  changed,
  type Changes,
  enable,
  finding,
  incident,
  minute,
  plan,
} from '../../support/incident.ts';

const timing = new TimeScale();

const third: ActionRecord = {...enable, attempt: 3, run: 0, intendedAt: start, result: 'changed'};

/** An incident that was over ten minutes after its start. */
function ended(changes: Changes = {}): Incident {
  const reason = {kind: 'verified', tookMs: 10 * minute} as const;
  const opened = incident({state: 'resolved', reason});
  const {nextLook: _none, ...work} = opened.work;
  const closed = {...opened, work: {...work, confirmed: true, changedAt: start + 10 * minute}};
  return changed(closed, changes);
}

describe('open', () => {
  it('opens an incident to be diagnosed at once', () => {
    const first = arrival({at: start - minute, alsoCounted: {count: 3, entries: []}});
    const opened = open(first, 1);
    assert.equal(opened.state, 'detected');
    assert.equal(opened.work.nextLook, start);
    assert.equal(opened.key, incidentKey(first.finding));
    assert.deepEqual(opened.intake.entries, {
      count: 4,
      firstAt: start - minute,
      lastAt: start - minute,
      seen: [first.entry],
    });
    assert.equal(opened.work.confirmed, false);
    assert.equal(opened.version, 1);
  });

  it('gives the same problem the same id, and every other problem or epoch another', () => {
    const id = (parts: Parameters<typeof finding>[0], epoch = 1) =>
      open(arrival({finding: finding(parts)}), epoch).id;
    assert.equal(id({}), id({symptom: 'another sign', causes: ['x']}));
    const ids = [
      id({}),
      id({}, 2),
      id({variant: 'in-cluster'}),
      id({runbook: 'service-agent-unbound'}),
      id({target: {project: shop.id}}),
      id({target: {project: shop.id, location: 'a'}}),
      id({target: {project: shop.id, cluster: 'a'}}),
    ];
    assert.equal(new Set(ids).size, ids.length);
    for (const one of ids) assert.match(one, /^[\da-f]{10}-[12]$/);
  });

  it('may be suppressed at birth, with its reason', () => {
    const reason = {kind: 'project-not-listed', project: 'x'} as const;
    const quiet = suppress(incident(), reason, start);
    assert.equal(quiet.state, 'suppressed');
    assert.equal(quiet.reason, reason);
    assert.equal(endOf(quiet), start);
    assert.deepEqual(quiet.intake.reasons, {
      'project-not-listed': {count: 1, lastAt: start, reason},
    });
  });
});

describe('join', () => {
  it('changes nothing for an entry that was counted before', () => {
    const first = arrival();
    assert.equal(join(open(first, 1), first, timing).kind, 'duplicate');
    const late = arrival({entry: first.entry, now: start + minute});
    assert.equal(join(open(first, 1), late, timing).kind, 'duplicate');
  });

  it('counts into an open incident, also while it is verifying or parked', () => {
    for (const state of ['detected', 'verifying', 'blocked', 'awaiting-approval'] as const) {
      const joined = join(
        incident({state}),
        arrival({alsoCounted: {count: 5, entries: []}, at: start - minute}),
        timing,
      );
      assert.ok(joined.kind === 'joined');
      assert.equal(joined.incident.intake.entries.count, 7);
      assert.equal(joined.incident.intake.entries.firstAt, start - minute);
      assert.equal(joined.incident.intake.entries.lastAt, start);
      assert.equal(joined.incident.state, state);
      assert.deepEqual(joined.reason, {kind: 'joined', state});
    }
  });

  it('counts what memory has counted once, although some of it came another way', () => {
    const known = incident();
    const [seen = ''] = known.intake.entries.seen;
    const alsoCounted = {count: 4, entries: [seen, 'h-new']};
    const joined = join(known, arrival({alsoCounted}), timing);
    assert.ok(joined.kind === 'joined');
    // The arrival itself, one new, and two of which memory kept no hash.
    assert.equal(joined.incident.intake.entries.count, known.intake.entries.count + 4);
    assert.ok(joined.incident.intake.entries.seen.includes('h-new'));
  });

  it('only counts an entry older than the end, or as old', () => {
    const end = start + 10 * minute;
    for (const at of [start, end]) {
      const joined = join(ended(), arrival({at, now: end + minute}), timing);
      assert.ok(joined.kind === 'joined');
      assert.deepEqual(joined.reason, {kind: 'late', state: 'resolved'});
      assert.equal(joined.incident.state, 'resolved');
      assert.equal(joined.incident.intake.entries.count, 2);
    }
  });

  it('is told with what its own look finds, not as broken by what entries say', () => {
    const over = ended();
    const looked = {...over, work: {...over.work, lookedAt: start + 10 * minute}};
    const joined = join(looked, arrival({now: start + 11 * minute}), timing);
    assert.ok(joined.kind === 'reopened');
    assert.equal(isTellable(looked), true);
    assert.equal(isTellable(joined.incident), false);
  });

  it('opens again within 30 minutes of the end, with all budgets fresh', () => {
    const spent = {rechecks: 5, blindLooks: 2, actedAt: start, run: 1, plan: plan()};
    const before = ended({work: {...spent, actions: [{...third, run: 1}]}});
    assert.equal(attemptsOf(before), 3);
    const now = start + 40 * minute;
    const joined = join(before, arrival({now}), timing);
    assert.ok(joined.kind === 'reopened');
    const {incident: again} = joined;
    assert.equal(again.id, before.id);
    assert.equal(again.state, 'detected');
    assert.equal(again.work.run, 2);
    assert.equal(again.work.beganAt, now);
    assert.equal(again.work.confirmed, false);
    assert.equal(again.work.nextLook, now);
    assert.deepEqual([attemptsOf(again), again.work.rechecks, again.work.blindLooks], [0, 0, 0]);
    assert.ok(!('actedAt' in again.work) && !('plan' in again.work));
    assert.equal(endOf(again), undefined);
    assert.equal(again.outbox.revision, before.outbox.revision + 1);
  });

  it('opens the next epoch when the end is longer ago', () => {
    const joined = join(ended({epoch: 4}), arrival({now: start + 40 * minute + 1}), timing);
    assert.ok(joined.kind === 'next');
    assert.equal(joined.incident.epoch, 5);
    assert.equal(joined.incident.intake.entries.count, 1);
    assert.equal(joined.incident.version, 1);
  });

  it('only counts what goes on after it was handed to a person, and opens anew later', () => {
    const failed = ended({state: 'failed', reason: {kind: 'attempts-spent', attempts: 3}});
    const joined = join(failed, arrival({now: start + 11 * minute}), timing);
    assert.ok(joined.kind === 'joined');
    assert.equal(joined.incident.state, 'failed');
    assert.equal(join(failed, arrival({now: start + 41 * minute}), timing).kind, 'next');
  });

  it('counts the 30 minutes in scaled time', () => {
    const fast = new TimeScale(60);
    const end = start + 10 * minute;
    assert.equal(join(ended(), arrival({now: end + 30_000}), fast).kind, 'reopened');
    assert.equal(join(ended(), arrival({now: end + 31_000}), fast).kind, 'next');
  });

  it('bounds what it remembers: hashes of entries and quotes', () => {
    let here = incident();
    for (let n = 0; n < 400; n += 1) {
      const evidence = {quote: `sentence ${n}`};
      const joined = join(here, arrival({finding: finding({evidence})}), timing);
      assert.ok(joined.kind === 'joined');
      here = joined.incident;
    }
    assert.equal(here.intake.entries.count, 401);
    assert.equal(here.intake.entries.seen.length, 256);
    assert.deepEqual(
      here.intake.evidence.map(one => one.quote),
      [finding().evidence.quote, ...[396, 397, 398, 399].map(n => `sentence ${n}`)],
    );
  });
});

describe('link', () => {
  const evidence = {quote: 'failed calling webhook'};
  const symptom = {
    key: 'w|a',
    runbook: 'webhook-call-failure',
    target: {project: shop.id},
    count: 2,
    lastAt: 5,
    evidence,
  };

  it('links a sign, and takes its newest count, however often it is told', () => {
    const once = link(incident(), symptom, evidence);
    const twice = link(link(once, symptom), {...symptom, count: 3, lastAt: 4});
    assert.deepEqual(twice.intake.symptoms, [{...symptom, count: 3, lastAt: 5}]);
    assert.equal(once.outbox.revision, 2);
    assert.equal(twice.outbox.revision, 2);
    assert.equal(once.intake.evidence.length, 2);
  });

  it('lists at most 50 places, the first ones, and takes the counts of those', () => {
    let here = incident();
    for (let n = 0; n < 60; n += 1) here = link(here, {...symptom, key: `w|${n}`});
    assert.equal(here.intake.symptoms.length, 50);
    assert.equal(here.intake.symptoms.at(-1)?.key, 'w|49');
    assert.equal(here.intake.unlisted, 10);
    const more = link(here, {...symptom, key: 'w|3', count: 7});
    assert.equal(more.intake.symptoms.find(one => one.key === 'w|3')?.count, 7);
  });
});

describe('openNext', () => {
  it('has its own id and begins anew', () => {
    const before = ended({epoch: 2, work: {actions: [third], repairs: [5, 7]}});
    assert.equal(attemptsOf(before), 3);
    const next = openNext(before, arrival());
    assert.deepEqual(next.work.repairs, [5, 7]);
    assert.equal(next.id, incidentId(next.key, 3));
    assert.equal(attemptsOf(next), 0);
    assert.deepEqual(next.outbox.channels, {});
  });
});

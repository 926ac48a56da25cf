import assert from 'node:assert/strict';
import type {Silence} from '../../../functions/core/guard/silence.ts';
import {isSilenced} from '../../../functions/core/incident/incident.ts';
import {isTellable} from '../../../functions/core/announcement/tellable.ts';
import {mutingSilence, raised, silenced} from '../../../functions/core/lifecycle/silenced.ts';
import {TimeScale} from '../../../functions/core/lib/time-scale.ts';
import {start} from '../../support/entries.ts';
import {fleet, shop} from '../../support/fakes.ts';
import {incident, minute} from '../../support/incident.ts';

const hour = 60 * minute;
const silence: Silence = {
  ...{id: 's-1', project: fleet.id, reason: 'upgrade', by: 'kim', from: start, until: start + hour},
};
const at = (now: number) => ({now, timing: new TimeScale()});
const parked = incident({
  ...{state: 'blocked', reason: {kind: 'excluded'}},
  work: {lookedAt: start, nextLook: start + 15 * minute},
});
const sign = (target: {project: string; cluster?: string}) => ({
  ...{key: 'k', runbook: 'webhook-call-failure', target, count: 1, lastAt: start},
});

describe('what keeps an incident untold', () => {
  const muting = (silences: readonly Silence[], intake: Parameters<typeof incident>[0] = {}) =>
    mutingSilence(silences, incident(intake), {settings: {projects: [shop, fleet]}, now: start})
      ?.id;

  it('covers its place and those of all signs that it tells', () => {
    const own = {intake: {symptoms: [sign({project: fleet.id, cluster: 'c1'})]}};
    const other = {intake: {symptoms: [...own.intake.symptoms, sign({project: shop.id})]}};
    assert.deepEqual([muting([silence], own), muting([silence], other)], ['s-1', undefined]);
    const more = {...silence, id: 's-2', project: shop.id};
    assert.equal(muting([silence, {...more, until: start + 1}], other), 's-2', 'it ends first');
    assert.equal(muting([silence, {...more, until: start + 2 * hour}], other), 's-1');
  });

  it('is no silence of a cluster, where it counts places that it does not list', () => {
    const target = {project: fleet.id, cluster: 'c1'};
    const one = {...silence, cluster: 'c1'};
    assert.equal(muting([one], {target}), 's-1');
    assert.equal(muting([one], {target, intake: {unlisted: 3}}), undefined);
    assert.equal(muting([silence], {target, intake: {unlisted: 3}}), 's-1');
  });
});

describe('a silenced incident', () => {
  const held = silenced(parked, silence, at(start));

  it('is not told, and is looked at again within 15 minutes, or at its end', () => {
    assert.ok(isTellable(parked) && !isTellable(held));
    assert.equal(held.outbox.silence?.recheckAt, start + 15 * minute);
    assert.equal(silenced(held, silence, at(start + minute)), held);
    const later = silenced(held, silence, at(start + 50 * minute));
    assert.equal(later.outbox.silence?.recheckAt, silence.until);
    assert.equal(later.outbox.silence.since, start);
  });

  it('is looked at behind it, and told only then', () => {
    const over = silenced(held, undefined, at(start + minute));
    assert.deepEqual([over.work.nextLook, isTellable(over)], [start + minute, false]);
    assert.equal(raised(held, at(start)), held, 'while it holds nothing is raised');
    const free = raised(over, at(start + minute));
    assert.deepEqual([isTellable(free), isSilenced(free)], [true, false]);
  });

  it('that was over by then stays untold, unless people knew of it or it was repaired since', () => {
    const over = silenced(held, undefined, at(start + minute));
    const healed = {state: 'resolved', reason: {kind: 'healed', tookMs: 1}} as const;
    const free = (parts: Partial<Parameters<typeof raised>[0]>) =>
      isTellable(raised({...over, ...parts, ...healed}, at(start + minute)));
    assert.ok(!free({}));
    const {outbox, work} = over;
    assert.ok(free({outbox: {...outbox, channels: {chat: {revision: 1}}}}));
    assert.ok(free({outbox: {...outbox, channels: {chat: {revision: 0, doubts: 1}}}}));
    assert.ok(!free({outbox: {...outbox, channels: {chat: {revision: 0}}}}));
    assert.ok(free({work: {...work, actedAt: start + minute}}));
    const before = silenced(
      {...parked, work: {...parked.work, actedAt: start}},
      silence,
      at(start),
    );
    const behind = silenced(before, undefined, at(start + minute));
    assert.ok(!isTellable(raised({...behind, ...healed}, at(start + minute))), 'changed before it');
  });

  it('that is over needs nobody any more until it is opened again', () => {
    const healed = {state: 'resolved', reason: {kind: 'healed', tookMs: 1}} as const;
    const quiet = silenced({...held, ...healed}, silence, at(start + hour));
    assert.equal(quiet.outbox.silence?.recheckAt, undefined);
    const again = {...quiet, state: 'detected', reason: {kind: 'again', times: 2}} as const;
    const free = raised(silenced(again, undefined, at(start + hour)), at(start + hour));
    assert.ok(!isSilenced(free));
  });
});

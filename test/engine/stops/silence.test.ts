import assert from 'node:assert/strict';
import {StoreError} from '../../../functions/core/lib/error.ts';
import {silencesMark, type Silence} from '../../../functions/core/guard/silence.ts';
import type {Settings} from '../../../functions/core/config/settings.ts';
import type {Incident} from '../../../functions/core/incident/incident.ts';
import {open as openedBy} from '../../../functions/core/intake/arrivals.ts';
import {announceSilences} from '../../../functions/engine/announce/announce-silences.ts';
import {endSilence, silence} from '../../../functions/engine/stops/silence.ts';
import {runUntilSettled, sweep} from '../../../functions/engine/operate/sweep.ts';
import {advance} from '../../../functions/engine/remediate/advance.ts';
import {answered, opened, stored} from '../../support/drive.ts';
import {gatewayEntry} from '../../support/entries.ts';
import {assertSpoken, FakeChannel, fleet, rig, type Rig, shop} from '../../support/fakes.ts';
import {arrival, finding, minute} from '../../support/incident.ts';

afterEach(assertSpoken);

const hour = 60 * minute;

describe('a silence', () => {
  let here: Rig;

  async function begin(mode: 'auto' | 'approve' = 'auto', settings: Partial<Settings> = {}) {
    here = await rig(mode);
    here = {...here, deps: {...here.deps, settings: {...here.deps.settings, ...settings}}};
    here.world.disable(fleet.id);
  }

  /** Silences the fleet's project for so long. */
  async function hush(parts: Partial<Silence> = {}, length = 2 * hour): Promise<void> {
    const from = here.clock.now();
    const wanted = {id: 's-1', project: fleet.id, reason: 'node upgrade', by: 'kim', from};
    assert.equal(await silence(here.deps, {...wanted, until: from + length, ...parts}), 'silenced');
  }

  /** Sweeps each minute, or each `step`, for so long. */
  async function pass(length: number, step = minute): Promise<void> {
    const end = here.clock.now() + length;
    while (here.clock.now() < end) {
      here.clock.advance(Math.min(step, end - here.clock.now()));
      await sweep(here.deps);
    }
  }

  async function open(): Promise<string> {
    const {id} = await opened(here.deps, gatewayEntry({at: here.clock.now()}));
    await sweep(here.deps);
    return id;
  }

  const posts = (id: string) => here.chat.messages.filter(one => one.incident === id);
  const now = (id: string): Promise<Incident> => stored(here.deps, id);

  it('keeps an incident untold and unrepaired, and records it; then it is told and repaired', async () => {
    await begin();
    await hush();
    const id = await open();
    const {state, reason, work, timeline, outbox} = await now(id);
    assert.deepEqual([state, reason.kind], ['blocked', 'silenced']);
    assert.ok(work.lookedAt !== undefined && work.plan !== undefined && timeline.length > 1);
    assert.deepEqual(
      [outbox.silence?.id, outbox.silence?.by, outbox.silence?.reason],
      ['s-1', 'kim', 'node upgrade'],
    );
    await pass(2 * hour - minute);
    assert.deepEqual([posts(id), here.world.writes], [[], []]);
    await pass(2 * minute);
    await runUntilSettled(here.deps);
    assert.equal(here.world.writes.length, 1);
    assert.equal((await now(id)).state, 'resolved');
    assert.ok(posts(id).length > 0);
  });

  it('holds what it does not cover in no way', async () => {
    await begin();
    await hush({project: shop.id});
    const id = await open();
    await runUntilSettled(here.deps);
    assert.equal((await now(id)).state, 'resolved');
    assert.ok(posts(id).length > 0);
  });

  it('asks nobody for an approval; a person who ends it has it asked at once', async () => {
    await begin('approve');
    await hush();
    const id = await open();
    assert.equal((await now(id)).reason.kind, 'silenced');
    assert.equal(await answered(here.deps, id, 'approved'), 'refused');
    await pass(20 * minute);
    assert.deepEqual(posts(id), []);
    assert.deepEqual(
      (await endSilence(here.deps, {id: 's-1'}, 'lee'))?.map(one => one.id),
      ['s-1'],
    );
    await sweep(here.deps);
    assert.equal((await now(id)).state, 'awaiting-approval');
    assert.equal(posts(id).at(-1)?.tone, 'approval');
  });

  it('that begins while an approval is waited for takes the question back, and it is asked again', async () => {
    await begin('approve');
    const id = await open();
    const before = posts(id).length;
    assert.equal(posts(id).at(-1)?.tone, 'approval');
    await hush();
    await pass(20 * minute);
    assert.equal((await now(id)).reason.kind, 'silenced');
    assert.equal(posts(id).length, before, 'nothing is sent while it holds, no edit either');
    await pass(2 * hour);
    assert.equal((await now(id)).state, 'awaiting-approval');
    assert.equal(posts(id).at(-1)?.tone, 'approval');
  });

  it('of what was over meanwhile nothing is told, neither then nor later', async () => {
    await begin();
    await hush();
    const id = await open();
    here.world.enable(fleet.id);
    await pass(20 * minute);
    assert.equal((await now(id)).state, 'resolved');
    await pass(3 * hour);
    assert.deepEqual(posts(id), []);
    assert.equal((await now(id)).outbox.silence?.endedAt, undefined);
  });

  it('what people were told before it is brought up to date behind it', async () => {
    await begin('approve');
    const id = await open();
    const before = posts(id).length;
    await hush();
    here.world.enable(fleet.id);
    await pass(hour);
    assert.equal((await now(id)).state, 'resolved');
    assert.equal(posts(id).length, before);
    await pass(hour + 16 * minute);
    assert.equal(posts(id).at(-1)?.tone, 'fixed');
  });

  it('stops a change between the plan and the effect', async () => {
    await begin();
    const looks = () => here.world.calls.filter(one => one.startsWith(`serviceState ${fleet.id}`));
    here.world.before = async () => {
      // The action's own look, behind the guard's first word.
      if (looks().length === 2) await hush();
    };
    const id = await open();
    const {reason, timeline} = await now(id);
    assert.deepEqual([reason.kind, here.world.writes], ['silenced', []]);
    assert.ok(timeline.some(one => one.state === 'planned'));
  });

  it('spends nobody’s patience: a day is counted from its end', async () => {
    await begin('auto', {mode: 'observe'});
    await hush({}, 3 * 24 * hour);
    const id = await open();
    assert.equal((await now(id)).reason.kind, 'mode-observe');
    await pass(3 * 24 * hour - minute, 30 * minute);
    assert.equal((await now(id)).state, 'blocked');
    await pass(20 * minute);
    assert.equal(posts(id).at(-1)?.tone, 'unchanged');
    await pass(25 * hour, 30 * minute);
    assert.equal((await now(id)).reason.kind, 'nobody-came');
  });

  it('holds the escalation as well, whose time is counted from its end', async () => {
    await begin('auto', {escalation: [{afterSeconds: 30 * 60, to: {}}]});
    here.world.fail('serviceState', 'denied');
    await hush();
    const id = await open();
    assert.equal((await now(id)).reason.kind, 'read-refused');
    await pass(2 * hour);
    await pass(10 * minute);
    assert.equal(posts(id).at(-1)?.tone, 'action');
    const steps = async () => (await now(id)).outbox.asking?.steps ?? 0;
    assert.equal(await steps(), 0);
    await pass(25 * minute);
    assert.equal(await steps(), 1);
  });

  it('of one cluster hides no incident that tells of others as well', async () => {
    await begin();
    const id = await open();
    await here.deps.store.replace({
      ...(await now(id)),
      version: (await now(id)).version + 1,
      work: {...(await now(id)).work, nextLook: here.clock.now()},
      intake: {
        ...(await now(id)).intake,
        symptoms: [
          {
            ...{key: 'k', runbook: 'webhook-call-failure', count: 1, lastAt: here.clock.now()},
            target: {project: shop.id, location: 'europe-west4', cluster: 'quay-1'},
          },
        ],
      },
    });
    await hush();
    await advance(here.deps, id);
    assert.equal((await now(id)).outbox.silence, undefined);
  });

  it('comes by itself from a window of the configuration, and goes', async () => {
    const from = Date.UTC(2026, 10, 22, 3);
    await begin('auto', {
      silences: [
        {
          kind: 'once',
          runbook: 'connect-gateway-disabled',
          reason: 'move',
          from,
          until: from + hour,
        },
      ],
    });
    const id = await open();
    const {reason} = await now(id);
    assert.ok(reason.kind === 'silenced' && reason.by === 'configuration');
    await pass(hour);
    await runUntilSettled(here.deps);
    assert.equal((await now(id)).state, 'resolved');
  });

  describe('in doubt', () => {
    it('changes nothing and tells all, and says how to go on', async () => {
      await begin();
      await here.deps.guardStore.setMark({
        ...{name: silencesMark, version: 1, value: {silences: [{id: 's-1'}]}},
      });
      const id = await open();
      assert.equal((await now(id)).reason.kind, 'silences-unreadable');
      assert.equal(posts(id).at(-1)?.tone, 'action');
      assert.deepEqual(here.world.writes, []);
      const more = {id: 's-2', project: fleet.id, reason: 'r', by: 'kim', from: 1, until: 2};
      assert.equal(await silence(here.deps, more), 'unreadable');
      assert.equal(await endSilence(here.deps, {id: 's-1'}, 'kim'), undefined);
      assert.deepEqual(await endSilence(here.deps, 'all', 'kim'), []);
      await sweep(here.deps);
      await runUntilSettled(here.deps);
      assert.equal((await now(id)).state, 'resolved');
    });

    it('what is to be told is told although the store of the guard does not answer', async () => {
      await begin('approve');
      const id = await open();
      await hush();
      await advance(here.deps, id);
      const {guardStore} = here.deps;
      const read = guardStore.mark.bind(guardStore);
      guardStore.mark = name =>
        name === silencesMark ? Promise.reject(new StoreError('away')) : read(name);
      const before = posts(id).length;
      here.world.enable(fleet.id);
      await pass(20 * minute);
      assert.equal((await now(id)).state, 'resolved');
      assert.ok(posts(id).length > before);
    });
  });

  it('is one of a hundred at most; what is over makes room and is forgotten', async () => {
    await begin();
    for (let n = 0; n < 100; n += 1) await hush({id: `s-${n}`});
    const from = here.clock.now();
    const more = {id: 'one-more', project: fleet.id, reason: 'r', by: 'kim', from, until: from + 1};
    assert.equal(await silence(here.deps, more), 'too-many');
    await endSilence(here.deps, {id: 's-7'}, 'kim');
    assert.equal(await silence(here.deps, more), 'silenced');
    assert.equal((await endSilence(here.deps, 'all', 'kim'))?.length, 100);
    here.clock.advance(8 * 24 * hour);
    await hush();
    const value = (await here.deps.guardStore.mark(silencesMark))?.value['silences'];
    assert.deepEqual(Array.isArray(value) && value.length, 1);
  });

  describe('is announced', () => {
    const words = () => here.chat.messages.map(one => one.incident);

    it('once when it begins and once when it is over, however many look', async () => {
      await begin();
      await hush();
      for (let n = 0; n < 3; n += 1) {
        await Promise.all([announceSilences(here.deps), announceSilences(here.deps)]);
        here.clock.advance(4 * minute);
      }
      assert.deepEqual(words(), ['silence/s-1/began']);
      await endSilence(here.deps, {id: 's-1'}, 'lee');
      await announceSilences(here.deps);
      await announceSilences(here.deps);
      assert.deepEqual(words(), ['silence/s-1/began', 'silence/s-1/over']);
    });

    it('in each channel; one that fails is tried again, with a look for what it may have posted', async () => {
      await begin();
      await hush();
      const other = new FakeChannel('other');
      other.failing = true;
      const deps = {...here.deps, channels: [other, here.chat]};
      await announceSilences(deps);
      assert.deepEqual([words(), other.messages.length], [['silence/s-1/began'], 0]);
      other.failing = false;
      await announceSilences(deps);
      assert.equal(other.messages.length, 0, 'somebody may still be at it');
      here.clock.advance(3 * minute);
      await announceSilences(deps);
      assert.deepEqual(other.doubts, [0, 1]);
      assert.deepEqual([words().length, other.messages.length], [1, 1]);
    });

    it('where people hear of what it covers, by the label that it names', async () => {
      const projects = [{...fleet, labels: {team: 'quay'}}, shop];
      await begin('auto', {projects});
      const from = here.clock.now();
      const wanted = {id: 's-1', label: 'team=quay', reason: 'upgrade', by: 'kim', from};
      assert.equal(await silence(here.deps, {...wanted, until: from + hour}), 'silenced');
      const heardIn = (project: string) =>
        Object.assign(new FakeChannel(project), {
          takes: (about: {target: {project: string}}) => about.target.project === project,
        });
      const [quay, other] = [heardIn(fleet.id), heardIn(shop.id)];
      await announceSilences({...here.deps, channels: [quay, other]});
      assert.deepEqual([quay.messages.length, other.messages.length], [1, 0]);
    });

    it('not at its end, where nobody was told that it began', async () => {
      await begin();
      await hush({}, minute);
      here.clock.advance(2 * minute);
      await announceSilences(here.deps);
      assert.deepEqual(words(), []);
    });
  });

  it('of the incident that tells of a breaker leaves that to the next one', async () => {
    await begin();
    here.world.fail('enableService', 'denied', {times: 100});
    const at = async (cluster: string): Promise<string> => {
      const when = here.clock.now();
      const place = finding({target: {project: fleet.id, cluster}});
      const one = openedBy(arrival({finding: place, entry: cluster, at: when, now: when}), 1);
      await here.deps.store.create(one);
      await sweep(here.deps);
      return one.id;
    };
    const first = await at('c1');
    assert.equal((await now(first)).reason.kind, 'denied');
    assert.equal((await now(await at('c2'))).reason.kind, 'breaker-told');
    await hush({cluster: 'c1'});
    await pass(16 * minute);
    assert.equal((await now(await at('c3'))).reason.kind, 'breaker-open');
  });
});

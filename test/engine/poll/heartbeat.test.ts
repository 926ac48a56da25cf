import assert from 'node:assert/strict';
import fc from 'fast-check';
import {beaten, type Beats, heartbeatOf} from '../../../functions/core/poll/heartbeat.ts';
import type {Incident} from '../../../functions/core/incident/incident.ts';
import type {Deps} from '../../../functions/engine/lib/context.ts';
import {intake} from '../../../functions/engine/intake/intake.ts';
import {DedupCache} from '../../../functions/engine/intake/dedup-cache.ts';
import type {Store} from '../../../functions/core/ports/ports.ts';
import {periodicRound} from '../../../functions/engine/operate/periodic.ts';
import {runUntilSettled, sweep} from '../../../functions/engine/operate/sweep.ts';
import {dryRunHeartbeatWriter} from '../../../functions/adapters/google/logging/heartbeat-writer.ts';
import {incidentsOf, receive} from '../../support/drive.ts';
import {beatEntry, gatewayEntry} from '../../support/entries.ts';
import {assertSpoken, fleet, rig, type Rig, shop} from '../../support/fakes.ts';
import {minute} from '../../support/incident.ts';

afterEach(assertSpoken);

const silent = 'log-path-silent';

describe('the heartbeat', () => {
  let here: Rig;
  let deps: Deps;
  let round: () => Promise<void>;
  let delivered = 0;

  async function start(minutes: number | undefined = 5): Promise<void> {
    here = await rig();
    const heartbeat = minutes === 0 ? {} : {heartbeat: {minutes}};
    deps = {...here.deps, settings: {...here.deps.settings, ...heartbeat}};
    round = periodicRound(deps);
    delivered = 0;
  }

  beforeEach(() => start());

  /** Plays the sinks of the projects whose path works. */
  async function deliver(projects: readonly string[]): Promise<void> {
    const fresh = here.world.beats.slice(delivered);
    delivered += fresh.length;
    const texts = projects.map(one => `projects/${one}/`);
    await receive(
      deps,
      ...fresh.filter(one => texts.some(text => String(one['logName']).startsWith(text))),
    );
  }

  /** A sweep each minute; the log paths of these projects work. */
  async function minutes(count: number, working: readonly string[] = [fleet.id, shop.id]) {
    for (let n = 0; n < count; n += 1) {
      await sweep(deps);
      await round();
      await deliver(working);
      here.clock.advance(minute);
    }
  }

  async function found(): Promise<readonly Incident[]> {
    return incidentsOf(deps, silent);
  }

  it('is off unless it is configured: nothing is written, nothing is asked', async () => {
    await start(0);
    await minutes(30, []);
    assert.deepEqual(here.world.beats, []);
    assert.deepEqual(await deps.store.all(), []);
    const [received] = await receive(deps, beatEntry(shop.id, here.clock.now()));
    assert.ok(received?.kind === 'skipped');
    assert.equal(received.reason.kind, 'heartbeat-off');
    // What a poll has read of a fleet is noted, heartbeats or not.
    assert.equal(here.store.count['setMark'], here.store.count['setMark fleet']);
  });

  it('beats once in five minutes in each watched project, and opens nothing while it comes back', async () => {
    await minutes(60);
    assert.deepEqual(here.world.count('beat'), {[fleet.id]: 12, [shop.id]: 12});
    assert.deepEqual(await deps.store.all(), []);
  });

  for (const every of [1, 10]) {
    it(`beats once in ${every} minutes where that is configured`, async () => {
      await start(every);
      await minutes(60);
      assert.equal(here.world.count('beat')[shop.id], 60 / every);
      assert.deepEqual(await deps.store.all(), []);
    });
  }

  it('beats for all instances together, not for each', async () => {
    const twin = periodicRound({...deps, holder: 'twin'});
    await minutes(5);
    await twin();
    await minutes(5);
    await twin();
    assert.equal(here.world.count('beat')[shop.id], 3);
  });

  it('asks the store for beats only where they can have changed', async () => {
    const asked: string[] = [];
    const {store} = deps;
    const mark: Store['mark'] = name => {
      asked.push(name.split('/')[0] ?? '');
      return store.mark(name);
    };
    deps = {...deps, store: {...store, mark}};
    round = periodicRound(deps);
    const count = (kind: string): number => asked.splice(0).filter(one => one === kind).length;
    await minutes(5, [shop.id]);
    asked.length = 0;
    await minutes(5, [shop.id]);
    // Of each project when its beat is due, whoever was faster.
    assert.equal(count('beat'), 2);
    await minutes(5, [shop.id]);
    // Of the silent project twice a minute, for the beat and for the look; of the other until its beat is back; intake's own.
    assert.equal(count('pulse'), 10 + 2 + 1);
  });

  it('opens an incident when no beat has come back for three times that, for a person', async () => {
    await minutes(10);
    const before = here.clock.now();
    await minutes(16, [fleet.id]);
    assert.deepEqual(await found(), []);
    await minutes(1, [fleet.id]);
    const [incident, ...more] = await found();
    assert.deepEqual([incident?.target, more], [{project: shop.id}, []]);
    // The beat that is not back was sent with the first sweep of the silence.
    assert.equal(here.clock.now() - minute - before, 16 * minute);
    await runUntilSettled(deps);
    const [end] = await found();
    assert.deepEqual([end?.state, end?.reason.kind], ['blocked', 'person-needed']);
    const message = here.chat.messages.at(-1);
    assert.equal(message?.headline.cause?.code, 'cause.log-path-silent');
    assert.equal(message.ask?.text.code, 'advice.log-path-silent');
    assert.deepEqual(
      message.notes.map(one => one.text.code).filter(code => code.startsWith('check.')),
      ['entry', 'sink', 'topic', 'subscription', 'function'].map(what => `check.log-path.${what}`),
    );
  });

  it('resolves by itself when a beat comes back', async () => {
    await minutes(20, []);
    await minutes(2, [fleet.id]);
    assert.equal((await found()).length, 2);
    await minutes(35);
    assert.deepEqual(
      (await found()).map(one => [one.state, one.reason.kind]),
      [
        ['resolved', 'healed'],
        ['resolved', 'healed'],
      ],
    );
    assert.deepEqual(here.world.writes, []);
  });

  it('stays with the person while nothing comes back, also across an outage of the responder', async () => {
    await minutes(20, []);
    here.clock.advance(3 * 60 * minute);
    await minutes(16, []);
    assert.deepEqual(
      (await found()).map(one => one.state),
      ['blocked', 'blocked'],
    );
  });

  it('does not cry wolf after an outage of the responder, and counts from its first beat then', async () => {
    await minutes(10);
    // The last beat of before the outage never comes back.
    await minutes(1, []);
    here.clock.advance(6 * 60 * minute);
    await minutes(16, []);
    assert.deepEqual(await found(), []);
    await minutes(1, []);
    assert.equal((await found()).length, 2);
  });

  it('does not take a beat that could not be written for one that is lost', async () => {
    await minutes(10);
    here.world.fail('beat', 'denied');
    await minutes(60, []);
    const told = here.chat.messages.map(one => one.headline.cause?.code);
    assert.ok(!told.includes('cause.log-path-silent'), told.join(', '));
    assert.ok(here.log.lines.some(one => one.startsWith('error: no heartbeat was sent')));
    assert.ok((here.world.count('beat')[shop.id] ?? 0) > 50, 'and tries again each minute');
  });

  it('that may not be written is told to a person, and resolves with the next one that is', async () => {
    here.world.fail('beat', 'denied');
    await minutes(6);
    const [first, ...more] = await found();
    assert.deepEqual([first?.state, more.length], ['blocked', 1]);
    const message = here.chat.messages.at(-1);
    assert.equal(message?.headline.cause?.code, 'cause.heartbeat-refused');
    assert.equal(message.ask?.text.code, 'advice.heartbeat-refused');
    here.world.heal();
    await minutes(20);
    assert.deepEqual(
      (await found()).map(one => one.state),
      ['resolved', 'resolved'],
    );
  });

  it('is not held up by a project whose log cannot be written', async () => {
    here.world.before = verb => {
      const refused = verb === 'beat' && here.world.calls.at(-1) === `beat ${fleet.id}`;
      if (refused) throw new Error('refused');
    };
    await minutes(20, []);
    assert.deepEqual(
      (await found()).map(one => one.target.project),
      [shop.id],
    );
  });

  it('of a dry run is put together and not sent, and nobody waits for it', async () => {
    deps = {...deps, pulse: dryRunHeartbeatWriter};
    round = periodicRound(deps);
    await minutes(60, []);
    assert.deepEqual(here.world.beats, []);
    assert.deepEqual(await found(), []);
  });

  describe('at intake', () => {
    const beats = (project: string, at = here.clock.now()) => beatEntry(project, at);

    async function reasonOf(entry: unknown): Promise<string> {
      const [received] = await receive(deps, entry);
      assert.ok(received?.kind === 'skipped', JSON.stringify(received));
      const {reason} = received;
      return reason.kind === 'foreign' ? reason.why.code : reason.kind;
    }

    it('opens nothing, and is remembered', async () => {
      assert.equal(await reasonOf(beats(shop.id)), 'heartbeat');
      assert.deepEqual((await deps.store.mark(`pulse/${shop.id}`))?.value, {
        beat: here.clock.now(),
      });
      assert.deepEqual([await deps.store.all(), here.queue.handed], [[], []]);
    });

    it('is scoped by the project whose log it stands in', async () => {
      assert.equal(await reasonOf(beats('evil-prod')), 'filter');
      const claims = {...beats('evil-prod'), resource: beats(shop.id)['resource']};
      assert.equal(await reasonOf(claims), 'foreign.beat-elsewhere');
      const unlabelled = {...beats(shop.id), resource: {type: 'global', labels: {}}};
      assert.equal(await reasonOf(unlabelled), 'foreign.beat-elsewhere');
      for (const project of ['evil-prod', shop.id]) {
        assert.equal(await deps.store.mark(`pulse/${project}`), undefined);
      }
    });

    it('costs one write in half the time between two beats, however many are written', async () => {
      const door = intake(deps, new DedupCache());
      const until = here.clock.now() + 10 * minute;
      for (let n = 0; here.clock.now() < until; n += 1) {
        await door.receive({...beats(shop.id), insertId: `forged-${n}`});
        here.clock.advance(1_000);
      }
      // Four beats; and each minute what was skipped is written down, for `explain`.
      assert.equal(here.store.count['setMark'], 4 + 9);
      assert.equal(here.store.count['mark'], 4 + 9);
    });

    it('is remembered once by all instances', async () => {
      await receive(deps, beats(shop.id));
      here.clock.advance(2 * minute);
      await receive(deps, beats(shop.id));
      assert.equal(here.store.count['setMark'], 1);
      here.clock.advance(minute);
      await receive(deps, beats(shop.id));
      assert.equal(here.store.count['setMark'], 2);
    });

    it('does not turn back for a beat that comes late, nor run ahead for one from the future', async () => {
      const now = here.clock.now();
      await receive(deps, beats(shop.id, now - 20 * minute), beats(shop.id, now));
      await receive(deps, beats(shop.id, now - 10 * minute));
      await receive(deps, beats(shop.id, now + 600 * minute));
      assert.deepEqual((await deps.store.mark(`pulse/${shop.id}`))?.value, {beat: now});
    });

    it('gives the entries of problems the time they need: they pass as before', async () => {
      const [received] = await receive(deps, gatewayEntry());
      assert.equal(received?.kind, 'opened');
    });
  });

  describe('as arithmetic', () => {
    const every = 5 * minute;

    /** Minutes at which something happens: a sweep that may beat, and what comes back then. */
    const histories = fc.array(
      fc.record({
        pause: fc.integer({min: 1, max: 40}),
        sent: fc.boolean(),
        /** How many of the beats sent so far, the newest first, do not come back. */
        lost: fc.option(fc.integer({min: 0, max: 3}), {nil: undefined}),
      }),
      {maxLength: 40},
    );

    it('never says silent while a beat of the last fifteen minutes is the oldest without answer', () => {
      fc.assert(
        fc.property(histories, history => {
          let now = Date.UTC(2026, 10, 22);
          let beats: Beats | undefined;
          let pulse: number | undefined;
          const sent: number[] = [];
          for (const step of history) {
            now += step.pause * minute;
            if (step.sent && (beats === undefined || now - beats.sentAt >= every)) {
              beats = beaten(beats, pulse, now, every);
              sent.push(now);
            }
            if (step.lost !== undefined) pulse = sent.at(-1 - step.lost) ?? pulse;
            const fact = heartbeatOf(beats, pulse, now, every);
            const unanswered = sent.filter(at => at > (pulse ?? 0));
            const oldest = unanswered[0] ?? Infinity;
            if (fact.kind === 'silent') {
              assert.ok(now - oldest >= 3 * every, 'cried wolf');
              assert.ok(unanswered.includes(fact.since));
            }
            if (unanswered.length === 0) assert.equal(fact.kind, 'alive');
          }
        }),
        {numRuns: 2_000},
      );
    });

    it('says silent when beats go out in time and none comes back', () => {
      fc.assert(
        fc.property(fc.integer({min: 1, max: 60}), fc.integer({min: 0, max: 50}), (n, before) => {
          const step = n * minute;
          let beats: Beats | undefined;
          let pulse: number | undefined;
          let now = Date.UTC(2026, 10, 22);
          for (let at = 0; at < before; at += 1, now += step) {
            beats = beaten(beats, pulse, now, step);
            pulse = now;
          }
          const began = now;
          for (; now - began < 3 * step; now += step) {
            beats = beaten(beats, pulse, now, step);
            assert.notEqual(heartbeatOf(beats, pulse, now, step).kind, 'silent');
          }
          assert.deepEqual(heartbeatOf(beats, pulse, now, step), {kind: 'silent', since: began});
        }),
      );
    });
  });
});

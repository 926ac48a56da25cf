import assert from 'node:assert/strict';
import {ownershipMark} from '../../../functions/core/inbox/word-inbox.ts';
import {ownerOf} from '../../../functions/core/incident/ownership.ts';
import {StoreError} from '../../../functions/core/lib/error.ts';
import {change} from '../../../functions/engine/lib/compare-and-set.ts';
import type {Deps} from '../../../functions/engine/lib/context.ts';
import {acknowledge} from '../../../functions/engine/operate/acknowledge.ts';
import {runUntilSettled, sweep} from '../../../functions/engine/operate/sweep.ts';
import {messageOf} from '../../../functions/engine/lib/message-of.ts';
import {renderTerminal} from '../../../functions/adapters/chat/terminal/render.ts';
import {speakAll} from '../../../functions/wiring/translations.ts';
import {answered, opened, stored} from '../../support/drive.ts';
import {gatewayEntry} from '../../support/entries.ts';
import {assertSpoken, fleet, rig, type Rig} from '../../support/fakes.ts';
import {minute} from '../../support/incident.ts';

afterEach(assertSpoken);

describe('the word that an incident is somebody’s', () => {
  let here: Rig;
  let id: string;
  beforeEach(async () => {
    here = await rig('approve');
    here.world.disable(fleet.id);
    ({id} = await opened(here.deps, gatewayEntry()));
    await runUntilSettled(here.deps);
    here.queue.handed.length = 0;
  });

  const take = (by = 'kim', deps: Deps = here.deps) =>
    acknowledge(deps, id, {by, at: here.clock.now()});
  const inbox = async () => (await here.deps.guardStore.mark(ownershipMark))?.value;
  const owner = async () => ownerOf(await stored(here.deps, id))?.by;

  it('is written down and handed over, and changes neither the incident nor the world', async () => {
    const before = await stored(here.deps, id);
    assert.deepEqual(await take(), {kind: 'taken'});
    assert.deepEqual(await stored(here.deps, id), before);
    assert.deepEqual(here.queue.handed, [id]);
  });

  it('is taken up and told by the next sweep, permits nothing, and leaves the inbox', async () => {
    const told = here.chat.messages.length;
    const {state, reason, outbox} = await stored(here.deps, id);
    await take();
    await sweep(here.deps);
    const after = await stored(here.deps, id);
    assert.equal(ownerOf(after)?.by, 'kim');
    assert.deepEqual([after.state, after.reason], [state, reason]);
    assert.equal(after.outbox.milestone, outbox.milestone + 1, 'a webhook tells it too');
    assert.equal(here.chat.messages.length, told + 1);
    assert.deepEqual([await inbox(), here.world.writes], [{}, []]);
    for (const [locale, words] of [
      ['en', /Acknowledged by +kim at \d\d:\d\d UTC/],
      ['ko', /담당자: kim\(\d\d:\d\d UTC에 확인\)/],
    ] as const) {
      const message = messageOf(here.deps, after);
      assert.match(renderTerminal(message, speakAll(locale), {width: 80, colour: false}), words);
    }
  });

  it('is the last one’s who says so', async () => {
    await take();
    await sweep(here.deps);
    here.clock.advance(minute);
    const second = await take('lee');
    assert.ok(second.kind === 'taken');
    assert.equal(second.before?.by, 'kim');
    await sweep(here.deps);
    assert.equal(await owner(), 'lee');
  });

  it('is of its run: an incident that opens again is nobody’s', async () => {
    await take();
    await sweep(here.deps);
    await change(here.store, id, it => ({...it, work: {...it.work, run: it.work.run + 1}}));
    assert.equal(await owner(), undefined);
    await here.deps.guardStore.setMark({
      name: ownershipMark,
      version: ((await here.deps.guardStore.mark(ownershipMark))?.version ?? 0) + 1,
      value: {[id]: {by: 'old', at: here.clock.now(), run: 0}},
    });
    const {revision} = (await stored(here.deps, id)).outbox;
    await sweep(here.deps);
    assert.deepEqual([await owner(), await inbox()], [undefined, {}]);
    assert.equal((await stored(here.deps, id)).outbox.revision, revision, 'nothing is told');
  });

  it('is refused for what is over, and taken for what was handed to a person', async () => {
    await answered(here.deps, id, 'approved');
    await runUntilSettled(here.deps);
    const over = await take();
    assert.deepEqual(over, {kind: 'refused', reason: {kind: 'is-over', state: 'resolved'}});
    assert.equal(await inbox(), undefined);
    await change(here.store, id, it => ({
      ...it,
      state: 'failed',
      reason: {kind: 'nobody-came'},
    }));
    assert.equal((await take()).kind, 'taken');
    await sweep(here.deps);
    assert.equal(await owner(), 'kim');
  });

  it('is of no incident where the store has none', async () => {
    const none = await acknowledge(here.deps, 'none', {by: 'kim', at: 1});
    assert.deepEqual(none, {kind: 'unknown'});
  });

  it('stays where a crash kept the incident from being stored', async () => {
    await take();
    const {store} = here.deps;
    const crashed: Deps['store'] = {
      ...store,
      replace: incident =>
        incident.work.owner === undefined
          ? store.replace(incident)
          : Promise.reject(new StoreError('it does not answer')),
    };
    assert.equal((await sweep({...here.deps, store: crashed})).failed, 1);
    assert.equal(await owner(), undefined);
    await sweep(here.deps);
    assert.equal(await owner(), 'kim');
  });

  it('keeps no incident waiting where it cannot be read', async () => {
    await take();
    const {guardStore} = here.deps;
    const unread = {
      ...guardStore,
      mark: (name: string) =>
        name === ownershipMark
          ? Promise.reject(new StoreError('it does not answer'))
          : guardStore.mark(name),
    };
    await answered(here.deps, id, 'declined');
    here.clock.advance(16 * minute);
    await sweep({...here.deps, guardStore: unread});
    assert.equal((await stored(here.deps, id)).reason.kind, 'plan-declined');
    await sweep(here.deps);
    assert.equal(await owner(), 'kim');
  });

  it('that somebody has damaged is left out', async () => {
    await here.deps.guardStore.setMark({
      name: ownershipMark,
      version: 1,
      value: {[id]: {by: 7}, other: 'x'},
    });
    await sweep(here.deps);
    assert.equal(await owner(), undefined);
    await take();
    await sweep(here.deps);
    assert.equal(await owner(), 'kim');
  });
});

import assert from 'node:assert/strict';
import type {Channel} from '../../../functions/core/ports/ports.ts';
import {announce} from '../../../functions/engine/announce/announce.ts';
import {runUntilSettled, sweep} from '../../../functions/engine/operate/sweep.ts';
import {advanced, opened, receive, stored} from '../../support/drive.ts';
import {gatewayEntry, webhookEntry} from '../../support/entries.ts';
import {
  assertSpoken,
  callError,
  FakeChannel,
  fleet,
  rig,
  type Rig,
  shop,
} from '../../support/fakes.ts';
import {incident, minute} from '../../support/incident.ts';

afterEach(assertSpoken);

describe('law 5: one message for one incident, kept true', () => {
  let here: Rig;
  beforeEach(async () => {
    here = await rig();
    here.world.disable(fleet.id);
  });

  it('the first post waits for the first diagnosis', async () => {
    const {id} = await opened(here.deps, gatewayEntry());
    assert.equal(here.chat.messages.length, 0);
    await advanced(here.deps, id);
    assert.equal(here.chat.messages[0]?.tone, 'verifying');
    assert.equal(here.chat.messages[0].headline.cause?.code, 'cause.api-off');
  });

  it('or for the first failure to make one', async () => {
    here.world.fail('project', 'unavailable', {times: 1});
    const {id} = await opened(here.deps, gatewayEntry());
    await advanced(here.deps, id);
    assert.equal(here.chat.messages[0]?.sentences[0]?.code, 'reason.no-answer');
  });

  it('edits keep the place of the first post, and never go back', async () => {
    await opened(here.deps, gatewayEntry());
    await runUntilSettled(here.deps);
    const revisions = here.chat.messages.map(one => one.revision);
    assert.deepEqual(
      revisions,
      [...revisions].sort((a, b) => a - b),
    );
    assert.equal(new Set(revisions).size, revisions.length);
    const [end] = await here.store.all();
    assert.equal(end?.outbox.channels['chat']?.revision, end?.outbox.revision);
    assert.equal(end?.outbox.channels['chat']?.ref?.['posts'], here.chat.messages.length);
  });

  it('a symptom that another incident tells is never posted', async () => {
    await opened(here.deps, webhookEntry());
    await runUntilSettled(here.deps);
    const [symptom] = await here.store.all();
    assert.equal(symptom?.state, 'suppressed');
    assert.equal(new Set(here.chat.messages.map(one => one.incident)).size, 1);
    assert.notEqual(here.chat.messages[0]?.incident, symptom.id);
  });

  it('a chat that fails delays no repair, and repeats none', async () => {
    here.chat.failing = true;
    const {id} = await opened(here.deps, gatewayEntry());
    await runUntilSettled(here.deps);
    const end = await stored(here.deps, id);
    assert.equal(end.state, 'resolved');
    assert.equal(here.world.writes.length, 1);
    assert.deepEqual(end.outbox.channels, {chat: {revision: 0, doubts: 4}});
    assert.ok(end.outbox.dueAt !== undefined);

    here.chat.failing = false;
    here.clock.advance(10 * minute);
    await sweep(here.deps);

    assert.deepEqual(
      here.chat.messages.map(one => one.tone),
      ['fixed'],
    );
    const told = await stored(here.deps, id);
    assert.equal(told.outbox.dueAt, undefined);
    assert.equal(told.outbox.failures, 0);
    assert.equal(here.world.writes.length, 1);
  });

  it('a channel that fails holds up no other', async () => {
    const other = new FakeChannel('other');
    here.chat.failing = true;
    const deps = {...here.deps, channels: [here.chat, other]};
    const {id} = await opened(deps, gatewayEntry());
    await runUntilSettled(deps);
    assert.equal(other.messages.at(-1)?.tone, 'fixed');
    here.chat.failing = false;
    here.clock.advance(10 * minute);
    const {length} = other.messages;
    await sweep(deps);
    assert.equal(here.chat.messages.at(-1)?.tone, 'fixed');
    assert.equal(other.messages.length, length);
    assert.equal((await stored(deps, id)).outbox.dueAt, undefined);
  });
});

describe('announce', () => {
  const seen = incident({work: {lookedAt: 1}, outbox: {revision: 4}});

  it('waits longer after each failure, up to ten minutes', async () => {
    const {deps, chat, clock} = await rig();
    chat.failing = true;
    let here = seen;
    const waits: number[] = [];
    for (let n = 0; n < 8; n += 1) {
      here = await announce(deps, here);
      waits.push(((here.outbox.dueAt ?? 0) - clock.now()) / 1000);
      assert.equal(await announce(deps, here), here);
      clock.advance(600_000);
    }
    assert.deepEqual(waits, [15, 30, 60, 120, 240, 480, 600, 600]);
  });

  it('asks seldom for what a person has to mend first', async () => {
    const refusing: Channel = {id: 'r', deliver: () => Promise.reject(callError('denied'))};
    const {deps, clock} = await rig('auto', {channels: [refusing]});
    const {dueAt} = (await announce(deps, seen)).outbox;
    assert.equal((dueAt ?? 0) - clock.now(), 10 * minute);
  });

  it('keeps where the message is although its details are missing, and sends them later', async () => {
    const {deps, chat, clock} = await rig();
    chat.partly = true;
    const partly = await announce(deps, seen);
    assert.deepEqual(partly.outbox.channels['chat'], {revision: 3, ref: {posts: 1}, doubts: 1});
    chat.partly = false;
    clock.advance(minute);
    const done = await announce(deps, partly);
    assert.deepEqual(done.outbox.channels['chat'], {revision: 4, ref: {posts: 2}});
    assert.equal(done.outbox.dueAt, undefined);
  });

  it('remembers that nobody knows whether a post is there, and of a refusal that it is not', async () => {
    for (const [failure, doubts] of [
      ['unavailable', 1],
      ['malformed', 1],
      ['denied', undefined],
      ['rate-limited', undefined],
    ] as const) {
      const failing: Channel = {id: 'f', deliver: () => Promise.reject(callError(failure))};
      const {deps} = await rig('auto', {channels: [failing]});
      const after = await announce(deps, seen);
      assert.equal(after.outbox.channels['f']?.doubts, doubts, failure);
    }
  });

  it('says nothing twice', async () => {
    const {deps, chat} = await rig();
    const told = await announce(deps, seen);
    assert.equal(await announce(deps, told), told);
    assert.equal(chat.messages.length, 1);
  });

  it('takes an error that is no answer of a service for passing', async () => {
    const odd: Channel = {id: 'odd', deliver: () => Promise.reject(new Error('bug'))};
    const {deps, clock} = await rig('auto', {channels: [odd]});
    const {dueAt} = (await announce(deps, seen)).outbox;
    assert.equal((dueAt ?? 0) - clock.now(), 15_000);
  });

  it('needs no channel', async () => {
    const {deps, world} = await rig('auto', {channels: []});
    world.disable(shop.id);
    await receive(deps, gatewayEntry());
    await runUntilSettled(deps);
  });
});

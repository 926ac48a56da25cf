import assert from 'node:assert/strict';
import nock from 'nock';
import {slackBot} from '../../../../functions/adapters/chat/slack/bot.ts';
import type {MessageRef} from '../../../../functions/core/incident/deliveries.ts';
import {CallError} from '../../../../functions/core/lib/error.ts';
import {at, listAt, textAt} from '../../../../functions/core/lib/json.ts';
import type {Message} from '../../../../functions/core/ports/message.ts';
import {plainSend} from '../plain-send.ts';
import {broken, samples, speakers} from '../samples.ts';

const channel = 'C0123456789';
const ts = '1763791920.000100';
const api = () =>
  nock('https://slack.com', {reqheaders: {authorization: 'Bearer xoxb-secret'}}).persist(false);
const bot = () => slackBot({send: plainSend, token: 'xoxb-secret', channel, speak: speakers.en});
const quiet = samples.quiet;
const told: MessageRef = {channel, ts, revision: 2, notes: 2};

/** A post that must come, with what Slack answers; returns the bodies that came. */
function expect(method: string, ...answers: (Record<string, unknown> | number)[]): unknown[] {
  const bodies: unknown[] = [];
  for (const answer of answers) {
    api()
      .post(`/api/${method}`)
      .reply(async (request: Request) => {
        bodies.push(await request.json());
        return typeof answer === 'number' ? [answer, ''] : [200, answer];
      });
  }
  return bodies;
}

/** What a read of the channel or a thread answers. */
function expectRead(method: string, answer: Record<string, unknown> | number): void {
  api()
    .get(`/api/${method}`)
    .query(query => query['channel'] === channel && query['include_all_metadata'] === 'true')
    .reply(typeof answer === 'number' ? answer : 200, typeof answer === 'number' ? '' : answer);
}

function posted(message: Message, at: string, payload: Record<string, unknown> = {}) {
  const {incident, revision} = message;
  const event_payload = {incident, revision, ...payload};
  return {ts: at, metadata: {event_type: 'mesh_responder_incident', event_payload}};
}

function failure(wanted: Record<string, unknown>) {
  return (error: unknown) => {
    assert.ok(error instanceof CallError);
    for (const [name, value] of Object.entries(wanted)) {
      const found = at(error.facts, name);
      if (value instanceof RegExp) assert.match(String(found), value);
      else assert.equal(found, value, name);
    }
    assert.doesNotMatch(JSON.stringify(error) + String(error), /xoxb-secret/);
    return true;
  };
}

describe('slackBot', () => {
  it('posts a root with its metadata, then the notes as one reply', async () => {
    const bodies = expect(
      'chat.postMessage',
      {ok: true, channel, ts},
      {ok: true, channel, ts: '2.0'},
    );
    const delivered = await bot().deliver(broken, {});
    assert.deepEqual(delivered, {kind: 'done', ref: told});
    const [root, reply] = bodies;
    assert.equal(textAt(root, 'channel'), channel);
    assert.equal(at(root, 'unfurl_links'), false);
    assert.equal(at(root, 'thread_ts'), undefined);
    assert.deepEqual(at(root, 'metadata'), posted(broken, ts).metadata);
    assert.equal(textAt(reply, 'thread_ts'), ts);
    // Two lines, the command of one, and the log entry.
    assert.equal(listAt(reply, 'blocks').length, 4);
    assert.equal(at(reply, 'link_names') ?? at(root, 'link_names'), undefined);
  });

  it('does nothing for what people have seen already, or for an older revision', async () => {
    assert.deepEqual(await bot().deliver(broken, {ref: told}), {kind: 'done', ref: told});
    const newer = {...told, revision: 9};
    assert.deepEqual(await bot().deliver(broken, {ref: newer}), {kind: 'done', ref: newer});
  });

  it('edits the root in place and tells only the new notes', async () => {
    const edits = expect('chat.update', {ok: true, channel, ts});
    const replies = expect('chat.postMessage', {ok: true, channel, ts: '3.0'});
    const delivered = await bot().deliver(samples.verifying, {ref: told});
    assert.deepEqual(delivered, {kind: 'done', ref: {...told, revision: 3, notes: 3}});
    assert.equal(textAt(edits[0], 'ts'), ts);
    assert.equal(at(edits[0], 'metadata', 'event_payload', 'revision'), 3);
    assert.equal(listAt(replies[0], 'blocks').length, 1);
    assert.match(JSON.stringify(replies[0]), /06:14 UTC>  Turned on/);
  });

  it('tells new notes of a revision that the root shows already', async () => {
    const replies = expect('chat.postMessage', {ok: true, channel, ts: '3.0'});
    const delivered = await bot().deliver(broken, {ref: {...told, notes: 1}});
    assert.deepEqual(delivered, {kind: 'done', ref: told});
    assert.doesNotMatch(JSON.stringify(replies[0]), /opened/);
  });

  it('is partly done when the thread fails, and tells only the notes next time', async () => {
    expect('chat.postMessage', {ok: true, channel, ts}, {ok: false, error: 'ratelimited'});
    const first = await bot().deliver(broken, {});
    assert.ok(first.kind === 'partly');
    assert.deepEqual(first.ref, {...told, notes: 0});
    assert.match(first.error, /rate-limited/);
    const replies = expect('chat.postMessage', {ok: true, channel, ts: '3.0'});
    assert.deepEqual(await bot().deliver(broken, {ref: first.ref}), {kind: 'done', ref: told});
    assert.equal(textAt(replies[0], 'thread_ts'), ts);
  });

  const refusals: [string, string, RegExp][] = [
    ['ratelimited', 'rate-limited', /again later/],
    ['not_in_channel', 'denied', /invite the bot/],
    ['channel_not_found', 'not-found', /by its id/],
    ['is_archived', 'denied', /unarchive/],
    ['invalid_auth', 'denied', /new bot token/],
    ['account_inactive', 'denied', /new bot token/],
    ['token_revoked', 'denied', /new bot token/],
    ['missing_scope', 'denied', /chat:write/],
    ['invalid_blocks', 'invalid', /report it/],
    ['msg_too_long', 'invalid', /report it/],
    ['never_heard_of', 'invalid', /errors of chat.postMessage/],
    ['constructor', 'invalid', /reference/],
  ];
  for (const [error, kind, said] of refusals) {
    it(`maps ok:false ${error} to ${kind} and says what to do`, async () => {
      expect('chat.postMessage', {ok: false, error});
      const facts = {failure: kind, said, call: 'slack chat.postMessage'};
      await assert.rejects(bot().deliver(quiet, {}), failure(facts));
    });
  }

  it('passes on how long Slack asks to wait', async () => {
    api()
      .post('/api/chat.postMessage')
      .reply(200, {ok: false, error: 'ratelimited'}, {'retry-after': '30'});
    await assert.rejects(
      bot().deliver(quiet, {}),
      failure({failure: 'rate-limited', retryAfterMs: 30_000}),
    );
  });

  it('throws when the root cannot be edited for now', async () => {
    expect('chat.update', 503);
    await assert.rejects(
      bot().deliver(samples.verifying, {ref: told}),
      failure({failure: 'unavailable'}),
    );
  });

  for (const error of ['edit_window_closed', 'cant_update_message']) {
    it(`goes on in a new root that says so after ${error}, with the notes still untold`, async () => {
      expect('chat.update', {ok: false, error});
      const bodies = expect(
        'chat.postMessage',
        {ok: true, channel, ts: '9.0'},
        {ok: true, ts: '9.1'},
      );
      const delivered = await bot().deliver(samples.verifying, {ref: told});
      const ref = {channel, ts: '9.0', revision: 3, notes: 3, continued: 1};
      assert.deepEqual(delivered, {kind: 'done', ref});
      assert.match(JSON.stringify(bodies[0]), /this one continues it/);
      assert.equal(listAt(bodies[1], 'blocks').length, 1);
      const edits = expect('chat.update', {ok: true});
      await bot().deliver({...samples.verifying, revision: 4}, {ref: ref});
      assert.match(JSON.stringify(edits[0]), /this one continues it/);
    });
  }

  it('tells the whole history again when the root was deleted', async () => {
    expect('chat.update', {ok: false, error: 'message_not_found'});
    const bodies = expect(
      'chat.postMessage',
      {ok: true, channel, ts: '9.0'},
      {ok: true, ts: '9.1'},
    );
    await bot().deliver(samples.verifying, {ref: told});
    assert.match(JSON.stringify(bodies[1]), /First log entry/);
  });

  describe('after an answer that leaves open whether the root was posted', () => {
    const ambiguous: [string, Record<string, unknown> | number][] = [
      ['HTTP 503', 503],
      ['internal_error', {ok: false, error: 'internal_error'}],
      ['ok without ts', {ok: true}],
      ['a body that is not Slack’s', {hello: 'world'}],
    ];
    for (const [name, answer] of ambiguous) {
      it(`adopts the root that is there: ${name}`, async () => {
        expect('chat.postMessage', answer);
        const other = {
          ...posted(quiet, '7.0'),
          metadata: {event_type: 'deploy', event_payload: {}},
        };
        const foreign = posted(quiet, '8.0', {incident: 'inc-other'});
        const messages = [{ts: '9.0'}, foreign, other, posted(quiet, '6.0'), posted(quiet, '5.0')];
        expectRead('conversations.history', {ok: true, messages});
        const delivered = await bot().deliver(quiet, {});
        assert.deepEqual(delivered, {
          kind: 'done',
          ref: {channel, ts: '6.0', revision: 1, notes: 0},
        });
      });
    }

    it('throws when none is there, looks again before the next post, and edits what it finds', async () => {
      const one = bot();
      expect('chat.postMessage', 503);
      expectRead('conversations.history', {ok: true, messages: []});
      await assert.rejects(one.deliver(quiet, {}), failure({failure: 'unavailable'}));
      expectRead('conversations.history', {ok: true, messages: [posted(quiet, '6.0')]});
      const edits = expect('chat.update', {ok: true});
      const delivered = await one.deliver({...quiet, revision: 2}, {doubts: 1});
      assert.equal(textAt(edits[0], 'ts'), '6.0');
      assert.deepEqual(delivered.ref, {channel, ts: '6.0', revision: 2, notes: 0});
    });

    it('posts on the next try when it is not there, or cannot be looked for', async () => {
      for (const answer of [
        {ok: true, messages: []},
        {ok: false, error: 'missing_scope'},
      ]) {
        const one = bot();
        expect('chat.postMessage', 503);
        expectRead('conversations.history', answer);
        await assert.rejects(one.deliver(quiet, {}), failure({failure: 'unavailable'}));
        expectRead('conversations.history', answer);
        expect('chat.postMessage', {ok: true, channel, ts});
        assert.equal((await one.deliver(quiet, {doubts: 1})).ref['ts'], ts);
      }
    });

    it('waits for a look that gets an answer, but not for ever', async () => {
      for (const doubts of [1, 2]) {
        expectRead('conversations.history', 503);
        await assert.rejects(bot().deliver(quiet, {doubts}), failure({failure: 'unavailable'}));
      }
      expectRead('conversations.history', 503);
      expect('chat.postMessage', {ok: true, channel, ts});
      assert.equal((await bot().deliver(quiet, {doubts: 3})).ref['ts'], ts);
    });

    it('never adopts the root that it wanted to replace', async () => {
      expect('chat.update', {ok: false, error: 'edit_window_closed'});
      expect('chat.postMessage', 503);
      expectRead('conversations.history', {ok: true, messages: [posted(broken, ts)]});
      await assert.rejects(bot().deliver(samples.verifying, {ref: told}), failure({status: 503}));
    });

    it('edits an older replacement that an earlier try left behind', async () => {
      const one = bot();
      const later = '1763791999.000100';
      expect('chat.update', {ok: false, error: 'edit_window_closed'});
      expect('chat.postMessage', 503);
      expectRead('conversations.history', 503);
      await assert.rejects(one.deliver(samples.verifying, {ref: told}), failure({status: 503}));
      const edits = expect('chat.update', {ok: false, error: 'edit_window_closed'}, {ok: true});
      expectRead('conversations.history', {ok: true, messages: [posted(samples.verifying, later)]});
      expectRead('conversations.replies', {ok: true, messages: []});
      expect('chat.postMessage', {ok: true, ts: '9.1'});
      const next = {...samples.verifying, revision: 4};
      const delivered = await one.deliver(next, {ref: told, doubts: 1});
      assert.equal(textAt(edits[1], 'ts'), later);
      assert.equal(delivered.ref['revision'], 4);
    });
  });

  it('does not repeat a reply that is in the thread after all', async () => {
    expect('chat.postMessage', 503);
    const event_payload = {incident: broken.incident, notes: 2};
    const reply = {ts: '3.0', metadata: {event_type: 'mesh_responder_notes', event_payload}};
    expectRead('conversations.replies', {ok: true, messages: [reply]});
    assert.deepEqual(await bot().deliver(broken, {ref: {...told, notes: 0}}), {
      kind: 'done',
      ref: told,
    });
  });

  it('in doubt tells only the notes that no reply has told yet', async () => {
    const event_payload = {incident: broken.incident, notes: 1};
    const reply = {ts: '3.0', metadata: {event_type: 'mesh_responder_notes', event_payload}};
    expectRead('conversations.replies', {ok: true, messages: [reply]});
    const replies = expect('chat.postMessage', {ok: true, channel, ts: '4.0'});
    await bot().deliver(broken, {ref: {...told, notes: 0}, doubts: 1});
    assert.doesNotMatch(JSON.stringify(replies[0]), /opened/);
    expectRead('conversations.replies', {
      ok: true,
      messages: [
        {...reply, metadata: {...reply.metadata, event_payload: {...event_payload, notes: 2}}},
      ],
    });
    await bot().deliver(broken, {ref: {...told, notes: 0}, doubts: 1});
  });

  it('finds a reply behind hundreds that people wrote, page by page', async () => {
    const event_payload = {incident: broken.incident, notes: 2};
    const reply = {ts: '9.0', metadata: {event_type: 'mesh_responder_notes', event_payload}};
    const people = Array.from({length: 200}, (_, n) => ({ts: `4.${n}`, text: 'on it'}));
    const asked: URLSearchParams[] = [];
    const pages = [
      {ok: true, messages: people, has_more: true, response_metadata: {next_cursor: 'dXNlcg=='}},
      {ok: true, messages: [reply], response_metadata: {next_cursor: ''}},
    ];
    for (const page of pages) {
      nock('https://slack.com')
        .get('/api/conversations.replies')
        .query(query => {
          asked.push(new URLSearchParams(query as Record<string, string>));
          return true;
        })
        .reply(200, page);
    }
    // Nothing is posted: both notes are told.
    await bot().deliver(broken, {ref: {...told, notes: 0}, doubts: 1});
    const [first, last] = [asked[0], asked.at(-1)];
    assert.equal(first?.get('ts'), ts);
    assert.equal(first.get('cursor'), null);
    const oldest = Number(first.get('oldest'));
    assert.equal(oldest, (broken.notes[0]?.at ?? 0) / 1000 - 3600);
    assert.equal(last?.get('cursor'), 'dXNlcg==');
  });

  it('starts anew from a ref that is not its own', async () => {
    expect('chat.postMessage', {ok: true, channel, ts});
    const delivered = await bot().deliver(quiet, {ref: {revision: 1, milestone: 1, notes: 0}});
    assert.deepEqual(delivered.ref, {channel, ts, revision: 1, notes: 0});
  });

  it('sends the same bytes for the same message', async () => {
    const bodies = expect('chat.postMessage', {ok: true, channel, ts}, {ok: true, channel, ts});
    await bot().deliver(quiet, {});
    await bot().deliver(quiet, {});
    assert.equal(JSON.stringify(bodies[0]), JSON.stringify(bodies[1]));
  });
});

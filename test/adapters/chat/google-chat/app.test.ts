import assert from 'node:assert/strict';
import fc from 'fast-check';
import nock from 'nock';
import {
  type ChatAppDeps,
  googleChatApp,
} from '../../../../functions/adapters/chat/google-chat/app.ts';
import {googleChatLimits, utf8Bytes} from '../../../../functions/adapters/chat/text/fit.ts';
import type {MessageRef} from '../../../../functions/core/incident/deliveries.ts';
import {CallError} from '../../../../functions/core/lib/error.ts';
import {at, isObject, listAt, textAt} from '../../../../functions/core/lib/json.ts';
import type {Buttons, Message} from '../../../../functions/core/ports/message.ts';
import {hostileMessages} from '../hostile.ts';
import {plainSend} from '../plain-send.ts';
import {broken, samples, speakers} from '../samples.ts';

const space = 'spaces/AAAA';
const thread = `${space}/threads/T1`;
const app = (more: Partial<ChatAppDeps> = {}) =>
  googleChatApp({send: plainSend, space, speak: speakers.en, ...more});
const quiet = samples.quiet;
const mention = [{kind: 'google-chat-user', id: '77'}] as const;
const ofSpace = {name: `${space}/messages/x.y`, thread: {name: thread}};

/** A request that came: its method, the id of the message, the query without the mask, and the body. */
interface Asked {
  readonly what: string;
  readonly query: Readonly<Record<string, string>>;
  readonly body: unknown;
}

type Answer = number | Readonly<Record<string, unknown>>;

/** The answers that are still to come, with who hears of the requests. */
const waiting: {readonly answer: Answer; readonly asked: Asked[]}[] = [];

/** Google Chat with an answer for each request that must come; returns the requests as they come. */
function playing(...answers: readonly Answer[]): Asked[] {
  const asked: Asked[] = [];
  waiting.push(...answers.map(answer => ({answer, asked})));
  return asked;
}

async function reply(request: Request): Promise<[number, object]> {
  const {pathname, searchParams} = new URL(request.url);
  const {updateMask, ...query} = Object.fromEntries(searchParams);
  const what = `${request.method} ${pathname.replace('/v1/', '')}`;
  const next = waiting.shift();
  assert.ok(next !== undefined, `nobody expects ${what}`);
  assert.equal(updateMask, request.method === 'PATCH' ? 'text,cardsV2' : undefined);
  next.asked.push({what, query, body: await request.json()});
  return typeof next.answer === 'number' ? [next.answer, {}] : [200, next.answer];
}

function failure(wanted: Readonly<Record<string, unknown>>) {
  return (error: unknown) => {
    assert.ok(error instanceof CallError, String(error));
    for (const [name, value] of Object.entries(wanted)) {
      const found = at(error.facts, name);
      if (value instanceof RegExp) assert.match(String(found), value);
      else assert.equal(found, value, name);
    }
    return true;
  };
}

/** The ref after a message was told. */
async function told(message: Message, deps: Partial<ChatAppDeps> = {}): Promise<MessageRef> {
  playing(...(message.notes.length > 0 ? [ofSpace, ofSpace] : [ofSpace]));
  return (await app(deps).deliver(message, {})).ref;
}

describe('googleChatApp', () => {
  beforeEach(() => {
    const chat = nock('https://chat.googleapis.com').persist();
    const every = (query: unknown) => query !== undefined;
    chat
      .patch(/^\/v1\/spaces\//)
      .query(every)
      .reply(reply);
    chat
      .post(/^\/v1\/spaces\//)
      .query(every)
      .reply(reply);
  });
  afterEach(() => {
    nock.cleanAll();
    assert.deepEqual(waiting.splice(0), [], 'what was expected and did not come');
  });

  it('makes a root of a name of its own, then tells the notes as one reply in its thread', async () => {
    const asked = playing(ofSpace, ofSpace);
    const delivered = await app().deliver(broken, {});
    const [root, reply] = asked;
    const id = /messages\/(client-[a-z0-9-]{1,56})$/.exec(root?.what ?? '')?.[1] ?? 'none';
    assert.equal(root?.what, `PATCH ${space}/messages/${id}`);
    assert.deepEqual(root.query, {allowMissing: 'true'});
    assert.match(textAt(root.body, 'text') ?? '', /^🔴 Action needed · Clusters of shop-prod/);
    assert.match(JSON.stringify(root.body), /Evidence and history in the thread/);
    assert.doesNotMatch(JSON.stringify(root.body), /First log entry/);
    assert.equal(reply?.what, `POST ${space}/messages`);
    assert.deepEqual(reply.query, {
      messageId: `${id}-n0`,
      requestId: `${id}-n0`,
      messageReplyOption: 'REPLY_MESSAGE_FALLBACK_TO_NEW_THREAD',
    });
    assert.deepEqual(at(reply.body, 'thread'), {name: thread});
    assert.match(JSON.stringify(reply.body), /First log entry.*Log entry as received/);
    const ref = {message: `${space}/messages/${id}`, thread, nth: 1, revision: 2, notes: 2};
    assert.deepEqual(delivered, {kind: 'done', ref});
  });

  it('does nothing for what people have seen already, or for an older revision', async () => {
    const ref = await told(broken);
    assert.deepEqual(await app().deliver(broken, {ref}), {kind: 'done', ref});
    const newer = {...ref, revision: 9};
    assert.deepEqual(await app().deliver(broken, {ref: newer}), {kind: 'done', ref: newer});
  });

  it('edits the root in place, makes none, and tells only the new notes', async () => {
    const ref = await told(broken);
    const asked = playing(ofSpace, ofSpace);
    const delivered = await app().deliver(samples.verifying, {ref});
    assert.deepEqual(delivered, {kind: 'done', ref: {...ref, revision: 3, notes: 3}});
    const [edit, reply] = asked;
    assert.equal(edit?.what, `PATCH ${String(ref['message'])}`);
    assert.deepEqual(edit.query, {});
    assert.match(reply?.query['messageId'] ?? '', /-n2$/);
    assert.match(JSON.stringify(reply?.body), /Turned on/);
    assert.doesNotMatch(JSON.stringify(reply?.body), /First log entry|Log entry as received/);
  });

  it('gives the message of another opening another name', async () => {
    const later = {...quiet, about: {...quiet.about, openedAt: quiet.about.openedAt + 1}};
    const other = {...quiet, incident: `${quiet.incident}0`};
    const names = [await told(quiet), await told(later), await told(other)].map(
      one => one['message'],
    );
    assert.equal(new Set(names).size, 3);
    assert.equal((await told({...quiet, revision: 7}))['message'], names[0]);
  });

  it('starts anew from what a webhook has posted', async () => {
    const asked = playing(ofSpace);
    await app().deliver(quiet, {ref: {revision: 1, milestone: 1, notes: 0}});
    assert.deepEqual(asked[0]?.query, {allowMissing: 'true'});
  });

  it('goes on in the space that it was told in', async () => {
    const ref = await told(quiet);
    const asked = playing(ofSpace);
    await app({space: 'spaces/NEW'}).deliver({...quiet, revision: 2}, {ref});
    assert.equal(asked[0]?.what, `PATCH ${String(ref['message'])}`);
  });

  it('follows a root that somebody deleted with one that says so, and tells its history again', async () => {
    const ref = await told(broken);
    const again = {...ofSpace, thread: {name: `${space}/threads/T2`}};
    const asked = playing(404, again, again);
    const delivered = await app().deliver(samples.verifying, {ref});
    assert.deepEqual(
      asked.map(({what, query}) => [what, query['allowMissing'], query['messageId']]),
      [
        [`PATCH ${String(ref['message'])}`, undefined, undefined],
        [`PATCH ${String(ref['message'])}-m2`, 'true', undefined],
        [`POST ${space}/messages`, undefined, `${String(ref['message']).split('/')[3]}-m2-n0`],
      ],
    );
    assert.match(JSON.stringify(asked[1]?.body), /this one continues it/);
    assert.match(JSON.stringify(asked[2]?.body), /First log entry/);
    assert.deepEqual(at(asked[2]?.body, 'thread'), {name: `${space}/threads/T2`});
    const message = `${String(ref['message'])}-m2`;
    const next = {message, thread: `${space}/threads/T2`, nth: 2, revision: 3, notes: 3};
    assert.deepEqual(delivered, {kind: 'done', ref: next});
    const edits = playing(ofSpace);
    await app().deliver({...samples.verifying, revision: 4}, {ref: next});
    assert.match(JSON.stringify(edits[0]?.body), /this one continues it/);
  });

  it('is partly done when the thread fails, and tells only the notes next time', async () => {
    playing(ofSpace, 429);
    const first = await app().deliver(broken, {});
    assert.ok(first.kind === 'partly');
    assert.match(first.error, /rate-limited.*it is sent again later/);
    const asked = playing(ofSpace);
    const second = await app().deliver(broken, {ref: first.ref});
    assert.deepEqual(second, {kind: 'done', ref: {...first.ref, notes: 2}});
    assert.match(asked[0]?.query['messageId'] ?? '', /-n0$/);
  });

  const refusals: readonly (readonly [number, string, RegExp])[] = [
    [403, 'denied', /add the Chat app to the space, and run as a service account/],
    [404, 'not-found', /add the app to it, and configure spaces\//],
    [429, 'rate-limited', /sent again later/],
    [400, 'invalid', /report it/],
    [503, 'unavailable', /./],
  ];
  for (const [status, kind, said] of refusals) {
    it(`says what to do after HTTP ${status}`, async () => {
      playing(status);
      const facts = {failure: kind, said, call: 'google-chat messages.patch', status};
      await assert.rejects(app().deliver(quiet, {}), failure(facts));
    });
  }

  it('takes no page and no other answer for a message', async () => {
    for (const answer of [{}, {name: 'spaces/A'}, {name: `${space}/messages/x`, thread: {}}]) {
      playing(answer);
      await assert.rejects(app().deliver(quiet, {}), failure({failure: 'malformed'}));
    }
  });

  describe('after an answer that was lost', () => {
    it('changes the root that is there, and makes none', async () => {
      const asked = playing(ofSpace);
      const delivered = await app().deliver({...quiet, revision: 2}, {doubts: 1});
      assert.deepEqual([delivered.kind, asked[0]?.query], ['done', {}]);
    });

    it('makes the root that is not there', async () => {
      const asked = playing(404, ofSpace);
      await app().deliver(quiet, {doubts: 1});
      assert.equal(asked[0]?.what, asked[1]?.what);
      assert.deepEqual(asked[1]?.query, {allowMissing: 'true'});
    });

    it('brings a reply that is there up to date instead of telling it twice', async () => {
      const ref = {...(await told(broken)), notes: 0};
      const asked = playing(ofSpace);
      const delivered = await app().deliver(broken, {ref, doubts: 1});
      assert.equal(asked[0]?.what, `PATCH ${String(ref['message' as keyof typeof ref])}-n0`);
      assert.deepEqual(delivered, {kind: 'done', ref: {...ref, notes: 2}});
    });

    it('tells a reply that is not there', async () => {
      const ref = {...(await told(broken)), notes: 0};
      const asked = playing(404, ofSpace);
      await app().deliver(broken, {ref, doubts: 1});
      assert.deepEqual(
        asked.map(({what}) => what.split(' ')[0]),
        ['PATCH', 'POST'],
      );
    });

    it('takes a name that is taken for a reply that is there', async () => {
      const ref = {...(await told(broken)), notes: 0};
      const asked = playing(409, ofSpace);
      const delivered = await app().deliver(broken, {ref});
      assert.deepEqual([delivered.kind, asked[1]?.what.split(' ')[0]], ['done', 'PATCH']);
    });
  });

  describe('whom it calls', () => {
    const calls = () => mention;
    const texts = (asked: readonly Asked[]) => asked.map(({body}) => textAt(body, 'text') ?? '');

    it('is called by the root, once, however often it is edited', async () => {
      const asked = playing(ofSpace, ofSpace);
      const {ref} = await app({calls}).deliver(broken, {});
      assert.match(texts(asked)[0] ?? '', /^<users\/77> 🔴/);
      assert.doesNotMatch(texts(asked)[1] ?? '', /users\/77/);
      const edits = playing(ofSpace);
      await app({calls}).deliver({...broken, revision: 3}, {ref});
      assert.equal(edits.length, 1);
    });

    it('is called by a reply where the message comes to ask for somebody', async () => {
      const ref = await told({...broken, tone: 'checking', notes: []}, {calls});
      const asked = playing(ofSpace, ofSpace);
      const next = {...broken, revision: 3, milestone: 2, notes: []};
      const delivered = await app({calls}).deliver(next, {ref});
      assert.match(texts(asked)[1] ?? '', /^<users\/77> 🔴 Action needed/);
      assert.equal(delivered.ref['called'], '<users/77>');
      assert.match(asked[1]?.query['messageId'] ?? '', /-c2-[\da-f]{16}$/);
      const quietly = await told({...broken, notes: []}, {calls});
      playing(ofSpace);
      const over = await app({calls}).deliver({...samples.fixed, notes: []}, {ref: quietly});
      assert.equal(over.ref['called'], undefined);
    });

    it('is called by a reply where an earlier try may have called nobody', async () => {
      const asked = playing(ofSpace, 404, ofSpace);
      await app({calls}).deliver({...broken, notes: []}, {doubts: 1});
      assert.match(texts(asked)[2] ?? '', /^<users\/77> 🔴/);
    });

    it('is not called twice when the notes behind the call fail', async () => {
      const ref = await told({...broken, tone: 'checking', notes: []}, {calls});
      playing(ofSpace, ofSpace, 503);
      const first = await app({calls}).deliver({...broken, revision: 3}, {ref});
      assert.equal(first.kind, 'partly');
      const asked = playing(404, ofSpace);
      await app({calls}).deliver({...broken, revision: 3}, {ref: first.ref, doubts: 1});
      assert.doesNotMatch(JSON.stringify(asked), /users\/77/);
    });
  });

  describe('its buttons', () => {
    const buttons: Buttons = {
      incident: '0123456789-1',
      run: 0,
      verbs: ['approve', 'decline', 'acknowledge'],
      question: 'a'.repeat(32),
    };
    const interactUrl = 'https://interact.shop.example/google-chat';
    const root = async (message: Message, more: Partial<ChatAppDeps> = {}) => {
      const asked = playing(ofSpace);
      await app(more).deliver({...message, notes: []}, {});
      const [section] = listAt(listAt(asked[0]?.body, 'cardsV2')[0], 'card', 'sections');
      return listAt(section, 'widgets').flatMap(one => {
        const all = listAt(one, 'buttonList', 'buttons');
        return all.length === 0 ? [] : [all];
      });
    };

    it('stand above the links and send what they stand for to the function', async () => {
      const [presses, links] = await root({...samples.approval, buttons}, {interactUrl});
      assert.deepEqual(
        presses?.map(one => [textAt(one, 'text'), textAt(one, 'type')]),
        [
          ['Approve…', 'FILLED'],
          ['Decline…', undefined],
          ['Acknowledge', undefined],
        ],
      );
      assert.deepEqual(at(presses[0], 'onClick', 'action'), {
        function: interactUrl,
        parameters: [{key: 'press', value: `1 approve 0123456789-1 0 ${'a'.repeat(32)}`}],
        interaction: 'OPEN_DIALOG',
      });
      assert.ok(textAt(links?.[0], 'onClick', 'openLink', 'url') !== undefined);
    });

    it('are not there where nobody takes clicks', async () => {
      const [links, ...more] = await root({...samples.approval, buttons});
      assert.ok(links?.every(one => at(one, 'onClick', 'action') === undefined));
      assert.deepEqual(more, []);
      const [unasked] = await root(samples.approval, {interactUrl});
      assert.ok(unasked?.every(one => at(one, 'onClick', 'action') === undefined));
    });

    it('change nothing else, and keep within every limit with anything in any field', async () => {
      const send: ChatAppDeps['send'] = ({body}) => {
        assert.ok(utf8Bytes(JSON.stringify(body)) <= googleChatLimits.messageBytes);
        const cards = listAt(body, 'cardsV2').flatMap(one => listAt(one, 'card', 'sections'));
        const widgets = cards.flatMap(one => listAt(one, 'widgets'));
        assert.ok(widgets.length <= googleChatLimits.widgets);
        for (const one of strings(body)) {
          assert.doesNotMatch(one.replaceAll(/<\/?b>|<br>|^<users\/77> /g, ''), /[<>]/);
          assert.doesNotMatch(one, /[\u200b-\u200f\u2060\ufeff]/);
          assert.ok(one.isWellFormed());
        }
        return Promise.resolve({status: 200, headers: {}, body: ofSpace});
      };
      const channel = app({send, interactUrl, calls: () => mention});
      await fc.assert(
        fc.asyncProperty(hostileMessages, async message => {
          const delivered = await channel.deliver({...message, buttons}, {});
          assert.ok(delivered.kind === 'done', JSON.stringify(delivered));
        }),
        {numRuns: 100},
      );
    });
  });
});

/** Every text in a value. */
function strings(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(strings);
  return isObject(value) ? Object.values(value).flatMap(strings) : [];
}

import assert from 'node:assert/strict';
import {at, textAt} from '../../../../sandbox/json.ts';
import {tried} from '../../start.ts';

const api = 'chat.googleapis.com/v1';
const space = `${api}/spaces/AAAA/messages`;
const scenario = 'healthy';

describe('sandbox chat', () => {
  it('creates once for one requestId', () =>
    tried({scenario}, async ({post, sandbox}) => {
      const first = await post(`${space}?requestId=r1`, {text: 'open'});
      const again = await post(`${space}?requestId=r1`, {text: 'open'});
      const other = await post(`${space}?requestId=r2`, {text: 'open'});

      assert.equal(textAt(again.json, 'name'), textAt(first.json, 'name'));
      assert.notEqual(textAt(other.json, 'name'), textAt(first.json, 'name'));
      assert.equal(sandbox.chat().messages.length, 2);
    }));

  it('threads by key only with a reply option', () =>
    tried({scenario}, async ({post, sandbox}) => {
      const option = 'messageReplyOption=REPLY_MESSAGE_FALLBACK_TO_NEW_THREAD';
      const thread = async (query: string, body: object = {text: 'x'}) =>
        textAt((await post(`${space}?${query}`, body)).json, 'thread', 'name');
      const root = await thread(`threadKey=k&${option}`);

      assert.equal(await thread(`threadKey=k&${option}`), root);
      assert.equal(await thread(option, {text: 'x', thread: {threadKey: 'k'}}), root);
      assert.notEqual(await thread('threadKey=k'), root);
      assert.notEqual(await thread(`threadKey=other&${option}`), root);
      const [first, reply] = sandbox.chat().messages;
      assert.equal(reply?.thread, first?.id);
      const strict = await post(`${space}?threadKey=new&messageReplyOption=REPLY_MESSAGE_OR_FAIL`, {
        text: 'x',
      });
      assert.equal(strict.status, 404);
    }));

  it('updates in place, creating what is missing only when allowed', () =>
    tried({scenario}, async ({post, get, sandbox}) => {
      const name = `${space}/client-incident-1`;
      const put = (query: string, body: object, to = name) => post(`${to}?${query}`, body, 'PATCH');
      assert.equal((await put('updateMask=text', {text: 'open'})).status, 404);
      const made = await put('updateMask=text,cardsV2&allowMissing=true', {
        text: 'open',
        cardsV2: [{cardId: 'a'}],
      });
      assert.equal(textAt(made.json, 'clientAssignedMessageId'), 'client-incident-1');
      await put('updateMask=text&allowMissing=true', {text: 'fixed'});

      const [message, ...more] = sandbox.chat().messages;
      assert.deepEqual(
        [message?.now.text, message?.edits.map(one => one.text), more],
        ['fixed', ['open'], []],
      );
      assert.deepEqual(at((await get(name)).json, 'cardsV2'), [{cardId: 'a'}]);
      assert.equal((await get(`${space}/none`)).status, 404);
      assert.equal((await put('allowMissing=true', {text: 'x'})).status, 400);
      assert.equal(
        (await put('updateMask=*&allowMissing=true', {text: 'x'}, `${space}/mine`)).status,
        400,
      );
    }));

  it('holds to the limits and shows violations', () =>
    tried({scenario}, async ({post, sandbox}) => {
      const room = 32_000 - Buffer.byteLength(JSON.stringify({text: ''}));
      assert.equal((await post(space, {text: 'x'.repeat(room)})).status, 200);
      const wrong = [
        await post(space, {text: 'x'.repeat(room + 1)}),
        await post(space, {text: '가'.repeat(room / 2)}),
        await post(space, {}),
        await post(space),
        await post(`${space}?messageId=Mine`, {text: 'x'}),
        await post(`${space}?threadKey=${'k'.repeat(4001)}`, {text: 'x'}),
      ];

      assert.deepEqual(
        wrong.map(one => one.status),
        wrong.map(() => 400),
      );
      assert.equal(textAt(wrong[0]?.json, 'error', 'status'), 'INVALID_ARGUMENT');
      assert.equal(sandbox.chat().refused.length, wrong.length);
    }));

  it('gives a client-assigned id once', () =>
    tried({scenario}, async ({post}) => {
      const made = await post(`${space}?messageId=client-a`, {text: 'x'});
      const again = await post(`${space}?messageId=client-a`, {text: 'x'});

      assert.equal(textAt(made.json, 'name'), 'spaces/AAAA/messages/client-a');
      assert.equal(textAt(again.json, 'error', 'status'), 'ALREADY_EXISTS');
    }));

  it('threads by the name of a thread that is there', () =>
    tried({scenario}, async ({post, sandbox}) => {
      const root = await post(
        `${space}/client-root?updateMask=text&allowMissing=true`,
        {text: 'x'},
        'PATCH',
      );
      const thread = {name: textAt(root.json, 'thread', 'name')};
      const option = (end: string) => `${space}?messageReplyOption=REPLY_MESSAGE_${end}`;
      const reply = await post(option('OR_FAIL'), {text: 'y', thread});
      assert.deepEqual(at(reply.json, 'thread'), thread);
      assert.equal(sandbox.chat().messages[1]?.thread, 'spaces/AAAA/messages/client-root');
      const unknown = {name: 'spaces/AAAA/threads/none'};
      assert.equal((await post(option('OR_FAIL'), {text: 'y', thread: unknown})).status, 404);
      const fresh = await post(option('FALLBACK_TO_NEW_THREAD'), {text: 'y', thread: unknown});
      assert.notDeepEqual(at(fresh.json, 'thread'), unknown);
      const ignored = await post(space, {text: 'y', thread});
      assert.notDeepEqual(at(ignored.json, 'thread'), thread);
    }));

  it('takes buttons that ask an app from the app only, and lets webhooks do nothing but post', () =>
    tried({scenario}, async ({post, get}) => {
      const button = {text: 'Go', onClick: {action: {function: 'https://a.example'}}};
      const link = {text: 'Go', onClick: {openLink: {url: 'https://a.example'}}};
      const card = (one: object) => ({
        cardsV2: [{card: {sections: [{widgets: [{buttonList: {buttons: [one]}}]}]}}],
      });
      const hook = 'key=k&token=t';
      assert.equal((await post(space, card(button))).status, 200);
      assert.equal((await post(`${space}?${hook}`, card(link))).status, 200);
      assert.equal((await post(`${space}?${hook}`, card(button))).status, 400);
      await post(`${space}?messageId=client-a`, {text: 'x'});
      const one = `${space}/client-a`;
      const edit = await post(`${one}?updateMask=text&${hook}`, {text: 'y'}, 'PATCH');
      assert.equal(edit.status, 403);
      assert.equal((await get(`${one}?${hook}`)).status, 403);
      assert.equal((await get(`${api}/spaces/AAAA?${hook}`)).status, 403);
      assert.equal(textAt((await get(`${api}/spaces/AAAA`)).json, 'name'), 'spaces/AAAA');
    }));
});
